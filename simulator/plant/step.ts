import type { PackmlState } from '../../src/contract/packml.js';
import { put, take, type Buffer } from './buffer.js';
import { faultDegree } from './fault.js';
import { PASSING, POWER_STATE } from './packml.js';
import { FAULT, LOT_SIZE, MACHINES, type MachineTruth } from './parameters.js';
import { draw, drawReject, lotName, uniform, type Machine, type Plant } from './state.js';

/** Sum of the passing states of a stop, which are part of its length [s]. */
const HOLD_PASSES_S = 3;
const ABORT_PASSES_S = 17;

/** A machine with its surroundings. */
interface Place {
  truth: MachineTruth;
  machine: Machine;
  before: Buffer | null;
  after: Buffer | null;
  ratePerMin: number;
}

/** One second of the plant. The last machine moves first, so that room it makes is there for the one before. */
export function step(plant: Plant): void {
  plant.timeS++;
  const degree = faultDegree(plant);
  for (let i = MACHINES.length - 1; i >= 0; i--) {
    const truth = MACHINES[i]!;
    const place: Place = {
      truth,
      machine: plant.machines[i]!,
      before: plant.buffers[i - 1] ?? null,
      after: plant.buffers[i] ?? null,
      ratePerMin: speedOf(truth, degree),
    };
    move(plant, place);
    consume(place);
  }
}

/** Speed a machine reaches while it runs [items/min]. */
export function speedOf(truth: MachineTruth, degree: number): number {
  return truth.id === FAULT.machine ? truth.ratePerMin * (1 - (1 - FAULT.speedFactor) * degree) : truth.ratePerMin;
}

function move(plant: Plant, place: Place): void {
  const { machine, truth } = place;
  machine.inStateS++;
  if (machine.state === 'Execute') run(plant, place);
  else if (machine.state === 'Suspended') wait(place);
  else if (machine.remainsS !== null && --machine.remainsS <= 0) leave(machine, truth);
}

function run(plant: Plant, place: Place): void {
  const { machine, truth } = place;
  produce(plant, place);
  const patienceS = Math.max(2, 60 / (place.ratePerMin * truth.takes));
  machine.untilStopS = machine.untilStopS.map((left) => left - 1);
  const due = machine.untilStopS.findIndex((left) => left <= 0);
  if (due >= 0) stop(place, due);
  else if (machine.lackingS > patienceS) suspend(machine, 'starved');
  else if (machine.blockedS > patienceS) suspend(machine, 'blocked');
}

/** Turns the drive for a second: takes whole items, finishes whole items, never more than there are or there is room for. */
function produce(plant: Plant, { machine, truth, before, after, ratePerMin }: Place): void {
  const perS = (ratePerMin * truth.takes) / 60;
  machine.turned += perS;
  const wanted = Math.floor(machine.turned);
  if (wanted === 0) return;
  const there = before?.level ?? Infinity;
  const room = after ? (truth.capacity! - after.level + 1) * truth.takes - 1 - machine.inside : Infinity;
  const taken = Math.min(wanted, there, room);
  machine.turned = taken < wanted ? Math.min(machine.turned - taken, Math.max(1, perS)) : machine.turned - taken;
  machine.lackingS = taken < wanted && there <= room ? machine.lackingS + 1 : 0;
  machine.blockedS = taken < wanted && room < there ? machine.blockedS + 1 : 0;
  if (taken === 0) return;
  machine.lot = before ? take(before, taken) : feed(plant, taken);
  const finished = Math.floor((machine.inside + taken) / truth.takes);
  machine.inside += taken - finished * truth.takes;
  const rejected = reject(machine, truth, finished);
  machine.processed += finished;
  machine.defective += rejected;
  if (after) put(after, machine.lot, finished - rejected);
}

/** Gives the press its powder, lot after lot. */
function feed(plant: Plant, tablets: number): string {
  const { lot } = plant;
  lot.fed += tablets;
  if (lot.fed > LOT_SIZE) {
    lot.fed -= LOT_SIZE;
    lot.number++;
    lot.name = lotName(plant.timeS, lot.number);
  }
  return lot.name;
}

function reject(machine: Machine, truth: MachineTruth, finished: number): number {
  if (machine.untilReject === null) return 0;
  let rejected = 0;
  let left = finished;
  while (machine.untilReject < left) {
    left -= machine.untilReject + 1;
    machine.untilReject = drawReject(machine, truth.rejectShare)!;
    rejected++;
  }
  machine.untilReject -= left;
  return rejected;
}

function stop({ machine, truth }: Place, kind: number): void {
  const { path, everyS, lastsS, codes } = truth.stops[kind]!;
  machine.stopS = Math.max(1, Math.round(draw(machine, lastsS)));
  machine.untilStopS[kind] = draw(machine, everyS);
  machine.reason = codes[Math.floor(uniform(machine) * codes.length)]!;
  enter(machine, path === 'hold' ? 'Holding' : 'Aborting', truth);
}

function suspend(machine: Machine, cause: 'starved' | 'blocked'): void {
  machine.cause = cause;
  machine.reason = cause === 'starved' ? 1000 : 2000;
  enter(machine, 'Suspending');
}

/** Suspended until what was lacking is there again. */
function wait({ machine, truth, before, after }: Place): void {
  if (truth.standby && machine.inStateS >= truth.standby.afterS) machine.asleep = true;
  const ready = machine.cause === 'starved' ? before!.level >= truth.restartLevel : truth.capacity! - after!.level >= truth.restartRoom;
  if (!ready) return;
  machine.cause = null;
  enter(machine, 'Unsuspending', truth);
}

function leave(machine: Machine, truth: MachineTruth): void {
  const next = machine.state === 'Held' ? 'Unholding' : machine.state === 'Aborted' ? 'Clearing' : PASSING[machine.state]!.next;
  enter(machine, next, truth);
}

function enter(machine: Machine, state: PackmlState, truth?: MachineTruth): void {
  machine.state = state;
  machine.inStateS = 0;
  machine.lackingS = 0;
  machine.blockedS = 0;
  machine.remainsS = staysS(machine, state, truth);
  if (state === 'Execute') machine.asleep = false;
  if (state === 'Execute' || state === 'Resetting') machine.reason = 0;
}

function staysS(machine: Machine, state: PackmlState, truth?: MachineTruth): number | null {
  if (state === 'Execute' || state === 'Suspended') return null;
  if (state === 'Held') return Math.max(1, machine.stopS - HOLD_PASSES_S);
  if (state === 'Aborted') return Math.max(1, machine.stopS - ABORT_PASSES_S - truth!.startS);
  if (state === 'Starting') return truth!.startS;
  if (state === 'Unsuspending') return truth!.resumeS + (machine.asleep ? truth!.standby!.wakeS : 0);
  return PASSING[state]!.takesS;
}

function consume({ machine, truth }: Place): void {
  const asleep = machine.asleep && machine.state === 'Suspended';
  const level = asleep ? 'standby' : machine.asleep && machine.state === 'Unsuspending' ? 'starting' : POWER_STATE[machine.state];
  machine.powerKw += (truth.power[level] - machine.powerKw) / (truth.powerLagS + 1);
  machine.energyKwh += machine.powerKw / 3600;
}
