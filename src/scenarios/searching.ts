import { formOf } from '../contract/search-factor.js';
import type { SearchAnswer } from '../contract/search-result.js';
import type { SearchRequest } from '../contract/search.js';
import type { Aim, AimAsked } from '../model/search/aim.js';
import { intervals, type KpiRow, type Told } from '../model/search/rows.js';
import type { Effort, Seek } from '../model/search/seek.js';
import type { SearchPlace, SearchPlant } from './search-place.js';
import type { At, Pointed, SearchQuestion } from './search-question.js';

/** How the bytes of an answer are put together from what was found. */
export type SearchBytes = (found: SearchAnswer, baseline: readonly KpiRow[], isWhole: boolean) => string;

/** What is sought, where, and with how much effort. */
export interface Sought<Variant> {
  asked: AimAsked;
  /** whether all points are compared, none looked for */
  isEvery: boolean;
  /** What a point of the search is in words, and its variant. */
  point: (point: readonly number[]) => { at: At; made: Pointed<Variant> };
  /** its budget is without the baseline */
  effort: Effort;
  seek: (aim: Aim) => Seek;
}

/** What a search works on. */
export interface Searching<Variant> {
  question: SearchQuestion<Variant>;
  request: SearchRequest;
  told: Told;
  /** of a search for the best; null: every point is simulated as often as is asked for */
  sought: Sought<Variant> | null;
  plantsOf: (variants: readonly Variant[]) => SearchPlant[];
  bytes: SearchBytes;
}

/** Which KPIs are told and judged. */
export const toldOf = ({ kpis, trend }: Pick<SearchPlace<unknown, unknown>, 'kpis' | 'trend'>, { kpis: judged, matters }: SearchRequest): Told => ({
  kpis,
  judged: judged ?? kpis,
  trend,
  matters,
});

/** What every kind of search tells. */
export const searchHead = <Variant>(
  { question: { kind, baseline }, request, told: { kpis, judged } }: Pick<Searching<Variant>, 'question' | 'request' | 'told'>,
  rows: readonly KpiRow[],
): Omit<SearchAnswer, 'points' | 'tornado' | 'optimum' | 'front'> => ({
  search: kind,
  matters: request.matters,
  judged: [...judged],
  factors: factorsOf(request),
  baseline: { at: { ...baseline.at }, replications: rows.length, kpis: intervals(rows, kpis) },
});

/** Of a schedule its sequence, and the releases where they are sought too. */
const factorsOf = (request: SearchRequest): SearchAnswer['factors'] =>
  'schedule' in request && request.schedule
    ? ['sequence', ...(request.schedule.later ? ['later'] : [])].map((id) => ({ id, name: null }))
    : request.over.map(({ id, name, change }) => ({ id, name: name ?? null, form: formOf({ change }) }));
