import type { Micros } from '../contract/units.js';
import { localFormat, zoneToUtc } from './local-time.js';

/** What a column of times holds: ISO 8601, a count since 1970 UTC, or a format such as `dd/MM/yyyy HH:mm:ss`. */
export const COUNTED_US = { s: 1e6, ms: 1e3, us: 1, ns: 1e-3 } as const;
export type Counted = keyof typeof COUNTED_US;

/** Reads the time of a row; null where it is of another form. */
export type ReadTime = (value: unknown) => Micros | null;

/** An instant as a file with types of its own holds it. Local: it has no zone. */
export class FileTime {
  constructor(
    readonly atUs: Micros,
    readonly local: boolean,
  ) {}

  toString(): string {
    return new Date(this.atUs / 1000).toISOString().slice(0, this.local ? -1 : undefined);
  }
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(Z|z|[+-]\d{2}(?::?\d{2})?))?)?$/;
/** Rows that fall back further than a change of clocks begin another record, such as the next signal [ms]. */
const ANOTHER_RECORD_MS = 7_200_000;
const COUNT = /^[+-]?\d+(?:\.\d+)?$/;

/** Whether a format can be read by `timeReader`. */
export const isTimeFormat = (format: string): boolean => format === 'iso' || format in COUNTED_US || localFormat(format) !== null;

/**
 * How the times of a column are read. Without a zone of its own a time is local to `timezone` (IANA): in the hour that comes
 * twice, the first, unless that would lie before the row above. Throws where the format is none.
 */
export function timeReader(format: string, timezone: string): ReadTime {
  const toUtc = zoneToUtc(timezone);
  let lastMs = -Infinity;
  const local = (localMs: number): number => {
    const firstMs = toUtc(localMs, -Infinity);
    lastMs = firstMs < lastMs - ANOTHER_RECORD_MS ? firstMs : toUtc(localMs, lastMs);
    return lastMs;
  };
  const ofText = textReader(format, local);
  return (value) => {
    if (value instanceof FileTime)
      return value.local ? local(Math.floor(value.atUs / 1000)) * 1000 + (value.atUs - Math.floor(value.atUs / 1000) * 1000) : value.atUs;
    if (typeof value === 'number' && format in COUNTED_US) return safe(value * COUNTED_US[format as Counted]);
    return typeof value === 'string' ? ofText(value.trim()) : null;
  };
}

function textReader(format: string, local: (localMs: number) => number): (text: string) => Micros | null {
  if (format === 'iso') return (text) => isoTime(text, local);
  if (format in COUNTED_US) return (text) => (COUNT.test(text) ? counted(text, format as Counted) : null);
  const read = localFormat(format);
  if (read === null) throw new Error(`${format} is no format of times`);
  return (text) => {
    const localMs = read(text);
    return localMs === null ? null : local(localMs) * 1000;
  };
}

function isoTime(text: string, local: (localMs: number) => number): Micros | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match;
  const fields = [year, month, day, hour, minute, second].map(Number) as [number, number, number, number, number, number];
  const ms = Date.UTC(fields[0], fields[1] - 1, fields[2], fields[3], fields[4], fields[5]);
  const date = new Date(ms);
  const same =
    date.getUTCMonth() === fields[1] - 1 && date.getUTCDate() === fields[2] && date.getUTCHours() === fields[3] && date.getUTCMinutes() === fields[4];
  if (!same || date.getUTCSeconds() !== fields[5]) return null;
  return (offset === undefined ? local(ms) : ms - offsetMs(offset)) * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

function offsetMs(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.length > 3 ? offset.slice(-2) : 0);
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** Nanoseconds have more digits than a double: whole microseconds are cut out of the text. */
function counted(text: string, unit: Counted): Micros | null {
  const whole = /^\+?(\d{4,})$/.exec(text)?.[1];
  return unit === 'ns' && whole ? safe(Number(whole.slice(0, -3))) : safe(Number(text) * COUNTED_US[unit]);
}

function safe(atUs: number): Micros | null {
  const rounded = Math.round(atUs);
  return Number.isSafeInteger(rounded) ? rounded : null;
}
