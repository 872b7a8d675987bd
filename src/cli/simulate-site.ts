import type { CellScenarioRequest } from '../contract/cell-scenario.js';
import type { CellDefinition } from '../contract/cell.js';
import type { Issue } from '../contract/problem.js';
import { versionOf } from '../plant/version.js';
import { understandCell } from '../scenarios/cell-question.js';
import { cellSimulation } from '../scenarios/cell-simulation.js';
import { firstUs, startWithoutTwin } from '../scenarios/cell-starts.js';
import { defaultThreads, PiscinaQueue, workerFile } from '../scenarios/piscina-queue.js';
import { SimulationFault } from '../scenarios/queue.js';
import { CliFault, EXIT, type Io } from './io.js';
import { WORDS } from './words.js';

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
  const queue = new PiscinaQueue({ threads: threads ?? defaultThreads(), worker: workerFile() });
  try {
    return await cellSimulation(
      understood.question,
      inputs,
      start,
    )(queue, {
      signal: new AbortController().signal,
      nowMs: () => performance.now(),
      onProgress: ({ done, total, etaS }) => io.progress(WORDS[io.lang].replicationsDone(done, total, etaS)),
    });
  } catch (error) {
    if (error instanceof SimulationFault) throw new CliFault(EXIT.failure, error.message);
    throw error;
  } finally {
    io.progress(null);
    await queue.close();
  }
}
