import type { Micros } from '../contract/units.js';
import type { UnitBooks } from './books.js';
import type { CompiledLine } from './compile.js';
import { correct } from './correct.js';
import { expected } from './expected.js';
import { anchor } from './level.js';
import type { Mirror } from './mirror.js';
import { slotAfter, slotBefore } from './network.js';
import { type Interlocks, stateFamily } from './packml.js';

/** A buffer counts as empty or full within this share of its capacity, where no interlock tells. */
const NEAR = 0.02;

const STOPPED = ['held', 'down'];
/** From these a unit does not come to a stop: it was not running, or nobody knows. */
const NOT_RUNNING = [...STOPPED, 'planned', 'unknown'];

/** Draws the conclusions from what is known of a unit, and tells the model. */
export function regard(line: CompiledLine, mirror: Mirror, i: number, atUs: Micros): void {
  judge(line, mirror, i, atUs);
  believe(line, mirror, i, atUs);
}

/** The family of a unit, the side that stopped it, its stops, and what that says about the buffers beside it. */
export function judge(line: CompiledLine, mirror: Mirror, i: number, atUs: Micros): void {
  const unit = mirror.books.units[i]!;
  const before = unit.family;
  const planned = mirror.books.window!.shift === null;
  unit.family = stateFamily(unit.state, unit.mode, interlocksOf(line, mirror, i), planned);
  if (unit.family.family === before.family) return;
  unit.familySinceUs = atUs;
  countStops(unit, before.family);
  if (unit.family.family === 'starved' && unit.latest['starved']) anchor(line, mirror, slotBefore(line.network, i), 'empty');
  if (unit.family.family === 'blocked' && unit.latest['blocked']) anchor(line, mirror, slotAfter(line.network, i), 'full');
}

/** A stop is from the first to the last of held and down; starving and blocking are somebody else's. */
function countStops(unit: UnitBooks, before: string): void {
  const { family } = unit.family;
  const stops = STOPPED.includes(family) && !NOT_RUNNING.includes(before);
  if (stops) unit.total.stops += 1;
  if (stops && unit.batch?.produced) unit.batch.stopOpen = true;
  if (family === 'producing') produce(unit);
}

/** The unit was seen to produce: a stop that is open in its batch is over and counts. */
export function produce(unit: UnitBooks): void {
  if (!unit.batch) return;
  unit.batch.produced = true;
  if (unit.batch.stopOpen) unit.batch.stops += 1;
  unit.batch.stopOpen = false;
}

/** Tells the model what a unit was last seen to be, where that is new. */
export function believe(line: CompiledLine, mirror: Mirror, i: number, atUs: Micros): void {
  const unit = mirror.books.units[i]!;
  const condition = conditionOf(unit);
  if (condition === null || condition === unit.condition) return;
  unit.condition = condition;
  unit.conditionSinceUs = atUs;
  remind(line, mirror, i);
}

/** Tells the model again what a unit was last seen to be. */
export function remind(line: CompiledLine, mirror: Mirror, station: number): void {
  const { condition, conditionSinceUs: sinceUs } = mirror.books.units[station]!;
  correct(line, mirror.model!, { kind: 'condition', station, condition: condition ?? 'up', law: null, sinceUs });
}

/**
 * A unit that starves or is blocked stands still in the model for as long as it does in fact: it may wait although there is
 * material, until there is enough. Off is how the model is told; a look ahead takes it for ready. An idle one is down:
 * nobody knows what it waits for.
 */
function conditionOf(unit: UnitBooks): UnitBooks['condition'] {
  switch (unit.family.family) {
    case 'unknown':
      return null;
    case 'producing':
      return 'up';
    case 'planned':
    case 'starved':
    case 'blocked':
      return 'off';
    case 'idle':
      return unit.state === 'Suspended' || unit.state === 'Suspending' || unit.state === 'Unsuspending' ? 'off' : 'down';
    case 'held':
    case 'changeover':
    case 'down':
      return 'down';
  }
}

/** As reported; where a unit reports none, by the contents that the model has for the buffers beside it. */
function interlocksOf(line: CompiledLine, mirror: Mirror, i: number): Interlocks {
  const { latest } = mirror.books.units[i]!;
  if (latest['blocked'] || latest['starved']) return { blocked: latest['blocked']?.value === true, starved: latest['starved']?.value === true };
  const { levels } = expected(line, mirror.model!);
  const [from, to] = [slotBefore(line.network, i), slotAfter(line.network, i)];
  const before = line.stations[from]?.capacity ?? 0;
  const after = line.stations[to]?.capacity ?? 0;
  return { blocked: after > 0 && levels[to]! >= after * (1 - NEAR), starved: before > 0 && levels[from]! <= Math.max(before * NEAR, line.stations[i]!.takes) };
}
