import type { Shift } from '../../src/contract/line.js';
import { zoneToUtc } from '../../src/exchange/local-time.js';

/** In the order of the day numbers: 1970-01-01 was a Thursday. */
const WEEKDAYS = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;
const DAY_S = 86_400;
/** Days looked at from the one before: a week always holds a shift, and a day more for the zone and the change of its clock. */
const LOOK_AHEAD_DAYS = 9;

const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** Shifts in a time zone. */
export class Calendar {
  private readonly toUtc: (localMs: number, notBeforeMs: number) => number;

  constructor(
    timezone: string,
    private readonly shifts: readonly Shift[],
  ) {
    this.toUtc = zoneToUtc(timezone);
  }

  /** Whether any shift is at work at an instant, and until when that stays so [s]. Work without an end is told some days at a time. */
  at(timeS: number): { working: boolean; untilS: number } {
    const today = Math.floor(timeS / DAY_S);
    const spans: [number, number][] = [];
    for (let day = today - 2; day <= today + LOOK_AHEAD_DAYS; day++) {
      const weekday = WEEKDAYS[((day % 7) + 7) % 7]!;
      for (const { days, from, to } of this.shifts) {
        if (!days.includes(weekday)) continue;
        const end = minutes(to) > minutes(from) ? minutes(to) : minutes(to) + 1440;
        spans.push([this.instantS(day, minutes(from)), this.instantS(day, end)]);
      }
    }
    spans.sort((a, b) => a[0] - b[0]);
    let endS = timeS;
    for (const [fromS, toS] of spans) {
      if (toS <= endS) continue;
      if (fromS > endS) return { working: endS > timeS, untilS: endS > timeS ? endS : fromS };
      endS = toS;
    }
    return { working: endS > timeS, untilS: endS > timeS ? endS : timeS + DAY_S };
  }

  private instantS(day: number, minute: number): number {
    return Math.round(this.toUtc((day * DAY_S + minute * 60) * 1000, -Infinity) / 1000);
  }
}

/** Seconds since the epoch of a moment of a plant file: in the zone where it names none of its own. */
export function momentS(text: string, timezone: string): number {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return Math.round(Date.parse(text) / 1000);
  return Math.round(zoneToUtc(timezone)(Date.parse(`${text}Z`), -Infinity) / 1000);
}
