/** What was typed, as a number, or a closed reason why it is none. */
export type Parsed<T = number> = { ok: true; value: T } | { ok: false; reason: 'empty' | 'not-a-number' | 'unknown-unit' | 'too-small' | 'too-large' };

const UNITS = {
  duration: { s: 1, sec: 1, min: 60, mn: 60, m: 60, h: 3600, d: 86400, j: 86400 },
  rate: { '/s': 60, '/min': 1, '/mn': 1, '/h': 1 / 60 },
  plain: {},
} satisfies Record<string, Record<string, number>>;
export type Dimension = keyof typeof UNITS;

/** Sign, what stands before the decimal mark, the mark, and the decimals. */
const PARTS = /^([+\-−–]?)\s*(.*?)(?:([.,])(\d*))?$/;
/** Thousands in groups of three, with one mark between all of them. */
const GROUPED = /^\d{1,3}(?:([\s'.,])\d{3})(?:\1\d{3})*$/;

/**
 * A number as people type it. The decimal mark is a comma or a point; spaces, or the other mark before a decimal one, stand
 * between groups of three digits and nowhere else: `1.1, 1.2` is no number. `1,234` is one and a bit: screens echo what was understood.
 */
export function parseNumber(text: string): Parsed {
  const bare = text.trim();
  if (bare === '') return { ok: false, reason: 'empty' };
  const [, sign, whole = '', mark, decimals = ''] = PARTS.exec(bare) ?? [];
  const digits = wholeDigits(whole, mark);
  if (digits === null || digits + decimals === '') return { ok: false, reason: 'not-a-number' };
  const size = Number(`${digits || '0'}.${decimals || '0'}`);
  return { ok: true, value: sign === '' || sign === '+' ? size : -size };
}

/** Without what stands between the groups; null where it is no whole number. */
function wholeDigits(whole: string, mark: string | undefined): string | null {
  if (/^\d*$/.test(whole)) return whole;
  const between = GROUPED.exec(whole)?.[1];
  if (between === undefined || between === mark || (mark === undefined && /[.,]/.test(between))) return null;
  return whole.replaceAll(between, '');
}

/** A number with an optional unit, in the unit that the dimension is kept in (s, /min). Without a unit: `unit`. */
export function parseQuantity(text: string, dimension: Dimension, unit: string): Parsed {
  const match = /^(.*?)\s*(\/?\s?[a-z]+)?\s*$/i.exec(text.trim());
  const number = parseNumber(match?.[1] ?? '');
  if (!number.ok) return number.reason === 'empty' && text.trim() !== '' ? { ok: false, reason: 'not-a-number' } : number;
  const factors: Record<string, number> = UNITS[dimension];
  const factor = factors[(match?.[2] ?? unit).replace(/\s/g, '').toLowerCase()] ?? (match?.[2] === undefined ? 1 : null);
  return factor === null ? { ok: false, reason: 'unknown-unit' } : { ok: true, value: number.value * factor };
}

/** A new value of something that is `baseline` now: `120 /min`, `×1.1`, `+5 %`, `-30 s`. */
export function parseAdjustment(text: string, baseline: number, dimension: Dimension, unit: string): Parsed {
  const bare = text.trim();
  if (bare === '') return { ok: false, reason: 'empty' };
  const times = /^[×x*]\s*(.+)$/i.exec(bare);
  if (times) return scaled(parseNumber(times[1]!), (factor) => baseline * factor);
  const share = /^([+\-−–])\s*(.+?)\s*%$/.exec(bare);
  if (share) return scaled(parseNumber(share[2]!), (percent) => baseline * (1 + (share[1] === '+' ? percent : -percent) / 100));
  const shift = /^([+\-−–])\s*(.+)$/.exec(bare);
  if (shift) return scaled(parseQuantity(shift[2]!, dimension, unit), (by) => baseline + (shift[1] === '+' ? by : -by));
  return parseQuantity(bare, dimension, unit);
}

const scaled = (parsed: Parsed, change: (value: number) => number): Parsed => (parsed.ok ? { ok: true, value: change(parsed.value) } : parsed);

/** A whole number within bounds. */
export function parseWhole(text: string, min: number, max: number): Parsed {
  const number = parseNumber(text);
  if (!number.ok) return number;
  if (!Number.isInteger(number.value)) return { ok: false, reason: 'not-a-number' };
  return within(number, min, max);
}

/** The same value, or why it is out of bounds. */
export function within(parsed: Parsed, min: number, max: number): Parsed {
  if (!parsed.ok) return parsed;
  if (parsed.value < min) return { ok: false, reason: 'too-small' };
  return parsed.value > max ? { ok: false, reason: 'too-large' } : parsed;
}
