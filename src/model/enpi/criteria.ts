import type { BaselineLimits, BaselineTerm, Criterion, PeriodLength } from '../../contract/enpi.js';

interface Judged {
  each: PeriodLength;
  periods: number;
  leftOut: number;
  effectivePeriods: number;
  /** coefficients and bases that were looked for */
  parameters: number;
  r2: number | null;
  cvRmse: number | null;
  nmbe: number | null;
  terms: readonly BaselineTerm[];
}

/** What is judged, and the limit of its source. */
type Asked = Pick<Criterion, 'id' | 'value' | 'limit' | 'source'>;

/**
 * What makes a baseline fit for use. ISO 50006 practice: 12 periods. CalTRACK 2.0, 2.2: nine tenths of the periods. ASHRAE Guideline 14,
 * annex B: effective periods less parameters are the degrees of freedom, of which there must be one. IPMVP (2012, volume I,
 * appendix B): R2 above 0.75, t of what drives the energy above 2. ASHRAE Guideline 14-2014: CV(RMSE) at most 30 % by the hour, else 25 %;
 * NMBE within 10 % by the hour, else 5 %. Limits that are given go before them.
 */
export function criteriaOf({ each, periods, leftOut, effectivePeriods, parameters, r2, cvRmse, nmbe, terms }: Judged, given: BaselineLimits): Criterion[] {
  const hourly = each === 'hour';
  const bias = nmbe === null ? null : Math.abs(nmbe);
  return [
    least({ id: 'periods', value: periods, limit: 12, source: 'iso-50006' }, given.leastPeriods),
    least({ id: 'coverage', value: periods / (periods + leftOut), limit: 0.9, source: 'caltrack-2' }, given.leastCoverage),
    least({ id: 'effective', value: effectivePeriods, limit: parameters + 1, source: 'ashrae-14' }, undefined),
    least({ id: 'r2', value: r2, limit: 0.75, source: 'ipmvp' }, given.leastR2),
    most({ id: 'cv-rmse', value: cvRmse, limit: hourly ? 0.3 : 0.25, source: 'ashrae-14' }, given.mostCvRmse),
    most({ id: 'nmbe', value: bias, limit: hourly ? 0.1 : 0.05, source: 'ashrae-14' }, given.mostNmbe),
    ...terms.filter(({ kind }) => kind !== 'base-load' && kind !== 'calendar').map((term) => ofTerm(term, given.leastT)),
  ];
}

const least = (asked: Asked, given: number | undefined): Criterion => judged(asked, given, (value, limit) => value >= limit);
const most = (asked: Asked, given: number | undefined): Criterion => judged(asked, given, (value, limit) => value <= limit);

/** A coefficient without an error is sure, where it is not 0. */
function ofTerm({ id, value, t }: BaselineTerm, given: number | undefined): Criterion {
  const criterion = { ...least({ id: 't', value: t === null ? null : Math.abs(t), limit: 2, source: 'ipmvp' }, given), term: id };
  return t === null ? { ...criterion, met: value !== 0 } : criterion;
}

function judged(asked: Asked, given: number | undefined, meets: (value: number, limit: number) => boolean): Criterion {
  const limit = given ?? asked.limit;
  const met = asked.value !== null && meets(asked.value, limit);
  return { ...asked, term: null, limit, met, source: given === undefined ? asked.source : 'given' };
}
