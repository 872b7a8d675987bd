import type { Activity, Phase } from '../../src/contract/cell.js';
import { sample } from '../../src/engine/distribution.js';
import { CLEANINGS, pairOf, type CleaningLevel } from './changeover.js';
import { drawS, uniform } from './luck.js';
import { crewFor, disengage, drawsFit, drawsOf, engage } from './resources.js';
import { batchOf, happened, STAGES, stepOf, type PlaceState, type Stage, type World } from './state.js';
import type { Place } from './truth.js';

/** What must happen at a place before a batch of a product, in the order in which it is done. */
export function preparation({ plant }: World, place: Place, product: string): Stage[] {
  const state = plant.places[place.index]!;
  const { cleaning, clearance, setUp } = place.unit;
  const pair = state.product === null ? null : place.change[pairOf(state.product, product)]!;
  const level = highest(pair?.clean ?? 'none', cleaningDue(place, state, plant.timeS));
  state.major = level === 'major' || cleaning?.minor === undefined;
  state.change = pair?.change ? product : null;
  const wanted: Partial<Record<Stage, boolean>> = {
    waking: state.asleep && place.unit.standby !== undefined,
    clearance: state.product !== null && clearance !== undefined,
    cleaning: level !== 'none' && cleaning !== undefined,
    changeover: state.change !== null,
    'set-up': setUp !== undefined,
  };
  state.asleep = false;
  return STAGES.filter((stage) => wanted[stage] === true);
}

const highest = (a: CleaningLevel, b: CleaningLevel): CleaningLevel => (CLEANINGS.indexOf(a) >= CLEANINGS.indexOf(b) ? a : b);

/** The cleaning that a place needs by itself. */
function cleaningDue({ unit: { cleaning } }: Place, state: PlaceState, timeS: number): CleaningLevel {
  if (cleaning === undefined) return 'none';
  const over = (sinceS: number, limitS: number | undefined) => limitS !== undefined && timeS - sinceS > limitS;
  const { campaign } = cleaning;
  if (state.product !== null && (state.campaignBatches >= (campaign?.batches ?? Infinity) || over(state.campaignSinceS, campaign?.age))) return 'major';
  if (state.soiled) return state.soiledLate || over(state.soiledSinceS, cleaning.dirtyHold) ? 'major' : cleaning.minor === undefined ? 'none' : 'minor';
  return over(state.cleanSinceS, cleaning.cleanHold) ? (cleaning.minor === undefined ? 'major' : 'minor') : 'none';
}

/** What follows the preparation once a batch stands on the place. */
export const batchStages = ({ unit: { flow } }: Place): Stage[] =>
  flow === undefined ? ['phases'] : flow.startUp ? ['start-up', 'production'] : ['production'];

/** Phases of the batch on a place: those of its recipe, or of the unit. */
function phasesOf(world: World, place: Place, state: PlaceState): readonly Phase[] {
  return stepOf(world, batchOf(world, state.batch!)).recipe.phases ?? place.unit.phases;
}

/** The activity of the stage that a place is in, by what name its luck goes, and its factor by the secrets. */
export function activityOf(world: World, place: Place): { work: Activity | null; name: string; factor: number } {
  const { cell, plant } = world;
  const state = plant.places[place.index]!;
  const { unit, secrets } = place;
  const factor = (value: Parameters<typeof cell.factor>[0]) => cell.factor(value, plant.timeS);
  switch (state.stage) {
    case 'waking':
      return { work: wakingOf(place), name: 'waking', factor: 1 };
    case 'maintenance':
      return { work: unit.maintenance[state.upkeep]!.work, name: unit.maintenance[state.upkeep]!.id, factor: factor(secrets.maintenance) };
    case 'clearance':
      return { work: unit.clearance!, name: 'clearance', factor: factor(secrets.clearance) };
    case 'cleaning':
      return { work: state.major ? unit.cleaning!.major : unit.cleaning!.minor!, name: state.major ? 'major' : 'minor', factor: factor(secrets.cleaning) };
    case 'changeover':
      return { work: place.change[pairOf(state.product!, state.change!)]!.change, name: 'changeover', factor: factor(secrets.changeover) };
    case 'set-up':
      return { work: unit.setUp!, name: 'set-up', factor: factor(secrets.setUp) };
    case 'start-up':
      return { work: unit.flow!.startUp!, name: 'start-up', factor: factor(secrets.startUp) };
    case 'production':
      return { work: { lasts: { dist: 'fixed', value: 1 }, per: 'batch', persons: unit.flow!.persons }, name: 'production', factor: 1 };
    case 'phases': {
      const phase = phasesOf(world, place, state)[state.phase];
      return { work: phase ?? null, name: phase?.id ?? 'none', factor: phase ? factor(secrets.phases) * factor(secrets.phase[phase.id]) : 1 };
    }
    default:
      return { work: null, name: state.stage, factor: 1 };
  }
}

const wakingOf = ({ unit: { standby, power } }: Place): Activity => ({
  lasts: { dist: 'fixed', value: Math.max(1, standby!.wakeUp) },
  per: 'batch',
  persons: {},
  power: power.starting ?? power.execute,
});

/** Goes on to the next stage of the work. Without any the place is idle, or ready for what it will be loaded with. */
export function nextStage(world: World, place: Place): void {
  const { plant } = world;
  const state = plant.places[place.index]!;
  world.changed = true;
  const stage = state.todo.shift();
  state.stage = stage ?? 'idle';
  state.phase = 0;
  state.waits = null;
  if (stage === undefined) state.idleSinceS = plant.timeS;
  else begin(world, place);
}

/** Begins the activity of a place if all it needs is free now; else it waits for it. True where it began. */
export function begin(world: World, place: Place): boolean {
  const { plant } = world;
  const state = plant.places[place.index]!;
  const { work, name, factor } = activityOf(world, place);
  const crew = crewFor(world, work?.persons ?? {});
  const draws = drawsOf(world, place, state, work);
  const lacks = !receiverReady(world, state) ? 'receiver' : crew === null ? 'persons' : !drawsFit(world, draws) ? 'utility' : null;
  if (lacks !== null) {
    if (state.waits === null) state.waitsSinceS = plant.timeS;
    state.waits = lacks;
    return false;
  }
  world.changed = true;
  state.waits = null;
  engage(plant, state.crew, crew!);
  state.reserved = [...draws];
  if (state.partner !== null && state.keptFor === null && atWorkOnBatch(state)) plant.places[state.partner]!.stage = 'loading';
  state.leftS = work === null ? 0 : drawS(plant, `${place.id}/${name}`, work.lasts, factor * timesOf(world, state, work));
  if (state.stage === 'production') startFlow(world, place, state);
  if (state.batch !== null && atWorkOnBatch(state)) tellPhase(world, place, state, name, 'phase-begin');
  return true;
}

const atWorkOnBatch = ({ stage }: PlaceState): boolean => stage === 'start-up' || stage === 'phases' || stage === 'production';

/** How often the work is done: once, or for every item or reject of the batch. */
function timesOf(world: World, { batch }: PlaceState, { per }: Activity): number {
  if (per === 'batch' || batch === null) return 1;
  return per === 'item' ? batchOf(world, batch).items : batchOf(world, batch).rejected;
}

function tellPhase(world: World, place: Place, state: PlaceState, phase: string, event: 'phase-begin' | 'phase-end'): void {
  const batch = batchOf(world, state.batch!);
  happened(world, place.index, { event, lot: batch.lot, step: stepOf(world, batch).recipe.id, phase });
}

/** A place that loads another one runs only once that one is ready, and it stays so until the end. */
function receiverReady({ plant }: World, state: PlaceState): boolean {
  if (state.partner === null || state.keptFor !== null || !atWorkOnBatch(state)) return true;
  const partner = plant.places[state.partner]!;
  return partner.stage === 'loading' || (partner.stage === 'idle' && partner.todo.length === 0 && partner.condition !== 'off' && partner.stop === null);
}

function startFlow({ cell, plant }: World, place: Place, state: PlaceState): void {
  const batch = plant.batches.find(({ serial }) => serial === state.batch)!;
  const law = place.unit.flow!.startUpRejects;
  const lost = law === undefined ? 0 : sample(law, uniform(plant, `${place.id}/start-up-rejects`)) * cell.factor(place.secrets.startUpRejects, plant.timeS);
  state.startUpRejects = Math.min(batch.items, Math.round(lost));
  state.feed = batch.items;
  state.good = 0;
}

/**
 * The activity of a place is over. True where that was the last of the batch on it: what has become of the batch is for the
 * caller to say.
 */
export function finishActivity(world: World, place: Place): boolean {
  const { plant } = world;
  const state = plant.places[place.index]!;
  world.changed = true;
  if (state.batch !== null && atWorkOnBatch(state)) tellPhase(world, place, state, activityOf(world, place).name, 'phase-end');
  disengage(plant, state.crew);
  state.reserved.fill(0);
  if (state.stage === 'production') return true;
  if (state.stage === 'phases' && ++state.phase >= phasesOf(world, place, state).length) return true;
  if (state.stage === 'phases') begin(world, place);
  else {
    if (state.stage === 'cleaning') cleaned(world, place, state);
    if (state.stage === 'maintenance') state.upkeepS[state.upkeep] = 0;
    nextStage(world, place);
  }
  return false;
}

function cleaned(world: World, place: Place, state: PlaceState): void {
  const { timeS } = world.plant;
  if (state.soiledLate) happened(world, place.index, { alarm: 'dirty-hold', raised: false, severity: 'medium' }, '_alarm_v1/Event');
  state.soiled = state.soiledLate = false;
  state.cleanSinceS = timeS;
  if (!state.major) return;
  state.campaignBatches = 0;
  state.campaignSinceS = timeS;
}

/** A batch has gone through a place, which is soiled by it. */
export function soil(place: Place, state: PlaceState, product: string, timeS: number): void {
  state.product = product;
  if (place.unit.cleaning === undefined) return;
  state.soiled = true;
  state.soiledSinceS = timeS;
  state.campaignBatches++;
}
