import type { LotOutcome, LotSort } from '../../../../src/contract/lot-page.js';

/** Columns that the list can be sorted by, as the server takes them. Lists of the contract would bring its schemas into the page. */
type Figure = Exclude<LotSort, `-${string}`>;
const FIGURES = ['begun', 'ended', 'good', 'kwh', 'waiting'] as const satisfies readonly Figure[];
export const SORTS: readonly LotSort[] = FIGURES.flatMap((figure) => [figure, `-${figure}`] as const);
export const OUTCOMES = ['under-way', 'done', 'lost', 'merged', 'divided'] as const satisfies readonly LotOutcome[];

export const FIRST_SORT: LotSort = '-begun';

/** Columns in their order; those with a figure can be sorted by it. */
export const COLUMNS = [
  { id: 'lot', figure: null },
  { id: 'product', figure: null },
  { id: 'order', figure: null },
  { id: 'begun', figure: 'begun' },
  { id: 'ended', figure: 'ended' },
  { id: 'good', figure: 'good' },
  { id: 'kwh', figure: 'kwh' },
  { id: 'waiting', figure: 'waiting' },
  { id: 'outcome', figure: null },
] as const;

export const directionOf = (sort: LotSort, figure: Figure): 'ascending' | 'descending' | undefined =>
  sort === figure ? 'ascending' : sort === `-${figure}` ? 'descending' : undefined;

/** What a click on the head of a column sorts by: the greatest first, then the other way round. */
export const nextSort = (sort: LotSort, figure: Figure): LotSort => (sort === `-${figure}` ? figure : `-${figure}`);
