import type { CompiledCell } from '../cell/compile.js';
import { advance, settle } from './advance.js';
import type { CellMirror, Meter, Row, Side, SourceBook } from './books.js';
import { settleByRate } from './meters.js';
import { sourcesOf } from './sources.js';
import { decide } from './stops.js';
import { bookWaits, settleGroup } from './waits.js';

/**
 * The books as they stand at an instant: what is under way counts up to it, meters after their last reading by their rates, a stop by
 * its length so far. A copy; the mirror stays as it is, and shares with it what is closed.
 */
export function booksAt(cell: CompiledCell, mirror: CellMirror, atUs: number): CellMirror {
  const { list } = sourcesOf(cell);
  const copy: CellMirror = {
    ...mirror,
    books: mirror.books.map((book, i) => copyBook(book, firstOpenRow(mirror, book, list[i]!))),
    groups: mirror.groups.map((group) => ({ ...group, now: [...group.now], told: [...group.told], turns: [...group.turns] })),
  };
  copy.books.forEach((book, i) => {
    if (book.firstUs === null) return;
    const hearing = { cell, mirror: copy, source: list[i]!, book, facts: null };
    advance(hearing, atUs);
    settle(hearing);
    for (const meter of book.meters) settleByRate(book, meter);
    if (book.stop !== null && !book.stop.long) {
      decide(book, 'minor-stop');
      if (book.account === 'stop') book.account = 'minor-stop';
    } else if (book.account === 'stop') book.account = 'down';
  });
  copy.groups.forEach((group, g) => {
    settleGroup(cell, copy, g, atUs);
    if (group.doneUs !== null && group.doneUs < atUs) bookWaits(cell, copy, g, atUs);
  });
  return copy;
}

/** Serial number of the first row that is not closed for good. */
function firstOpenRow(
  { groups }: CellMirror,
  { rows, dropped, before, stop, meters }: SourceBook,
  { group, member }: { group: number; member: number },
): number {
  let first = Math.min(dropped + rows.length - 1, before);
  if (stop !== null) first = Math.min(first, stop.row);
  for (const { slices } of meters) if (slices.length > 0) first = Math.min(first, slices[0]!.row);
  // What it waited for is still to be booked.
  const regard = ({ side, row }: { side: Side; row: number }) => {
    if (side === 'starved' || side === 'blocked') first = Math.min(first, row);
  };
  if (group >= 0) {
    regard(groups[group]!.now[member]!);
    for (const turn of groups[group]!.turns) if (turn.member === member) regard(turn);
  }
  return Math.max(first, dropped);
}

function copyBook(book: SourceBook, firstOpen: number): SourceBook {
  const at = firstOpen - book.dropped;
  return {
    ...book,
    told: { ...book.told },
    rows: [...book.rows.slice(0, at), ...book.rows.slice(at).map(copyRow)],
    processed: { ...book.processed },
    rejected: { ...book.rejected },
    meters: book.meters.map(copyMeter),
    turns: [...book.turns],
    gaps: [...book.gaps],
    runs: copyRuns(book, at),
    stop: book.stop && { ...book.stop },
    work: book.work && { ...book.work },
    lastStops: { ...book.lastStops },
    condition: { ...book.condition, campaign: book.condition.campaign && { ...book.condition.campaign }, maintained: { ...book.condition.maintained } },
    hour: { ...book.hour, us: { ...book.hour.us }, kwh: copyEach(book.hour.kwh), used: { ...book.hour.used } },
    air: book.air && { ...book.air },
  };
}

/** Runs of open rows still grow. */
function copyRuns({ runs, rows, run, turns }: SourceBook, from: number): SourceBook['runs'] {
  const copies = { ...runs };
  for (const id of new Set([run, ...turns.map((turn) => turn.run), ...rows.slice(from).map((row) => row.run)])) {
    const of = id === null ? undefined : runs[id];
    if (of !== undefined) copies[id!] = { ...of, kwh: { ...of.kwh }, used: { ...of.used } };
  }
  return copies;
}

const copyEach = (kwh: Row['kwh']): Row['kwh'] => Object.fromEntries(Object.entries(kwh).map(([account, by]) => [account, { ...by }]));
const copyRow = (row: Row): Row => ({ ...row, us: { ...row.us }, kwh: copyEach(row.kwh), causedUs: { ...row.causedUs } });
const copyMeter = (meter: Meter): Meter => ({ ...meter, counter: { ...meter.counter }, slices: meter.slices.map((slice) => ({ ...slice })) });
