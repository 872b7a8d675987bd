import { chooseLaw, fitChance, fitLaws } from '../../src/engine/choose-law.js';
import { sample, type Distribution } from '../../src/engine/distribution.js';
import { FITTED, fitLaw, type FittedKind } from '../../src/engine/fit.js';
import { aic, andersonDarling, kolmogorovD, logLikelihood } from '../../src/engine/goodness.js';
import { digamma, trigamma } from '../../src/engine/polygamma.js';
import { newStream, nextUniform } from '../../src/engine/random.js';

/** Lives of ball bearings [million revolutions], Lieblein and Zelen (1956). */
const BEARINGS = [
  17.88, 28.92, 33.0, 41.52, 42.12, 45.6, 48.8, 51.84, 51.96, 54.12, 55.56, 67.8, 68.64, 68.64, 68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04,
  173.4,
];

const drawn = (law: Distribution, count: number, name = 'fit-test') => {
  const words = newStream(name, 7);
  return Array.from({ length: count }, () => sample(law, nextUniform(words, 0)));
};
const close = (value: number) => expect.closeTo(value, 9);

describe('digamma and trigamma', () => {
  it.each([
    [0.1, -10.423754940411076, 101.43329915079275],
    [0.5, -1.9635100260214235, 4.934802200544679],
    [1, -0.5772156649015329, 1.644934066848226],
    [2.5, 0.7031566406452432, 0.490357756100235],
    [7.9, 2.002238487563571, 0.13493078345663442],
    [30, 3.384438132685525, 0.033895060357739946],
  ])('at %d', (x, psi, psi1) => {
    expect(Math.abs(digamma(x) / psi - 1)).toBeLessThan(1e-13);
    expect(Math.abs(trigamma(x) / psi1 - 1)).toBeLessThan(1e-13);
  });
});

describe('fits', () => {
  it.each([
    ['exponential', { mean: close(72.23826086956522) }, -121.43930619297953, 0.3067279103399131, 2.8142552271211123],
    ['weibull', { shape: close(2.1029029745086296), scale: close(81.89343093184316) }, -113.68866447998516, 0.1512726632685102, 0.3290714418658247],
    ['gamma', { shape: close(4.028215317941787), mean: close(72.23826086956522) }, -113.02720768923227, 0.12315862610546946, 0.2157263803163083],
    [
      'lognormal',
      { median: close(Math.exp(4.150740536115485)), sigma: close(0.5215033687425159) },
      -113.12870906292908,
      0.08998578057322859,
      0.18959805919956096,
    ],
    ['normal', { mean: close(72.23826086956522), sd: close(36.65571616283343) }, -115.4716820592511, 0.18867246047350367, null],
  ] as const)('%s of the ball bearings', (kind, parameters, likelihood, d, ad) => {
    const law = fitLaw(kind, BEARINGS);
    expect(law).toEqual({ dist: kind, ...parameters });
    expect(logLikelihood(law, BEARINGS)).toBeCloseTo(likelihood, 10);
    expect(aic(law, BEARINGS)).toBeCloseTo((kind === 'exponential' ? 2 : 4) - 2 * likelihood, 10);
    expect(kolmogorovD(law, BEARINGS)).toBeCloseTo(d, 12);
    if (ad !== null) expect(andersonDarling(law, BEARINGS)).toBeCloseTo(ad, 12);
  });

  it('a gamma is the best of the ball bearings', () => {
    expect(fitLaws(BEARINGS).map(({ law }) => law.dist)).toEqual(['gamma', 'lognormal', 'weibull', 'normal', 'exponential']);
  });

  it.each(FITTED)('%s: no near parameters are likelier', (kind) => {
    const law = fitLaw(kind, BEARINGS);
    for (const [name, value] of Object.entries(law)) {
      for (const factor of [0.999, 1.001]) {
        if (typeof value === 'number') expect(logLikelihood({ ...law, [name]: value * factor }, BEARINGS)).toBeLessThan(logLikelihood(law, BEARINGS));
      }
    }
  });

  it.each([
    [{ dist: 'exponential', mean: 36 }],
    [{ dist: 'weibull', scale: 1200, shape: 0.45 }],
    [{ dist: 'weibull', scale: 1e-6, shape: 12 }],
    [{ dist: 'gamma', mean: 12, shape: 0.3 }],
    [{ dist: 'gamma', mean: 1e9, shape: 40 }],
    [{ dist: 'lognormal', median: 69.4, sigma: 1.05 }],
    [{ dist: 'normal', mean: -5, sd: 2 }],
  ] as [Distribution & { dist: FittedKind }][])('finds the parameters of %j again in 5,000 values', (law) => {
    const found = fitLaw(law.dist, drawn(law, 5000));
    for (const [name, value] of Object.entries(law)) {
      if (typeof value === 'number') expect(Math.abs((found as unknown as Record<string, number>)[name]! / value - 1)).toBeLessThan(0.1);
    }
  });

  it('zeros and negative values leave the normal law only, equal values leave none', () => {
    expect(fitLaws([0, 1, 2, 5]).map(({ law }) => law.dist)).toEqual(['normal']);
    expect(fitLaws([3, 3, 3])).toEqual([]);
  });
});

describe('the law chosen', () => {
  it('is the best that the values do not contradict', () => {
    const choice = chooseLaw(drawn({ dist: 'weibull', scale: 20, shape: 3 }, 300));
    expect([choice.law.dist, choice.because]).toEqual(['weibull', 'fits']);
    expect(choice.chance).toBeGreaterThan(0.05);
  });

  it('is the values themselves where every law is contradicted', () => {
    const values = [...drawn({ dist: 'normal', mean: 20, sd: 1 }, 100, 'short'), ...drawn({ dist: 'normal', mean: 600, sd: 20 }, 100, 'long')];
    const choice = chooseLaw(values);
    expect([choice.law, choice.because]).toEqual([{ dist: 'empirical', values: [...values].sort((a, b) => a - b) }, 'no-law-fits']);
    expect(choice.chance).toBe(1 / 200);
  });

  it('is the values themselves where they are few, and fixed where they are equal', () => {
    expect(chooseLaw([3, 1, 2])).toEqual({ law: { dist: 'empirical', values: [1, 2, 3] }, fits: [], chance: null, because: 'too-few' });
    expect(chooseLaw([4, 4])).toEqual({ law: { dist: 'fixed', value: 4 }, fits: [], chance: null, because: 'all-equal' });
    expect(() => chooseLaw([])).toThrow(RangeError);
  });

  it('has a chance that depends on the seed alone, and is uniform where the law is true', () => {
    const chances = Array.from({ length: 60 }, (_, i) => {
      const [fit] = fitLaws(drawn({ dist: 'exponential', mean: 5 }, 25, `true/${i}`)).filter(({ law }) => law.dist === 'exponential');
      return fitChance(fit!, 25, { seed: 3, rounds: 19 });
    });
    const share = chances.filter((chance) => chance <= 0.5).length / chances.length;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.2); // three standard errors
    const [fit] = fitLaws(BEARINGS);
    expect(fitChance(fit!, 23, { seed: 3, rounds: 19 })).toBe(fitChance(fit!, 23, { seed: 3, rounds: 19 }));
  });
});
