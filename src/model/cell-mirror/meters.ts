import { rise } from '../counter.js';
import { DAY_US } from '../zone.js';
import type { BookAccount } from './account.js';
import { lastRow, rowOf, type Meter, type SourceBook, type Spent } from './books.js';

const US_PER_HOUR = 3.6e9;

/** The meter of a carrier, or of `used.<utility>` or `total`; a new one where it is heard of for the first time. */
export function meterOf(book: SourceBook, of: string, carrier: boolean): Meter {
  for (const meter of book.meters) if (meter.of === of) return meter;
  const meter: Meter = { of, carrier, rate: null, counter: { last: null, resets: 0 }, atUs: book.atUs, slices: [], sum: 0 };
  book.meters.push(meter);
  return meter;
}

/**
 * What was drawn in a time of the last row. It waits for the next reading of the meter; where there is no meter, or it was silent for a
 * day, the rate counts.
 */
export function draw(book: SourceBook, account: BookAccount, us: number): void {
  const serial = lastRow(book);
  for (const meter of book.meters) {
    const drawn = meter.rate === null ? 0 : (meter.rate * us) / US_PER_HOUR;
    if (meter.counter.last === null) {
      if (drawn > 0 && account !== 'unknown') count(book, meter, serial, account, drawn);
      continue;
    }
    const { slices } = meter;
    const last = slices[slices.length - 1];
    if (last !== undefined && last.row === serial && last.account === account) {
      last.us += us;
      last.drawn += drawn;
    } else slices.push({ row: serial, account, us, drawn });
    if (book.atUs - meter.atUs > DAY_US) {
      settleByRate(book, meter);
      meter.counter.last = null;
    }
  }
}

/** A reading of a meter: what it rose by belongs to the time since the last one, in proportion to what the rate drew, else to time. */
export function readMeter(book: SourceBook, meter: Meter, value: number): void {
  const risen = rise(meter.counter, { value, atUs: book.atUs, idealPerMin: Infinity }) ?? 0;
  meter.atUs = book.atUs;
  const { slices } = meter;
  if (risen > 0) {
    let drawn = 0;
    let us = 0;
    for (const slice of slices) {
      drawn += slice.drawn;
      us += slice.us;
    }
    if (slices.length === 0) count(book, meter, lastRow(book), book.stop?.long ? 'down' : book.account, risen);
    for (const slice of slices) count(book, meter, slice.row, slice.account, risen * (drawn > 0 ? slice.drawn / drawn : slice.us / us));
  }
  slices.length = 0;
}

/** Books what waits for a meter as its rate tells. Time in which nothing was heard draws nothing then. */
export function settleByRate(book: SourceBook, meter: Meter): void {
  for (const slice of meter.slices) if (slice.drawn > 0 && slice.account !== 'unknown') count(book, meter, slice.row, slice.account, slice.drawn);
  meter.slices.length = 0;
}

function count(book: SourceBook, meter: Meter, serial: number, account: BookAccount, amount: number): void {
  meter.sum += amount;
  const row = rowOf(book, serial);
  const run = row?.run ? book.runs[row.run] : undefined;
  if (meter.carrier) {
    if (row !== undefined) addEnergy(row, account, meter.of, amount);
    addEnergy(book.hour, account, meter.of, amount);
    if (run) run.kwh[meter.of] = (run.kwh[meter.of] ?? 0) + amount;
    return;
  }
  book.hour.used[meter.of] = (book.hour.used[meter.of] ?? 0) + amount;
  if (run) run.used[meter.of] = (run.used[meter.of] ?? 0) + amount;
}

export function addEnergy({ kwh }: Spent, account: BookAccount, carrier: string, amount: number): void {
  const by = (kwh[account] ??= {});
  by[carrier] = (by[carrier] ?? 0) + amount;
}

/** Moves the time and energy of one account to another. */
export function moveAccount(spent: Spent, from: BookAccount, to: BookAccount): void {
  const us = spent.us[from];
  if (us !== undefined) {
    spent.us[to] = (spent.us[to] ?? 0) + us;
    delete spent.us[from];
  }
  const kwh = spent.kwh[from];
  if (kwh === undefined) return;
  for (const [carrier, amount] of Object.entries(kwh)) addEnergy(spent, to, carrier, amount);
  delete spent.kwh[from];
}
