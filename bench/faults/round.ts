import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultKind } from './kinds.js';
import type { Load } from './load.js';
import { accountOf, countRows, storedValues, type Account } from './stored.js';
import type { Stand } from './stand.js';

/** What one fault has done. Counts are of messages, each of which is one reading. */
export interface Outcome {
  kind: string;
  sent: number;
  stored: number;
  /** Acknowledged by the service, or still owed by a broker that lived on, and not in InfluxDB. */
  lost: number;
  /** Acknowledged to the machine by a broker that was then killed, and never acknowledged by the service. */
  lostInBroker: number;
  /** Of messages with a time of their own: stored or counted as stored more than once. */
  duplicated: number;
  /** Of messages without a time, also of those before: equal values stored again, which the promise allows. */
  repeated: number;
  /** Whether received = stored + duplicate + dead-lettered + in flight, and nothing was dead-lettered, after it. */
  balanced: boolean;
  /** From the end of the fault until everything that was sent before it was in InfluxDB, where it got there. */
  recoverS: number | null;
  missing: number[];
}

const BEFORE_MS = [200, 700] as const;
const AFTER_MS = 200;
const POLL_MS = 50;
const QUIET_MS = 3_000; // of a service that has nothing in hand
const LIMIT_MS = 60_000;

const within = ([from, to]: readonly [number, number], random: () => number) => from + (to - from) * random();

/** Puts one fault into the middle of a load, then waits until nothing moves any more, and compares. */
export async function injectFault(stand: Stand, load: Load, kind: FaultKind, random: () => number): Promise<Outcome> {
  const first = load.last + 1;
  const before = await settledAccount(stand);
  const rowsBefore = first === 1 ? 0 : await countRows(stand); // the service makes the database with its first reading
  load.start();
  await sleep(within(BEFORE_MS, random));
  await kind.begin(stand, random);
  await sleep(within(kind.holdMs, random));
  const sentBefore = load.last;
  const endedMs = performance.now();
  await kind.end(stand);
  const recovery = quiet(stand, first, sentBefore).then((there) => (there ? (performance.now() - endedMs) / 1000 : null));
  await sleep(AFTER_MS);
  await load.stop();
  await quiet(stand, first, load.last);
  const [recoverS, after, found] = [await recovery, await settledAccount(stand), await storedValues(stand, first, load.last)];
  const missing = valuesBetween(first, load.last).filter((value) => !found.values.has(value));
  const forgotten = kind.brokerForgets ? missing.filter((value) => !stand.messenger.acknowledged.has(value)) : [];
  const lost = missing.length - forgotten.length;
  const rows = (await countRows(stand)) - rowsBefore;
  const overwritten = after.stored - before.stored - rows; // counted as stored, and under series and time of another
  return {
    kind: kind.name,
    sent: load.last - first + 1,
    stored: found.values.size,
    lost,
    lostInBroker: forgotten.length,
    duplicated: found.again + Math.max(0, overwritten - lost),
    repeated: rows - found.again - found.values.size,
    balanced: after.received === after.stored + after.duplicate + after.deadLettered + after.inFlight && after.deadLettered === before.deadLettered,
    recoverS,
    missing: missing.slice(0, 10),
  };
}

const valuesBetween = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** How many of the values are in InfluxDB; none while it is out of reach, or without the database that the service makes. */
const countStored = (stand: Stand, from: number, to: number): Promise<number> =>
  storedValues(stand, from, to).then(
    ({ values }) => values.size,
    () => 0,
  );

/** Whether all values came to InfluxDB; resolves as soon as they have, or once nothing has moved for a while in a service that has nothing in hand. */
async function quiet(stand: Stand, from: number, to: number): Promise<boolean> {
  const end = performance.now() + LIMIT_MS;
  let [most, sinceMs] = [-1, 0];
  for (;;) {
    const account = await accountOf(stand); // before the count: what it has in hand then may be stored now
    const stored = await countStored(stand, from, to);
    if (stored === to - from + 1) return true;
    const idle = account?.connected === true && account.inFlight === 0 && account.lagS === 0;
    if (!idle || stored > most) [most, sinceMs] = [stored, performance.now()];
    if (performance.now() - sinceMs > QUIET_MS || performance.now() > end) return false;
    await sleep(POLL_MS);
  }
}

async function settledAccount(stand: Stand): Promise<Account> {
  for (const end = performance.now() + LIMIT_MS; ;) {
    const account = await accountOf(stand);
    if (account?.connected && account.inFlight === 0 && account.lagS === 0) return account;
    if (performance.now() > end) throw new Error(`the service did not settle: ${JSON.stringify(account)}`);
    await sleep(POLL_MS);
  }
}
