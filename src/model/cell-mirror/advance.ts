import { accountOf } from './account.js';
import { lastRow, rowOf, type Hearing, type Row, type Side, type SourceBook, type WaitBook, type WaitTurn } from './books.js';
import { moveAir, tellAir, tellHour, tellRuns } from './hourly.js';
import { draw } from './meters.js';
import { bookedAs, standStill, turnTo } from './stops.js';
import { stretchAt } from './stretch.js';
import { doWork, turnWork } from './work.js';

/** After so long without a word from a source nothing is known of it, from its last word on. Its heartbeat is as long. */
export const SILENT_US = 300e6;
const HOUR_US = 3600e6;

/**
 * Moves the time of a source on and books it: the values hold as they stand now, but where a shift ends, a step begins or ends by its
 * events, or the source was silent.
 */
export function advance(h: Hearing, toUs: number): void {
  const { book } = h;
  if (toUs <= book.atUs) return;
  takeTurns(h);
  settle(h);
  book.before = lastRow(book);
  tellRuns(h);
  tellHour(h);
  if (book.air !== null) tellAir(h, false);
  hearWord(book, toUs);
  while (book.atUs < toUs) {
    const gap = book.gaps[0];
    const silent = gap !== undefined && gap.fromUs <= book.atUs;
    if (silent !== book.silent) {
      book.silent = silent;
      book.dirty = true;
    }
    settle(h);
    let endUs = Math.min(toUs, book.rowEndUs);
    if (gap !== undefined) endUs = Math.min(endUs, silent ? gap.toUs : gap.fromUs);
    if (book.turns.length > 0) endUs = Math.min(endUs, book.turns[0]!.atUs);
    spend(h, endUs);
    takeTurns(h);
    if (gap !== undefined && book.atUs >= gap.toUs) book.gaps.shift();
  }
}

/** A word of a source: where the one before was too long ago nothing is known of the time between. */
export function hearWord({ gaps, atUs, eventUs }: SourceBook, nowUs: number): void {
  const fromUs = Math.max(atUs, eventUs);
  if (nowUs - fromUs > SILENT_US) gaps.push({ fromUs, toUs: nowUs });
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
  const { atUs } = book;
  const turns = atUs >= book.rowEndUs;
  if (!book.dirty && !turns) return;
  book.dirty = false;
  if (turns) {
    if (book.stretch === null || atUs >= book.stretch.toUs) book.stretch = stretchAt(source.timezone, source.calendar, atUs);
    book.rowEndUs = Math.min(book.stretch.toUs, (Math.floor(atUs / HOUR_US) + 1) * HOUR_US);
  }
  const working = source.calendar === null || book.stretch!.shift !== null;
  const account = book.silent ? 'unknown' : accountOf(book.told, source, working);
  if (book.air !== null) tellAir(h, account !== book.account);
  openRow(h, turns);
  turnTo(h, account);
  if (source.kind === 'unit') turnWork(h);
  if (source.group >= 0) tellWait(h, h.mirror.groups[source.group]!);
}

/** A row is of one hour at most, so that windows of whole hours are exact. */
function openRow({ book, mirror, facts, source }: Hearing, turns: boolean): void {
  const { told, run, rows, silent, atUs } = book;
  const at = run === null ? undefined : book.runs[run];
  const lot = told.lot ?? at?.lot ?? null;
  const step = told.step ?? at?.step ?? null;
  const { product } = told;
  const last = rows[rows.length - 1];
  const same = last !== undefined && last.lot === lot && last.step === step && last.run === run && last.product === product && last.silent === silent;
  if (same && !turns) return;
  const { fromUs: shiftFromUs, shift } = book.stretch!;
  rows.push({ ...newRow(atUs, shiftFromUs, shift), lot, product, step, run, silent });
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
  silent: false,
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
  turnWait(group, { atUs: h.book.atUs, member: h.source.member, side: sideOf(h), row: lastRow(h.book) });
}

/** Lots move: those for whom units wait may be others from then on. */
export function turnLots({ turns }: WaitBook, atUs: number): void {
  insertTurn(turns, { atUs, member: -1, side: 'stands', row: -1 });
}

/** A member of a group does something from an instant on, where that is another than before. */
export function turnWait(group: WaitBook, turn: WaitTurn): void {
  const { member, side, row } = turn;
  const told = group.told[member]!;
  if (told.side === side && (told.row === row || (side !== 'starved' && side !== 'blocked'))) return;
  group.told[member] = { side, row };
  insertTurn(group.turns, turn);
}

function insertTurn(turns: WaitTurn[], turn: WaitTurn): void {
  let at = turns.length;
  while (at > 0 && isAfter(turns[at - 1]!, turn)) at--;
  turns.splice(at, 0, turn);
}

const isAfter = (a: { atUs: number; member: number }, b: { atUs: number; member: number }): boolean =>
  a.atUs > b.atUs || (a.atUs === b.atUs && a.member > b.member);

/** Items belong to the row in which the time since the last reading began. */
export function countItems(h: Hearing, of: 'processed' | 'rejected', risen: number): void {
  const row = rowOf(h.book, h.book.before);
  if (row !== undefined) row[of] += risen;
}
