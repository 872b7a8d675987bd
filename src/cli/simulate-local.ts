import type { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import type { LineSearchRequest } from '../contract/search.js';
import type { ScenarioRequest, ScenarioResult } from '../contract/scenario.js';
import { compile } from '../model/compile.js';
import { versionOf } from '../plant/version.js';
import { startEmpty, type StartState } from '../scenarios/line-starts.js';
import { prepareLine } from '../scenarios/prepare.js';
import { understand } from '../scenarios/question.js';
import { toResult } from '../scenarios/result.js';
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
  const { origin, snapshot: start, hash: startHash } = lineStart(definition, request);
  const understood = understand(request, definition);
  if (!understood.ok) throw fault(understood.issues);
  const { definitions, setRates } = understood.question;
  const asked = { definitions, setRates, start, horizonS: request.horizon, seed: request.seed, replications: request.replications };
  const replications = await inThreads(io, { threads }, (queue, options) => runReplications(lineJobs(queue), asked, options));
  const inputs = { request, modelVersion: versionOf(definition), startHash };
  return toResult(inputs, origin, definitions, replications);
}

/** Answers a search over what-ifs of a line without a server, likewise. The bytes are those that a server gives. */
export async function searchLocally(
  definition: LineDefinition,
  request: LineSearchRequest,
  io: Io,
  { threads, fault }: { threads?: number | undefined; fault: (issues: readonly Issue[]) => CliFault },
): Promise<string> {
  const start = lineStart(definition, request);
  const prepared = prepareLine(request, { definition, version: versionOf(definition) });
  if (!prepared.ok) throw fault(prepared.issues);
  return inThreads(io, { threads }, prepared.begin(start).simulation);
}

/** Where a question about a line starts without a server: from empty. */
function lineStart(definition: LineDefinition, { start, seed }: Pick<ScenarioRequest, 'start' | 'seed'>): StartState {
  if (start.from !== 'empty')
    throw new CliFault(EXIT.usage, `without --server a line starts empty: use start: { from: empty }, or give --server for start: { from: ${start.from} }`);
  const compiled = compile(definition);
  if (!compiled.ok) throw told(compiled.issues);
  return startEmpty(compiled.line, seed, start.at);
}

const told = (issues: readonly Issue[]): CliFault => new CliFault(EXIT.validation, issues.map(({ pointer, detail }) => `${pointer} ${detail}`).join('\n'));
