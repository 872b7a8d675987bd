import type { TFunction } from 'i18next';
import type { CycleTimes } from '../../../../src/contract/cycle-times.js';
import type { Formats } from '../../format/formats.js';

type Fit = NonNullable<CycleTimes['fit']>;

/** Cycle times differ by parts of a hundredth. */
const FIGURES = 4;
const MEASURE_FIGURES = 2;
/** Below this chance a law does not describe what was measured. */
const REJECTED = 0.01;

/** Cycle times and what is said of the law that was fitted to them, in one language. */
export function cycleFormat(t: TFunction, format: Formats) {
  const figure = (value: number) => format.plain(Number(value.toPrecision(FIGURES)));
  const measure = (value: number) => format.plain(Number(value.toPrecision(MEASURE_FIGURES)));
  const seconds = (value: number) => `${figure(value)}\u00a0s`;
  const parameters = (law: Fit['law']) => {
    switch (law.dist) {
      case 'exponential':
        return { mean: seconds(law.mean) };
      case 'weibull':
        return { scale: seconds(law.scale), shape: figure(law.shape) };
      case 'gamma':
        return { mean: seconds(law.mean), shape: figure(law.shape) };
      case 'lognormal':
        return { median: seconds(law.median), sigma: measure(law.sigma) };
      case 'normal':
        return { mean: seconds(law.mean), sd: seconds(law.sd) };
    }
  };
  const lawSays = ({ law, n, everyMin }: Fit) =>
    t('machine.fit', { law: t(`machine.fitLaws.${law.dist}`, parameters(law)), n: format.whole(n), every: format.plain(everyMin) });
  const testSays = ({ kolmogorovD, chance, untested }: Fit) => {
    const distance = t('machine.distance', { d: measure(kolmogorovD) });
    if (chance === null) return `${distance} ${t(`machine.untested.${untested ?? 'dependent'}`)}`;
    return `${distance} ${t(chance < REJECTED ? 'machine.rejected' : 'machine.notRejected', { chance: measure(chance) })}`;
  };
  return { figure, seconds, lawSays, testSays };
}
