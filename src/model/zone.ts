/** Civil time in an IANA zone. Days are counted since 1970-01-01, minutes since local midnight. */

export const DAY_US = 86_400_000_000;
const MINUTE_US = 60_000_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timezone: string): Intl.DateTimeFormat {
  let known = formatters.get(timezone);
  if (known === undefined) {
    const digits = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    known = new Intl.DateTimeFormat('en-US', { timeZone: timezone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn', ...digits });
    formatters.set(timezone, known);
  }
  return known;
}

/** Days from 1970-01-01 to a date of the Gregorian calendar (Hinnant, days_from_civil). */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** The date of a day, the inverse of `dayNumber` (Hinnant, civil_from_days). */
export function civilDate(day: number): { year: number; month: number; day: number } {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153); // months since March
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

/** A day as a date in ISO 8601. */
export function dateText(day: number): string {
  const date = civilDate(day);
  return `${date.year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
}

/** What clocks showed, by zone and second: replications ask for the same begins of shifts and prices over and over. */
const shown = new Map<string, Map<number, number>>();
const MOST_SHOWN = 10_000;

/** What the clock on the wall shows, as microseconds since 1970-01-01T00:00 of that clock. Whole seconds. */
export function wallUs(timezone: string, atUs: number): number {
  const second = Math.floor(atUs / 1e6);
  let known = shown.get(timezone);
  if (known === undefined || known.size >= MOST_SHOWN) {
    known = new Map<number, number>();
    shown.set(timezone, known);
  }
  let wall = known.get(second);
  if (wall === undefined) known.set(second, (wall = readClock(timezone, second)));
  return wall;
}

function readClock(timezone: string, second: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatter(timezone).formatToParts(second * 1000)) part[type] = Number(value);
  const seconds = (part['hour']! * 60 + part['minute']!) * 60 + part['second']!;
  return dayNumber(part['year']!, part['month']!, part['day']!) * DAY_US + seconds * 1e6;
}

const offsetUs = (timezone: string, atUs: number) => wallUs(timezone, atUs) - Math.floor(atUs / 1e6) * 1e6;

/** The local day at an instant. */
export function localDay(timezone: string, atUs: number): number {
  return Math.floor(wallUs(timezone, atUs) / DAY_US);
}

/**
 * The instant at which a local clock shows a time of a day. Of a time that the clock shows twice the first, and a time that
 * it skips counts by the offset before the jump.
 */
export function instantOf(timezone: string, day: number, minute: number): number {
  const wall = day * DAY_US + minute * MINUTE_US;
  const before = offsetUs(timezone, wall - DAY_US);
  const after = offsetUs(timezone, wall + DAY_US);
  const early = wall - before;
  if (before === after || offsetUs(timezone, early) === before) return early;
  const late = wall - after;
  return offsetUs(timezone, late) === after ? late : early;
}

/** Minutes since midnight of a time of day such as 06:30 or 24:00. */
export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The instant of a date and time such as 2026-03-14T06:00:30.5, with Z or an offset, or in the zone [us]. NaN where there is no such date. */
export function momentUs(timezone: string, text: string): number {
  const [year, month, date, hour, minute] = [0, 5, 8, 11, 14].map((at) => Number(text.slice(at, at === 0 ? 4 : at + 2))) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const [, seconds = '0', sign = '', hours = '0', minutes = '0'] = /^.{16}(?::([\d.]+))?(?:Z|([+-])(\d\d):(\d\d))?$/.exec(text) ?? [];
  const day = dayNumber(year, month, date);
  const nextMonth = month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1);
  if (month < 1 || month > 12 || date < 1 || day >= nextMonth) return NaN;
  const minuteOfTheDay = hour * 60 + minute;
  const fromMinuteUs = Math.round(Number(seconds) * 1e6);
  if (sign === '' && !text.endsWith('Z')) return instantOf(timezone, day, minuteOfTheDay) + fromMinuteUs;
  const offsetMinutes = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return day * DAY_US + (minuteOfTheDay - offsetMinutes) * MINUTE_US + fromMinuteUs;
}

/** An instant as a date and time in UTC that momentUs reads back [us]. */
export function utcText(atUs: number): string {
  const days = Math.floor(atUs / DAY_US);
  const us = atUs - days * DAY_US;
  const { year, month, day } = civilDate(days);
  const digits = (value: number, width = 2) => String(value).padStart(width, '0');
  const minute = Math.floor(us / MINUTE_US);
  const second = Math.floor((us % MINUTE_US) / 1e6);
  const fraction = us % 1e6 === 0 ? '' : `.${digits(us % 1e6, 6)}`;
  return `${digits(year, 4)}-${digits(month)}-${digits(day)}T${digits(Math.floor(minute / 60))}:${digits(minute % 60)}:${digits(second)}${fraction}Z`;
}
