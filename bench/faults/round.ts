import { setTimeout as sleep } from 'node:timers/promises';
import { accountOf, isIdle, type Account } from './account.js';
import type { FaultKind } from './kinds.js';
import type { Load } from './load.js';
import { dialectOf } from './plant.js';
import type { Stand } from './stand.js';
import { storedValues, type RowCounts, type Stored } from './stored.js';

/** What one fault has done. Counts are of messages that say a value, each of which is one reading. */
export interface Outcome {
  kind: string;
  sent: number;
  stored: number;
  /** Acknowledged by the service, or still owed by a broker that lived on, and not in the history; or of Sparkplug B, and nobody saw that it is missing. */
  lost: number;
  /** Acknowledged to the machine by a broker that was then killed, and never acknowledged by the service. */
  lostInBroker: number;
  /** Of Sparkplug B, at QoS 0: not in the history, and seen to be missing. */
  seenMissing: number;
  /** Of messages with a time of their own: stored or counted as stored more than once. */
  duplicated: number;
  /** Of messages without a time, also of those before: equal values stored again, which the promise allows. */
  repeated: number;
  /** Dead letters: data of an edge node before the service knew its births. They are kept, and are not in the history. */
  unborn: number;
  /** Whether received = stored + duplicate + dead-lettered + in flight after it, and nothing else was dead-lettered. */
  balanced: boolean;
  /** From the end of the fault until everything that was owed before it was in the history, where it got there. */
  recoverS: number | null;
  missing: number[];
}

/** What is there after a fault, and before the next. */
export interface Standing {
  account: Account;
  rows: RowCounts;
}

interface Compared {
  before: Standing;
  after: Standing;
  found: Stored;
}

const BEFORE_MS = [200, 700] as const;
const AFTER_MS = 200;
const POLL_MS = 50;
const QUIET_MS = 3_000; // of a service that has nothing in hand
const LIMIT_MS = 120_000;
const SEEN_MS = 8_000;

const within = ([from, to]: readonly [number, number], random: () => number) => from + (to - from) * random();

/** Puts one fault into the middle of a load, then waits until nothing moves any more, and compares with what stood before. */
export async function injectFault(stand: Stand, load: Load, kind: FaultKind, random: () => number, before: Standing): Promise<[Outcome, Standing]> {
  const first = load.last + 1;
  load.start();
  await sleep(within(BEFORE_MS, random));
  await kind.begin(stand, random);
  await sleep(within(kind.holdMs, random));
  const sentBefore = load.last;
  const endedMs = performance.now();
  await kind.end(stand);
  const recovery = quiet(stand, load, first, sentBefore).then((there) => (there ? (performance.now() - endedMs) / 1000 : null));
  await sleep(AFTER_MS);
  await load.stop();
  await quiet(stand, load, first, load.last);
  await seen(stand, load, first, before.account);
  const recoverS = await recovery;
  const [after, found] = await lookInto(stand, first, load.last);
  return [{ kind: kind.name, recoverS, ...comparison(stand, load, kind, first, { before, after, found }) }, after];
}

/** What is there at present, once the service has nothing in hand, with the values that are asked for. */
export async function lookInto(stand: Stand, from: number, to: number): Promise<[Standing, Stored]> {
  const { store, service } = stand;
  const account = await settledAccount(stand);
  if (!store.isShared) await service.kill('SIGTERM');
  const standing = { account, rows: await store.rows() };
  const found = await storedValues(store, from, to);
  if (!store.isShared) await service.start();
  return [standing, found];
}

function comparison(stand: Stand, load: Load, kind: FaultKind, first: number, { before, after, found }: Compared): Omit<Outcome, 'kind' | 'recoverS'> {
  const { account, rows } = after;
  const sent = valuesBetween(first, load.last).filter((value) => !load.unsaid.has(value));
  const missing = sent.filter((value) => !found.values.has(value));
  const missed = missing.filter((value) => dialectOf(value) === 'sparkplug');
  const seen = account.nodes !== before.account.nodes;
  const forgotten = kind.brokerForgets ? missing.filter((value) => dialectOf(value) !== 'sparkplug' && !stand.servers?.messenger.acknowledged.has(value)) : [];
  const lost = missing.length - forgotten.length - (seen ? missed.length : 0);
  const overwritten = account.stored - before.account.stored - (total(rows) - total(before.rows)); // counted as stored, and under series and time of another
  const tags = [...found.values].filter((value) => dialectOf(value) === 'tags').length;
  const { received, stored, duplicate, deadLettered, inFlight } = account;
  return {
    sent: sent.length,
    stored: found.values.size,
    lost,
    lostInBroker: forgotten.length,
    seenMissing: seen ? missed.length : 0,
    duplicated: found.again + Math.max(0, overwritten - lost),
    repeated: (rows.tags ?? 0) - (before.rows.tags ?? 0) - tags,
    unborn: deadLettered - before.account.deadLettered,
    balanced: received === stored + duplicate + deadLettered + inFlight && account.misread === 0,
    missing: missing.filter((value) => !(seen && dialectOf(value) === 'sparkplug') && !forgotten.includes(value)).slice(0, 10),
  };
}

const total = (rows: RowCounts): number => Object.values(rows).reduce((sum, count) => sum + count, 0);

const valuesBetween = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/**
 * Whether all values that are owed came into the history; resolves as soon as they have, or once nothing has moved for a while in a
 * service that has nothing in hand. A history that cannot be asked meanwhile has what was acknowledged once the service says so.
 */
async function quiet(stand: Stand, load: Load, from: number, to: number): Promise<boolean> {
  const owed = valuesBetween(from, to).filter((value) => dialectOf(value) !== 'sparkplug').length;
  const end = performance.now() + LIMIT_MS;
  let [most, sinceMs] = [-1, 0];
  for (;;) {
    const acknowledged = load.acknowledged(to);
    const account = await accountOf(stand.serviceUrl); // before the count: what it has in hand then may be stored now
    const stored = stand.store.isShared ? await countOwed(stand, from, to) : acknowledged && isIdle(account) ? owed : 0;
    if (stored === owed) return true;
    if (!isIdle(account) || stored > most) [most, sinceMs] = [stored, performance.now()];
    if (performance.now() - sinceMs > QUIET_MS || performance.now() > end) return false;
    await sleep(POLL_MS);
  }
}

/** Waits while data of the edge node are missing and the service has not seen it: births are asked for at most every five seconds. */
async function seen(stand: Stand, load: Load, from: number, before: Account): Promise<void> {
  const said = valuesBetween(from, load.last).filter((value) => dialectOf(value) === 'sparkplug' && !load.unsaid.has(value));
  for (const end = performance.now() + SEEN_MS; performance.now() < end;) {
    const account = await accountOf(stand.serviceUrl);
    if (isIdle(account) && account.nodes !== before.nodes) return;
    const found = stand.store.isShared ? (await storedValues(stand.store, from, load.last)).values : new Set<number>();
    if (said.every((value) => found.has(value))) return;
    await sleep(POLL_MS);
  }
}

/** How many of the values that are owed are in the history; none while it is out of reach. */
const countOwed = ({ store }: Stand, from: number, to: number): Promise<number> =>
  storedValues(store, from, to).then(
    ({ values }) => [...values].filter((value) => dialectOf(value) !== 'sparkplug').length,
    () => 0,
  );

async function settledAccount({ serviceUrl }: Stand): Promise<Account> {
  for (const end = performance.now() + LIMIT_MS; ;) {
    const account = await accountOf(serviceUrl);
    if (isIdle(account)) return account;
    if (performance.now() > end) throw new Error(`the service did not settle: ${JSON.stringify(account)}`);
    await sleep(POLL_MS);
  }
}
