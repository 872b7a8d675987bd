import { sample } from '../../src/engine/distribution.js';
import { ln } from '../../src/engine/elementary.js';
import { uniform } from './luck.js';
import { walk, type Goal } from './packml.js';
import type { Edge, Machine, Segment } from './segment.js';
import type { EdgeState, MachineState, PlaceState, World } from './state.js';
import { machineStopDueS, mendMachine, stopMachine } from './stops.js';
import { slowness } from './trouble-now.js';
import type { Place } from './truth.js';

/** A machine that ran dry or full goes on once there is work for so long [s]. */
const RESTART_S = 5;
/** How often rates and reject shares follow their drift [s]. */
const FACTORS_S = 60;

/**
 * One second of the machines of a flow segment. They run while the unit is in production; else they follow what the unit does.
 * The last machine moves first, so that the room it makes is there for the one before.
 */
export function moveSegment(world: World, place: Place, state: PlaceState, running: boolean, goal: Goal): void {
  const segment = place.segment!;
  if (running && state.startUpRejects > 0) rejectStartUp(segment, state);
  arrive(world, state);
  for (const index of segment.order) {
    const machine = segment.machines[index]!;
    const at = state.machines[index]!;
    if (at.untilStopS.length < machine.station.stops.length) at.untilStopS = machine.station.stops.map((_, law) => machineStopDueS(world, place, index, law));
    if (!running) {
      follow(world, place, index, at, goal, state);
      continue;
    }
    const out = machine.outages.some(([fromS, toS]) => fromS <= world.plant.timeS && world.plant.timeS < toS);
    const there = walk(at, out ? 'Stopped' : goalOf(at), 'Production');
    if (world.plant.timeS % FACTORS_S === 0 || at.rateNow === 0) at.rateNow = rateOf(world, place, machine);
    machine.station.stops.forEach(({ clock }, law) => {
      if (clock === 'time') at.untilStopS[law]! -= 1;
    });
    if (at.stop) mendMachine(world, place, index, at);
    else if (there && at.state === 'Execute') run(world, place, state, machine, at);
    else if (there && at.state === 'Suspended') wait(segment, state, machine, at);
    const due = at.stop ? -1 : at.untilStopS.findIndex((left) => left <= 0);
    if (due >= 0) stopMachine(world, place, index, due);
  }
}

const goalOf = ({ stop, wants }: MachineState): Goal => (stop ? (stop.failure ? 'Aborted' : 'Held') : wants === 'run' ? 'Execute' : 'Suspended');

function follow(world: World, place: Place, index: number, at: MachineState, goal: Goal, { mode, condition }: PlaceState): void {
  if (at.stop) mendMachine(world, place, index, at);
  at.asleep = condition === 'standby';
  at.wants = 'run';
  at.lackingS = at.waitingS = 0;
  walk(at, goal === 'Aborted' ? 'Held' : goal, mode);
}

function rateOf(world: World, place: Place, { station, secrets }: Machine): number {
  return station.rate * world.cell.factor(secrets.rate, world.plant.timeS) * slowness(world, place, station.id);
}

/** Turns the machine for a second: takes whole items, finishes whole items, never more than there are or there is room for. */
function run(world: World, place: Place, state: PlaceState, machine: Machine, at: MachineState): void {
  const segment = place.segment!;
  const { takes, ramp, stops } = machine.station;
  const share = ramp !== undefined && at.rampS < ramp ? 0.5 : 1;
  at.rampS++;
  at.asleep = false;
  const perS = (at.rateNow * takes * share) / 60;
  at.turned += perS;
  const wanted = Math.floor(at.turned);
  let taken = 0;
  if (wanted > 0) {
    const there = availableTo(state, machine);
    const room = roomAfter(segment, state, machine) * takes + takes - 1 - at.inside;
    taken = Math.max(0, Math.min(wanted, there, Math.floor(room)));
    at.turned = taken < wanted ? Math.min(at.turned - taken, Math.max(1, perS)) : at.turned - taken;
    const cause = there <= room ? 'starved' : 'blocked';
    at.lackingS = taken < wanted && (taken === 0 || !isPaced(segment, machine, cause)) ? at.lackingS + 1 : 0;
    if (taken > 0) take(state, machine, taken);
    finish(world, place, state, machine, at, taken);
    if (at.lackingS > Math.max(2, 60 / (at.rateNow * takes))) suspend(at, cause);
  }
  const worked = perS > 0 && wanted > 0 ? Math.min(1, taken / wanted) * share : share;
  stops.forEach(({ clock }, law) => {
    if (clock === 'operation') at.untilStopS[law]! -= worked;
  });
}

/** A machine that is handed its items directly goes on at the pace of its neighbour: it lacks something only when nothing comes. */
function isPaced({ edges }: Segment, { inputs, outputs }: Machine, cause: 'starved' | 'blocked'): boolean {
  const ways = cause === 'starved' ? inputs : outputs;
  return ways.length > 0 && ways.every((edge) => edges[edge]!.direct);
}

function suspend(at: MachineState, cause: 'starved' | 'blocked'): void {
  at.wants = cause;
  at.waitingS = at.lackingS = at.rampS = 0;
}

/** Suspended until what was lacking is there again; after a while it goes to standby by itself. */
function wait(segment: Segment, state: PlaceState, machine: Machine, at: MachineState): void {
  const { standby, takes } = machine.station;
  at.waitingS++;
  if (at.wakeS > 0) {
    if (--at.wakeS === 0) at.wants = 'run';
    return;
  }
  if (standby && at.waitingS >= standby.after) at.asleep = true;
  const some = Math.max(1, Math.floor((at.rateNow / 60) * RESTART_S));
  // What a first machine is fed with lies there whole: no more of it comes.
  const enough =
    machine.inputs.length > 0 && isFed(segment, state, machine) ? Math.min(some * takes, mostBefore(segment, machine)) : Math.max(1, takes - at.inside);
  if (availableTo(state, machine) < enough) return;
  if (roomAfter(segment, state, machine) < Math.min(some, mostAfter(segment, machine))) return;
  if (at.asleep) at.wakeS = Math.max(1, Math.round(standby!.wakeUp));
  else at.wants = 'run';
}

/** Whether anything can still come to a machine from those before it. */
function isFed(segment: Segment, state: PlaceState, machine: Machine): boolean {
  if (machine.inputs.length === 0) return state.feed > 0;
  return machine.inputs.some((i) => {
    const before = segment.machines[segment.edges[i]!.from]!;
    return state.edges[i]!.moving.length > 0 || availableTo(state, before) >= before.station.takes || isFed(segment, state, before);
  });
}

const mostBefore = (segment: Segment, { inputs }: Machine): number =>
  inputs.length === 0 ? Infinity : Math.max(1, Math.floor(inputs.reduce((sum, i) => sum + segment.edges[i]!.capacity, 0) / 2));
const mostAfter = (segment: Segment, { outputs }: Machine): number =>
  outputs.length === 0 ? 0 : Math.max(1, Math.floor(outputs.reduce((sum, i) => sum + segment.edges[i]!.capacity, 0) / 2));

const availableTo = (state: PlaceState, { inputs }: Machine): number =>
  inputs.length === 0 ? state.feed : inputs.reduce((sum, i) => sum + state.edges[i]!.level, 0);

const roomOn = ({ capacity }: Edge, { level, moving }: EdgeState): number =>
  Math.max(0, Math.floor(capacity) - level - moving.reduce((sum, [, n]) => sum + n, 0));
const roomAfter = (segment: Segment, state: PlaceState, { outputs }: Machine): number =>
  outputs.length === 0 ? 1e9 : outputs.reduce((sum, i) => sum + roomOn(segment.edges[i]!, state.edges[i]!), 0);

/** Takes items from the ways in: by priority in the order of the file, else from the fullest share by share. */
function take(state: PlaceState, { inputs, station }: Machine, items: number): void {
  if (inputs.length === 0) {
    state.feed -= items;
    return;
  }
  const total = inputs.reduce((sum, i) => sum + state.edges[i]!.level, 0);
  let left = items;
  if (station.merge !== 'priority') {
    for (const i of inputs) {
      const part = Math.min(left, Math.floor((items * state.edges[i]!.level) / total));
      state.edges[i]!.level -= part;
      left -= part;
    }
  }
  for (const i of inputs) {
    const part = Math.min(left, state.edges[i]!.level);
    state.edges[i]!.level -= part;
    left -= part;
  }
}

/** Finishes items: some are rejected, the others go on by the ways out, or out of the segment. */
function finish(world: World, place: Place, state: PlaceState, machine: Machine, at: MachineState, taken: number): void {
  const { takes } = machine.station;
  const finished = Math.floor((at.inside + taken) / takes);
  at.inside = at.inside + taken - finished * takes;
  if (finished === 0) return;
  const rejected = reject(world, place, machine, at, finished);
  at.processed += finished;
  at.defective += rejected;
  give(world, place.segment!, state, machine, finished - rejected);
}

function reject(world: World, place: Place, machine: Machine, at: MachineState, finished: number): number {
  let rejected = 0;
  let left = finished;
  for (;;) {
    at.untilReject ??= untilReject(world, place, machine);
    if (at.untilReject === null || at.untilReject >= left) break;
    left -= at.untilReject + 1;
    at.untilReject = null;
    rejected++;
  }
  if (at.untilReject !== null) at.untilReject -= left;
  return rejected;
}

/** Good items before the next reject, when each is rejected with the same probability (geometric). */
function untilReject({ cell, plant }: World, place: Place, { station, secrets }: Machine): number | null {
  const share = Math.min(0.99, station.rejects * cell.factor(secrets.rejects, plant.timeS));
  return share > 0 ? Math.floor(sample({ dist: 'exponential', mean: -1 / ln(1 - share) }, uniform(plant, `${place.id}/${station.id}/rejects`))) : null;
}

/** Gives good items to the ways out: by priority, or to each by its share; what one cannot take goes to the others. */
function give({ plant }: World, segment: Segment, state: PlaceState, { outputs, station }: Machine, items: number): void {
  if (outputs.length === 0) {
    state.good += items;
    return;
  }
  let left = items;
  const put = (i: number, wanted: number) => {
    const edge = state.edges[i]!;
    const { transitS } = segment.edges[i]!;
    const part = Math.min(left, wanted, roomOn(segment.edges[i]!, edge));
    if (part <= 0) return;
    if (transitS > 0) edge.moving.push([plant.timeS + transitS, part]);
    else edge.level += part;
    left -= part;
  };
  if (station.split !== 'priority' && outputs.length > 1) {
    const total = outputs.reduce((sum, i) => sum + segment.edges[i]!.share, 0);
    for (const i of outputs) put(i, Math.round((items * segment.edges[i]!.share) / total));
  }
  for (const i of outputs) put(i, left);
}

/** What has travelled arrives. */
function arrive({ plant }: World, state: PlaceState): void {
  for (const edge of state.edges) {
    while (edge.moving.length > 0 && edge.moving[0]![0] <= plant.timeS) edge.level += edge.moving.shift()![1];
  }
}

/** What start-up costs leaves at the first machine before steady production. */
function rejectStartUp(segment: Segment, state: PlaceState): void {
  const first = segment.machines.find(({ inputs }) => inputs.length === 0)!;
  const lost = Math.floor(state.startUpRejects / first.station.takes);
  const at = state.machines[first.index]!;
  state.feed -= lost * first.station.takes;
  at.processed += lost;
  at.defective += lost;
  state.startUpRejects = 0;
}

/** Whether the batch has left the segment: no machine can finish another item. */
export function hasRunOut(segment: Segment, state: PlaceState): boolean {
  if (state.edges.some(({ moving }) => moving.length > 0)) return false;
  return segment.machines.every((machine) => availableTo(state, machine) + state.machines[machine.index]!.inside < machine.station.takes);
}

/** Items that stay in the segment when a batch has run out: too few for one more. They are taken out. */
export function takeOut(segment: Segment, state: PlaceState): void {
  for (const machine of segment.machines) {
    const at = state.machines[machine.index]!;
    const left = availableTo(state, machine);
    if (left > 0) take(state, machine, left);
    at.inside += left;
    at.turned = 0;
  }
}
