import { open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Servers } from './servers.js';
import type { Stand, StandOptions } from './stand.js';

/** A kind of fault: how it begins, how long it lasts, how it ends. */
export interface FaultKind {
  name: string;
  holdMs: readonly [shortest: number, longest: number];
  /** Whether what the broker had acknowledged to the machine may be its loss. */
  brokerForgets?: true;
  /** What it needs of the stand beyond the plain one. */
  needs?: StandOptions;
  begin(stand: Stand, random: () => number): Promise<void> | void;
  end(stand: Stand): Promise<void> | void;
}

const SHORT = [100, 1_500] as const;

const cut = { begin: ({ toBroker }: Stand) => toBroker.cut(), end: ({ toBroker }: Stand) => toBroker.heal() };
const frozen = { begin: ({ toBroker }: Stand) => toBroker.freeze(), end: ({ toBroker }: Stand) => toBroker.heal() };
const frozenThenCut = { begin: frozen.begin, end: ({ toBroker }: Stand) => (toBroker.cut(), toBroker.heal()) };
const serviceKilled = { begin: ({ service }: Stand) => service.kill(), end: ({ service }: Stand) => service.start() };
const diskFull = {
  begin: ({ data }: Stand) => fillDisk(data),
  end: async ({ data, service }: Stand) => {
    await rm(path.join(data, BALLAST));
    if (!service.running) await service.start(); // as whoever runs it would
  },
};

const PLAIN: readonly FaultKind[] = [
  { name: 'service killed', holdMs: [0, 1_000], ...serviceKilled },
  { name: 'broker killed', holdMs: SHORT, brokerForgets: true, begin: (stand) => serversOf(stand).broker.kill(), end: (stand) => serversOf(stand).broker.start() },
  { name: 'InfluxDB killed', holdMs: [0, 500], begin: (stand) => serversOf(stand).influx.kill(), end: (stand) => serversOf(stand).influx.start() },
  { name: 'InfluxDB stopped', holdMs: [3_000, 8_000], begin: (stand) => serversOf(stand).influx.kill('SIGTERM'), end: (stand) => serversOf(stand).influx.start() },
  { name: 'InfluxDB stopped for a minute', holdMs: [60_000, 75_000], begin: (stand) => serversOf(stand).influx.kill('SIGTERM'), end: (stand) => serversOf(stand).influx.start() },
  { name: 'broker cut off', holdMs: SHORT, ...cut },
  { name: 'broker frozen, then cut off', holdMs: SHORT, ...frozenThenCut },
  { name: 'broker frozen', holdMs: SHORT, ...frozen },
  { name: 'InfluxDB cut off', holdMs: SHORT, begin: (stand) => serversOf(stand).toInflux.cut(), end: (stand) => serversOf(stand).toInflux.heal() },
  { name: 'InfluxDB frozen, then cut off', holdMs: SHORT, begin: (stand) => serversOf(stand).toInflux.freeze(), end: (stand) => (serversOf(stand).toInflux.cut(), serversOf(stand).toInflux.heal()) },
  { name: 'InfluxDB slow', holdMs: [1_000, 3_000], begin: (stand, random) => serversOf(stand).toInflux.slow(200 + 800 * random()), end: (stand) => serversOf(stand).toInflux.heal() },
  {
    name: 'repeated and reordered',
    holdMs: [500, 1_500],
    begin: (stand, random) => void (serversOf(stand).messenger.twist = { repeat: 0.2, swap: 0.2, random }),
    end: (stand) => void (serversOf(stand).messenger.twist = null),
  },
]; // prettier-ignore

/** On a stand of their own. */
const OTHERS: readonly FaultKind[] = [
  {
    name: 'clock jump', // less than the five minutes ahead beyond which a reading is refused
    needs: { clock: true },
    holdMs: [500, 1_500],
    begin: ({ clockFile }, random) => writeFile(clockFile!, `${random() < 0.5 ? '-' : '+'}${Math.ceil(200 * random())}`),
    end: ({ clockFile }) => writeFile(clockFile!, '+0'),
  },
  { name: 'disk full', needs: { disk: true }, holdMs: [500, 2_000], ...diskFull },
];

const EMBEDDED: readonly FaultKind[] = [
  { name: 'embedded: service killed', needs: { embedded: true }, holdMs: [0, 1_000], ...serviceKilled },
  { name: 'embedded: machines cut off', needs: { embedded: true }, holdMs: SHORT, ...cut },
  { name: 'embedded: machines frozen, then cut off', needs: { embedded: true }, holdMs: SHORT, ...frozenThenCut },
  { name: 'embedded: machines frozen', needs: { embedded: true }, holdMs: SHORT, ...frozen },
  { name: 'embedded: disk full', needs: { embedded: true, disk: true }, holdMs: [500, 2_000], ...diskFull },
];

export const KINDS: readonly FaultKind[] = [...PLAIN, ...OTHERS, ...EMBEDDED];

/** Throws where there are none: the kind is not meant for this stand. */
function serversOf({ servers }: Stand): Servers {
  if (servers === null) throw new Error('broker and history are embedded');
  return servers;
}

const BALLAST = 'ballast';
const BLOCK = Buffer.alloc(1024 * 1024);

/** Takes all that is free, to the last block. */
async function fillDisk(folder: string): Promise<void> {
  const file = await open(path.join(folder, BALLAST), 'w');
  try {
    for (const block of [BLOCK, BLOCK.subarray(0, 4096)]) await fillWith(file, block);
  } finally {
    await file.close();
  }
}

async function fillWith(file: FileHandle, block: Uint8Array): Promise<void> {
  try {
    for (;;) await file.write(block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
