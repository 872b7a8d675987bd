import type { BaselineLimits, BaselineTerm, Criterion, PeriodLength } from '../../contract/enpi.js';

interface Judged {
  each: PeriodLength;
  periods: number;
  leftOut: number;
  r2: number | null;
  cvRmse: number | null;
  nmbe: number | null;
  terms: readonly BaselineTerm[];
}

/**
 * What makes a baseline fit for use. ISO 50006 practice: 12 periods. CalTRACK 2.0, 2.2: nine tenths of the periods. IPMVP (2012, volume I, annex
 * B): R2 above 0.75, t of what drives the energy above 2. ASHRAE Guideline 14-2014: CV(RMSE) at most 30 % by the hour, else 25 %; NMBE within
 * 10 % by the hour, else 5 %.
 */
export function criteriaOf({ each, periods, leftOut, r2, cvRmse, nmbe, terms }: Judged, given: BaselineLimits): Criterion[] {
  const hourly = each === 'hour';
  const least = (
    id: Criterion['id'],
    value: number | null,
    limit: number | undefined,
    usual: number,
    source: Criterion['source'],
    term: string | null = null,
  ) => criterion(id, value, limit, usual, source, value !== null && value >= (limit ?? usual), term);
  const most = (id: Criterion['id'], value: number | null, limit: number | undefined, usual: number, source: Criterion['source']) =>
    criterion(id, value, limit, usual, source, value !== null && value <= (limit ?? usual), null);
  return [
    least('periods', periods, given.leastPeriods, 12, 'iso-50006'),
    least('coverage', periods / (periods + leftOut), given.leastCoverage, 0.9, 'caltrack-2'),
    least('r2', r2, given.leastR2, 0.75, 'ipmvp'),
    most('cv-rmse', cvRmse, given.mostCvRmse, hourly ? 0.3 : 0.25, 'ashrae-14'),
    most('nmbe', nmbe === null ? null : Math.abs(nmbe), given.mostNmbe, hourly ? 0.1 : 0.05, 'ashrae-14'),
    ...terms
      .filter(({ kind }) => kind !== 'base-load' && kind !== 'calendar')
      .map(({ id, t }) => least('t', t === null ? null : Math.abs(t), given.leastT, 2, 'ipmvp', id)),
  ];
}

function criterion(
  id: Criterion['id'],
  value: number | null,
  limit: number | undefined,
  usual: number,
  source: Criterion['source'],
  met: boolean,
  term: string | null,
): Criterion {
  return { id, term, value, limit: limit ?? usual, met, source: limit === undefined ? source : 'given' };
}
