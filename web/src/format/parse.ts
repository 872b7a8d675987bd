/** What was typed, as a number, or a closed reason why it is none. */
export type Parsed<T = number> = { ok: true; value: T } | { ok: false; reason: 'empty' | 'not-a-number' | 'unknown-unit' | 'too-small' | 'too-large' };

const UNITS = {
  duration: { s: 1, sec: 1, min: 60, mn: 60, m: 60, h: 3600, d: 86400, j: 86400 },
  rate: { '/s': 60, '/min': 1, '/mn': 1, '/h': 1 / 60 },
  plain: {},
} satisfies Record<string, Record<string, number>>;
export type Dimension = keyof typeof UNITS;

/**
 * A number as people type it. The decimal mark is a comma or a point; spaces group thousands. Where both marks
 * stand, the last is the decimal one. `1,234` is one and a bit: screens echo what was understood.
 */
export function parseNumber(text: string): Parsed {
  const bare = text
    .trim()
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace(/^[−–]/, '-');
  if (bare === '') return { ok: false, reason: 'empty' };
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  const both = bare.includes(',') && bare.includes('.');
  const plain = last < 0 ? bare : `${both ? bare.slice(0, last).replace(/[.,]/g, '') : bare.slice(0, last)}.${bare.slice(last + 1)}`;
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? { ok: true, value: Number(plain) } : { ok: false, reason: 'not-a-number' };
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
