import type { TFunction } from 'i18next';
import type { BaselineTerm, ComparedPeriod, Criterion, EnergyBaseline, Ranged } from '../../../../src/contract/enpi.js';
import type { Curve } from '../../charts/columns.js';
import type { Formats } from '../../format/formats.js';

/** The driver that a site measures by itself, as the contract calls it. */
const PRODUCTION = 'production';

/** What a coefficient is multiplied with. */
export function driverName(
  { id, kind }: Pick<BaselineTerm, 'id' | 'kind'>,
  baseline: Pick<EnergyBaseline, 'heating' | 'cooling'>,
  format: Formats,
  t: TFunction,
): string {
  switch (kind) {
    case 'base-load':
      return t('energy.terms.days');
    case 'calendar':
      return t(`energy.terms.${id as 'weekend'}`);
    case 'driver':
      return id === PRODUCTION ? t('energy.terms.production') : id;
    default:
      return t(`energy.terms.${kind}`, { base: format.plain(baseline[kind]?.baseC ?? null) });
  }
}

const UNUSED = ['production', 'heating', 'cooling'] as const;

/** A term that was left out because it never differs from 0. */
export function unusedName(id: string, t: TFunction): string {
  const known = UNUSED.find((one) => one === id);
  return known ? t(`energy.unusedTerms.${known}`) : id;
}

/** The regression as people write it: kWh = 3,648 × days − 1,946 × days of a weekend. */
export function equationOf(baseline: Pick<EnergyBaseline, 'terms' | 'heating' | 'cooling'>, format: Formats, t: TFunction): string {
  const terms = baseline.terms.map((term, i) => {
    const sign = term.value < 0 ? '−' : i === 0 ? '' : '+';
    const amount = `${format.figure(Math.abs(term.value))} × ${driverName(term, baseline, format, t)}`;
    return [sign, amount].filter((part) => part !== '').join(i === 0 ? '' : ' ');
  });
  return `kWh = ${terms.join(' ')}`;
}

/** Criteria that are told in per cent. */
const SHARES: readonly Criterion['id'][] = ['coverage', 'cv-rmse', 'nmbe'];

/** A figure of a criterion, and its limit. */
export const criterionText = ({ id }: Pick<Criterion, 'id'>, value: number | null, format: Formats): string =>
  SHARES.includes(id) ? format.percent(value) : id === 'periods' ? format.whole(value) : format.figure(value);

export const boundsOf = ({ low, high }: Ranged, format: Formats): string => format.bounds(format.figure(low), format.figure(high));
export const rangedText = (ranged: Ranged, format: Formats): string => `${format.figure(ranged.mean)} ${boundsOf(ranged, format)}`;

/** A figure of periods as a curve in steps; where a period was left out there is a gap. */
export function steppedCurve(periods: readonly ComparedPeriod[], valueOf: (period: ComparedPeriod) => number): Curve {
  const atS: number[] = [];
  const value: (number | null)[] = [];
  periods.forEach((period, i) => {
    atS.push(period.fromUs / 1e6);
    value.push(valueOf(period));
    const next = periods[i + 1];
    if (next?.fromUs === period.toUs) return;
    atS.push(period.toUs / 1e6 - 1, period.toUs / 1e6);
    value.push(valueOf(period), null);
  });
  return { atS, value };
}

/** The sum of actual less expected, from zero at the begin. */
export const cusumCurve = (periods: readonly ComparedPeriod[]): Curve => ({
  atS: [...periods.slice(0, 1).map(({ fromUs }) => fromUs / 1e6), ...periods.map(({ toUs }) => toUs / 1e6)],
  value: [...periods.slice(0, 1).map(() => 0), ...periods.map(({ cusumKwh }) => cusumKwh)],
});
