import { z } from 'zod';
import { UnitId } from './equipment.js';
import { explain, type Fault } from './explain.js';
import { isMap } from './plain.js';

/** A value that a factor may have: a number, a text with its unit or a name, or null where the change knows it. */
export const Level = z.union([z.number(), z.string().min(1).max(200), z.null()], { error: () => 'expected a number, a text or null' });
export type Level = z.infer<typeof Level>;

/** So many values may a factor have, and so many points a grid. */
export const MOST_POINTS = 200;
const VALUE = '{value}';
const PLACE = /\{(\+?)value\}/g;

const ChangeText = z
  .looseObject({ kind: z.string() })
  .describe(
    '{value} stands for the value: "{value}" for itself, within a text for its figures ("{value} /min"), {+value} for a number with its sign ("{+value} %")',
  );

/** One thing that a search varies. */
export const Factor = z.strictObject({
  id: UnitId,
  name: z.string().max(200).optional(),
  change: z
    .union([ChangeText, z.array(ChangeText).min(1).max(20)], { error: () => 'expected a change, or a list of changes that go together' })
    .describe('a change as in a variant, or several'),
  values: z.array(Level).min(1).max(MOST_POINTS).optional(),
  from: z.number().optional(),
  to: z.number().optional(),
  steps: z.int().min(2).max(MOST_POINTS).optional().describe('as many numbers, evenly from `from` to `to`'),
  step: z.number().positive().optional().describe('from `from` on, by so much, up to `to`'),
  low: Level.optional(),
  high: Level.optional(),
  base: Level.optional().describe('of a tornado: what the baseline has; the place as it is where not given'),
});
export type Factor = z.infer<typeof Factor>;

/** A factor as answers name it. */
export const NamedFactor = z.strictObject({
  id: UnitId,
  name: z.string().nullable(),
  form: z.string().optional().describe('how its change writes a value, such as "{+value} %"; answers of earlier versions do not tell'),
});
export type NamedFactor = z.infer<typeof NamedFactor>;

/** Twelve digits: the rest is rounding. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** The values of a factor, in their order; null: any number between two ends, or none at all. */
export function levelsOf({ values, from, to, steps, step }: Factor): readonly Level[] | null {
  if (values !== undefined) return values;
  if (from === undefined || to === undefined) return null;
  if (steps !== undefined) return Array.from({ length: steps }, (_, i) => tidy(from + (i * (to - from)) / (steps - 1)));
  if (step === undefined) return null;
  return Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_, i) => tidy(from + i * step));
}

/** The changes of a factor with a value in them, as documents, and where in the factor each stands. */
export const changesAt = ({ change }: Pick<Factor, 'change'>, level: Level): { path: PropertyKey[]; document: unknown }[] =>
  (Array.isArray(change) ? change.map((each, i) => ({ path: ['change', i], each })) : [{ path: ['change'], each: change }]).map(({ path, each }) => ({
    path,
    document: filled(each, level),
  }));

function filled(value: unknown, level: Level): unknown {
  if (Array.isArray(value)) return value.map((each) => filled(each, level));
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, level)]));
  if (typeof value !== 'string') return value;
  if (value === VALUE) return level;
  return withSign(value, level, String);
}

/** A text with a value in its places, with its sign where `{+value}` asks for it. */
export const withSign = (text: string, level: Level, number: (value: number) => string): string => {
  const said = typeof level === 'number' ? number(level) : String(level);
  return text.replace(PLACE, (_, sign: string) => (sign === '+' && typeof level === 'number' && level >= 0 ? `+${said}` : said));
};

/** The texts in which a value stands. */
const placesIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? value.search(PLACE) >= 0
      ? [value]
      : []
    : Array.isArray(value)
      ? value.flatMap(placesIn)
      : isMap(value)
        ? Object.values(value).flatMap(placesIn)
        : [];

/** How a factor writes its values: '{+value} %'; the value alone where it writes it in several ways. */
export function formOf({ change }: Pick<Factor, 'change'>): string {
  const forms = new Set(placesIn(change));
  const [form = VALUE] = forms;
  return forms.size === 1 ? form : VALUE;
}

/** Whether a value stands anywhere in it. */
const hasPlace = (value: unknown): boolean => placesIn(value).length > 0;

/** What a kind of search needs of its factors. */
export type FactorUse = 'grid' | 'ends' | 'range';

/** What is wrong with a factor for its use, and with its change at any of its values; paths are within the factor. */
export function factorFaults(factor: Factor, use: FactorUse, change: z.ZodType): Pick<Fault, 'path' | 'message'>[] {
  const wrong = rangeFaults(factor, use);
  if (!hasPlace(factor.change)) wrong.push({ path: ['change'], message: 'nothing would vary: expected {value} in one of its values' });
  return wrong.length > 0 ? wrong : changeFaults(factor, triedLevels(factor, use), change);
}

/** Those whose change is made certainly; of any numbers both ends. */
export const triedLevels = (factor: Factor, use: FactorUse): readonly Level[] =>
  use === 'ends' ? [factor.low!, ...(factor.base === undefined ? [] : [factor.base]), factor.high!] : (levelsOf(factor) ?? [factor.from!, factor.to!]);

const RANGE_KEYS = ['values', 'from', 'to', 'steps', 'step', 'low', 'high', 'base'] as const;

function rangeFaults(factor: Factor, use: FactorUse): Pick<Fault, 'path' | 'message'>[] {
  const allowed: readonly string[] = use === 'ends' ? ['low', 'high', 'base'] : factor.values !== undefined ? ['values'] : ['from', 'to', 'steps', 'step'];
  const needed = use === 'ends' ? (['low', 'high'] as const) : factor.values !== undefined ? [] : (['from', 'to'] as const);
  const expected = use === 'ends' ? 'a tornado takes low and high of each factor, and base' : 'expected either values, or from and to';
  const foreign = RANGE_KEYS.filter((key) => factor[key] !== undefined && !allowed.includes(key)).map((key) => ({ path: [key], message: expected }));
  const absent = needed.filter((key) => factor[key] === undefined).map((key) => ({ path: [key], message: expected }));
  if (foreign.length + absent.length > 0) return [...foreign, ...absent];
  const { from, to, steps, step, values } = factor;
  if (from !== undefined && to !== undefined && !(from < to)) return [{ path: ['to'], message: `must be more than from, ${from}` }];
  if (steps !== undefined && step !== undefined) return [{ path: ['step'], message: 'contradicts steps: expected one of them' }];
  if (use === 'grid' && values === undefined && steps === undefined && step === undefined)
    return [{ path: ['steps'], message: 'how many values from `from` to `to`? Give steps, or step' }];
  if (step !== undefined && (to! - from!) / step >= MOST_POINTS) return [{ path: ['step'], message: `makes more than ${MOST_POINTS} values` }];
  if (use === 'range' && values?.length === 1) return [{ path: ['values'], message: 'expected at least 2 entries' }];
  return (use === 'ends' ? [factor.low!, factor.high!] : (values ?? [])).flatMap((level, i, all) =>
    all.indexOf(level) < i ? [{ path: use === 'ends' ? ['high'] : ['values', i], message: `stands twice: ${String(level)}` }] : [],
  );
}

/** Of each place of the change the first value with which it is wrong there; said without the value where it is so with any. */
function changeFaults(factor: Factor, levels: readonly Level[], change: z.ZodType): Pick<Fault, 'path' | 'message'>[] {
  const tried = levels.map((level) => ({ level, ...faultsAt(factor, level, change) }));
  const first = new Map<string, Pick<Fault, 'path' | 'message'>>();
  for (const { level, faults } of tried)
    for (const { path, message } of faults) {
      const alike = (fault: Pick<Fault, 'path' | 'message'>) => String(fault.path) === String(path) && fault.message === message;
      const always = tried.every((each) => each.faults.some(alike));
      const plain = message.replace(/^missing: /, '');
      if (!first.has(String(path))) first.set(String(path), { path, message: always ? plain : `with ${String(level)}: ${plain}` });
    }
  return [...first.values()];
}

const faultsAt = (factor: Factor, level: Level, change: z.ZodType): { faults: Pick<Fault, 'path' | 'message'>[] } => ({
  faults: changesAt(factor, level).flatMap(({ path, document }) => {
    const explained = explain(change, document);
    return explained.ok ? [] : explained.faults.map((fault) => ({ path: [...path, ...fault.path], message: fault.message }));
  }),
});
