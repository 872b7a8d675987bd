import { open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Stand, StandOptions } from './stand.js';

/** A kind of fault: how it begins, how long it lasts, how it ends. */
export interface FaultKind {
  name: string;
  holdMs: readonly [shortest: number, longest: number];
  /** Whether what the broker had acknowledged to the machine may be its loss. */
  brokerForgets?: true;
  /** What it needs of the stand beyond the plain one. */
  needs?: keyof StandOptions;
  begin(stand: Stand, random: () => number): Promise<void> | void;
  end(stand: Stand): Promise<void> | void;
}

const SHORT = [100, 1_500] as const;

export const KINDS: readonly FaultKind[] = [
  { name: 'service killed', holdMs: [0, 1_000], begin: ({ service }) => service.kill(), end: ({ service }) => service.start() },
  { name: 'broker killed', holdMs: SHORT, brokerForgets: true, begin: ({ broker }) => broker.kill(), end: ({ broker }) => broker.start() },
  { name: 'InfluxDB killed', holdMs: [0, 500], begin: ({ influx }) => influx.kill(), end: ({ influx }) => influx.start() },
  { name: 'InfluxDB stopped', holdMs: [3_000, 8_000], begin: ({ influx }) => influx.kill('SIGTERM'), end: ({ influx }) => influx.start() },
  { name: 'broker cut off', holdMs: SHORT, begin: ({ toBroker }) => toBroker.cut(), end: ({ toBroker }) => toBroker.heal() },
  { name: 'broker frozen, then cut off', holdMs: SHORT, begin: ({ toBroker }) => toBroker.freeze(), end: ({ toBroker }) => (toBroker.cut(), toBroker.heal()) },
  { name: 'broker frozen', holdMs: SHORT, begin: ({ toBroker }) => toBroker.freeze(), end: ({ toBroker }) => toBroker.heal() },
  { name: 'InfluxDB cut off', holdMs: SHORT, begin: ({ toInflux }) => toInflux.cut(), end: ({ toInflux }) => toInflux.heal() },
  { name: 'InfluxDB frozen, then cut off', holdMs: SHORT, begin: ({ toInflux }) => toInflux.freeze(), end: ({ toInflux }) => (toInflux.cut(), toInflux.heal()) },
  { name: 'InfluxDB slow', holdMs: [1_000, 3_000], begin: ({ toInflux }, random) => toInflux.slow(200 + 800 * random()), end: ({ toInflux }) => toInflux.heal() },
  {
    name: 'repeated and reordered',
    holdMs: [500, 1_500],
    begin: ({ messenger }, random) => void (messenger.twist = { repeat: 0.2, swap: 0.2, random }),
    end: ({ messenger }) => void (messenger.twist = null),
  },
  {
    name: 'clock jump', // less than the five minutes ahead beyond which a reading is refused
    needs: 'clock',
    holdMs: [500, 1_500],
    begin: ({ clockFile }, random) => writeFile(clockFile!, `${random() < 0.5 ? '-' : '+'}${Math.ceil(200 * random())}`),
    end: ({ clockFile }) => writeFile(clockFile!, '+0'),
  },
  {
    name: 'disk full',
    needs: 'disk',
    holdMs: [500, 2_000],
    begin: ({ data }) => fillDisk(data),
    end: async ({ data, service }) => {
      await rm(path.join(data, BALLAST));
      if (!service.running) await service.start(); // as whoever runs it would
    },
  },
]; // prettier-ignore

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
