import type { LineDefinition } from '../contract/line.js';
import type { ScenarioRequest, ScenarioResult } from '../contract/scenario.js';
import { answer } from '../model/compare.js';
import type { Replication } from '../model/replicate.js';
import type { LineSnapshot } from '../model/state.js';
import { canonicalJson, sha256 } from '../plant/canonical.js';
import { ENGINE_VERSION } from './engine-version.js';

/** Where the state at the start came from. A state that is used again keeps its origin. */
export interface Origin {
  from: 'live' | 'empty';
  atUs: number;
  /** Stream epoch and revision of the live twin. */
  epoch: string | null;
  revision: number | null;
}

/** What the numbers of an answer depend on, and nothing else: no wording, no wall time. */
export interface Inputs {
  request: ScenarioRequest;
  modelVersion: string;
  startHash: string;
}

export const hashOfState = (state: LineSnapshot): string => sha256(canonicalJson(state));

/** Two questions with equal hash have the same answer. */
export function inputHash({ request, modelVersion, startHash }: Inputs): string {
  const { line, horizon, replications, seed } = request;
  const variants = request.variants.map(({ id, changes }) => ({ id, changes }));
  return sha256(canonicalJson({ engine: ENGINE_VERSION, line, modelVersion, startHash, horizon, replications, seed, variants }));
}

/** Puts the answer together. */
export function toResult(inputs: Inputs, origin: Origin, definition: LineDefinition, replications: readonly Replication[][]): ScenarioResult {
  const { request, modelVersion, startHash } = inputs;
  const [baseline, ...variants] = replications;
  return {
    line: request.line,
    modelVersion,
    engineVersion: ENGINE_VERSION,
    start: { ...origin, hash: startHash },
    horizonS: request.horizon,
    replications: request.replications,
    seed: request.seed,
    simulated: true,
    notes: notesOn(definition, request),
    variants: answer(
      baseline!,
      variants.map((share, index) => ({ id: request.variants[index]!.id, replications: share })),
    ),
  };
}

/** The bytes of an answer: the same result always gives the same. */
export const resultBytes = (result: ScenarioResult): string => canonicalJson(result);

/** What limits the answer. */
function notesOn(definition: LineDefinition, request: ScenarioRequest): string[] {
  return [
    ...(definition.demo ? ['The line is invented and its machines are simulated.'] : []),
    'Rates, stops and powers are those of the plant file; they were not fitted to data of this line.',
    ...(definition.tariff ? [] : ['The line has no tariff: the cost is not known.']),
    ...(definition.carbon ? [] : ['The line has no emission factor: the emissions are not known.']),
    ...(request.replications < 20 ? [`${request.replications} replications are few: the intervals are wide.`] : []),
  ];
}
