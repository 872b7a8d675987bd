import { earliest, NEVER } from '../../engine/calendar.js';
import { workAt } from '../calendar.js';
import { isDrained } from '../charge.js';
import { isAway, nextTurn } from '../outages.js';
import { run } from '../run.js';
import { BATCH_TIMER, nextBatchTimer, setBatchTimer } from './batch-timers.js';
import { cleaned } from './cleaning.js';
import type { CompiledCell, Place } from './compile.js';
import { decide } from './dispatch.js';
import { BATCH, BATCH_TIMERS, CELL_SUM, CLOCK, OPEN, STAGE, STATUS, type CellState } from './layout.js';
import { finishWork } from './move.js';
import { releaseDemand, releaseOrders, loseBatch } from './orders.js';
import { freeAnalysts, labDue, recordDue } from './release.js';
import { settle } from './settle.js';
import { firstPlaceTimer, showPlace } from './show.js';
import { repairDue, stopPlace } from './stops.js';
import { leaveStore } from './stores.js';
import { batchField } from './table.js';
import { awaitTurn, endActivity, nextStage, phasesOf } from './work.js';
import { readZone, showZones } from './zones.js';

const US_PER_S = 1e6;

/**
 * Runs every event up to and at `untilUs`. All events of one instant happen, in the order of their timers (calendars, outages,
 * orders, demand, zones, ends of work and repairs by place, stops, idle places, then batches by their number); only then is
 * anything started.
 * Stopping on the way changes nothing. Throws where untilUs lies before the state.
 */
export function runCell(cell: CompiledCell, state: CellState, untilUs: number): void {
  if (!(untilUs >= state.clock[CLOCK.at]!)) throw new RangeError(`cannot run back from ${state.clock[CLOCK.at]} to ${untilUs}`);
  for (;;) {
    const atUs = nextUs(state);
    if (atUs > untilUs) break;
    settle(cell, state, atUs);
    state.clock[CLOCK.at] = atUs;
    let changed = false;
    while (nextUs(state) <= atUs) changed = happen(cell, state, atUs) || changed;
    if (changed) settleInstant(cell, state, atUs);
  }
  state.clock[CLOCK.at] = untilUs;
}

/** Everything that can begin at this instant begins. */
export function settleInstant(cell: CompiledCell, state: CellState, nowUs: number): void {
  decide(cell, state, nowUs);
  showZones(cell, state);
}

function nextUs(state: CellState): number {
  const at = state.timers[earliest(state.timers)]!;
  return Math.min(at, state.batchTimers[nextBatchTimer(state)]!);
}

/** The event of the next timer. False where it changes nothing for others. */
function happen(cell: CompiledCell, state: CellState, nowUs: number): boolean {
  const slot = earliest(state.timers);
  if (state.timers[slot]! > nowUs) return batchDue(cell, state, nextBatchTimer(state), nowUs);
  const { calendars, demands, zones } = cell.counts;
  let at = slot;
  if (at < calendars) turnCalendar(cell, state, at, nowUs);
  else if ((at -= calendars) === 0) turnOutages(cell, state, nowUs);
  else if (at === 1) state.timers[slot] = releaseOrders(cell, state, nowUs);
  else if ((at -= 2) < demands) {
    state.timers[slot] = nowUs + Math.round(cell.definition.demand[at]!.every * US_PER_S);
    if (!cell.demandSkips[at]!.has(nowUs)) releaseDemand(cell, state, at, nowUs);
  } else if ((at -= demands) < zones) state.timers[slot] = readZone(cell, state, at, nowUs);
  else return placeDue(cell, state, slot - firstPlaceTimer(cell), nowUs);
  return true;
}

function placeDue(cell: CompiledCell, state: CellState, slot: number, nowUs: number): boolean {
  const n = cell.places.length;
  const place = cell.places[slot % n]!;
  if (slot < n) {
    state.timers[firstPlaceTimer(cell) + slot] = NEVER;
    return workDue(cell, state, place, nowUs);
  }
  if (slot < 2 * n) stopPlace(cell, state, place);
  else {
    idleDue(cell, state, place, nowUs);
    state.timers[firstPlaceTimer(cell) + slot] = NEVER;
  }
  return true;
}

/** The end of what a place does, of a repair, or an event within its flow segment. */
function workDue(cell: CompiledCell, state: CellState, place: Place, nowUs: number): boolean {
  const { p } = state;
  const i = place.index;
  if (p.repairRuns[i] === 1) repairDue(cell, state, place);
  else if (p.stage[i] === STAGE.production) return flowDue(cell, state, place, nowUs);
  else workDone(cell, state, place, nowUs);
  return true;
}

function flowDue(cell: CompiledCell, state: CellState, place: Place, nowUs: number): boolean {
  const flow = state.lines[place.segment]!;
  run(place.line!, flow, nowUs);
  if (!isDrained(place.line!, flow)) {
    showPlace(cell, state, place.index);
    return false;
  }
  endActivity(cell, state, place);
  finishWork(cell, state, place, nowUs);
  return true;
}

function workDone(cell: CompiledCell, state: CellState, place: Place, nowUs: number): void {
  const { p } = state;
  const i = place.index;
  endActivity(cell, state, place);
  if (p.stage[i] === STAGE.phases) {
    const phases = phasesOf(cell, state, place);
    const next = p.phase[i]! + 1;
    p.phase[i] = next;
    return next < phases.length ? awaitTurn(state, place, phases[next]!) : finishWork(cell, state, place, nowUs);
  }
  if (p.stage[i] === STAGE.maintenance) state.upkeep[place.upkeeps[p.upkeep[i]!]!.index] = 0;
  if (p.stage[i] === STAGE.cleaning) cleaned(state, place, nowUs);
  nextStage(cell, state, place);
}

/** An idle place goes to standby; for cleaning and maintenance it is enough to look again. */
function idleDue(cell: CompiledCell, state: CellState, place: Place, nowUs: number): void {
  const { p } = state;
  const i = place.index;
  const { standby } = place.unit;
  if (standby && p.asleep[i] === 0 && nowUs >= p.idleSince[i]! + Math.round(standby.after * US_PER_S)) p.asleep[i] = 1;
  showPlace(cell, state, i);
}

function turnCalendar(cell: CompiledCell, state: CellState, calendar: number, nowUs: number): void {
  readCalendar(cell, state, calendar, nowUs);
  for (const place of cell.places) if (place.calendar === calendar) openPlace(cell, state, place, nowUs);
  cell.teamCalendar.forEach((its, team) => {
    if (its === calendar) state.present[team] = state.working[calendar]! * cell.definition.teams[team]!.persons;
  });
}

export function readCalendar(cell: CompiledCell, state: CellState, calendar: number, nowUs: number): void {
  const { working, untilUs } = workAt(cell.calendars[calendar]!, nowUs);
  state.working[calendar] = working ? 1 : 0;
  state.timers[calendar] = untilUs;
}

function turnOutages(cell: CompiledCell, state: CellState, nowUs: number): void {
  state.timers[cell.counts.calendars] = nextTurn(cell.outages, nowUs);
  for (const place of cell.places) openPlace(cell, state, place, nowUs);
}

/** Whether a place works now, by its calendar and its outages. */
export function openPlace(cell: CompiledCell, state: CellState, place: Place, nowUs: number): void {
  const working = place.calendar < 0 || state.working[place.calendar] === 1;
  const halted = cell.outages.spans[place.index]!.some(({ fromUs, toUs, halt }) => halt && fromUs <= nowUs && nowUs < toUs);
  state.p.open[place.index] = halted ? OPEN.halted : working && !isAway(cell.outages, place.index, nowUs) ? OPEN.yes : OPEN.no;
  showPlace(cell, state, place.index);
}

function batchDue(cell: CompiledCell, state: CellState, slot: number, nowUs: number): boolean {
  const row = Math.floor(slot / BATCH_TIMERS);
  const which = slot % BATCH_TIMERS;
  if (which === BATCH_TIMER.lab) labDue(cell, state, row, nowUs);
  else if (which === BATCH_TIMER.record) recordDue(cell, state, row, nowUs);
  else holdOver(cell, state, row, nowUs);
  return true;
}

function holdOver(cell: CompiledCell, state: CellState, row: number, nowUs: number): void {
  setBatchTimer(state, row, BATCH_TIMER.hold, NEVER);
  state.sums[CELL_SUM.holdBreaches]!++;
  if (cell.definition.stores[batchField(state, row, BATCH.store)]!.afterLimit === 'count') return;
  if (batchField(state, row, BATCH.status) === STATUS.held) freeAnalysts(cell, state, row);
  leaveStore(state, row);
  loseBatch(cell, state, row, 'hold-limit', nowUs);
}
