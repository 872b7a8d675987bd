import type { CellScenarioRequest } from '../contract/cell-scenario.js';
import type { CellDefinition } from '../contract/cell.js';
import type { Issue } from '../contract/problem.js';
import type { CellSearchRequest } from '../contract/search.js';
import { versionOf } from '../plant/version.js';
import { firstUs, startWithoutTwin, type CellStartState } from '../scenarios/cell-starts.js';
import { prepareCell } from '../scenarios/prepare.js';
import { inThreads } from './in-threads.js';
import { CliFault, EXIT, type Io } from './io.js';

/** Answers a question about a site, or a search over such, without a server, in worker threads. The bytes are those that a server gives. */
export async function simulateSite(
  definition: CellDefinition,
  request: CellScenarioRequest | CellSearchRequest,
  io: Io,
  { threads, fault }: { threads?: number | undefined; fault: (issues: readonly Issue[]) => CliFault },
): Promise<string> {
  const start = siteStart(request);
  const prepared = prepareCell(request, { definition, version: versionOf(definition) }, firstUs(start));
  if (!prepared.ok) throw fault(prepared.issues);
  return inThreads(io, { threads }, prepared.begin(start).simulation);
}

/** Where a question about a site starts without a server: from the empty site, filled or not. */
function siteStart(request: Pick<CellScenarioRequest, 'cell' | 'start'>): CellStartState {
  const state = startWithoutTwin(request);
  if (state !== null) return state;
  throw new CliFault(
    EXIT.usage,
    `without --server a site starts steady or empty: use start: { from: steady }, or give --server for start: { from: ${request.start.from} }`,
  );
}
