import type { Micros } from '../contract/units.js';
import { zoneOffset } from './local-time.js';

const SECOND_US = 1e6;

/** An instant in RFC 3339, UTC, to the microsecond. */
export const utcText = (atUs: Micros): string => utcTexts()(atUs);

/** As utcText for many instants: those of one second share their text. */
export function utcTexts(): (atUs: Micros) => string {
  let second = NaN;
  let text = '';
  return (atUs) => {
    const of = Math.floor(atUs / SECOND_US);
    if (of !== second) text = new Date((second = of) * 1000).toISOString().slice(0, 19);
    return `${text}.${String(atUs - of * SECOND_US).padStart(6, '0')}Z`;
  };
}

/** Local times of an IANA zone: milliseconds as if it were UTC, and as spreadsheets read them (2026-01-05 07:00:00.000). */
export function localTimes(timezone: string): { ms: (atUs: Micros) => number; text: (atUs: Micros) => string } {
  const offsetAt = zoneOffset(timezone);
  const ms = (atUs: Micros) => {
    const utcMs = Math.floor(atUs / 1000);
    return utcMs + offsetAt(utcMs);
  };
  let second = NaN;
  let text = '';
  return {
    ms,
    text: (atUs) => {
      const of = Math.floor(atUs / SECOND_US);
      if (of !== second) text = new Date(ms((second = of) * SECOND_US)).toISOString().slice(0, 19).replace('T', ' ');
      return `${text}.${String(Math.floor((atUs - of * SECOND_US) / 1000)).padStart(3, '0')}`;
    },
  };
}
