import type { AlarmCount } from '../../../../src/contract/alarm.js';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import type { MeasuredAccount, SourceView } from '../../../../src/contract/cell-view.js';
import { ABNORMAL, WORST_ACCOUNTS } from '../../format/account.js';
import { LEVEL, needOf, NEVER, type Level, type Need } from './need.js';

/** A unit that is other than it should be, or the machine of it that is. */
export interface Trouble {
  source: string;
  account: MeasuredAccount;
  sinceUs: number | null;
}

/** A machine that stops for a moment, and is not the one that sets the pace of its unit, is made up for by the buffers beside it. */
const troubleOf = ({ source, account, sinceUs, stands }: SourceView): Trouble =>
  stands && (stands.holds || stands.account !== 'minor-stop')
    ? { source: stands.machine, account: stands.account, sinceUs: stands.sinceUs }
    : { source, account, sinceUs };

/** Units that are other than they should be, the worst first; of equals those that have been so longest. */
export function troubledUnits(view: CellLive): Trouble[] {
  const place = ({ account }: Trouble) => WORST_ACCOUNTS.indexOf(account);
  return view.order
    .map((id) => troubleOf(view.units[id]!))
    .filter((trouble) => place(trouble) < ABNORMAL)
    .sort((a, b) => place(a) - place(b) || (a.sinceUs ?? 0) - (b.sinceUs ?? 0));
}

/** The unit or machine that needs somebody most; null: none is other than it should be. */
export const worstUnit = (view: CellLive): Trouble | null => troubledUnits(view)[0] ?? null;

const LEVELS: Partial<Record<MeasuredAccount, Level>> = {
  down: LEVEL.down,
  excursion: LEVEL.down,
  utility: LEVEL.held,
  persons: LEVEL.held,
  'minor-stop': LEVEL.waits,
  unknown: LEVEL.unknown,
};

/** How much a site needs somebody: silent ones first, then by its worst unit, its alarms and its findings; those never heard of last. */
export function needOfCell(view: CellLive | null, alarms?: AlarmCount): Need {
  if (!view || view.freshness === 'none') return NEVER;
  const worst = worstUnit(view);
  const level = view.freshness === 'stale' ? LEVEL.silent : ((worst && LEVELS[worst.account]) ?? LEVEL.normal);
  return needOf(level, alarms, Object.keys(view.findings).length);
}
