import type { AlarmCount, AlarmPriority } from '../../../../src/contract/alarm.js';
import { ALARM_ORDER } from '../../theme/palette.js';

/** How urgently what a line or site is in needs somebody. */
export const LEVEL = { normal: 1, differs: 2, unknown: 3, waits: 4, held: 5, down: 6, silent: 7 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

/** An alarm is as urgent as a state of its weight. */
const OF_PRIORITY: Record<AlarmPriority, Level> = { urgent: LEVEL.down, high: LEVEL.held, medium: LEVEL.waits, low: LEVEL.differs };

/** What a row tells of itself. */
export interface Need {
  /** how much it needs somebody */
  need: number;
  /** whether anything of it is other than it should be */
  abnormal: boolean;
}

/** Never heard of, or not known yet: it comes last, and is shown. */
export const NEVER: Need = { need: 0, abnormal: true };

/**
 * Lines and sites on one scale: by the worst of what they are in, the alarms that stand and what differs from the model; of equals by the
 * number of alarms from the most pressing priority on, of those that nobody has acknowledged, and of differences.
 */
export function needOf(level: Level, count: AlarmCount | undefined, differences: number): Need {
  const alarms = ALARM_ORDER.map((priority) => count?.alarms[priority] ?? 0);
  const pressing = ALARM_ORDER.find((_, i) => alarms[i]! > 0);
  const told = differences > 0 || (count?.advisories ?? 0) > 0;
  const worst = Math.max(level, pressing ? OF_PRIORITY[pressing] : LEVEL.normal, told ? LEVEL.differs : LEVEL.normal);
  return { need: digits([worst, ...alarms, count?.unacknowledged ?? 0, differences]), abnormal: worst > LEVEL.normal };
}

/** One number that ranks as its parts do from the first on, of which each counts up to nine. */
const digits = (parts: readonly number[]) => parts.reduce((sum, part) => sum * 10 + Math.min(9, part), 0);
