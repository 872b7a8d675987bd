import type { MeasuredAccount } from '../../../contract/cell-view.js';
import type { Entry } from './entries.js';

type Times = Partial<Record<MeasuredAccount, number>>;

/** What a unit may be at while its machines say no more than that they are idle. */
const STANDS: readonly MeasuredAccount[] = ['starved', 'blocked', 'persons', 'utility', 'excursion', 'down', 'minor-stop', 'standby', 'waking', 'idle'];

/**
 * Times of a machine in which its idle time is told as its unit tells: a machine that stands because its unit waits for people or for the
 * batch has no reason of its own. It is shared as the unit spent such time with the same lot and step in the shift, else in the whole shift;
 * where the unit had none the machine was idle. `entries`: all of the unit.
 */
export function standingTimes(entries: readonly Entry[]): (entry: Entry) => Times {
  const stood = new Map<string, Times>();
  for (const { source, row } of entries) {
    if (source.kind !== 'place') continue;
    for (const key of [narrow(row), wide(row)]) {
      const sum = stood.get(key) ?? {};
      for (const account of STANDS) if (row.timeS[account]) sum[account] = (sum[account] ?? 0) + row.timeS[account];
      stood.set(key, sum);
    }
  }
  return ({ row }) => {
    const { idle, ...times } = row.timeS;
    const unit = [narrow(row), wide(row)].map((key) => stood.get(key)).find((sum) => sum !== undefined && total(sum) > 0);
    if (!idle || unit === undefined) return row.timeS;
    const result: Times = times;
    for (const account of STANDS) if (unit[account]) result[account] = (result[account] ?? 0) + (idle * unit[account]) / total(unit);
    return result;
  };
}

type Row = Entry['row'];
const wide = ({ shiftFromUs, shift }: Row): string => JSON.stringify([shiftFromUs, shift]);
const narrow = ({ shiftFromUs, shift, lot, step }: Row): string => JSON.stringify([shiftFromUs, shift, lot, step]);
const total = (times: Times): number => Object.values(times).reduce((sum, seconds) => sum + seconds, 0);
