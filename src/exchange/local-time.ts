/** Reads a time stamp without zone: milliseconds since the epoch as if it were UTC, or null where the text has another form. */
export type ReadLocal = (text: string) => number | null;

const TOKENS: Record<string, string> = {
  yyyy: String.raw`\d{4}`,
  MM: String.raw`\d{2}`,
  M: String.raw`\d{1,2}`,
  dd: String.raw`\d{2}`,
  d: String.raw`\d{1,2}`,
  HH: String.raw`\d{2}`,
  H: String.raw`\d{1,2}`,
  mm: String.raw`\d{2}`,
  ss: String.raw`\d{2}`,
  SSS: String.raw`\d{3}`,
};
const TOKEN = /yyyy|MM|M|dd|d|HH|H|mm|ss|SSS/g;
const FIELDS = [['yyyy'], ['MM', 'M'], ['dd', 'd'], ['HH', 'H'], ['mm'], ['ss'], ['SSS']];

/** Compiles a format such as `yyyy-MM-dd HH:mm:ss` or `d/M/yyyy H:mm`. Null where it does not name year, month and day, or one of them twice. */
export function localFormat(format: string): ReadLocal | null {
  const order: string[] = format.match(TOKEN) ?? [];
  const places = FIELDS.map((names) => order.filter((token) => names.includes(token)));
  if (places.some((found) => found.length > 1) || places.slice(0, 3).some((found) => found.length === 0)) return null;
  const between = format.split(TOKEN).map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  const pattern = new RegExp(`^${between[0]}${order.map((token, i) => `(${TOKENS[token]})${between[i + 1]}`).join('')}$`);
  const [year, month, day, hour, minute, second, milli] = places.map(([token]) => (token === undefined ? 0 : order.indexOf(token) + 1)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return (text) => {
    const match = pattern.exec(text);
    if (!match) return null;
    const part = (index: number) => (index === 0 ? 0 : Number(match[index]));
    const fields = [part(year), part(month) - 1, part(day), part(hour), part(minute), part(second), part(milli)] as const;
    const ms = Date.UTC(...fields);
    const date = new Date(ms);
    const same =
      date.getUTCMonth() === fields[1] &&
      date.getUTCDate() === fields[2] &&
      date.getUTCHours() === fields[3] &&
      date.getUTCMinutes() === fields[4] &&
      date.getUTCSeconds() === fields[5];
    return same ? ms : null;
  };
}

const QUARTER_MS = 900_000; // zones change their offset at whole quarters of an hour
const DAY_MS = 86_400_000;
const MOST_KNOWN = 50_000; // quarters, more than a year of them

/** The offset of an IANA zone from UTC [ms] at an instant [ms], positive east of Greenwich. */
export function zoneOffset(timeZone: string): (utcMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (utcMs) => {
    const quarter = Math.floor(utcMs / QUARTER_MS) * QUARTER_MS;
    let offset = known.get(quarter);
    if (offset === undefined) {
      if (known.size >= MOST_KNOWN) known.clear();
      const parts = Object.fromEntries(format.formatToParts(quarter).map((part) => [part.type, Number(part.value)])) as Record<string, number>;
      offset = Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']) - quarter;
      known.set(quarter, offset);
    }
    return offset;
  };
}

/**
 * Converts local times of an IANA zone to UTC milliseconds. An hour that occurs twice is its first occurrence, unless that
 * would lie before `notBeforeMs` (the row before it); an hour that does not occur is read with the offset that held before it.
 */
export function zoneToUtc(timeZone: string): (localMs: number, notBeforeMs: number) => number {
  const offsetAt = zoneOffset(timeZone);
  return (localMs, notBeforeMs) => {
    const before = offsetAt(localMs - DAY_MS);
    const after = offsetAt(localMs + DAY_MS);
    if (before === after) return localMs - before;
    const candidates = [...new Set([localMs - before, localMs - after])].filter((utc) => localMs - utc === offsetAt(utc)).sort((a, b) => a - b);
    return candidates.find((utc) => utc >= notBeforeMs) ?? candidates.at(-1) ?? localMs - before;
  };
}
