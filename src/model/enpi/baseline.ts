import type { BaselineRequest, BaselineTerm, EnergyBaseline, EnergyPeriod, LeftOut, NoBaseline } from '../../contract/enpi.js';
import type { LeastSquares, LeastSquaresReason, Regressor } from '../../engine/least-squares.js';
import { baseTemperature, searchBases, type Found } from './base-temperature.js';
import { criteriaOf } from './criteria.js';
import { designOf, type Bases } from './design.js';
import { neighbourCorrelation, noiseOf, seOf, t95, type Noise } from './noise.js';
import { usablePeriods, type UsablePeriod } from './periods.js';
import { tangentColumns, tangentsOf, type Tangent } from './tangents.js';
import { unusedTerms, withoutUnused } from './unused-terms.js';

/** A baseline with what predictions need of it. */
export interface BaselineModel {
  baseline: EnergyBaseline;
  bases: Bases;
  tangents: Tangent[];
  fit: LeastSquares;
  noise: Noise;
  periods: UsablePeriod[];
}

export type FittedBaseline = { ok: true; model: BaselineModel } | { ok: false; reason: NoBaseline };

/**
 * The energy baseline of periods in their order: least squares on days, drivers and degree-days. Its intervals know that residuals are
 * correlated, and that bases which were looked for are not known exactly.
 */
export function fitBaseline(asked: BaselineRequest, given: readonly EnergyPeriod[]): FittedBaseline {
  const { usable, leftOut } = usablePeriods(asked, given);
  const unused = unusedTerms(asked, usable);
  const request = withoutUnused(asked, unused);
  const found = searchBases(request, usable, unused);
  if (!found.ok) return { ok: false, reason: noBaseline(found.reason, leftOut) };
  const { bases, columns, fit } = found;
  const parameters = columns.length + (['heating', 'cooling'] as const).filter((of) => request[of] !== null && request[of].baseC === undefined).length;
  if (usable.length <= parameters) return { ok: false, reason: { code: 'too-few', needed: parameters + 1, found: usable.length, leftOut } };
  const tangents = tangentsOf(request, bases, fit.coefficients, columns, usable);
  const noise = noiseOf(fit.residuals, [...columns, ...tangentColumns(tangents, usable)], usable, parameters);
  const baseline = { ...figuresOf(usable, found, noise, parameters), request: asked, leftOut, unused };
  const criteria = criteriaOf({ ...baseline, each: request.each, leftOut: leftOut.length }, request.limits);
  const verdict = criteria.every(({ met }) => met) ? 'fit-for-use' : 'not-fit-for-use';
  const temperatures = { heating: baseTemperature('heating', request, found, noise), cooling: baseTemperature('cooling', request, found, noise) };
  return { ok: true, model: { baseline: { ...baseline, ...temperatures, criteria, verdict }, bases, tangents, fit, noise, periods: usable } };
}

/** What expectations of periods depend on: the columns of the regression, then those of the bases. */
export function columnsOf(
  { baseline, bases, tangents }: Pick<BaselineModel, 'baseline' | 'bases' | 'tangents'>,
  periods: readonly UsablePeriod[],
): Regressor[] {
  return [...designOf(baseline.request, bases, periods, baseline.unused), ...tangentColumns(tangents, periods)];
}

function noBaseline(reason: LeastSquaresReason, leftOut: LeftOut[]): NoBaseline {
  return reason.code === 'too-few' ? { ...reason, leftOut } : { code: 'collinear', term: reason.column, of: reason.of, leftOut };
}

function figuresOf(periods: readonly UsablePeriod[], { columns, fit }: Found, noise: Noise, parameters: number) {
  const n = periods.length;
  const meanKwh = periods.reduce((sum, { energyKwh }) => sum + energyKwh, 0) / n;
  const residualSdKwh = Math.sqrt(fit.residualSquares / (n - parameters));
  const bias = fit.residuals.reduce((sum, e) => sum + e, 0) / (n - parameters);
  const size = noise.columns.length;
  const terms = columns.map(({ id, kind, values }, j): BaselineTerm => {
    const { value } = fit.coefficients[j]!;
    const se = seOf(
      noise,
      Array.from({ length: size }, (_, i) => (i === j ? 1 : 0)),
    );
    const half = t95(noise) * se;
    const range = { from: Math.min(...values), to: Math.max(...values) };
    return { id, kind, value, low: value - half, high: value + half, se, t: se === 0 ? null : value / se, ...range };
  });
  return {
    fromUs: periods[0]!.fromUs,
    toUs: periods.at(-1)!.toUs,
    periods: n,
    terms,
    meanKwh,
    parameters,
    r2: fit.r2,
    adjustedR2: fit.r2 === null ? null : 1 - ((1 - fit.r2) * (n - 1)) / (n - parameters),
    residualSdKwh,
    cvRmse: meanKwh === 0 ? null : residualSdKwh / Math.abs(meanKwh),
    nmbe: meanKwh === 0 ? null : bias / meanKwh,
    lag1: neighbourCorrelation(fit.residuals, noise.places),
    autocorrelation: noise.rho,
    effectivePeriods: noise.effectiveN,
  };
}
