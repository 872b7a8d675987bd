import { CELL_RUN_KPIS, type CellScenarioRequest, type CellScenarioResult } from '../contract/cell-scenario.js';
import type { CellDefinition } from '../contract/cell.js';
import type { InterimVariant } from '../contract/run.js';
import { cellAnswer, interimCellAnswer } from '../model/what-if/answer.js';
import type { SupplyState } from '../model/supply/state.js';
import { supplied, type CellOutcome } from '../model/what-if/outcome.js';
import { sufficient } from '../model/what-if/sufficient.js';
import type { VariantOfCell } from '../model/what-if/variant.js';
import { canonicalJson, sha256 } from '../plant/canonical.js';
import { notesOnCell, type Reached } from './cell-notes.js';
import type { CellQuestion } from './cell-question.js';
import { startOf, type CellStartState } from './cell-starts.js';
import type { CellVariantsJob } from './cell-variants-job.js';
import { ENGINE_VERSION } from './engine-version.js';
import { cellJobs } from './run-job.js';
import { inOrder, runShares } from './runner.js';
import { answerOf, type Simulation } from './simulation.js';

/** What the numbers of an answer depend on, and nothing else: no wording, no wall time. */
export interface CellInputs {
  request: CellScenarioRequest;
  modelVersion: string;
  startHash: string;
}

/** Two questions with equal hash have the same answer. */
export function cellInputHash({ request, modelVersion, startHash }: CellInputs): string {
  const { question: _, hypothesis: _why, start: _start, variants, ...rest } = request;
  const changes = variants.map(({ id, changes: its }) => ({ id, changes: its }));
  return sha256(canonicalJson({ engine: ENGINE_VERSION, modelVersion, startHash, ...rest, variants: changes }));
}

/** The simulation of a question about a site. Variants that differ in their supply alone have their plant simulated once. */
export function cellSimulation(question: CellQuestion, inputs: CellInputs, start: CellStartState): Simulation {
  const { request, variants } = question;
  const { horizon: horizonS, seed, replications } = request;
  const plants = plantsOf(variants);
  const job = { key: cellInputHash(inputs), ...plants, beginning: start.beginning, horizonS, seed };
  const precise = request.precision ? { enough: (finished: CellOutcome[][]) => sufficient(request, finished) } : {};
  return (queue, options) =>
    answerOf(
      options,
      (given) =>
        runShares(
          cellJobs(queue),
          replications,
          (from, count) => ({ ...job, from, count }),
          (shares) => inOrder(shares, variants.length),
          { ...given, ...precise },
        ),
      { interim: (done) => interim(request, done), bytes: bytesOf },
    );

  function bytesOf(outcomes: readonly CellOutcome[][], isWhole: boolean): string {
    const wanted = sufficient(request, outcomes);
    const kept = wanted === null ? outcomes : outcomes.map((each) => each.slice(0, wanted));
    const settled = kept.map((each, i) => settleTogether(variants[i]!.supply, each));
    return canonicalJson(resultOf(question, inputs, start, settled, { precise: wanted !== null, cancelled: !isWhole }));
  }
}

function plantsOf(variants: readonly VariantOfCell[]): Pick<CellVariantsJob, 'definitions' | 'variants'> {
  const texts: string[] = [];
  const definitions: CellDefinition[] = [];
  const numbered = variants.map(({ definition, supply }) => {
    const text = canonicalJson(definition);
    if (!texts.includes(text)) {
      texts.push(text);
      definitions.push(definition);
    }
    return { definition: texts.indexOf(text), supply };
  });
  return { definitions, variants: numbered };
}

/** What can be told of all replications together only: the best of a contract. */
function settleTogether(supply: SupplyState, outcomes: readonly CellOutcome[]): readonly CellOutcome[] {
  const loads = outcomes.flatMap((outcome) => outcome.loads ?? []);
  return loads.length === outcomes.length ? supplied(supply, outcomes, loads, true) : outcomes;
}

const idsOf = ({ variants }: CellScenarioRequest): string[] => ['baseline', ...variants.map(({ id }) => id)];

/** What the replications done so far say. Empty until there are two, which an interval needs. */
function interim(request: CellScenarioRequest, outcomes: readonly CellOutcome[][]): InterimVariant[] {
  if ((outcomes[0]?.length ?? 0) < 2) return [];
  const ids = idsOf(request);
  return interimCellAnswer(
    outcomes.map((replications, i) => ({ id: ids[i]!, replications })),
    request,
  );
}

function resultOf(
  { request, variants: asked }: CellQuestion,
  { modelVersion }: CellInputs,
  start: CellStartState,
  outcomes: readonly (readonly CellOutcome[])[],
  reached: Reached,
): CellScenarioResult {
  const ids = idsOf(request);
  const replications = outcomes[0]!.length;
  const variants = cellAnswer(
    outcomes.map((its, i) => ({ id: ids[i]!, definition: asked[i]!.definition, replications: its, notes: asked[i]!.notes })),
    request,
  );
  return {
    cell: request.cell,
    modelVersion,
    engineVersion: ENGINE_VERSION,
    start: startOf(start),
    horizonS: request.horizon,
    replications,
    seed: request.seed,
    matters: request.matters,
    judged: CELL_RUN_KPIS.filter((kpi) => request.kpis?.includes(kpi) ?? true),
    simulated: true,
    notes: notesOnCell(request, asked[0]!.definition, start, variants[0]!.carriers, replications, reached),
    startNotes: start.notes,
    variants,
  };
}
