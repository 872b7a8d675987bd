import { isMap } from '../contract/plain.js';

const SPANS: [string, number][] = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
];
/** Parameters of distributions that are no durations. */
const BARE = new Set(['dist', 'sigma', 'shape', 'p', 'weights']);

/** A value of a definition as a plant file writes it: numbers with their unit, distributions as their keys. */
export function asWritten(value: unknown, unit: string | null): unknown {
  if (typeof value === 'number') return unit === null ? tidy(value) : withUnit(value, unit);
  if (Array.isArray(value)) return value.map((each) => asWritten(each, unit));
  if (!isMap(value)) return value;
  if (value['dist'] === 'fixed' && typeof value['value'] === 'number') return asWritten(value['value'], unit);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asWritten(each, BARE.has(key) ? null : unit)]));
}

/** Twelve digits: the rest is rounding. */
const tidy = (value: number): number => Number(value.toPrecision(12));

function withUnit(value: number, unit: string): string {
  if (unit !== 's') return `${tidy(value)} ${unit}`;
  const span = SPANS.find(([, seconds]) => value >= seconds && isShort(value / seconds));
  return span ? `${tidy(value / span[1])} ${span[0]}` : `${tidy(value)} s`;
}

/** Two decimals at most. */
const isShort = (value: number): boolean => Math.abs(value * 100 - Math.round(value * 100)) < 1e-9 * Math.max(1, value);

/** The same as one line of text. */
export function sayKept(value: unknown, unit: string | null): string {
  if (value === undefined) return '–';
  const written = asWritten(value, unit);
  if (!isMap(written)) return Array.isArray(written) ? `[${written.map((each) => sayKept(each, null)).join(', ')}]` : String(written);
  const { dist, ...rest } = written;
  return [
    ...(typeof dist === 'string' ? [dist] : []),
    ...Object.entries(rest).map(([key, each]) => `${key} ${Array.isArray(each) ? `[${each.join(', ')}]` : sayKept(each, null)}`),
  ].join(' ');
}
