import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultKind } from './kinds.js';
import type { Load } from './load.js';
import { accountOf, storedValues, type Account } from './stored.js';
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
  /** Of messages without a time: equal values stored again, which the promise allows. */
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
  load.start();
  await sleep(within(BEFORE_MS, random));
  await kind.begin(stand, random);
  await sleep(within(kind.holdMs, random));
  const sentBefore = load.last;
  const endedMs = performance.now();
  await kind.end(stand);
  const recovery = recovered(stand, first, sentBefore).then((there) => (there ? (performance.now() - endedMs) / 1000 : null));
  await sleep(AFTER_MS);
  await load.stop();
  const missing = await lastlyMissing(stand, first, load.last);
  const [recoverS, after, found] = [await recovery, await settledAccount(stand), await storedValues(stand, first, load.last)];
  const forgotten = kind.brokerForgets ? missing.filter((value) => !stand.messenger.acknowledged.has(value)) : [];
  const lost = missing.length - forgotten.length;
  const counted = after.stored - before.stored;
  return {
    kind: kind.name,
    sent: load.last - first + 1,
    stored: found.values.size,
    lost,
    lostInBroker: forgotten.length,
    duplicated: found.again.timed + Math.max(0, counted - found.rows - lost),
    repeated: found.again.timeless,
    balanced: after.received === after.stored + after.duplicate + after.deadLettered + after.inFlight && after.deadLettered === before.deadLettered,
    recoverS,
    missing: missing.slice(0, 10),
  };
}

async function missingValues(stand: Stand, from: number, to: number): Promise<number[]> {
  const values = await storedValues(stand, from, to).then(
    (stored) => stored.values,
    () => new Set<number>(), // out of reach, or without the database that the service makes
  );
  return Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((value) => !values.has(value));
}

/** Whether all values came to InfluxDB, or false once what is missing cannot come any more. */
async function recovered(stand: Stand, from: number, to: number): Promise<boolean> {
  return (await lastlyMissing(stand, from, to)).length === 0;
}

/** What is missing once it is nothing, or once a service that has nothing in hand has not changed it for a while. */
async function lastlyMissing(stand: Stand, from: number, to: number): Promise<number[]> {
  const end = performance.now() + LIMIT_MS;
  let [least, sinceMs] = [Infinity, performance.now()];
  for (;;) {
    const missing = await missingValues(stand, from, to);
    if (missing.length === 0 || performance.now() > end) return missing;
    const account = await accountOf(stand);
    if (missing.length < least || account === null || !account.connected || account.inFlight > 0)
      [least, sinceMs] = [Math.min(least, missing.length), performance.now()];
    if (performance.now() - sinceMs > QUIET_MS + 1000 * (account?.lagS ?? 0)) return missing;
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
