import { LOCALES, THIN, type Language } from './language.js';

const formats = new Map<string, Intl.NumberFormat>();

function format(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.NumberFormat(LOCALES[language], options)));
  return found;
}

/** A minus that is as wide as a plus, and no minus zero. */
const signed = (text: string) => text.replace(/^-/, '−').replace(/^−(0([.,]0+)?)$/, '$1');

/** A number with exactly `digits` decimals. */
export function decimal(language: Language, value: number, digits = 0): string {
  return signed(format(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value));
}

/** A number with about three significant figures: no decimals from 100 on, one from 10 on, two below. */
export function figure(language: Language, value: number): string {
  const size = Math.abs(value);
  return decimal(language, value, size >= 99.95 || size === 0 ? 0 : size >= 9.995 ? 1 : 2);
}

/** A number as short as it can be written: 1.7, 120, 0.0006. */
export function plain(language: Language, value: number): string {
  return signed(format(language, { maximumSignificantDigits: 6 }).format(value));
}

/** The same with its sign always shown. */
export function difference(language: Language, value: number, digits: number): string {
  const text = decimal(language, Math.abs(value), digits);
  return Number(Math.abs(value).toFixed(digits)) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}

/** 0.714 as 71.4 % (in French with a narrow no-break space). */
export function percent(language: Language, ratio: number, digits = 1): string {
  return `${decimal(language, ratio * 100, digits)}${THIN}%`;
}

/** A number and its unit, never parted at the end of a line. */
export const withUnit = (text: string, unit: string) => `${text}${THIN}${unit}`;

/** Decimals that show about three significant figures of `size`, for columns whose numbers stand under each other. */
export function digitsFor(size: number): number {
  if (!Number.isFinite(size) || size === 0) return 0;
  return Math.min(4, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(size)))));
}

/** By how many percent something is changed: +10 %, +10.5 %; from 1,000 % on without decimals. Never a whole number that it is not. */
export function changeText(language: Language, percent: number): string {
  const isWhole = Math.abs(percent) >= 1000 || Math.abs(percent - Math.round(percent)) < 0.005;
  const digits = isWhole ? 0 : Math.abs(percent) < 0.95 ? 2 : 1;
  return withUnit(difference(language, percent, digits), '%');
}
