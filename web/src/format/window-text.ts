import { isoOf } from './iso.js';
import type { Language } from './language.js';
import { dayAndClock, localInstant, localText } from './time.js';

const RELATIVE = /^now(?:-(\d+)(s|min|m|h|d|wk))?$/;
/** 2026-11-22, 2026-11-22 10:42, 22/11/2026, 22/11/2026 10:42:07 */
const LOCAL = /^(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)\/(\d\d?)\/(\d{4}))(?:[ T]+(\d\d?)[:h](\d\d)(?::(\d\d))?)?$/;
const ZONED = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/;
/** A time counted back in seconds is shown as what the clock showed from here on [s]. */
const COUNTED_S = 120;

/** What a person typed as an instant, as the server takes it: `now-8h`, or ISO 8601 of what the clock of the zone shows. Null: it is none. */
export function readInstant(typed: string, zone: string): string | null {
  const text = typed.trim();
  if (RELATIVE.test(text)) return text;
  if (ZONED.test(text)) return Number.isNaN(Date.parse(text)) ? null : text;
  const local = LOCAL.exec(text);
  if (!local) return null;
  const [, year = local[6]!, month = local[5]!, day = local[4]!, , , , hour = '0', minute = '00', second = '00'] = local;
  const two = (part: string) => part.padStart(2, '0');
  const written = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}`;
  const us = localInstant(`${written}:${second}`, zone);
  // 31/02 would be a day in March, and 02:30 is skipped when clocks go forward.
  return Number.isNaN(us) || localText(us, zone) !== written ? null : isoOf(us);
}

/** An instant of an address as a person reads it: by the clock of the zone, unless it is counted back from now. */
export function showInstant(text: string, zone: string, language: Language, nowUs: number): string {
  const [, count = '0', unit] = RELATIVE.exec(text) ?? [];
  const countedS = unit === 's' ? Number(count) : 0;
  const ms = ZONED.test(text) ? Date.parse(text) : NaN;
  const us = countedS >= COUNTED_S ? nowUs - countedS * 1e6 : ms * 1000;
  if (Number.isNaN(us)) return text;
  const seconds = countedS === 0 ? Math.floor(us / 1e6) % 60 : 0;
  return `${dayAndClock(language, us, zone)}${seconds === 0 ? '' : `:${String(seconds).padStart(2, '0')}`}`;
}
