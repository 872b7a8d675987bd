import type { BookAccount } from './account.js';
import { lastRow, rowOf, type Hearing, type SourceBook } from './books.js';
import { moveAccount } from './meters.js';

const US_PER_S = 1e6;

/** The account under which time is booked: a stop that has lasted longer than the limit of micro-stops is a longer one. */
export const bookedAs = ({ account, stop }: SourceBook): BookAccount => (account === 'stop' && stop?.long ? 'down' : account);

/**
 * A source does something else from now on. A stop that is interrupted because the source is off or not heard goes on where it shows the
 * same reason after it.
 */
export function turnTo(h: Hearing, account: BookAccount): void {
  const { book } = h;
  const { told, stop } = book;
  const same = stop !== null && account === 'stop' && stop.reason === told.reason;
  if (account === book.account && (account !== 'stop' || same)) return;
  const rests = account === 'off' || account === 'unknown';
  if (stop !== null && !same && !rests) endStop(h, stop.pausedUs ?? book.atUs);
  else if (stop !== null) stop.pausedUs = rests ? (stop.pausedUs ?? book.atUs) : null;
  if (account === 'stop' && book.stop === null) {
    const whole = book.account !== 'unknown' && book.account !== 'off';
    const { atUs: fromUs, ranUs } = book;
    book.stop = { fromUs, reason: told.reason, lengthUs: 0, pausedUs: null, row: lastRow(book), long: false, whole, ranUs };
  }
  if (account === book.account) return;
  book.account = account;
  book.sinceUs = book.atUs;
}

/** Time of the stop under way. */
export function standStill(h: Hearing, us: number): void {
  const stop = h.book.stop!;
  stop.lengthUs += us;
  if (stop.long || stop.lengthUs <= h.cell.definition.microStop * US_PER_S) return;
  stop.long = true;
  decide(h.book, 'down');
}

function endStop(h: Hearing, toUs: number): void {
  const { book, source } = h;
  const stop = book.stop!;
  if (!stop.long) decide(book, 'minor-stop');
  const reason = stop.reason ?? 0;
  const runS = (stop.ranUs - (book.lastStops[reason]?.ranUs ?? 0)) / US_PER_S;
  if (stop.whole) h.facts?.push({ kind: 'stop', source: source.id, reason, fromUs: stop.fromUs, toUs, runS });
  book.lastStops[reason] = { ranUs: book.ranUs, atUs: toUs };
  book.stop = null;
}

/** What the stop under way is, by its length: its time and energy so far go to that account. */
export function decide(book: SourceBook, account: 'minor-stop' | 'down'): void {
  const stop = book.stop!;
  for (let serial = Math.max(stop.row, book.dropped); serial <= lastRow(book); serial++) moveAccount(rowOf(book, serial)!, 'stop', account);
  moveAccount(book.hour, 'stop', account);
  for (const { slices } of book.meters) for (const slice of slices) if (slice.account === 'stop') slice.account = account;
  const row = rowOf(book, stop.row);
  if (row === undefined) return;
  if (account === 'down') row.stops++;
  else row.minorStops++;
}
