import { z } from 'zod';
import type { Law } from '../../../src/model/parts/spec.js';

/** A law of durations as the shared cases write it. */
export const LawOfCase = z.union([
  z.object({ dist: z.enum(['deterministic', 'fixed', 'constant']), value: z.number() }).transform(({ value }): Law => ({ dist: 'fixed', value })),
  z.object({ dist: z.enum(['exponential', 'exp']), mean: z.number() }).transform(({ mean }): Law => ({ dist: 'exponential', mean })),
  z.object({ dist: z.literal('uniform'), min: z.number(), max: z.number() }),
  z.object({ dist: z.literal('triangular'), min: z.number(), mode: z.number(), max: z.number() }),
  z.object({ dist: z.literal('erlang'), k: z.int(), mean: z.number() }),
  z.object({ dist: z.literal('gamma'), shape: z.number(), mean: z.number() }),
  z
    .object({ dist: z.literal('gamma'), shape: z.number(), scale: z.number() })
    .transform(({ shape, scale }): Law => ({ dist: 'gamma', shape, mean: shape * scale })),
  z.object({ dist: z.literal('weibull'), shape: z.number(), scale: z.number() }),
  z
    .object({ dist: z.literal('lognormal'), mu: z.number(), sigma: z.number() })
    .transform(({ mu, sigma }): Law => ({ dist: 'lognormal', median: Math.exp(mu), sigma })),
  z.object({ dist: z.literal('lognormal'), median: z.number(), sigma: z.number() }),
  z.object({ dist: z.literal('lognormal'), mean: z.number(), sigma: z.number() }),
  z
    .object({ dist: z.literal('lognormal'), mean: z.number(), cv: z.number() })
    .transform(({ mean, cv }): Law => ({ dist: 'lognormal', mean, sigma: Math.sqrt(Math.log1p(cv * cv)) })),
  z
    .object({ dist: z.enum(['hyperexponential', 'hyper-exponential']), p: z.array(z.number()), means: z.array(z.number()) })
    .transform(({ p, means }): Law => ({ dist: 'hyperexponential', p, means })),
  z
    .object({ dist: z.literal('empirical'), values: z.array(z.number()) })
    .transform(({ values }): Law => ({ dist: 'empirical', values: [...values].sort((a, b) => a - b) })),
]);

export const FailuresOfCase = z.object({
  mode: z.enum(['operation', 'time']),
  ttf: LawOfCase,
  ttr: LawOfCase,
  resume: z.boolean().default(true),
});

/** Squared coefficient of variation by integrating the survival function is not needed: cases with bounds use laws with a closed form. */
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
    case 'lognormal': {
      const mean = 'median' in law ? law.median * Math.exp(law.sigma ** 2 / 2) : law.mean;
      return mean ** 2 * Math.expm1(law.sigma ** 2);
    }
    case 'hyperexponential': {
      const weight = law.p.reduce((sum, p) => sum + p, 0);
      const moment = (k: number) => law.p.reduce((sum, p, i) => sum + (p / weight) * k * law.means[i]! ** k, 0);
      return moment(2) - moment(1) ** 2;
    }
    default:
      throw new TypeError(`no variance of ${law.dist} here`);
  }
}
