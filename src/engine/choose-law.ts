import { sample, type Distribution } from './distribution.js';
import { FITTED, fitLaw, type FittedLaw } from './fit.js';
import { aic, andersonDarling, kolmogorovD, logLikelihood } from './goodness.js';
import { newStream, nextUniform } from './random.js';

export interface Fit {
  law: FittedLaw;
  logLikelihood: number;
  aic: number;
  kolmogorovD: number;
  andersonDarling: number;
}

const ascendingOf = (values: readonly number[]) => [...values].sort((a, b) => a - b);

function fitOf(law: FittedLaw, ascending: readonly number[]): Fit {
  return {
    law,
    logLikelihood: logLikelihood(law, ascending),
    aic: aic(law, ascending),
    kolmogorovD: kolmogorovD(law, ascending),
    andersonDarling: andersonDarling(law, ascending),
  };
}

/**
 * The likeliest law of each kind, best by Akaike's criterion first: where a value is 0 or below, the normal law only. None
 * where all values are equal.
 */
export function fitLaws(values: readonly number[]): Fit[] {
  const ascending = ascendingOf(values);
  if (ascending.length < 2 || ascending[0] === ascending.at(-1)) return [];
  const kinds = FITTED.filter((kind) => kind === 'normal' || ascending[0]! > 0);
  return kinds.map((kind) => fitOf(fitLaw(kind, ascending), ascending)).sort((a, b) => a.aic - b.aic);
}

const MEASURES = { andersonDarling, kolmogorovD };

/**
 * Chance that values of this very law, fitted anew, lie as far from their fit by the measure asked for, that of Anderson and Darling where
 * none is: parametric bootstrap (Stute, Gonzalez Manteiga and Presedo Quindimil 1993), which accounts for the estimated parameters.
 */
export function fitChance(
  fit: Fit,
  count: number,
  { seed, rounds, by = 'andersonDarling' }: { seed: number; rounds: number; by?: keyof typeof MEASURES },
): number {
  let worse = 0;
  for (let round = 0; round < rounds; round++) {
    const words = newStream(`fit/${fit.law.dist}`, seed, round);
    const drawn = ascendingOf(Array.from({ length: count }, () => sample(fit.law, nextUniform(words, 0))));
    if (MEASURES[by](fitLaw(fit.law.dist, drawn), drawn) >= fit[by]) worse++;
  }
  return (worse + 1) / (rounds + 1);
}

export interface Choice {
  law: Distribution;
  /** every kind that was tried, the best first */
  fits: Fit[];
  /** chance of the best fit; null where none was tried */
  chance: number | null;
  because: 'fits' | 'no-law-fits' | 'too-few' | 'all-equal';
}

const DEFAULTS = { least: 10, significance: 0.01, rounds: 199, seed: 1 };

/**
 * A law for measured amounts, which are never below 0: the best by Akaike's criterion that goodness of fit does not reject;
 * the values themselves where it rejects, or where they are fewer than `least`. A normal law counts where a value below 0
 * is as unlikely as `significance`. Throws without values.
 */
export function chooseLaw(values: readonly number[], options: Partial<typeof DEFAULTS> = {}): Choice {
  const { least, significance, rounds, seed } = { ...DEFAULTS, ...options };
  if (values.length === 0) throw new RangeError('a law needs at least one value');
  const ascending = ascendingOf(values);
  const asTheyAre: Distribution = { dist: 'empirical', values: ascending };
  if (ascending[0] === ascending.at(-1)) return { law: { dist: 'fixed', value: ascending[0]! }, fits: [], chance: null, because: 'all-equal' };
  if (ascending.length < least) return { law: asTheyAre, fits: [], chance: null, because: 'too-few' };
  const fits = fitLaws(ascending);
  const best = fits.find(({ law }) => law.dist !== 'normal' || sample(law, 1 - significance) > 0);
  if (best === undefined) return { law: asTheyAre, fits, chance: null, because: 'no-law-fits' };
  const chance = fitChance(best, ascending.length, { seed, rounds });
  return chance < significance ? { law: asTheyAre, fits, chance, because: 'no-law-fits' } : { law: best.law, fits, chance, because: 'fits' };
}
