import { NEVER } from '../../engine/calendar.js';
import { charge, skipTo } from '../charge.js';
import { openAccount } from '../state.js';
import { CLEAN } from './changeover.js';
import { dueCleaning } from './cleaning.js';
import type { CompiledActivity, CompiledCell, Place } from './compile.js';
import { drawAmount, drawUs } from './draw.js';
import { BATCH, CLOCK, STAGE, WAITS, type CellState } from './layout.js';
import { disengage, engage, freeTeams } from './people.js';
import { factorOf } from './release.js';
import { showPlace } from './show.js';
import { batchField } from './table.js';

const needs = (stage: number) => 1 << stage;

/** What must happen at a place before a batch of a product. */
export function prepare(cell: CompiledCell, state: CellState, place: Place, product: number, nowUs: number): void {
  const { p } = state;
  const i = place.index;
  const before = p.product[i]!;
  const pair = before * cell.counts.products + product;
  let need = p.asleep[i] === 1 && place.waking >= 0 ? needs(STAGE.waking) : 0;
  const level = Math.max(before >= 0 ? place.change.clean[pair]! : CLEAN.none, dueCleaning(place, state, nowUs));
  if (level > CLEAN.none && place.major >= 0) need |= needs(STAGE.cleaning);
  p.majorNext[i] = level === CLEAN.major || place.minor < 0 ? 1 : 0;
  if (before >= 0 && place.clearance >= 0) need |= needs(STAGE.clearance);
  p.change[i] = before >= 0 ? place.change.activity[pair]! : -1;
  if (p.change[i] >= 0) need |= needs(STAGE.changeover);
  if (place.setUp >= 0) need |= needs(STAGE.setUp);
  p.asleep[i] = 0;
  p.need[i] = need;
}

/** A place alone: cleans what has been soiled for as long as it may be; a minor cleaning is enough where it comes in time. */
export function cleanNow(cell: CompiledCell, state: CellState, place: Place, nowUs: number): void {
  state.p.majorNext[place.index] = dueCleaning(place, state, nowUs) === CLEAN.major || place.minor < 0 ? 1 : 0;
  state.p.need[place.index] = needs(STAGE.cleaning);
  nextStage(cell, state, place);
}

/** A place alone: carries out a maintenance. */
export function maintainNow(cell: CompiledCell, state: CellState, place: Place, upkeep: number): void {
  state.p.upkeep[place.index] = upkeep;
  state.p.need[place.index] = needs(STAGE.maintenance);
  nextStage(cell, state, place);
}

/** A batch stands on the place: its start-up and phases follow the preparation. */
export function needBatchStages(state: CellState, { index: i, line, startUp }: Place): void {
  if (startUp >= 0) state.p.need[i]! |= needs(STAGE.startUp);
  state.p.need[i]! |= needs(line === null ? STAGE.phases : STAGE.production);
}

/** Goes on to the next stage that its work needs. Without any it is idle, or ready for the batch it prepares for. */
export function nextStage(cell: CompiledCell, state: CellState, place: Place): void {
  const { p } = state;
  const i = place.index;
  let stage: number = STAGE.waking;
  while (stage < STAGE.done && (p.need[i]! & needs(stage)) === 0) stage++;
  p.need[i]! &= ~needs(stage);
  if (stage === STAGE.done) {
    p.stage[i] = STAGE.idle;
    p.activity[i] = -1;
    p.idleSince[i] = state.clock[CLOCK.settled]!;
    return showPlace(cell, state, i);
  }
  p.stage[i] = stage;
  p.phase[i] = 0;
  awaitTurn(state, place, activityOf(cell, state, place, stage));
}

/** The next activity of a place begins at the end of this instant, if all it needs is free then. */
export function awaitTurn({ p, clock }: CellState, { index: i }: Place, activity: number): void {
  p.activity[i] = activity;
  p.waits[i] = WAITS.turn;
  p.runs[i] = 0;
  p.waitsSince[i] = clock[CLOCK.settled]!;
}

/** Phases of the batch on a place: those of its recipe, or of the unit. */
export function phasesOf(cell: CompiledCell, state: CellState, place: Place): number[] {
  const step = cell.steps[batchField(state, state.p.batch[place.index]!, BATCH.step)]!;
  return step.phases?.get(place.index) ?? place.phases;
}

export function activityOf(cell: CompiledCell, state: CellState, place: Place, stage: number): number {
  const i = place.index;
  switch (stage) {
    case STAGE.waking:
      return place.waking;
    case STAGE.maintenance:
      return place.upkeeps[state.p.upkeep[i]!]!.activity;
    case STAGE.clearance:
      return place.clearance;
    case STAGE.cleaning:
      return state.p.majorNext[i] === 1 ? place.major : place.minor;
    case STAGE.changeover:
      return state.p.change[i]!;
    case STAGE.setUp:
      return place.setUp;
    case STAGE.startUp:
      return place.startUp;
    case STAGE.phases:
      return phasesOf(cell, state, place)[state.p.phase[i]!] ?? -1;
    default:
      return -1;
  }
}

/** Begins the activity of a place if all it needs is free now; else it waits, and is tried again when anything changes. True where it began. */
export function begin(cell: CompiledCell, state: CellState, place: Place): boolean {
  const { p } = state;
  const i = place.index;
  const work = p.activity[i]! >= 0 ? cell.activities[p.activity[i]!]! : null;
  const persons = p.stage[i] === STAGE.production ? place.flowPersons : (work?.persons ?? []);
  const teams = freeTeams(cell, state, persons);
  const lacks = !receiverReady(state, place) ? WAITS.receiver : teams === null ? WAITS.persons : !drawsFit(cell, state, place, work) ? WAITS.utility : WAITS.no;
  if (lacks !== WAITS.no) {
    p.waits[i] = lacks;
    showPlace(cell, state, i);
    return false;
  }
  p.waits[i] = WAITS.no;
  engage(cell, state, i, persons, teams!);
  reserveDraws(cell, state, place, work, 1);
  if (p.partner[i]! >= 0 && p.reserved[i]! < 0) load(cell, state, place);
  if (p.stage[i] === STAGE.production) startFlow(state, place);
  else startActivity(state, place, work);
  tellPhase(cell, state, place, work);
  showPlace(cell, state, i);
  return true;
}

function startActivity(state: CellState, { index: i }: Place, work: CompiledActivity | null): void {
  const { p } = state;
  p.factor[i] = work === null || p.batch[i]! < 0 ? 1 : factorOf(state, p.batch[i]!, work.per);
  p.work[i] = p.left[i] = work === null ? 0 : drawUs(state, work.law, work.stream, p.factor[i]);
}

function tellPhase(cell: CompiledCell, state: CellState, place: Place, work: CompiledActivity | null): void {
  const i = place.index;
  const row = state.p.batch[i]!;
  if (state.watch === null || row < 0 || state.p.stage[i]! < STAGE.startUp) return;
  const phase = state.p.stage[i] === STAGE.production ? 'production' : (work?.id.slice(work.id.lastIndexOf('/') + 1) ?? 'none');
  const step = cell.steps[batchField(state, row, BATCH.step)]!;
  state.watch({ kind: 'phase-begun', atUs: state.clock[CLOCK.settled]!, batch: batchField(state, row, BATCH.serial), step: step.id, unit: place.id, phase });
}

/** A place that loads another one runs only once that one is ready; what is loaded stays so until the end. */
function receiverReady({ p }: CellState, { index: i }: Place): boolean {
  const partner = p.partner[i]!;
  if (partner < 0 || p.reserved[i]! >= 0 || p.stage[i]! < STAGE.startUp || p.stage[partner] === STAGE.loading) return true;
  return p.stage[partner] === STAGE.idle && p.need[partner] === 0 && p.open[partner] === 1 && p.down[partner] === 0;
}

function load(cell: CompiledCell, state: CellState, { index: i }: Place): void {
  const { p } = state;
  const partner = p.partner[i]!;
  if (p.stage[i]! < STAGE.startUp || p.stage[partner] === STAGE.loading) return;
  p.stage[partner] = STAGE.loading;
  p.left[partner] = p.work[partner] = NEVER;
  showPlace(cell, state, partner);
}

function drawsFit(cell: CompiledCell, state: CellState, place: Place, work: CompiledActivity | null): boolean {
  const { utilities } = cell.definition;
  const wanted = wantedDraws(state, place, work);
  const n = cell.places.length;
  return utilities.every(({ capacity, leak }, u) => {
    if (capacity === null || wanted[u] === 0) return true;
    let reserved = leak ?? 0;
    for (let i = 0; i < n; i++) reserved += state.reserved[u * n + i]!;
    return reserved + wanted[u]! <= capacity * (1 + 1e-12);
  });
}

/** What an activity draws while it lasts, whatever it draws at rest. */
function wantedDraws({ p }: CellState, place: Place, work: CompiledActivity | null): readonly number[] {
  if (work?.draws) return work.draws;
  const stage = p.stage[place.index]!;
  return stage === STAGE.cleaning ? place.cleaningDraw : stage >= STAGE.startUp ? place.executeDraw : place.idleDraw;
}

export function reserveDraws(cell: CompiledCell, state: CellState, place: Place, work: CompiledActivity | null, share: number): void {
  const wanted = wantedDraws(state, place, work);
  for (let u = 0; u < cell.counts.utilities; u++) state.reserved[u * cell.places.length + place.index] = wanted[u]! * share;
}

/** Gives back what the activity of a place had taken. */
export function endActivity(cell: CompiledCell, state: CellState, place: Place): void {
  disengage(cell, state, place.index);
  reserveDraws(cell, state, place, null, 0);
  state.p.activity[place.index] = -1;
}

/** A batch begins to run through a flow segment: what start-up costs is left out. */
function startFlow(state: CellState, place: Place): void {
  const { p } = state;
  const i = place.index;
  const line = place.line!;
  const flow = state.lines[place.segment]!;
  const items = batchField(state, p.batch[i]!, BATCH.items);
  const law = place.unit.flow!.startUpRejects;
  p.rejectedItems[i] = law === undefined ? 0 : Math.min(items, drawAmount(state, law, place.rejectStream));
  skipTo(line, flow, state.clock[CLOCK.settled]!);
  p.outMark[i] = goodOut(place, state);
  p.outKnown[i] = 0;
  if (items > p.rejectedItems[i]) charge(line, flow, firstOf(place), items - p.rejectedItems[i]);
}

const firstOf = ({ line }: Place): number => (line!.network === null ? 0 : line!.network.order[0]!);

/** Good items that a segment has made since its account was opened. */
export function goodOut({ line, segment }: Place, state: CellState): number {
  const flow = state.lines[segment]!;
  return line!.ends.reduce((sum, end) => sum + flow.processed[end]! * line!.stations[end]!.yield, 0);
}

/** The account of a segment begins anew; the batch on it counts on. */
export function openSegment(state: CellState, place: Place): void {
  state.p.outMark[place.index]! -= goodOut(place, state);
  openAccount(state.lines[place.segment]!);
}
