import type { TFunction } from 'i18next';
import type { Parameter } from '../../../../src/contract/parameter.js';
import type { Formats } from '../../format/formats.js';

/** What a distribution has that is no duration. */
const BARE: readonly string[] = ['sigma', 'shape', 'k'];
const LAWS = ['fixed', 'exponential', 'uniform', 'triangular', 'lognormal', 'gamma', 'weibull', 'hyperexponential', 'empirical', 'mixture'] as const;
const TERMS = ['mean', 'median', 'min', 'max', 'mode', 'value', 'sigma', 'shape', 'scale', 'k'] as const;

/** The value of a parameter: a number with its unit, or a law with its durations, in words. */
export function parameterText(t: TFunction, format: Formats, { value, unit }: Pick<Parameter, 'value' | 'unit'>): string {
  if (typeof value === 'number') return unit === 's' ? format.duration(value) : `${format.plain(value)} ${unit ?? ''}`.trim();
  const { dist, ...terms } = value;
  const law = LAWS.find((each) => each === dist);
  const called = law ? t(`machine.laws.${law}`) : dist;
  const termOf = (name: string) => {
    const term = TERMS.find((each) => each === name);
    return term ? t(`machine.terms.${term}`) : name;
  };
  const told = Object.entries(terms).flatMap(([name, of]) =>
    typeof of === 'number' ? [`${termOf(name)} ${BARE.includes(name) ? format.plain(of) : format.duration(of)}`] : [],
  );
  return told.length > 0 ? `${called} (${told.join(', ')})` : called;
}
