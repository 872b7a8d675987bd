import type { LineDefinition } from '../contract/line.js';
import type { ScenarioRequest, ScenarioResult } from '../contract/scenario.js';
import { compile } from '../model/compile.js';
import { versionOf } from '../plant/version.js';
import { defaultThreads, PiscinaQueue, workerFile } from '../scenarios/piscina-queue.js';
import { EMPTY_START, emptyStart, understand } from '../scenarios/question.js';
import { SimulationFault } from '../scenarios/queue.js';
import { hashOfState, toResult } from '../scenarios/result.js';
import { lineJobs } from '../scenarios/run-job.js';
import { runReplications } from '../scenarios/runner.js';
import { CliFault, EXIT, type Io } from './io.js';
import { WORDS } from './words.js';

/** Answers a question without a server, from the empty line, in worker threads. The numbers are those that a server gives. */
export async function simulateLocally(definition: LineDefinition, request: ScenarioRequest, io: Io, threads?: number): Promise<ScenarioResult> {
  if (request.start.from !== 'empty')
    throw new CliFault(
      EXIT.usage,
      `without --server a line starts empty: use start: { from: empty }, or give --server for start: { from: ${request.start.from} }`,
    );
  const understood = understand(request, definition);
  if (!understood.ok) throw new CliFault(EXIT.validation, understood.issues.map(({ pointer, detail }) => `${pointer} ${detail}`).join('\n'));
  const compiled = compile(definition);
  if (!compiled.ok) throw new CliFault(EXIT.validation, compiled.issues.map(({ pointer, detail }) => `${pointer} ${detail}`).join('\n'));
  const { definitions, setRates } = understood.question;
  const atUs = Date.parse(request.start.at ?? EMPTY_START) * 1000;
  const start = emptyStart(compiled.line, atUs, request.seed);
  const queue = new PiscinaQueue({ threads: threads ?? defaultThreads(), worker: workerFile() });
  try {
    const replications = await runReplications(
      lineJobs(queue),
      { definitions, setRates, start, horizonS: request.horizon, seed: request.seed, replications: request.replications },
      {
        signal: new AbortController().signal,
        nowMs: () => performance.now(),
        onProgress: ({ done, total, etaS }) => io.progress(WORDS[io.lang].replicationsDone(done, total, etaS)),
      },
    );
    const inputs = { request, modelVersion: versionOf(definition), startHash: hashOfState(start) };
    return toResult(inputs, { from: 'empty', atUs, epoch: null, revision: null }, definitions, replications);
  } catch (error) {
    if (error instanceof SimulationFault) throw new CliFault(EXIT.failure, error.message);
    throw error;
  } finally {
    io.progress(null);
    await queue.close();
  }
}
