import type { BaselineRequest } from '../../contract/enpi.js';
import { widestBases } from './base-temperature.js';
import { designOf, type DesignColumn } from './design.js';
import type { UsablePeriod } from './periods.js';

/** Terms that were asked for and are 0 in every period, whatever the base: nothing can be told of their effect. */
export const unusedTerms = (request: BaselineRequest, periods: readonly UsablePeriod[]): string[] =>
  periods.length === 0 ? [] : widestDesign(request, periods).flatMap(({ id, values }) => (values.every((value) => value === 0) ? [id] : []));

/** The request without the degree-days that are not used: there is no base to look for. */
export const withoutUnused = (request: BaselineRequest, unused: readonly string[]): BaselineRequest => ({
  ...request,
  heating: unused.includes('heating') ? null : request.heating,
  cooling: unused.includes('cooling') ? null : request.cooling,
});

/** Of each period the terms that were 0 in all of the baseline and are not here: the baseline has never seen their like. */
export function newlySeen(request: BaselineRequest, unused: readonly string[], periods: readonly UsablePeriod[]): string[][] {
  const columns = widestDesign(request, periods).filter(({ id, kind }) => unused.includes(id) && kind !== 'calendar');
  return periods.map((_, i) => columns.flatMap(({ id, values }) => (values[i] === 0 ? [] : [id])));
}

const widestDesign = (request: BaselineRequest, periods: readonly UsablePeriod[]): DesignColumn[] => designOf(request, widestBases(request), periods);
