import { civilDate, DAY_US, localDay } from '../../zone.js';

export type Language = 'en' | 'fr';

const MONTHS = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
} as const;

/** Day and month on the clock of the site: 12 Nov, le 12 nov. */
export function dayOf(language: Language, timezone: string, atUs: number): string {
  const { month, day } = civilDate(localDay(timezone, atUs));
  const name = MONTHS[language][month - 1]!;
  return language === 'fr' ? `le ${day === 1 ? '1er' : day} ${name}` : `${day} ${name}`;
}

/** A number with about three digits, as the language writes it; `signed`: with plus or minus. */
export function numberOf(language: Language, value: number, signed = false): string {
  const size = Math.abs(value);
  const digits = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  const [whole, fraction = ''] = size.toFixed(digits).split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? '\u202f' : ',');
  const decimals = fraction.replace(/0+$/, '');
  const text = decimals === '' ? grouped : `${grouped}${language === 'fr' ? ',' : '.'}${decimals}`;
  const sign = value < 0 && text !== '0' ? '\u2212' : signed && text !== '0' ? '+' : '';
  return `${sign}${text}`;
}

const PER_CENT = { en: ' %', fr: '\u00a0%' } as const;

/** A share as a whole percentage, below 10 with one digit. */
export function percent(language: Language, share: number): string {
  const value = Math.abs(share * 100);
  return `${numberOf(language, value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value))}${PER_CENT[language]}`;
}

/** The interval of a ratio as people read it: 11 to 17 %, or 2.1 to 2.6 times. */
export function interval(language: Language, { value, low, high }: { value: number; low: number; high: number }): string {
  const [between, times] = language === 'fr' ? (['à', 'fois'] as const) : (['to', 'times'] as const);
  if (value >= FOLD) return `${numberOf(language, low)} ${between} ${numberOf(language, high)} ${times}`;
  return value >= 1 ? ends(language, 100 * (low - 1), 100 * (high - 1)) : ends(language, 100 * (1 - high), 100 * (1 - low));
}

/** From one whole percentage to another. */
export const ends = (language: Language, low: number, high: number): string =>
  `${Math.round(low)} ${language === 'fr' ? 'à' : 'to'} ${Math.round(high)}${PER_CENT[language]}`;

/** From here on a ratio is told as so many times. */
export const FOLD = 2;
export const days = (fromUs: number, toUs: number): number => Math.max(1, Math.round((toUs - fromUs) / DAY_US));
