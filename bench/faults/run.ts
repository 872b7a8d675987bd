import { KINDS, type FaultKind } from './kinds.js';
import { Load } from './load.js';
import { injectFault, type Outcome } from './round.js';
import { missingServers, openStand, type Stand } from './stand.js';

export interface FaultRun {
  count: number;
  random: () => number;
  ratePerS: number;
  /** Kinds whose name contains this. */
  only: string;
  /** The built service; that beside this program where not given. */
  main?: string;
}

/** Injects faults one after another, every kind equally often, in a random order. Throws a sentence where a server is missing. */
export async function* runFaults({ count, random, ratePerS, only, main }: FaultRun): AsyncGenerator<Outcome> {
  const missing = missingServers();
  if (missing !== null) throw new Error(missing);
  const kinds = KINDS.filter(({ name }) => name.includes(only));
  if (kinds.length === 0) throw new Error(`no kind of fault is called ${only}; there are: ${KINDS.map(({ name }) => name).join(', ')}`);
  const stand = await openStand({ ...(main !== undefined && { main }) });
  try {
    yield* injectAll(stand, ratePerS, shuffled(Array.from({ length: count }, (_, i) => kinds[i % kinds.length]!), random), random); // prettier-ignore
  } finally {
    await stand.remove();
  }
}

async function* injectAll(stand: Stand, ratePerS: number, faults: readonly FaultKind[], random: () => number): AsyncGenerator<Outcome> {
  const load = await Load.connect(stand.brokerPort, ratePerS);
  try {
    for (const kind of faults) yield await injectFault(stand, load, kind, random);
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
