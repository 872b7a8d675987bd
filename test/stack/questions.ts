import path from 'node:path';
import { CellScenarioRequest } from '../../src/contract/cell-scenario.js';
import { LineSearchRequest } from '../../src/contract/search.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { understandCell } from '../../src/scenarios/cell-question.js';
import { cellSimulation } from '../../src/scenarios/cell-simulation.js';
import { startWithoutTwin } from '../../src/scenarios/cell-starts.js';
import { prepareLineSearch } from '../../src/scenarios/line-search.js';
import { lineSimulation } from '../../src/scenarios/line-simulation.js';
import { understand } from '../../src/scenarios/question.js';
import { hashOfState } from '../../src/scenarios/result.js';
import type { RunQueue } from '../../src/scenarios/run-job.js';
import type { Progress } from '../../src/scenarios/runner.js';
import type { Simulation } from '../../src/scenarios/simulation.js';
import { definition, emptyLine, MONDAY_US, request } from '../scenarios/fixtures.js';
import { repositoryRoot } from '../shared.js';

/** A question about a line: so many replications of a shift, as it is and with a faster filler. */
export function aboutLine(replications: number, horizon = '8 h'): Simulation {
  const asked = request({ replications, horizon });
  const understood = understand(asked, definition());
  if (!understood.ok) throw new Error(JSON.stringify(understood.issues));
  const start = startOfLine();
  const { hash } = start;
  return lineSimulation(understood.question, { request: asked, modelVersion: 'v', startHash: hash }, start);
}

/** A line that is empty on a Monday morning. */
function startOfLine() {
  const snapshot = emptyLine();
  return { hash: hashOfState(definition().id, snapshot), snapshot, origin: { from: 'empty' as const, atUs: MONDAY_US, epoch: null, revision: null } };
}

/** A search over what-ifs of a line: the best rate of its filler, by so many replications at most. */
export function aboutBest(budget: number): Simulation {
  const asked = LineSearchRequest.parse({
    line: 'pack-1',
    question: 'How fast is best?',
    start: { from: 'empty', at: '2026-01-05T05:00:00Z' },
    horizon: '4 h',
    replications: 20,
    seed: 7,
    over: [{ id: 'filler', change: { kind: 'rate', unit: 'filler', factor: '{value}' }, values: [0.9, 1, 1.1] }],
    optimise: { goal: { kpi: 'goodUnits', indifference: 20 }, budget },
  });
  const prepared = prepareLineSearch(asked, { definition: definition(), version: 'v' });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.issues));
  return prepared.begin(startOfLine()).simulation;
}

/** A question about a site: so many replications of two days from empty, as it is and with a third freeze-dryer. */
export function aboutSite(replications: number): Simulation {
  const { cells } = readPlantFiles(
    [path.join(repositoryRoot, 'plants/sites/kerlanoux.yaml')],
    ['types-sterile.yaml', 'types.yaml'].map((name) => path.join(repositoryRoot, 'plants', name)),
  );
  const asked = CellScenarioRequest.parse({
    cell: 'kerlanoux',
    question: 'Is a third freeze-dryer worth it?',
    start: { from: 'empty' },
    horizon: '2 d',
    replications,
    seed: 3,
    variants: [{ id: 'third', changes: [{ kind: 'add-unit', like: 'freeze-dryer-1', id: 'freeze-dryer-3' }] }],
  });
  const start = startWithoutTwin(asked)!;
  const understood = understandCell(asked, cells[0]!.definition, start.atUs);
  if (!understood.ok) throw new Error(JSON.stringify(understood.issues));
  return cellSimulation(understood.question, { request: asked, modelVersion: 'v', startHash: start.hash }, start);
}

/** The bytes of the answer. */
export const answer = (simulation: Simulation, queue: RunQueue, onProgress: (progress: Progress) => void = () => undefined): Promise<string> =>
  simulation(queue, { signal: new AbortController().signal, nowMs: () => performance.now(), onProgress });
