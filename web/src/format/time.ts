import { LOCALES, THIN, type Language } from './language.js';
import { decimal } from './number.js';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}|${zone}|${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, hourCycle: 'h23', ...options })));
  return found;
}

/** Time of day in the site's zone: 10:42, or 10:42:07. */
export function clock(language: Language, us: number, zone: string, seconds = false): string {
  return format(language, zone, { hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}) }).format(us / 1000);
}

/** Day of the month in the site's zone: 22/11. */
export function dayOfMonth(language: Language, us: number, zone: string): string {
  return format(language, zone, { day: '2-digit', month: '2-digit' }).format(us / 1000);
}

/** On an axis of several days: the day at midnight, else the time of day. */
export function dayOrClock(language: Language, us: number, zone: string): string {
  const time = clock(language, us, zone);
  return time === '00:00' ? dayOfMonth(language, us, zone) : time;
}

/** Day and time of day in the site's zone: 22/11/2026 10:42, or 10:42:07. */
export function dayAndClock(language: Language, us: number, zone: string, seconds = false): string {
  const day = format(language, zone, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(us / 1000);
  return `${day} ${clock(language, us, zone, seconds)}`;
}

/** Time of day, with the day where it is not that of `nowUs`. */
export function moment(language: Language, us: number, nowUs: number, zone: string): string {
  const day = format(language, zone, { day: '2-digit', month: '2-digit', year: 'numeric' });
  return day.format(us / 1000) === day.format(nowUs / 1000) ? clock(language, us, zone) : dayAndClock(language, us, zone);
}

/** A stretch of time in at most two units: 42 s, 12 min, 8 h, 5 h 07, 3 d 4 h. */
export function duration(language: Language, seconds: number): string {
  const s = Math.max(0, seconds);
  if (s < 9.95) return `${decimal(language, s, 1)}${THIN}s`;
  if (s < 99.5) return `${Math.round(s)}${THIN}s`;
  const minutes = Math.round(s / 60);
  if (minutes < 60) return `${minutes}${THIN}min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}${THIN}h${minutes % 60 ? `${THIN}${String(minutes % 60).padStart(2, '0')}` : ''}`;
  const hours = Math.round(s / 3600);
  return `${Math.floor(hours / 24)}${THIN}${language === 'fr' ? 'j' : 'd'}${hours % 24 ? `${THIN}${hours % 24}${THIN}h` : ''}`;
}

/** Hours and minutes, as totals stand in a legend: 0:07, 5:12. */
export function hoursMinutes(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Quarter hours, hours or days: gaps of a time axis that leave room for its words. */
export const TIME_STEPS_S = [60, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800];

/** Instants of an axis from-to, on the zone's round hours, at most `count` of them. */
export function ticks(fromUs: number, toUs: number, zone: string, count: number): number[] {
  const spanS = (toUs - fromUs) / 1e6;
  const stepS = TIME_STEPS_S.find((step) => spanS / step <= count) ?? TIME_STEPS_S[TIME_STEPS_S.length - 1]!;
  const shiftS = zoneOffsetS(fromUs, zone);
  const found: number[] = [];
  for (let s = Math.ceil((fromUs / 1e6 + shiftS) / stepS) * stepS - shiftS; s * 1e6 <= toUs; s += stepS) found.push(s * 1e6);
  return found;
}

/** Seconds that the zone's wall clock is ahead of UTC at an instant. */
export function zoneOffsetS(us: number, zone: string): number {
  const parts = format('en', zone, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(
    us / 1000,
  );
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((wall - Math.floor(us / 1e6) * 1000) / 1000);
}

/** The instant that a clock of the zone showed as 2026-11-22T10:42 [us]; NaN where that is no time. In the hour that comes twice the second. */
export function localInstant(text: string, zone: string): number {
  const asUtcUs = Date.parse(`${text}Z`) * 1000;
  if (Number.isNaN(asUtcUs)) return NaN;
  const guessUs = asUtcUs - zoneOffsetS(asUtcUs, zone) * 1e6;
  return asUtcUs - zoneOffsetS(guessUs, zone) * 1e6;
}

/** What a clock of the zone shows at an instant, as 2026-11-22T10:42. */
export const localText = (us: number, zone: string): string => new Date(us / 1000 + zoneOffsetS(us, zone) * 1000).toISOString().slice(0, 16);
