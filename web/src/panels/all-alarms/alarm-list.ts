import type { ActiveAlarm, AlarmStanding } from '../../../../src/contract/alarm.js';
import type { AlarmPlace } from '../../data/alarm-queries.js';
import { ALARM_ORDER } from '../../theme/palette.js';

/** How alarms stand, as a list is chosen by it; the most pressing first. */
export const STANDINGS = ['unacknowledged', 'acknowledged', 'advisory', 'silenced'] as const;
export type Standing = (typeof STANDINGS)[number];

/** An alarm and whose it is. */
export interface PlacedAlarm {
  place: AlarmPlace;
  alarm: ActiveAlarm;
}

export function standingOf(state: AlarmStanding): Standing {
  if (state === 'unacknowledged' || state === 'returned') return 'unacknowledged';
  if (state === 'acknowledged') return 'acknowledged';
  return state === 'active' ? 'advisory' : 'silenced';
}

/** Worst first: alarms, then advisories, then what is silenced; each by priority, what waits for a person before what does not, the newest first. */
export function worstFirst(alarms: readonly PlacedAlarm[]): PlacedAlarm[] {
  const keyOf = ({ alarm: { state, priority, raisedAtUs } }: PlacedAlarm) => {
    const standing = standingOf(state);
    const kind = standing === 'silenced' ? 2 : standing === 'advisory' ? 1 : 0;
    return [kind, ALARM_ORDER.indexOf(priority), STANDINGS.indexOf(standing), -(raisedAtUs ?? 0)];
  };
  return alarms
    .map((each) => ({ each, key: keyOf(each) }))
    .sort((a, b) => a.key.map((value, i) => value - b.key[i]!).find((difference) => difference !== 0) ?? 0)
    .map(({ each }) => each);
}

/** Those that stand so; all where `standing` is not given. */
export const standingSo = (alarms: readonly PlacedAlarm[], standing: Standing | undefined): PlacedAlarm[] =>
  standing === undefined ? [...alarms] : alarms.filter(({ alarm }) => standingOf(alarm.state) === standing);
