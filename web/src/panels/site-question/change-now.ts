import type { Parameter } from '../../../../src/contract/parameter.js';
import type { DurationDistribution } from '../../../../src/contract/units.js';
import { meanS } from '../../format/distribution.js';
import type { ChangeFields, ChangeKind } from './change-document.js';

/** Where the value that a field changes stands in the definition of the site; names in {} are fields of the change. */
const PLACES: Partial<Record<ChangeKind, Record<string, string>>> = {
  rate: { rate: '/units/{unit}/flow/stations/{machine}/rate' },
  buffer: { capacity: '/units/{unit}/flow/stations/{after}/buffer/capacity' },
  store: { capacity: '/stores/{store}/capacity', holdLimit: '/stores/{store}/holdLimit' },
  'batch-size': { size: '/products/{product}/batchSize' },
  slots: { slots: '/units/{unit}/slots' },
  'in-process': { batches: '/inProcess' },
  changeover: { lasts: '/units/{unit}/changeover/{rule}/change/lasts' },
  cleaning: {
    campaignBatches: '/units/{unit}/cleaning/campaign/batches',
    campaignAge: '/units/{unit}/cleaning/campaign/age',
    dirtyHold: '/units/{unit}/cleaning/dirtyHold',
    cleanHold: '/units/{unit}/cleaning/cleanHold',
  },
  maintenance: { every: '/units/{unit}/maintenance/{task}/every', lasts: '/units/{unit}/maintenance/{task}/work/lasts' },
  repair: { response: '/units/{unit}/repair/response' },
  team: { persons: '/teams/{team}/persons' },
  release: {
    lasts: '/releases/{release}/tests/{test}/work/lasts',
    incubation: '/releases/{release}/tests/{test}/incubation',
    record: '/releases/{release}/record',
    deviationProbability: '/releases/{release}/deviation/probability',
    deviationLasts: '/releases/{release}/deviation/lasts',
    reject: '/releases/{release}/reject',
  },
  rejects: { rejects: '/units/{unit}/flow/stations/{machine}/rejects' },
  'recipe-step': {
    yield: '/products/{product}/route/{step}/yield',
    scrap: '/products/{product}/route/{step}/scrap',
    rework: '/products/{product}/route/{step}/rework/probability',
    recovers: '/products/{product}/route/{step}/recovers',
  },
  demand: { batches: '/demand/{demand}/batches', every: '/demand/{demand}/every', dueAfter: '/demand/{demand}/dueAfter' },
  setback: { share: '/zones/{zone}/setback', recovery: '/zones/{zone}/recovery' },
  standby: { after: '/units/{unit}/standby/after' },
  leak: { leak: '/utilities/{utility}/leak' },
  utility: { capacity: '/utilities/{utility}/capacity' },
};

/** Places that depend on which other fields are given. */
function placeOf(kind: ChangeKind, field: string, given: ChangeFields): string | undefined {
  const machine = given['machine'] === undefined ? '/units/{unit}' : '/units/{unit}/flow/stations/{machine}';
  if (kind === 'stops' && (field === 'every' || field === 'lasts')) return `${machine}/stops/{stop}/${field}`;
  if (kind === 'standby' && given['machine'] !== undefined) return `${machine}/standby/after`;
  if (kind === 'power' && field === 'power') {
    if (given['zone'] === undefined) return `${machine}/power/{state}`;
    return given['of'] === 'heat' ? '/zones/{zone}/heat/power' : '/zones/{zone}/{of}';
  }
  if (kind === 'duration' && field === 'lasts')
    return given['step'] === undefined ? '/units/{unit}/phases/{phase}/lasts' : '/products/{product}/route/{step}/phases/{phase}/lasts';
  return PLACES[kind]?.[field];
}

/** Pointer of the value that a field changes, by the ids of what the change names; null where it changes several, or none that is known. */
export function pointerOfField(kind: ChangeKind, field: string, given: ChangeFields): string | null {
  const place = placeOf(kind, field, given);
  if (place === undefined) return null;
  const steps = place.split('/').map((step) => {
    const name = /^\{(\w+)\}$/.exec(step)?.[1];
    if (name === undefined) return step;
    const value = given[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  });
  return steps.every((step) => step !== null && step !== undefined) ? steps.join('/') : null;
}

/** Numbers of a plant file by their pointer. */
export type Parameters = ReadonlyMap<string, Parameter>;

/** The value that a field changes, as the plant file has it: of a distribution the mean. */
export interface Now {
  value: number;
  unit: string | null;
  origin: Parameter['origin'];
  source: string | null;
}

export function nowOf(kind: ChangeKind, field: string, given: ChangeFields, parameters: Parameters): Now | null {
  const pointer = pointerOfField(kind, field, given);
  const known = pointer === null ? undefined : parameters.get(pointer);
  if (!known) return null;
  const { unit, origin, source } = known;
  if (typeof known.value === 'number') return { value: known.value, unit, origin, source };
  return unit === 's' ? { value: meanS(known.value as DurationDistribution), unit, origin, source } : null;
}
