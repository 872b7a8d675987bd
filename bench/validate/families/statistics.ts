import { z } from 'zod';
import { fitLaws } from '../../../src/engine/choose-law.js';
import { ln } from '../../../src/engine/elementary.js';
import { wilson } from '../../../src/engine/proportion.js';
import { allocate, select } from '../../../src/engine/selection.js';
import { gammaSurvival, normalSurvival, normalUpper } from '../../../src/engine/special.js';
import {
  chiSquaredQuantile,
  fCdf,
  fQuantile,
  holm,
  independentDifference,
  meanInterval,
  moments,
  pairedDifference,
  tCdf,
  tChance,
  tQuantile,
  type Interval,
} from '../../../src/engine/statistics.js';
import { batchMeans, warmUp } from '../../../src/engine/warm-up.js';
import type { ValidationCase } from '../case-file.js';
import { absoluteTolerance, compared, NotSupported, parsedAs, relativeTolerance, unknownModel, within, type Metric } from '../metric.js';

type Answer = (c: ValidationCase) => Record<string, unknown>;

const numbers = z.array(z.number());
const samples = numbers.min(2);
const confidence = z.number().min(0).max(1).default(0.95);
const note = z.string().optional();

/** Answers in the shape of what is expected, by type of model. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  fit,
  warmup,
  wilson: wilsonBounds,
  interval,
  'confidence-interval': interval,
  paired,
  'paired-t': paired,
  welch,
  holm: corrected,
  'batch-means': batches,
  kn: selected,
  ocba: allocated,
};

export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'quantiles') return quantiles(c);
  const answer = Object.hasOwn(ANSWERS, c.model.type) ? ANSWERS[c.model.type] : undefined;
  if (answer === undefined) throw unknownModel(c);
  return compared(c, answer(c));
}

/** Each kind with its criteria and its parameters by their usual names. */
function fit(c: ValidationCase): Record<string, unknown> {
  const { data } = parsedAs(z.looseObject({ data: samples }), c);
  const fits = fitLaws(data);
  const kinds = fits.map(({ law, ...criteria }) => {
    const parameters = law.dist === 'exponential' ? 1 : 2;
    const named = {
      logLik: criteria.logLikelihood,
      aic: criteria.aic,
      bic: parameters * ln(data.length) - 2 * criteria.logLikelihood,
      ksD: criteria.kolmogorovD,
      ad: criteria.andersonDarling,
    };
    if (law.dist === 'exponential') return [law.dist, { ...named, mean: law.mean, rate: 1 / law.mean }];
    if (law.dist === 'gamma') return [law.dist, { ...named, shape: law.shape, scale: law.mean / law.shape, mean: law.mean }];
    if (law.dist === 'lognormal' && 'median' in law) return [law.dist, { ...named, mu: ln(law.median), sigma: law.sigma, median: law.median }];
    if (law.dist === 'normal') return [law.dist, { ...named, mu: law.mean, sigma: law.sd, mean: law.mean, sd: law.sd }];
    return [law.dist, { ...named, ...law }];
  });
  // The best of the kinds that the case knows.
  const asked = fits.find(({ law }) => Object.hasOwn(c.expected, law.dist)) ?? fits[0];
  return { ...Object.fromEntries(kinds), bestByAIC: asked?.law.dist };
}

/**
 * A quantile x of p is right where x is, or where F(x) is p, to the tolerance. The second is for references that were
 * found by iterating on p and are no better in x: t of p = 0.95 with 4 degrees of freedom is 2.13184678632665, and
 * 2.13184678133629 is wrong by 2.3e-9 of x and by 3e-10 of p.
 */
const QUANTILES: Readonly<Record<string, { at(p: number, ...degrees: number[]): number; cdf(x: number, ...degrees: number[]): number }>> = {
  t: { at: (p, degrees) => tQuantile(p, degrees), cdf: (x, degrees) => tCdf(x, degrees) },
  z: { at: (p) => normalUpper(1 - p), cdf: (x) => 1 - normalSurvival(x) },
  normal: { at: (p) => normalUpper(1 - p), cdf: (x) => 1 - normalSurvival(x) },
  chi2: { at: (p, degrees) => chiSquaredQuantile(p, degrees), cdf: (x, degrees) => 1 - gammaSurvival(degrees / 2, x / 2) },
  F: { at: (p, above, below) => fQuantile(p, above, below), cdf: (x, above, below) => fCdf(x, above, below) },
  f: { at: (p, above, below) => fQuantile(p, above, below), cdf: (x, above, below) => fCdf(x, above, below) },
};
/** Degrees of freedom of each. */
const DEGREES: Readonly<Record<string, number>> = { t: 1, z: 0, normal: 0, chi2: 1, F: 2, f: 2 };

/** By distribution, then by `p`, `p:degrees` or `p:degrees:degrees`. */
function quantiles(c: ValidationCase): Metric[] {
  const wanted = parsedAs(z.record(z.string(), z.record(z.string(), z.number())), c, c.expected, 'expected');
  return Object.entries(wanted).flatMap(([name, of]) => {
    const quantile = Object.hasOwn(QUANTILES, name) ? QUANTILES[name] : undefined;
    if (quantile === undefined) throw new NotSupported(`${c.at}/expected/${name}: no quantiles of ${name}`);
    return Object.entries(of).map(([key, exact]) => {
      const [p, ...degrees] = key.split(/[:,]/).map(Number) as [number, ...number[]];
      if (!(p > 0 && p < 1) || degrees.length !== DEGREES[name] || degrees.some((d) => !(d > 0)))
        throw new NotSupported(`${c.at}/expected/${name}/${key}: expected a probability and ${DEGREES[name]} degrees of freedom`);
      const rel = relativeTolerance(c, name);
      const metric = within(`${name}.${key}`, exact, quantile.at(p, ...degrees), rel, absoluteTolerance(c, name));
      const ofProbability = Math.abs(quantile.cdf(exact, ...degrees) - p) / p;
      if (metric.pass || !(ofProbability <= rel)) return metric;
      return { ...metric, pass: true, acceptedBy: { what: 'probability', relativeError: ofProbability } };
    });
  });
}

function warmup(c: ValidationCase): Record<string, unknown> {
  const { data, method } = parsedAs(z.looseObject({ data: samples, method: z.string().default('MSER-5') }), c);
  const size = /^MSER(?:-?(\d+))?$/i.exec(method);
  if (size === null) throw new NotSupported(`${c.at}/model/method: no warm-up by ${method}`);
  const found = warmUp(data, Number(size[1] ?? 1));
  return { truncation: found?.truncation, mser: found?.mser, truncatedMean: found?.mean };
}

/** The cases in the order of what is expected of them. */
function wilsonBounds(c: ValidationCase): Record<string, unknown> {
  const model = z.strictObject({ type: z.string(), cases: z.array(z.tuple([z.number(), z.number()])).min(1), confidence, note });
  const { cases, confidence: level } = parsedAs(model, c);
  const bounds = cases.map(([hits, n]) => wilson(hits, n, level));
  return Object.fromEntries(Object.keys(c.expected).map((name, i) => [name, bounds[i] && [bounds[i].low, bounds[i].high]]));
}

/** Mean, spread and interval by their usual names. */
const named = ({ mean, low, high, sd }: Interval, n: number) => ({
  mean,
  sd,
  low,
  high,
  halfWidth: (high - low) / 2,
  interval: [low, high],
  ci: [low, high],
  n,
});

function interval(c: ValidationCase): Record<string, unknown> {
  const { data, confidence: level } = parsedAs(z.strictObject({ type: z.string(), data: samples, confidence, note }), c);
  return { ...named(meanInterval(data, level), data.length), se: Math.sqrt(moments(data).variance / data.length) };
}

const Two = z.strictObject({ type: z.string(), a: samples, b: samples, confidence, note });

/** Of b less a, pair by pair. */
function paired(c: ValidationCase): Record<string, unknown> {
  const {
    a,
    b,
    confidence: level,
  } = parsedAs(
    Two.refine((m) => m.a.length === m.b.length, { error: 'needs as many values as a', path: ['b'] }),
    c,
  );
  const found = pairedDifference(a, b, level);
  const t = found.mean / (found.sd / Math.sqrt(a.length));
  return { ...named(found, a.length), meanDifference: found.mean, t, df: a.length - 1, p: tChance(t, a.length - 1) };
}

/** Of b less a, of independent samples. */
function welch(c: ValidationCase): Record<string, unknown> {
  const { a, b, confidence: level } = parsedAs(Two, c);
  const { sd: se, ...found } = independentDifference(a, b, level);
  const { low, high, halfWidth } = named({ ...found, sd: se }, a.length);
  return { meanDifference: found.mean, se, low, high, halfWidth, ci: [low, high], t: found.t, df: found.degrees, p: found.chance };
}

function corrected(c: ValidationCase): Record<string, unknown> {
  const { p, alpha } = parsedAs(z.strictObject({ type: z.string(), p: numbers.min(1), alpha: z.number().default(0.05), note }), c);
  const adjusted = holm(p);
  return { adjusted, rejected: adjusted.map((chance) => (chance <= alpha ? 1 : 0)) };
}

function batches(c: ValidationCase): Record<string, unknown> {
  const model = z.strictObject({ type: z.string(), data: samples, batches: z.int().min(2), confidence, note });
  const { data, batches: count, confidence: level } = parsedAs(model, c);
  const found = batchMeans(data, count, level);
  return { ...named(found, count), batchSize: found.batchSize, correlation: found.correlation };
}

/** Which of the designs is selected, from one, and which are still alive. */
function selected(c: ValidationCase): Record<string, unknown> {
  const model = z.strictObject({
    type: z.string(),
    data: z.array(samples).min(2),
    indifference: z.number().positive(),
    confidence,
    first: z.int().min(2),
    better: z.enum(['more', 'less']).default('more'),
    note,
  });
  const { data, ...options } = parsedAs(model, c);
  const { alive, best } = select(data, { ...options, method: 'kn' });
  return { alive: alive.map((i) => i + 1), best: best === null ? null : best + 1 };
}

function allocated(c: ValidationCase): Record<string, unknown> {
  const Design = z.strictObject({ n: z.int(), mean: z.number(), variance: z.number() });
  const model = z.strictObject({ type: z.string(), designs: z.array(Design).min(2), budget: z.int(), better: z.enum(['more', 'less']).default('more'), note });
  const { designs, budget, better } = parsedAs(model, c);
  return { allocation: allocate(designs, budget, better) };
}
