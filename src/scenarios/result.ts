import type { LineId } from '../contract/equipment.js';
import type { LineDefinition } from '../contract/line.js';
import type { ScenarioRequest, ScenarioResult } from '../contract/scenario.js';
import { answer } from '../model/compare.js';
import type { MeasuredRate } from '../model/deviation.js';
import type { Replication } from '../model/replicate.js';
import type { LineSnapshot } from '../model/state.js';
import { canonicalJson, sha256 } from '../plant/canonical.js';
import { ENGINE_VERSION } from './engine-version.js';
import { checkedLine } from './job.js';
import { notesOn } from './notes.js';

/** Where the state at the start came from. A state that is used again keeps its origin. */
export interface Origin {
  from: 'live' | 'past' | 'empty';
  atUs: number;
  /** Stream epoch and revision of the live twin. */
  epoch: string | null;
  revision: number | null;
  /** Machines that the state has at a measured rate. Earlier versions did not keep it. */
  measuredRates?: MeasuredRate[];
}

/** What the numbers of an answer depend on, and nothing else: no wording, no wall time. */
export interface Inputs {
  request: ScenarioRequest;
  modelVersion: string;
  startHash: string;
}

/** Two lines in one state, such as two that are built alike and empty, do not begin in one: it names the line. */
export const hashOfState = (line: LineId, state: LineSnapshot): string => sha256(canonicalJson({ line, ...state }));

/** Two questions with equal hash have the same answer. */
export function inputHash({ request, modelVersion, startHash }: Inputs): string {
  const { line, horizon, replications, seed } = request;
  const variants = request.variants.map(({ id, changes }) => ({ id, changes }));
  return sha256(canonicalJson({ engine: ENGINE_VERSION, line, modelVersion, startHash, horizon, replications, seed, variants }));
}

/** Puts the answer together. */
export function toResult(inputs: Inputs, origin: Origin, definitions: readonly LineDefinition[], replications: readonly Replication[][]): ScenarioResult {
  const { request, modelVersion, startHash } = inputs;
  const { measuredRates = [], ...start } = origin;
  const ids = ['baseline', ...request.variants.map(({ id }) => id)];
  const [baseline, ...variants] = replications.map((share, i) => ({ id: ids[i]!, line: checkedLine(definitions[i]!), replications: share }));
  return {
    line: request.line,
    modelVersion,
    engineVersion: ENGINE_VERSION,
    start: { ...start, hash: startHash },
    horizonS: request.horizon,
    replications: baseline!.replications.length,
    seed: request.seed,
    simulated: true,
    notes: notesOn(definitions[0]!, request, measuredRates, baseline!.replications.length),
    variants: answer(baseline!, variants),
  };
}

/** The bytes of an answer: the same result always gives the same. */
export const resultBytes = (result: ScenarioResult): string => canonicalJson(result);
