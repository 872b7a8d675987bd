import type { CycleTimes } from '../../src/contract/cycle-times.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { cycleFormat } from '../../web/src/panels/machine/cycle-format.js';
import { plainSpaces, wordsOf } from './words.js';

type Fit = NonNullable<CycleTimes['fit']>;
const fit = (over: Partial<Fit> = {}): Fit => ({
  law: { dist: 'lognormal', median: 0.285714, sigma: 0.0123 },
  n: 1212,
  everyMin: 2,
  kolmogorovD: 0.0412,
  chance: 0.312,
  untested: null,
  ...over,
});
const says = (language: 'en' | 'fr', what: Fit) => {
  const { lawSays, testSays } = cycleFormat(wordsOf(language), formatsOf(language));
  return [lawSays(what), testSays(what)].map(plainSpaces);
};

describe('a law that was fitted to cycle times', () => {
  it('is told with its parameters, n, D and p', () => {
    expect(says('en', fit())).toEqual([
      'Fitted (line): log-normal, median 0.2857 s, σ 0.012; n = 1,212, one value every 2 min of production.',
      'Kolmogorov-Smirnov: D = 0.041; p = 0.31.',
    ]);
    expect(says('fr', fit())[0]).toBe('Ajustement (trait) : log-normale, médiane 0,2857 s, σ 0,012 ; n = 1 212, une valeur toutes les 2 min de production.');
  });

  it('is called unfit where values of its own lie as far away in less than one case of a hundred', () => {
    expect(says('en', fit({ chance: 0.005 }))[1]).toBe('Kolmogorov-Smirnov: D = 0.041; p = 0.005: this law does not describe it.');
    expect(says('fr', fit({ chance: 0.01 }))[1]).toBe('Kolmogorov-Smirnov : D = 0,041 ; p = 0,01.');
  });

  it('has no p where its values cannot be tested, and says why', () => {
    expect(says('en', fit({ chance: null, untested: 'coarse' }))[1]).toBe('Kolmogorov-Smirnov: D = 0.041; not tested: the speed is told in few steps.');
    expect(says('fr', fit({ chance: null, untested: 'dependent' }))[1]).toContain('chaque valeur dépend de la précédente');
  });

  it('is named whatever its kind', () => {
    const laws: Fit['law'][] = [
      { dist: 'exponential', mean: 1 },
      { dist: 'weibull', scale: 1, shape: 20 },
      { dist: 'gamma', mean: 1, shape: 100 },
      { dist: 'normal', mean: 1, sd: 0.1 },
    ];
    for (const language of ['en', 'fr'] as const) for (const law of laws) expect(says(language, fit({ law }))[0]).not.toMatch(/machine\.|\{\{/);
  });
});
