import { dayNumber } from '../zone.js';

/** Easter Sunday of a year of the Gregorian calendar, in days since 1970 (Meeus, Astronomical Algorithms, chapter 8). */
export function easterDay(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const date = epact + weekday - 7 * late + 114;
  return dayNumber(year, Math.floor(date / 31), (date % 31) + 1);
}

const FIXED = [
  [1, 1],
  [5, 1],
  [5, 8],
  [7, 14],
  [8, 15],
  [11, 1],
  [11, 11],
  [12, 25],
] as const;
/** Easter Monday, Ascension, Whit Monday: days after Easter Sunday. */
const AFTER_EASTER = [1, 39, 50];

/** The eleven public holidays of France (Code du travail, L3133-1), in days since 1970; without those of Alsace and Moselle only. */
export function frenchHolidays(year: number): ReadonlySet<number> {
  const easter = easterDay(year);
  return new Set([...FIXED.map(([month, day]) => dayNumber(year, month, day)), ...AFTER_EASTER.map((days) => easter + days)]);
}
