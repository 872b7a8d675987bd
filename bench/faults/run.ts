import { isDeepStrictEqual } from 'node:util';
import type { FaultKind } from './kinds.js';
import { Load } from './load.js';
import { injectFault, lookInto, type Outcome } from './round.js';
import { missingServers } from './servers.js';
import { missingFor, openStand, type ServiceOptions, type Stand, type StandOptions } from './stand.js';

export interface FaultRun extends ServiceOptions {
  count: number;
  random: () => number;
  ratePerS: number;
  kinds: readonly FaultKind[];
  /** Hears what is left out, and why. */
  say: (sentence: string) => void;
}

const STANDS: readonly StandOptions[] = [{}, { clock: true }, { disk: true }, { embedded: true }, { embedded: true, disk: true }];

/** Injects faults, every kind equally often, in a random order on each stand. Throws a sentence where a server is missing. */
export async function* runFaults({ count, random, ratePerS, kinds: wanted, say, main, sessions }: FaultRun): AsyncGenerator<Outcome> {
  const missing = missingServers();
  if (missing !== null) throw new Error(missing);
  const kinds = wanted.filter((kind) => {
    const absent = missingFor(optionsOf(kind));
    if (absent !== null) say(`${kind.name}: skipped, ${absent}`);
    return absent === null;
  });
  const faults = shuffled(Array.from({ length: kinds.length === 0 ? 0 : count }, (_, i) => kinds[i % kinds.length]!), random); // prettier-ignore
  for (const options of STANDS) {
    const own = faults.filter((kind) => isDeepStrictEqual(optionsOf(kind), options));
    if (own.length > 0) yield* onStand(options, { main, sessions }, (stand) => injectAll(stand, ratePerS, own, random));
  }
}

const optionsOf = ({ needs }: FaultKind): StandOptions => needs ?? {};

async function* onStand(options: StandOptions, service: ServiceOptions, inject: (stand: Stand) => AsyncGenerator<Outcome>): AsyncGenerator<Outcome> {
  const stand = await openStand(options, service);
  try {
    yield* inject(stand);
  } finally {
    await stand.remove();
  }
}

async function* injectAll(stand: Stand, ratePerS: number, faults: readonly FaultKind[], random: () => number): AsyncGenerator<Outcome> {
  const load = await Load.connect(stand.machinePort, ratePerS);
  try {
    let [standing] = await lookInto(stand, 1, 0);
    for (const kind of faults) {
      const [outcome, after] = await injectFault(stand, load, kind, random, standing);
      standing = after;
      yield outcome;
    }
  } finally {
    await load.close();
  }
}

function shuffled<T>(items: T[], random: () => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
