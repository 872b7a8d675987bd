import { accountOf } from './account.js';
import { lastRow, rowOf, type Hearing, type Row, type Side, type WaitBook } from './books.js';
import { moveAir, tellAir, tellHour, tellRuns } from './hourly.js';
import { draw } from './meters.js';
import { bookedAs, standStill, turnTo } from './stops.js';
import { stretchAt } from './stretch.js';
import { doWork, turnWork } from './work.js';

/** After so long without a word from a source nothing is known of it, from its last word on. Its heartbeat is as long. */
export const SILENT_US = 300e6;

/**
 * Moves the time of a source on and books it: the values hold as they stand now, but where a shift ends, a step begins or ends by its
 * events, or the source was silent.
 */
export function advance(h: Hearing, toUs: number): void {
  const { book } = h;
  if (toUs <= book.atUs) return;
  settle(h);
  book.before = lastRow(book);
  tellRuns(h);
  tellHour(h);
  if (book.air !== null) tellAir(h, false);
  const wordUs = Math.max(book.atUs, book.eventUs);
  const silentUs = toUs - wordUs > SILENT_US ? wordUs : Infinity;
  while (book.atUs < toUs) {
    if (!book.silent && book.atUs >= silentUs) book.silent = book.dirty = true;
    settle(h);
    let endUs = Math.min(toUs, book.stretch!.toUs);
    if (!book.silent) endUs = Math.min(endUs, silentUs);
    if (book.turns.length > 0) endUs = Math.min(endUs, book.turns[0]!.atUs);
    spend(h, endUs);
    takeTurns(h);
  }
}

/** A word of a source that was silent: its values count again from then on. */
export function breakSilence({ book }: Hearing): void {
  if (!book.silent) return;
  book.silent = false;
  book.dirty = true;
}

/** A step begins or ends by its events. */
export function takeTurns({ book }: Hearing): void {
  while (book.turns.length > 0 && book.turns[0]!.atUs <= book.atUs) {
    book.run = book.turns.shift()!.run;
    book.dirty = true;
  }
}

function spend(h: Hearing, toUs: number): void {
  const { book } = h;
  const { atUs: fromUs } = book;
  const us = toUs - fromUs;
  if (us <= 0) return;
  const row = book.rows[book.rows.length - 1]!;
  if (book.account === 'stop') standStill(h, us);
  const account = bookedAs(book);
  row.us[account] = (row.us[account] ?? 0) + us;
  row.toUs = book.atUs = toUs;
  book.hour.us[account] = (book.hour.us[account] ?? 0) + us;
  if (account === 'execute' || (account === 'start-up' && row.lot !== null)) book.ranUs += us;
  draw(book, account, us);
  if (book.work !== null) doWork(book.work, account, fromUs, us);
  if (book.air !== null) moveAir(book, us);
}

/** Regards what was told: account, row, work, and for whom the source waits, all from the time of the book on. */
export function settle(h: Hearing): void {
  const { book, source } = h;
  if (book.stretch === null || book.atUs >= book.stretch.toUs || book.atUs < book.stretch.fromUs) {
    book.stretch = stretchAt(source.timezone, source.calendar, book.atUs);
    book.dirty = true;
  }
  if (!book.dirty) return;
  book.dirty = false;
  const working = source.calendar === null || book.stretch.shift !== null;
  const account = book.silent ? 'unknown' : accountOf(book.told, source, working);
  if (book.air !== null) tellAir(h, account !== book.account);
  openRow(h);
  turnTo(h, account);
  if (source.kind === 'unit') turnWork(h);
  if (source.group >= 0) tellWait(h, h.mirror.groups[source.group]!);
}

function openRow({ book, mirror, facts, source }: Hearing): void {
  const { told, stretch, run, rows } = book;
  const at = run === null ? undefined : book.runs[run];
  const lot = told.lot ?? at?.lot ?? null;
  const step = told.step ?? at?.step ?? null;
  const last = rows[rows.length - 1];
  if (
    last !== undefined &&
    last.lot === lot &&
    last.step === step &&
    last.run === run &&
    last.shift === stretch!.shift &&
    last.shiftFromUs === stretch!.fromUs &&
    last.product === told.product
  )
    return;
  const { atUs } = book;
  rows.push({ ...newRow(atUs, stretch!.fromUs, stretch!.shift), lot, product: told.product, step, run });
  if (facts === null || lot === null || source.kind !== 'unit') return;
  const seen = (mirror.lots[lot] ??= { lot, events: [], seen: null });
  const before = seen.seen;
  const first = before === null || atUs < before.atUs || (atUs === before.atUs && source.id < before.source);
  if (first) seen.seen = { atUs, source: source.id, product: told.product, order: told.order, step };
}

const newRow = (atUs: number, shiftFromUs: number, shift: string | null): Row => ({
  fromUs: atUs,
  toUs: atUs,
  shiftFromUs,
  shift,
  lot: null,
  product: null,
  step: null,
  run: null,
  us: {},
  kwh: {},
  processed: 0,
  rejected: 0,
  stops: 0,
  minorStops: 0,
  causedUs: {},
});

function sideOf({ book }: Hearing): Side {
  const { account } = book;
  if (account === 'starved' || account === 'blocked') return account;
  return account === 'execute' ? 'runs' : 'stands';
}

/** Tells those that a source waits with what it does from now on. */
function tellWait(h: Hearing, group: WaitBook): void {
  const { book, source } = h;
  const side = sideOf(h);
  const row = lastRow(book);
  const told = group.told[source.member]!;
  if (told.side === side && (told.row === row || (side !== 'starved' && side !== 'blocked'))) return;
  group.told[source.member] = { side, row };
  const turn = { atUs: book.atUs, member: source.member, side, row };
  let at = group.turns.length;
  while (at > 0 && isAfter(group.turns[at - 1]!, turn)) at--;
  group.turns.splice(at, 0, turn);
}

const isAfter = (a: { atUs: number; member: number }, b: { atUs: number; member: number }): boolean =>
  a.atUs > b.atUs || (a.atUs === b.atUs && a.member > b.member);

/** Items belong to the row in which the time since the last reading began. */
export function countItems(h: Hearing, of: 'processed' | 'rejected', risen: number): void {
  const row = rowOf(h.book, h.book.before);
  if (row !== undefined) row[of] += risen;
}
