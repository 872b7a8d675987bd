import { z } from 'zod';
import { CellChange } from './cell-variant.js';
import { CellRunKpi, CellScenarioRequest } from './cell-scenario.js';
import { aims } from './search-aim.js';
import { Factor, factorFaults, levelsOf, MOST_POINTS, type FactorUse } from './search-factor.js';
import { Change, RunKpi, ScenarioRequest } from './scenario.js';

export const SEARCH_KINDS = ['sweep', 'tornado', 'optimise', 'pareto'] as const;
export const SearchKind = z.enum(SEARCH_KINDS);
export type SearchKind = z.infer<typeof SearchKind>;

const kpis = <Kpi extends z.ZodType>(kpi: Kpi) =>
  z.array(kpi).min(1).optional().describe('those that are judged; all where not given. Fewer are judged more sharply');

/** Factors are checked by `over` with the change that each of them makes. */
const over = z.array(Factor).min(1).max(20);
const changes = <Schema extends z.ZodType>(change: Schema) => z.array(change).max(50).default([]).describe('that hold everywhere, in the baseline too');

const LineShape = z.strictObject({
  ...ScenarioRequest.omit({ variants: true }).shape,
  hypothesis: CellScenarioRequest.shape.hypothesis,
  matters: CellScenarioRequest.shape.matters,
  changes: changes(Change),
  kpis: kpis(RunKpi),
  over,
  ...aims(RunKpi),
});
const CellShape = z.strictObject({
  ...CellScenarioRequest.omit({ variants: true, precision: true }).shape,
  changes: changes(CellChange),
  over,
  ...aims(CellRunKpi),
});

/** A search over what-ifs of a line: one of sweep, tornado, optimise and pareto. */
export const LineSearchRequest = LineShape.superRefine((request, context) => tell(request, Change, context));
export type LineSearchRequest = z.infer<typeof LineSearchRequest>;

/** The same of a site. */
export const CellSearchRequest = CellShape.superRefine((request, context) => tell(request, CellChange, context));
export type CellSearchRequest = z.infer<typeof CellSearchRequest>;

export type SearchRequest = LineSearchRequest | CellSearchRequest;

/** Whether a document is a search: it says what it varies, or what is sought. */
export const isSearch = (document: unknown): boolean =>
  typeof document === 'object' && document !== null && ['over', ...SEARCH_KINDS].some((key) => key in document);

/** The kind of a right request. */
export const kindOf = (request: Partial<Record<SearchKind, unknown>>): SearchKind => SEARCH_KINDS.find((kind) => request[kind] !== undefined)!;

/** How a kind uses its factors. */
export const useOf = (kind: SearchKind): FactorUse => (kind === 'tornado' ? 'ends' : kind === 'sweep' ? 'grid' : 'range');

function tell(request: z.infer<typeof LineShape> | z.infer<typeof CellShape>, change: z.ZodType, context: z.RefinementCtx): void {
  const add = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
  const kinds = SEARCH_KINDS.filter((kind) => request[kind] !== undefined);
  if (kinds.length !== 1) return add(kinds.slice(1, 2), `expected one of ${SEARCH_KINDS.join(', ')}`);
  const kind = kinds[0]!;
  const ids = request.over.map(({ id }) => id);
  ids.forEach((id, i) => ids.indexOf(id) < i && add(['over', i, 'id'], `another factor is called "${id}"`));
  const wrong = request.over.flatMap((factor, i) =>
    factorFaults(factor, useOf(kind), change).map(({ path, message }) => ({ path: ['over', i, ...path], message })),
  );
  for (const { path, message } of wrong) add(path, message);
  if (kind === 'sweep' && request.over.length > 2) add(['over', 2], 'a sweep is over one factor or two');
  const points = wrong.length > 0 ? 0 : request.over.reduce((product, factor) => product * (levelsOf(factor)?.length ?? 1), 1);
  if (kind === 'sweep' && points > MOST_POINTS) add(['over'], `makes ${points} points: at most ${MOST_POINTS}`);
  const constraints = (request.optimise ?? request.pareto)?.constraints ?? [];
  constraints.forEach(({ atLeast, atMost }, i) => {
    if ((atLeast === undefined) === (atMost === undefined)) add([kind, 'constraints', i], 'expected either "atLeast" or "atMost"');
  });
}
