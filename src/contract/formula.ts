import { z } from 'zod';
import { refusal } from './refusal.js';
import { DIMENSIONS, escapePattern, NUMBER, numberOf, type Dimension } from './units.js';

/** What a formula may be of: a quantity with its unit, a whole number of things, any number, or a share of one. */
export type Measure = Dimension | 'count' | 'number' | 'share';

/** How a variant comes from the value that there is: value is a factor (times), or in the unit that the measure is kept in. */
export interface Formula {
  op: 'set' | 'times' | 'add';
  value: number;
  /** as it was written */
  text: string;
  measure: Measure;
}

const BARE: Record<Exclude<Measure, Dimension>, { example: string; add: string }> = {
  count: { example: '8', add: '+2' },
  number: { example: '400', add: '+50' },
  share: { example: '2 %', add: '+0.01' },
};
const isDimension = (measure: Measure): measure is Dimension => measure in DIMENSIONS;
const unitsOf = (measure: Measure): Record<string, number> =>
  isDimension(measure) ? DIMENSIONS[measure].units : measure === 'share' ? { '': 1, '%': 0.01 } : { '': 1 };
const exampleOf = (measure: Measure) => (isDimension(measure) ? DIMENSIONS[measure].example : BARE[measure].example);
const addOf = (measure: Measure) => (isDimension(measure) ? `+${DIMENSIONS[measure].example}` : BARE[measure].add);

const unsigned = NUMBER.replace('[+-]?', '');
const TIMES = new RegExp(`^\\s*[x×*]\\s*(${unsigned})\\s*$`, 'i');
const PERCENT = new RegExp(`^\\s*([+-]\\s*${unsigned})\\s*%\\s*$`);

/** What stands between a sign, which makes it a sum, and a unit. */
const plain = (units: readonly string[]) => new RegExp(`^\\s*([+-]?)\\s*(${unsigned})\\s*(${units.map(escapePattern).join('|')})\\s*$`);

/**
 * Reads a formula: `120 /min` sets, `x1.1` multiplies, `+5 %` and `-10 %` change by that share of the value, `+2 kW` and `-2 kW` add.
 * The decimal mark may be a comma. Null where the text is none of a quantity of that measure.
 */
export function readFormula(text: string, measure: Measure): Formula | null {
  const whole = { text: text.trim(), measure };
  const times = TIMES.exec(text);
  if (times) return finite({ ...whole, op: 'times', value: numberOf(times[1]!) });
  const percent = PERCENT.exec(text);
  if (percent) return finite({ ...whole, op: 'times', value: 1 + numberOf(percent[1]!.replace(/\s/g, '')) / 100 });
  const units = unitsOf(measure);
  const match = plain(Object.keys(units)).exec(text);
  if (!match) return null;
  const value = numberOf(match[2]!) * units[match[3]!]!;
  if (match[1] === '') return finite({ ...whole, op: 'set', value });
  return finite({ ...whole, op: 'add', value: match[1] === '-' ? -value : value });
}

const finite = (formula: Formula): Formula | null => (Number.isFinite(formula.value) ? formula : null);

/** A change of a number, as a text; where it has no unit also as a bare number, which sets it. */
export function formula(measure: Measure) {
  const expected = refusal('formula', { example: exampleOf(measure), add: addOf(measure) });
  const text = z.string({ error: () => expected }).transform((written, context): Formula => {
    const read = readFormula(written, measure);
    if (read !== null) return read;
    context.addIssue({
      code: 'custom',
      message: isDimension(measure)
        ? refusal('formulaUnit', { example: exampleOf(measure), add: addOf(measure), units: Object.keys(DIMENSIONS[measure].units).join(', ') })
        : expected,
    });
    return z.NEVER;
  });
  if (isDimension(measure)) return text.describe(`${measure}: a value, or a change of it such as x1.1, +5 %, ${addOf(measure)}`);
  const bare = z.number({ error: () => expected }).transform((value): Formula => ({ op: 'set', value, text: String(value), measure }));
  return z.union([bare, text]).describe(`a value, or a change of it such as x1.1, +5 %, ${addOf(measure)}`);
}

export interface Bounds {
  /** zero where not given */
  least?: number;
  /** least itself is not allowed */
  above?: boolean;
  most?: number;
  /** most itself is not allowed */
  below?: boolean;
}

export type Applied = { ok: true; value: number } | { ok: false; detail: string };

/** The value that a formula makes of the present one; null: there is none yet. A refusal names both values. Counts are as the formula gives them. */
export function applyFormula(change: Formula, now: number | null, bounds: Bounds = {}): Applied {
  if (change.op !== 'set' && now === null) {
    return { ok: false, detail: `"${change.text}" changes a value, and there is none yet: expected one such as "${exampleOf(change.measure)}"` };
  }
  const value = change.op === 'set' ? change.value : change.op === 'times' ? now! * change.value : now! + change.value;
  const wrong = boundsIssue(value, change.measure, bounds);
  if (wrong === null) return { ok: true, value };
  const told = change.op === 'set' ? `${say(value, change)}` : `"${change.text}" from ${say(now!, change)} would be ${say(value, change)}`;
  return { ok: false, detail: `${told}: it must be ${wrong}` };
}

function boundsIssue(value: number, measure: Measure, { least = 0, above = false, most = Number.MAX_VALUE, below = false }: Bounds): string | null {
  if (above ? !(value > least) : !(value >= least))
    return least === 0 ? (above ? 'more than zero' : 'zero or more') : `${above ? 'more than' : 'at least'} ${sayValue(least, measure)}`;
  if (below ? !(value < most) : !(value <= most)) return `${below ? 'below' : 'at most'} ${sayValue(most, measure)}`;
  return null;
}

/** In the unit that the formula was written in, where it has one. */
function say(value: number, { text, measure }: Formula): string {
  const unit = Object.keys(unitsOf(measure))
    .filter((each) => each !== '' && text.endsWith(each))
    .sort((a, b) => b.length - a.length)[0];
  return unit === undefined || unit === '%' ? sayValue(value, measure) : `${short(value / unitsOf(measure)[unit]!)} ${unit}`;
}

const short = (value: number): string => String(Number(value.toPrecision(6)));
/** In which durations are told: the largest of these that is not more than the value. */
const SPANS: [string, number][] = [
  ['d', 86400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
];

/** A value with its unit, for people: six digits. */
export function sayValue(value: number, measure: Measure): string {
  if (measure === 'share') return `${short(value * 100)} %`;
  if (!isDimension(measure)) return short(value);
  if (measure !== 'duration') return `${short(value)} ${DIMENSIONS[measure].kept}`;
  const [unit, seconds] = SPANS.find(([, span]) => Math.abs(value) >= span) ?? ['s', 1];
  return `${short(value / seconds)} ${unit}`;
}
