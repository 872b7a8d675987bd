import { z } from 'zod';
import { mean } from '../../../src/engine/distribution.js';
import { exp, ln } from '../../../src/engine/elementary.js';
import { lnGamma } from '../../../src/engine/special.js';
import type { Law } from '../../../src/model/parts/spec.js';

const Number_ = z.number();
const positive = z.number().positive();
const numbers = z.array(z.number()).min(1);

/** A parameter under one of its usual names. */
type Fields = Record<string, z.ZodType>;
const shape = <F extends Fields>(fields: F) => z.strictObject(fields);

const variance = (relative: number, mean: number) => relative * relative * mean * mean;
/** Standard deviation of the logarithm of a log-normal amount. */
const logSd = (mean: number, spread: number) => Math.sqrt(Math.log1p(spread / (mean * mean)));
/** What a spread is told by, beside a mean: its square. */
const SPREADS: Readonly<Record<string, (value: number, mean: number) => number>> = {
  sd: (sd) => sd * sd,
  std: (sd) => sd * sd,
  variance: (value) => value,
  cv: variance,
  cv2: (value, mean) => value * mean * mean,
  scv: (value, mean) => value * mean * mean,
};
const spreads = Object.keys(SPREADS);

/** Variants of a law's parameters, each with what it makes of them. The first that fits counts. */
interface Variant {
  schema: z.ZodType;
  law: (given: never) => Law;
}
function variant<F extends Fields>(fields: F, law: (given: z.infer<z.ZodObject<F>>) => Law): Variant {
  return { schema: shape(fields), law: law };
}
const bySpread = (law: (mean: number, variance: number) => Law): Variant[] =>
  spreads.map((name) =>
    variant({ mean: positive, [name]: z.number().nonnegative() }, (given) => {
      const { mean } = given as { mean: number };
      return law(mean, SPREADS[name]!((given as Record<string, number>)[name]!, mean));
    }),
  );

const fixed: Variant[] = ['value', 'mean', 'time'].map((name) =>
  variant({ [name]: z.number().nonnegative() }, (given) => ({ dist: 'fixed', value: (given as Record<string, number>)[name]! })),
);
const exponential: Variant[] = [
  variant({ mean: positive }, ({ mean }) => ({ dist: 'exponential', mean })),
  variant({ rate: positive }, ({ rate }) => ({ dist: 'exponential', mean: 1 / rate })),
];
const stages = z.int().positive();
const erlang: Variant[] = (['k', 'shape', 'stages', 'phases'] as const).flatMap((name) => {
  const k = (given: unknown) => (given as Record<string, number>)[name]!;
  return [
    variant({ [name]: stages, mean: positive }, (given) => ({ dist: 'erlang', k: k(given), mean: (given as { mean: number }).mean })),
    variant({ [name]: stages, rate: positive }, (given) => ({ dist: 'erlang', k: k(given), mean: k(given) / (given as { rate: number }).rate })),
  ];
});
const gamma: Variant[] = [
  variant({ shape: positive, mean: positive }, ({ shape, mean }) => ({ dist: 'gamma', shape, mean })),
  variant({ shape: positive, scale: positive }, ({ shape, scale }) => ({ dist: 'gamma', shape, mean: shape * scale })),
  variant({ shape: positive, rate: positive }, ({ shape, rate }) => ({ dist: 'gamma', shape, mean: shape / rate })),
  ...bySpread((mean, v) => ({ dist: 'gamma', mean, shape: (mean * mean) / v })),
];
const weibull: Variant[] = [
  variant({ shape: positive, scale: positive }, ({ shape, scale }) => ({ dist: 'weibull', shape, scale })),
  variant({ shape: positive, mean: positive }, ({ shape, mean }) => ({ dist: 'weibull', shape, scale: mean / exp(lnGamma(1 + 1 / shape)) })),
];
const lognormal: Variant[] = [
  variant({ mu: Number_, sigma: positive }, ({ mu, sigma }) => ({ dist: 'lognormal', median: exp(mu), sigma })),
  variant({ median: positive, sigma: positive }, ({ median, sigma }) => ({ dist: 'lognormal', median, sigma })),
  variant({ mean: positive, sigma: positive }, ({ mean, sigma }) => ({ dist: 'lognormal', mean, sigma })),
  ...bySpread((mean, v) => ({ dist: 'lognormal', mean, sigma: logSd(mean, v) })),
];
const uniform: Variant[] = (
  [
    ['min', 'max'],
    ['low', 'high'],
    ['a', 'b'],
    ['from', 'to'],
  ] as const
).map(([low, high]) =>
  variant({ [low]: z.number().nonnegative(), [high]: positive }, (given) => {
    const of = given as Record<string, number>;
    return { dist: 'uniform', min: of[low]!, max: of[high]! };
  }),
);
/** The chances of the branches; a single one is that of the first of two. */
const chances = (p: number | number[]) => (typeof p === 'number' ? [p, 1 - p] : p);
const p = z.union([z.number().min(0).max(1), z.array(z.number().min(0)).min(1)]);
const hyperexponential: Variant[] = (['p', 'probs', 'probabilities'] as const).flatMap((name) => {
  const of = (given: unknown) => chances((given as Record<string, number | number[]>)[name]!);
  return [
    variant({ [name]: p, means: numbers }, (given) => ({ dist: 'hyperexponential', p: of(given), means: (given as { means: number[] }).means })),
    variant({ [name]: p, rates: numbers }, (given) => ({
      dist: 'hyperexponential',
      p: of(given),
      means: (given as { rates: number[] }).rates.map((rate) => 1 / rate),
    })),
  ];
});
const normal: Variant[] = (['sd', 'std', 'sigma'] as const).map((name) =>
  variant({ mean: Number_, [name]: positive }, (given) => {
    const of = given as Record<string, number>;
    return { dist: 'normal', mean: of['mean']!, sd: of[name]!, min: 0 };
  }),
);
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** The laws by their names, written small and without signs. */
const LAWS: Readonly<Record<string, readonly Variant[]>> = {
  deterministic: fixed,
  fixed,
  constant: fixed,
  exponential,
  exp: exponential,
  uniform,
  triangular: [variant({ min: Number_, mode: Number_, max: Number_ }, ({ min, mode, max }) => ({ dist: 'triangular', min, mode, max }))],
  erlang,
  gamma,
  weibull,
  lognormal,
  normal,
  hyperexponential,
  h2: hyperexponential,
  geometric: [variant({ mean: positive, step: positive }, ({ mean, step }) => ({ dist: 'geometric', mean, step }))],
  empirical: [variant({ values: numbers }, ({ values }) => ({ dist: 'empirical', values: ascending(values) }))],
  discrete: (['weights', 'p', 'probs', 'probabilities'] as const).map((name) =>
    variant({ values: numbers, [name]: numbers }, (given) => {
      const { values, [name]: weights } = given as Record<string, number[]>;
      const order = values!.map((_, i) => i).sort((a, b) => values![a]! - values![b]!);
      return { dist: 'discrete', values: order.map((i) => values![i]!), weights: order.map((i) => weights![i]!) };
    }),
  ),
  sequence: [variant({ values: numbers }, ({ values }) => ({ dist: 'sequence', values }))],
  trace: [variant({ values: numbers }, ({ values }) => ({ dist: 'sequence', values }))],
};

/** A law of durations as a case writes it: `dist`, and its parameters under one of their usual names. A number is a fixed duration. */
export const LawOfCase = z.unknown().transform((given, context): Law => {
  if (typeof given === 'number' && given >= 0) return { dist: 'fixed', value: given };
  const told = (message: string, path: string[] = []) => (context.addIssue({ code: 'custom', message, path, input: given }), z.NEVER);
  const named = z.looseObject({ dist: z.string() }).safeParse(given);
  if (!named.success) return told(`expected a law with a dist, got ${JSON.stringify(given)}`);
  const { dist, ...parameters } = named.data;
  const name = dist.toLowerCase().replace(/[^a-z0-9]/g, '');
  const variants = Object.hasOwn(LAWS, name) ? LAWS[name]! : [];
  if (variants.length === 0) return told(`no law ${dist}`, ['dist']);
  for (const { schema, law } of variants) {
    const parsed = schema.safeParse(parameters);
    if (parsed.success) return law(parsed.data as never);
  }
  return told(`no ${dist} law has the parameters ${JSON.stringify(parameters)}`);
});

/** How a case writes whether a repaired machine goes on with its part. */
const Resume = z.union([z.boolean(), z.enum(['resume', 'restart', 'scrap'])]);
const AFTER_REPAIR = { true: 'resume', false: 'restart', resume: 'resume', restart: 'restart', scrap: 'scrap' } as const;

export const FailuresOfCase = z
  .strictObject({ mode: z.enum(['operation', 'time']), ttf: LawOfCase, ttr: LawOfCase, resume: Resume.default(true) })
  .transform(({ mode, ttf, ttr, resume }) => ({ clock: mode, after: ttf, lasts: ttr, part: AFTER_REPAIR[`${resume}`] }));

/** Expected value of a law. */
export const meanOf = (law: Law): number => (law.dist === 'sequence' ? law.values.reduce((sum, value) => sum + value, 0) / law.values.length : mean(law));

const momentOf = (values: readonly number[], weights: readonly number[], k: number) =>
  values.reduce((sum, value, i) => sum + weights[i]! * value ** k, 0) / weights.reduce((sum, weight) => sum + weight, 0);
const spreadOf = (values: readonly number[], weights = values.map(() => 1)) => momentOf(values, weights, 2) - momentOf(values, weights, 1) ** 2;

/** Variance of a law that has a closed form of it. Throws for others. */
export function varianceOf(law: Law): number {
  switch (law.dist) {
    case 'fixed':
    case 'deterministic':
      return 0;
    case 'exponential':
      return law.mean ** 2;
    case 'erlang':
      return law.mean ** 2 / law.k;
    case 'gamma':
      return law.mean ** 2 / law.shape;
    case 'uniform':
      return (law.max - law.min) ** 2 / 12;
    case 'triangular':
      return (law.min ** 2 + law.mode ** 2 + law.max ** 2 - law.min * law.mode - law.min * law.max - law.mode * law.max) / 18;
    case 'weibull': {
      const moment = (k: number) => exp(lnGamma(1 + k / law.shape)) * law.scale ** k;
      return moment(2) - moment(1) ** 2;
    }
    case 'lognormal': {
      const mean = 'median' in law ? exp(ln(law.median) + law.sigma ** 2 / 2) : law.mean;
      return mean ** 2 * Math.expm1(law.sigma ** 2);
    }
    case 'hyperexponential': {
      const first = momentOf(law.means, law.p, 1);
      return 2 * momentOf(law.means, law.p, 2) - first ** 2;
    }
    case 'geometric':
      return law.mean * (law.mean - law.step);
    case 'empirical':
    case 'sequence':
      return spreadOf(law.values);
    case 'discrete':
      return spreadOf(law.values, law.weights);
    default:
      throw new TypeError(`no variance of ${law.dist} here`);
  }
}
