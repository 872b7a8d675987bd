import { z } from 'zod';
import { fitLaws } from '../../../src/engine/choose-law.js';
import { ln } from '../../../src/engine/elementary.js';
import { wilson } from '../../../src/engine/proportion.js';
import { gammaSurvival, normalSurvival, normalUpper } from '../../../src/engine/special.js';
import { chiSquaredQuantile, tCdf, tQuantile } from '../../../src/engine/statistics.js';
import { warmUp } from '../../../src/engine/warm-up.js';
import type { ValidationCase } from '../case-file.js';
import { leaves, NotSupported, relativeTolerance, within, type Metric } from '../metric.js';

/** Fits, quantiles, warm-up and intervals: answers in the shape of what is expected, by type of model. */
const ANSWERS: Readonly<Record<string, (c: ValidationCase) => Record<string, unknown>>> = { fit, warmup, wilson: wilsonBounds };

export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'quantiles') return quantiles(c);
  const answer = Object.hasOwn(ANSWERS, c.model.type) ? ANSWERS[c.model.type] : undefined;
  if (answer === undefined) throw new NotSupported(`model ${c.model.type} of statistics`);
  const got = answer(c);
  return Object.entries(c.expected).flatMap(([metric, exact]) => leaves(metric, exact, got[metric], relativeTolerance(c, metric)));
}

/** Each kind with its criteria and its parameters by their usual names (gamma by its scale, log-normal by mu). */
function fit(c: ValidationCase): Record<string, unknown> {
  const { data } = z.object({ data: z.array(z.number()).min(2) }).parse(c.model);
  const fits = fitLaws(data);
  const kinds = fits.map(({ law, ...criteria }) => {
    const named = { logLik: criteria.logLikelihood, aic: criteria.aic, ksD: criteria.kolmogorovD, ad: criteria.andersonDarling };
    if (law.dist === 'gamma') return [law.dist, { ...named, shape: law.shape, scale: law.mean / law.shape }];
    if (law.dist === 'lognormal' && 'median' in law) return [law.dist, { ...named, mu: ln(law.median), sigma: law.sigma }];
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
const QUANTILES: Readonly<Record<string, { at(p: number, degrees: number): number; cdf(x: number, degrees: number): number }>> = {
  t: { at: tQuantile, cdf: tCdf },
  z: { at: (p) => normalUpper(1 - p), cdf: (x) => 1 - normalSurvival(x) },
  chi2: { at: chiSquaredQuantile, cdf: (x, degrees) => 1 - gammaSurvival(degrees / 2, x / 2) },
};

/** By distribution, then by `p` or `p:degrees`. */
function quantiles(c: ValidationCase): Metric[] {
  const wanted = z.record(z.string(), z.record(z.string(), z.number())).parse(c.expected);
  return Object.entries(wanted).flatMap(([name, of]) => {
    const quantile = Object.hasOwn(QUANTILES, name) ? QUANTILES[name] : undefined;
    if (quantile === undefined) throw new NotSupported(`quantiles of ${name}`);
    return Object.entries(of).map(([key, exact]) => {
      const [p, degrees] = key.split(':').map(Number) as [number, number];
      const metric = within(`${name}.${key}`, exact, quantile.at(p, degrees), relativeTolerance(c, name));
      const offInP = Math.abs(quantile.cdf(exact, degrees) - p);
      return { ...metric, pass: metric.pass || offInP <= relativeTolerance(c, name) * p };
    });
  });
}

function warmup(c: ValidationCase): Record<string, unknown> {
  const { data, method } = z.object({ data: z.array(z.number()), method: z.string() }).parse(c.model);
  const size = /^MSER(?:-(\d+))?$/.exec(method);
  if (size === null) throw new NotSupported(`warm-up by ${method}`);
  const found = warmUp(data, Number(size[1] ?? 1));
  return { truncation: found?.truncation, mser: found?.mser, truncatedMean: found?.mean };
}

/** The cases in the order of what is expected of them. */
function wilsonBounds(c: ValidationCase): Record<string, unknown> {
  const { cases, confidence } = z.object({ cases: z.array(z.tuple([z.number(), z.number()])), confidence: z.number().default(0.95) }).parse(c.model);
  const bounds = cases.map(([hits, n]) => wilson(hits, n, confidence));
  return Object.fromEntries(Object.keys(c.expected).map((name, i) => [name, bounds[i] && [bounds[i].low, bounds[i].high]]));
}
