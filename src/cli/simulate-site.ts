import type { CellScenarioRequest } from '../contract/cell-scenario.js';
import type { CellDefinition } from '../contract/cell.js';
import type { Issue } from '../contract/problem.js';
import { versionOf } from '../plant/version.js';
import { understandCell } from '../scenarios/cell-question.js';
import { cellSimulation } from '../scenarios/cell-simulation.js';
import { firstUs, startWithoutTwin } from '../scenarios/cell-starts.js';
import { inThreads } from './in-threads.js';
import { CliFault, EXIT, type Io } from './io.js';

/** Answers a question about a site without a server, in worker threads. The bytes are those that a server gives. */
export async function simulateSite(
  definition: CellDefinition,
  request: CellScenarioRequest,
  io: Io,
  { threads, fault }: { threads?: number | undefined; fault: (issues: readonly Issue[]) => CliFault },
): Promise<string> {
  const start = startWithoutTwin(request.start);
  if (start === null)
    throw new CliFault(
      EXIT.usage,
      `without --server a site starts steady or empty: use start: { from: steady }, or give --server for start: { from: ${request.start.from} }`,
    );
  const understood = understandCell(request, definition, firstUs(start));
  if (!understood.ok) throw fault(understood.issues);
  const inputs = { request, modelVersion: versionOf(definition), startHash: start.hash };
  const simulation = cellSimulation(understood.question, inputs, start);
  return inThreads(io, { threads }, simulation);
}
