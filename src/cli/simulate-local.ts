import type { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import type { ScenarioRequest, ScenarioResult } from '../contract/scenario.js';
import { compile } from '../model/compile.js';
import { versionOf } from '../plant/version.js';
import { EMPTY_START, emptyStart, understand } from '../scenarios/question.js';
import { hashOfState, toResult } from '../scenarios/result.js';
import { lineJobs } from '../scenarios/run-job.js';
import { runReplications } from '../scenarios/runner.js';
import { inThreads } from './in-threads.js';
import { CliFault, EXIT, type Io } from './io.js';

/**
 * Answers a question without a server, from the empty line, in worker threads. The numbers are those that a server gives. `fault`: what
 * issues that point into the question end the command with.
 */
export async function simulateLocally(
  definition: LineDefinition,
  request: ScenarioRequest,
  io: Io,
  { threads, fault = told }: { threads?: number | undefined; fault?: (issues: readonly Issue[]) => CliFault } = {},
): Promise<ScenarioResult> {
  if (request.start.from !== 'empty')
    throw new CliFault(
      EXIT.usage,
      `without --server a line starts empty: use start: { from: empty }, or give --server for start: { from: ${request.start.from} }`,
    );
  const understood = understand(request, definition);
  if (!understood.ok) throw fault(understood.issues);
  const compiled = compile(definition);
  if (!compiled.ok) throw told(compiled.issues);
  const { definitions, setRates } = understood.question;
  const atUs = Date.parse(request.start.at ?? EMPTY_START) * 1000;
  const start = emptyStart(compiled.line, atUs, request.seed);
  const asked = { definitions, setRates, start, horizonS: request.horizon, seed: request.seed, replications: request.replications };
  const replications = await inThreads(io, { threads }, (queue, options) => runReplications(lineJobs(queue), asked, options));
  const inputs = { request, modelVersion: versionOf(definition), startHash: hashOfState(start) };
  return toResult(inputs, { from: 'empty', atUs, epoch: null, revision: null }, definitions, replications);
}

const told = (issues: readonly Issue[]): CliFault => new CliFault(EXIT.validation, issues.map(({ pointer, detail }) => `${pointer} ${detail}`).join('\n'));
