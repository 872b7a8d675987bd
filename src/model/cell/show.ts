import { NEVER } from '../../engine/calendar.js';
import { isDrained, nextEventUs } from '../charge.js';
import { drawsIn, drawsNothing, powerIn } from './account-power.js';
import { cleanByUs } from './cleaning.js';
import { ticks } from './clocks.js';
import type { CompiledActivity, CompiledCell, Place } from './compile.js';
import { ACCOUNTS } from '../../contract/cell-view.js';
import { ACCOUNT, CLOCK, OPEN, REPAIR, STAGE, WAITS, type CellState } from './layout.js';

const US_PER_S = 1e6;

/** First of the timers of the places: work, then stops, then those of idle places. */
export const firstPlaceTimer = (cell: CompiledCell): number => cell.counts.calendars + 2 + cell.counts.demands + cell.counts.zones;

/** Whether what is under way at a place goes on outside its calendar. */
const finishes = (state: CellState, { index, unit }: Place): boolean =>
  unit.atShiftEnd === 'finish' && state.p.open[index] !== OPEN.halted && state.p.stage[index]! > STAGE.idle && state.p.stage[index]! < STAGE.done;

export const mayWork = (state: CellState, place: Place): boolean => state.p.open[place.index] === 1 || finishes(state, place);

/** After any change at the settled instant: what a place does, draws, and when its next events are; and one that it loads or is loaded by. */
export function showPlace(cell: CompiledCell, state: CellState, i: number): void {
  showOne(cell, state, i);
  const partner = state.p.partner[i]!;
  if (partner >= 0 && isLoading(state, i)) showOne(cell, state, partner);
}

const isLoading = ({ p }: CellState, i: number): boolean => p.stage[i] === STAGE.loading || p.stage[p.partner[i]!] === STAGE.loading;

/** Of two places of which one loads the other neither goes on without the other. */
function partnerHolds(cell: CompiledCell, state: CellState, i: number): boolean {
  const { p } = state;
  const partner = p.partner[i]!;
  if (partner < 0 || !isLoading(state, i)) return false;
  return p.down[partner]! > 0 || p.lentTo[partner]! >= 0 || p.waits[partner] !== WAITS.no || !mayWork(state, cell.places[partner]!);
}

function showOne(cell: CompiledCell, state: CellState, i: number): void {
  const { p } = state;
  const place = cell.places[i]!;
  const stage = p.stage[i]!;
  const may = mayWork(state, place);
  const busy = stage > STAGE.idle && stage < STAGE.done;
  const held = partnerHolds(cell, state, i);
  // What ends with the shift has ended: nothing is left of it.
  const overWith = (left: number) => left === 0 && stage !== STAGE.production;
  p.runs[i] = ((may && !held) || overWith(p.left[i]!)) && busy && p.waits[i] === WAITS.no && p.down[i] === 0 && p.lentTo[i]! < 0 ? 1 : 0;
  p.repairRuns[i] = (may || overWith(p.repairLeft[i]!)) && p.down[i]! > 0 && p.repair[i] !== REPAIR.call ? 1 : 0;
  const account = accountOf(cell, state, place, may, held);
  if (account !== p.account[i]) {
    p.account[i] = account;
    state.watch?.({ kind: 'account', atUs: state.clock[CLOCK.settled]!, unit: place.id, account: ACCOUNTS[account]! });
  }
  p.kw[i] = powerOf(cell, state, place, account);
  showDraws(cell, state, place, account);
  planTimers(cell, state, place);
}

const STAGE_ACCOUNT: Record<number, number> = {
  [STAGE.waking]: ACCOUNT.waking,
  [STAGE.maintenance]: ACCOUNT.maintenance,
  [STAGE.clearance]: ACCOUNT.clearance,
  [STAGE.cleaning]: ACCOUNT.cleaning,
  [STAGE.changeover]: ACCOUNT.changeover,
  [STAGE.setUp]: ACCOUNT['set-up'],
  [STAGE.startUp]: ACCOUNT['start-up'],
  [STAGE.loading]: ACCOUNT.execute,
  [STAGE.phases]: ACCOUNT.execute,
  [STAGE.production]: ACCOUNT.execute,
  [STAGE.done]: ACCOUNT.blocked,
};

function accountOf(cell: CompiledCell, state: CellState, { index: i, stops, steps }: Place, may: boolean, held: boolean): number {
  const { p } = state;
  if (!may) return ACCOUNT.off;
  if (p.down[i]! > 0) return stops[p.down[i]! - 1]!.failure ? ACCOUNT.down : ACCOUNT['minor-stop'];
  if (p.waits[i] === WAITS.persons) return ACCOUNT.persons;
  if (p.waits[i] === WAITS.utility) return ACCOUNT.utility;
  if (p.waits[i] === WAITS.receiver) return ACCOUNT.blocked;
  if (held) return p.stage[i] === STAGE.loading ? ACCOUNT.starved : ACCOUNT.blocked;
  if (p.lentTo[i]! >= 0) return ACCOUNT.persons;
  if (p.stage[i] !== STAGE.idle) return STAGE_ACCOUNT[p.stage[i]!]!;
  if (p.asleep[i] === 1) return ACCOUNT.standby;
  if (p.reserved[i]! >= 0) return ACCOUNT.starved;
  return isAwaited(cell, state, steps) ? ACCOUNT.starved : ACCOUNT.idle;
}

/** Whether any batch of an order is still to come to a place that carries out these steps. */
function isAwaited(cell: CompiledCell, state: CellState, steps: readonly number[]): boolean {
  for (const last of steps) {
    for (let step = cell.firstStep[cell.steps[last]!.product]!; step <= last; step++) if (state.atStep[step]! > 0) return true;
  }
  return false;
}

function powerOf(cell: CompiledCell, state: CellState, place: Place, account: number): number {
  const { p } = state;
  const { index: i, line, segment } = place;
  switch (account) {
    case ACCOUNT.execute:
    case ACCOUNT['start-up']:
      if (line !== null && p.stage[i] === STAGE.production) return state.lines[segment]!.power.reduce((sum, kw) => sum + kw, 0);
      break;
    case ACCOUNT.off:
    case ACCOUNT.standby:
    case ACCOUNT.waking:
    case ACCOUNT.down:
    case ACCOUNT['minor-stop']:
      return powerIn(place, account, p.batch[i]! >= 0);
    default:
  }
  return activityOf(cell, state, i)?.kw ?? powerIn(place, account, p.batch[i]! >= 0);
}

function showDraws(cell: CompiledCell, state: CellState, place: Place, account: number): void {
  const i = place.index;
  const still = drawsNothing(account);
  const draws = activityOf(cell, state, i)?.draws ?? drawsIn(place, account);
  for (let u = 0; u < cell.counts.utilities; u++) state.draw[u * cell.places.length + i] = still ? 0 : draws[u]!;
}

/** What goes on at a place, while it goes on. */
const activityOf = (cell: CompiledCell, { p }: CellState, i: number): CompiledActivity | null =>
  p.runs[i] === 1 && p.activity[i]! >= 0 ? cell.activities[p.activity[i]!]! : null;

function planTimers(cell: CompiledCell, state: CellState, place: Place): void {
  const { p, timers } = state;
  const i = place.index;
  const n = cell.places.length;
  const now = state.clock[CLOCK.settled]!;
  const first = firstPlaceTimer(cell);
  if (p.repairRuns[i] === 1) timers[first + i] = now + p.repairLeft[i]!;
  else if (place.line !== null && p.stage[i] === STAGE.production && p.waits[i] === WAITS.no) timers[first + i] = flowDueUs(state, place, now);
  else timers[first + i] = p.runs[i] === 1 && p.stage[i] !== STAGE.loading ? now + p.left[i]! : NEVER;
  timers[first + n + i] = untilStop(state, place, now);
  timers[first + 2 * n + i] = untilIdle(state, place, now);
}

function untilStop(state: CellState, { index: i, stops }: Place, now: number): number {
  if (state.p.down[i]! > 0) return NEVER;
  let next: number = NEVER;
  for (const stop of stops) {
    if (ticks(state, i, stop)) next = Math.min(next, now + Math.max(0, Math.ceil(state.due[stop.index]! - state.age[stop.index]!)));
  }
  return next;
}

/** The next event within a segment; at once where start-up left nothing of the batch. */
function flowDueUs(state: CellState, { line, segment }: Place, now: number): number {
  const flow = state.lines[segment]!;
  return isDrained(line!, flow) ? now : nextEventUs(flow);
}

/** When an idle place goes to standby, must be cleaned, or is due for maintenance. */
function untilIdle(state: CellState, place: Place, now: number): number {
  const { index: i, unit, upkeeps } = place;
  const { p } = state;
  // What is ready to be loaded stays so.
  if (p.stage[i] !== STAGE.idle || p.open[i] !== OPEN.yes || p.down[i]! > 0 || p.partner[i]! >= 0) return NEVER;
  let next: number = NEVER;
  if (unit.standby && p.asleep[i] === 0) next = Math.min(next, p.idleSince[i]! + Math.round(unit.standby.after * US_PER_S));
  if (p.reserved[i]! >= 0) return Math.max(now, next);
  next = Math.min(next, cleanByUs(place, state));
  for (const care of upkeeps) if (care.clock === 'time') next = Math.min(next, now + Math.max(0, care.everyUs - state.upkeep[care.index]!));
  return next === NEVER ? NEVER : Math.max(now, next);
}
