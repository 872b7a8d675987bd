import type { LineDefinition } from '../../src/contract/line.js';
import { ScenarioRequest, type ScenarioDocument } from '../../src/contract/scenario.js';
import { compile, type CompiledLine } from '../../src/model/compile.js';
import { readLine } from '../../src/plant/read.js';
import { emptyStart } from '../../src/scenarios/question.js';
import type { RunJob, RunQueue, RunShare } from '../../src/scenarios/run-job.js';
import { simulateRun } from '../../src/scenarios/run-job.js';
import { LINE } from '../plant/line.js';

export const MONDAY_US = Date.UTC(2026, 0, 5, 5) * 1000; // 06:00 in Paris

export function definition(): LineDefinition {
  const read = readLine(LINE, 'line.yaml');
  if (!read.ok) throw new Error(read.issues[0]!.message);
  return read.definition;
}

export function compiled(): CompiledLine {
  const outcome = compile(definition());
  if (!outcome.ok) throw new Error(outcome.issues[0]!.detail);
  return outcome.line;
}

export const emptyLine = () => emptyStart(compiled(), MONDAY_US, 1);

export const DOCUMENT: ScenarioDocument = {
  line: 'pack-1',
  question: 'Is a faster filler worth it?',
  start: { from: 'empty', at: '2026-01-05T05:00:00Z' },
  horizon: '4 h',
  replications: 20,
  seed: 7,
  variants: [{ id: 'faster', changes: [{ kind: 'rate', unit: 'filler', factor: 1.1 }] }],
};

export const request = (change: Partial<ScenarioDocument> = {}): ScenarioRequest => ScenarioRequest.parse({ ...DOCUMENT, ...change });

/** Works jobs off in this process, each after as many turns of the event loop as `turns` says. */
export class InProcessQueue implements RunQueue {
  readonly jobs: { from: number; count: number }[] = [];
  private closed = false;

  constructor(
    readonly width: number,
    private readonly turns: (job: RunJob['job']) => number = () => 0,
  ) {}

  async run(job: RunJob, signal: AbortSignal): Promise<RunShare> {
    for (let turn = this.turns(job.job); turn >= 0; turn--) await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    if (this.closed) throw new Error('closed');
    this.jobs.push({ from: job.job.from, count: job.job.count });
    return structuredClone(simulateRun(structuredClone(job)));
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}
