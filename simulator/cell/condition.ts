import type { UnitMode } from '../../src/contract/packml.js';
import { mayWork } from './dispatch.js';
import type { Goal } from './packml.js';
import { lacksUtility } from './resources.js';
import type { Condition, PlaceState, Stage, World } from './state.js';
import { under } from './trouble-now.js';
import type { Place } from './truth.js';

/** Where each condition stands in PackML (docs/model.md), and the stop reason that the unit gives for it (docs/simulator.md). */
export const SHOWN: Record<Condition, { goal: Goal; mode: UnitMode; reason: number }> = {
  off: { goal: 'Stopped', mode: 'Production', reason: 3000 },
  maintenance: { goal: 'Stopped', mode: 'Maintenance', reason: 3001 },
  down: { goal: 'Aborted', mode: 'Production', reason: 257 },
  'minor-stop': { goal: 'Held', mode: 'Production', reason: 65 },
  persons: { goal: 'Held', mode: 'Production', reason: 40 },
  utility: { goal: 'Suspended', mode: 'Production', reason: 1100 },
  excursion: { goal: 'Suspended', mode: 'Production', reason: 1200 },
  blocked: { goal: 'Suspended', mode: 'Production', reason: 2000 },
  starved: { goal: 'Idle', mode: 'Production', reason: 1000 },
  standby: { goal: 'Idle', mode: 'Production', reason: 0 },
  idle: { goal: 'Idle', mode: 'Production', reason: 0 },
  waking: { goal: 'Starting', mode: 'Production', reason: 0 },
  clearance: { goal: 'Resetting', mode: 'Changeover', reason: 0 },
  cleaning: { goal: 'Execute', mode: 'Cleaning', reason: 0 },
  changeover: { goal: 'Execute', mode: 'Changeover', reason: 0 },
  'set-up': { goal: 'Starting', mode: 'Changeover', reason: 0 },
  'start-up': { goal: 'Starting', mode: 'Changeover', reason: 0 },
  execute: { goal: 'Execute', mode: 'Production', reason: 0 },
};

const OF_STAGE: Record<Exclude<Stage, 'idle'>, Condition> = {
  waking: 'waking',
  maintenance: 'maintenance',
  clearance: 'clearance',
  cleaning: 'cleaning',
  changeover: 'changeover',
  'set-up': 'set-up',
  'start-up': 'start-up',
  loading: 'execute',
  phases: 'execute',
  production: 'execute',
  done: 'blocked',
};

/** Product is open while a batch is worked on, not while it waits closed for the next unit. */
export const isOpenProduct = ({ batch, stage }: PlaceState): boolean =>
  batch !== null && (stage === 'start-up' || stage === 'phases' || stage === 'production' || stage === 'loading');

/** What a unit does now. */
export function conditionOf(world: World, place: Place): Condition {
  const state = world.plant.places[place.index]!;
  if (!mayWork(world, place)) return 'off';
  if (state.stop !== null) return state.stop.failure ? 'down' : 'minor-stop';
  if (state.waits === 'persons' || state.waits === 'utility') return state.waits;
  if (state.waits === 'receiver') return 'blocked';
  if (state.stage !== 'idle') {
    if (lacksUtility(world, state)) return 'utility';
    if (isOpenProduct(state) && isExposed(world, place)) return 'excursion';
    return OF_STAGE[state.stage];
  }
  if (state.keptFor !== null) return 'starved';
  if (state.asleep) return 'standby';
  return state.awaited ? 'starved' : 'idle';
}

const isExposed = (world: World, { zone }: Place): boolean =>
  world.plant.incidents.length > 0 && zone >= 0 && under(world, 'excursion').some((one) => one.zone === world.cell.definition.zones[zone]!.id);
