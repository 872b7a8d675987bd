import type { Micros } from '../../contract/units.js';

const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}:?\d{2})?$/;

/**
 * An ISO 8601 time stamp, to the microsecond. Without zone it is a local time of `zone` (IANA): of the two instants
 * that a change of clocks gives one name, the first; in the hour that it skips, as if the clocks had not changed yet.
 * Null where the text is no time stamp.
 */
export function parseIsoTimestamp(text: string, zone: string): Micros | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '', offset] = match;
  const fields = [year, month, day, hour, minute, second].map(Number) as [number, number, number, number, number, number];
  const localMs = Date.UTC(fields[0], fields[1] - 1, ...(fields.slice(2) as [number, number, number, number]));
  if (!sameFields(localMs, fields)) return null;
  const utcMs = offset === undefined ? localToUtcMs(localMs, zone) : localMs - offsetMs(offset);
  return utcMs * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

/** False for the 30th of February and the 25th hour, which Date.UTC would carry over. */
function sameFields(ms: number, [year, month, day, hour, minute, second]: [number, number, number, number, number, number]): boolean {
  const date = new Date(ms);
  return (
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day &&
    date.getUTCHours() === hour && date.getUTCMinutes() === minute && date.getUTCSeconds() === second
  ); // prettier-ignore
}

function offsetMs(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

function localToUtcMs(localMs: number, zone: string): number {
  const before = zoneOffsetMs(localMs - 86_400_000, zone);
  const after = zoneOffsetMs(localMs + 86_400_000, zone);
  for (const offset of [before, after]) if (zoneOffsetMs(localMs - offset, zone) === offset) return localMs - offset;
  return localMs - before;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function zoneOffsetMs(utcMs: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    }); // prettier-ignore
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(utcMs)) part[type] = Number(value);
  return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) - Math.floor(utcMs / 1000) * 1000;
}
