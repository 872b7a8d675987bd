import { z } from 'zod';
import { CellScenarioRequest, CellScenarioResult } from './cell-scenario.js';
import { LineId } from './equipment.js';
import { Estimate } from './estimate.js';
import { explain, type Explained, type Fault } from './explain.js';
import { isMap } from './plain.js';
import { ScenarioRequest, ScenarioResult } from './scenario.js';
import { CellSearchRequest, LineSearchRequest, type SearchRequest } from './search.js';
import { isSearch } from './search-kind.js';
import { CellSearchResult, LineSearchResult } from './search-result.js';
import { SearchSummary } from './search-summary.js';
import { Difference, Verdict } from './verdict.js';

/** A question about a line or about a site, or a search over such: the same in a file and over HTTP. */
export const AnyRequest = z.union([ScenarioRequest, CellScenarioRequest, LineSearchRequest, CellSearchRequest]);
export type AnyRequest = z.infer<typeof AnyRequest>;
export type AnyDocument = z.input<typeof AnyRequest>;

/** Id of the line or cell that is asked about. */
export const placeOf = (request: AnyRequest | AnyDocument): LineId => ('cell' in request ? request.cell : request.line);

/** What was asked about. */
export const AskedOf = z.enum(['line', 'cell']);
export type AskedOf = z.infer<typeof AskedOf>;
/** Which of both a document asks about: `cell` where it names one. */
export const askedOf = (document: unknown): AskedOf => (typeof document === 'object' && document !== null && 'cell' in document ? 'cell' : 'line');

/** What a document asks, and what answers it: faults are told against the kind that it means. */
export const requestSchema = (document: unknown): z.ZodType<AnyRequest> => (isSearch(document) ? searchSchema(document) : questionSchema(document));
/** The same of a question alone. */
export const questionSchema = (document: unknown): z.ZodType<ScenarioRequest | CellScenarioRequest> =>
  askedOf(document) === 'cell' ? CellScenarioRequest : ScenarioRequest;
/** The same of a search alone. */
export const searchSchema = (document: unknown): z.ZodType<SearchRequest> => (askedOf(document) === 'cell' ? CellSearchRequest : LineSearchRequest);
/** A document that names neither is told that both are possible. */
export function explainRequest<Request extends AnyRequest>(schemaOf: (document: unknown) => z.ZodType<Request>, document: unknown): Explained<Request> {
  const explained = explain(schemaOf(document), document);
  if (explained.ok || !isMap(document) || 'line' in document || 'cell' in document) return explained;
  const isPlace = ({ path }: Fault) => path.length === 1 && path[0] === 'line';
  return { ok: false, faults: explained.faults.map((fault) => (isPlace(fault) ? { path: [], atKey: false, message: NO_PLACE } : fault)) };
}

const NO_PLACE = 'missing: expected "line", the id of a line, or "cell", that of a site';

/** The answer to a document. */
export const answerSchema = (document: unknown) =>
  isSearch(document)
    ? askedOf(document) === 'cell'
      ? CellSearchResult
      : LineSearchResult
    : askedOf(document) === 'cell'
      ? CellScenarioResult
      : ScenarioResult;

export const RunStatus = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']);
export type RunStatus = z.infer<typeof RunStatus>;

/** What an answer says of one indicator of one variant. */
export const RunVerdict = z.strictObject({
  variant: z.string(),
  kpi: z.string(),
  verdict: Verdict,
  slight: Difference.shape.slight,
  share: z.number().nullable().describe('mean difference as a share of the mean of the baseline; null where that is zero'),
});
export type RunVerdict = z.infer<typeof RunVerdict>;

export const Run = z.strictObject({
  id: z.uuid(),
  status: RunStatus,
  request: z.unknown().describe('the request as it was accepted'),
  of: AskedOf,
  line: LineId.describe('id of the line or of the cell'),
  question: z.string(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  progress: z.strictObject({ done: z.int(), total: z.int(), etaS: z.number().nullable() }),
  failure: z.string().nullable(),
  startHash: z.string().describe('SHA-256 of the state that it begins in: runs of one line or site that have it in common began alike'),
  result: z.union([ScenarioResult, CellScenarioResult, LineSearchResult, CellSearchResult]).nullable(),
  verdicts: z
    .array(RunVerdict)
    .optional()
    .describe('in lists that ask for them: what the answer says, of a search of the point that it has chosen; none where there is no answer'),
  found: SearchSummary.optional().describe('in lists that ask for verdicts: what a search has found'),
});
export type Run = z.infer<typeof Run>;

/** A mean with its interval alone. */
const InterimEstimate = Estimate.pick({ n: true, mean: true, low: true, high: true });
/** What the replications so far tell of an estimate. */
export const interimEstimate = ({ n, mean, low, high }: z.infer<typeof InterimEstimate>): z.infer<typeof InterimEstimate> => ({ n, mean, low, high });

/** What the replications done so far say of a variant; the baseline first. */
export const InterimVariant = z.strictObject({
  id: z.string(),
  kpis: z.record(z.string(), InterimEstimate.nullable()),
  difference: z.record(z.string(), Difference.nullable()).nullable(),
});
export type InterimVariant = z.infer<typeof InterimVariant>;

/** Server-sent event `progress` of a run; only the newest matters. */
export const RunProgress = z.strictObject({
  status: RunStatus,
  done: z.int(),
  total: z.int(),
  etaS: z.number().nullable(),
  interim: z.array(InterimVariant).describe('empty until two replications are done'),
});
export type RunProgress = z.infer<typeof RunProgress>;

/** Server-sent event `status`: the last one of a run. */
export const RunEnd = z.strictObject({ id: z.uuid(), status: RunStatus, failure: z.string().nullable() });
export type RunEnd = z.infer<typeof RunEnd>;

/** A question that is kept, to be run as often as wanted. */
export const Scenario = z.strictObject({
  id: z.uuid(),
  of: AskedOf,
  line: LineId.describe('id of the line or of the cell'),
  question: z.string(),
  request: z.unknown().describe('the request as it was accepted'),
  createdAt: z.iso.datetime(),
});
export type Scenario = z.infer<typeof Scenario>;

export const RunPage = z.strictObject({ items: z.array(Run).describe('newest first, without their results'), next: z.string().nullable() });
export type RunPage = z.infer<typeof RunPage>;
export const ScenarioPage = z.strictObject({ items: z.array(Scenario).describe('newest first'), next: z.string().nullable() });
export type ScenarioPage = z.infer<typeof ScenarioPage>;
