import { NEVER } from '../../engine/calendar.js';
import { seedStream, STREAM_WORDS, streamKey } from '../../engine/random.js';
import { METER_FIELDS, openMeter } from '../meter.js';
import { nextTurn } from '../outages.js';
import { copy, fork, restore, snapshot, start, type LineSnapshot, type Luck } from '../state.js';
import { BATCH_TIMER, playBatchTimers, setBatchTimer } from './batch-timers.js';
import type { CompiledCell, Place } from './compile.js';
import { drawLeftUs } from './draw.js';
import { BATCH, BATCH_FIELDS, cellViews, CLOCK, LAB, ORDER_FIELDS, RECORD, REPAIR, STAGE, STATUS, viewCell, type CellState } from './layout.js';
import { factorOf } from './release.js';
import { settle } from './settle.js';
import { run } from '../run.js';
import { openPlace, readCalendar, settleInstant } from './run.js';
import { showPlace } from './show.js';
import { renewStop } from './stops.js';
import { batchField, rowsOf, setBatch } from './table.js';
import { goodOut, openSegment } from './work.js';
import { readZone, showZones } from './zones.js';

/** A state as JSON. Exact: every number comes back bit for bit. */
export interface CellSnapshot {
  layout: string;
  fields: Record<string, number[]>;
  lines: LineSnapshot[];
}

const US_PER_S = 1e6;
const ROWS = { batches: 32, orders: 8 };

/** Segments have luck of their own, whatever their machines are called. */
const luckOf = ({ luck }: Place, { seed, replication }: Luck): Luck => ({ seed: (seed ^ streamKey(luck)[0]) >>> 0, replication });

/** The empty cell at an instant, every unit ready and clean; orders begin from there on. */
export function startCell(cell: CompiledCell, { seed, replication, atUs }: Luck & { atUs: number }): CellState {
  const segments = cell.places.filter(({ line }) => line !== null);
  const lines = segments.map((place) => start(place.line!, { ...luckOf(place, { seed, replication }), atUs, fed: true }));
  const state = viewCell(cell.layout, cell.counts, lines, ROWS);
  seedStreams(cell, state, { seed, replication });
  state.clock.fill(atUs, 0, CLOCK.opened + 1);
  state.timers.fill(NEVER);
  state.batchTimers.fill(NEVER);
  playBatchTimers(state);
  state.orderDone.fill(NEVER);
  for (const field of ['activity', 'batch', 'reserved', 'partner', 'holdsRoom', 'lentTo', 'product', 'change'] as const) state.p[field].fill(-1);
  for (const field of ['idleSince', 'cleanSince', 'campaignSince'] as const) state.p[field].fill(atUs);
  for (const stop of cell.stops) renewStop(state, stop);
  beginCalendars(cell, state, atUs);
  openCellAccount(cell, state);
  settleInstant(cell, state, atUs);
  return state;
}

function seedStreams(cell: CompiledCell, state: CellState, { seed, replication }: Luck): void {
  cell.streamKeys.forEach((key, i) => seedStream(state.words, STREAM_WORDS * i, key, seed, replication));
}

function beginCalendars(cell: CompiledCell, state: CellState, atUs: number): void {
  const { calendars, demands } = cell.counts;
  for (let i = 0; i < calendars; i++) readCalendar(cell, state, i, atUs);
  cell.teamCalendar.forEach((its, team) => (state.present[team] = (its < 0 ? 1 : state.working[its]!) * cell.definition.teams[team]!.persons));
  state.timers[calendars] = nextTurn(cell.outages, atUs);
  state.timers[calendars + 1] = cell.counts.orders > 0 ? atUs : NEVER;
  for (let i = 0; i < demands; i++) {
    const everyUs = Math.round(cell.definition.demand[i]!.every * US_PER_S);
    const firstUs = cell.demandFirst[i] ?? atUs;
    state.timers[calendars + 2 + i] = firstUs + Math.max(0, Math.ceil((atUs - firstUs) / everyUs)) * everyUs;
  }
  for (let zone = 0; zone < cell.counts.zones; zone++) state.timers[calendars + 2 + demands + zone] = readZone(cell, state, zone, atUs);
  for (const place of cell.places) openPlace(cell, state, place, atUs);
  showZones(cell, state);
}

/** Instant of a state [us]. */
export const timeOfCell = (state: CellState): number => state.clock[CLOCK.at]!;

/** Sums begin at zero at the instant of the state. What is under way counts from here on. */
export function openCellAccount(cell: CompiledCell, state: CellState): void {
  const atUs = timeOfCell(state);
  settle(cell, state, atUs);
  state.clock[CLOCK.opened] = atUs;
  for (const sums of [
    state.placeSums,
    state.spent,
    state.energy,
    state.busyUs,
    state.presentUs,
    state.used,
    state.carrierKwh,
    state.zoneKwh,
    state.sums,
    state.productSums,
  ])
    sums.fill(0);
  for (let carrier = 0; carrier < cell.counts.carriers; carrier++) openMeter(state.meter, METER_FIELDS * carrier, atUs);
  for (const place of cell.places) {
    if (place.line === null) continue;
    runSegment(state, place, atUs);
    openSegment(state, place);
  }
}

/** Exact copy, into another state of the same cell where given. */
export function copyCell(cell: CompiledCell, state: CellState, into?: CellState): CellState {
  requireLayout(cell, state);
  const rows = { batches: rowsOf(state), orders: state.orders.length / ORDER_FIELDS };
  const fits = into !== undefined && rowsOf(into) === rows.batches && into.orders.length === state.orders.length;
  const target = fits ? into : viewCell(state.layout, cell.counts, [], rows);
  target.bytes.set(state.bytes);
  target.batches.set(state.batches);
  target.batchTimers.set(state.batchTimers);
  target.batchNext.set(state.batchNext);
  target.orders.set(state.orders);
  target.lines = state.lines.map((line, i) => copy(line, target.lines[i]));
  return target;
}

/**
 * A copy whose future is drawn afresh. What is under way goes on with its residual life given its age: activities, stop clocks,
 * repairs, tests, incubations, reviews and deviations.
 */
export function forkCell(cell: CompiledCell, state: CellState, luck: Luck, into?: CellState): CellState {
  const forked = copyCell(cell, state, into);
  const atUs = timeOfCell(forked);
  settle(cell, forked, atUs);
  seedStreams(cell, forked, luck);
  for (const place of cell.places) {
    if (place.line !== null) forkSegment(forked, place, luck, atUs);
    redrawPlace(cell, forked, place);
  }
  for (const row of heldRows(forked)) redrawRelease(cell, forked, row);
  return forked;
}

/** A segment at work comes to an instant; one at rest does when it begins. */
function runSegment(state: CellState, place: Place, atUs: number): void {
  if (state.p.stage[place.index] === STAGE.production) run(place.line!, state.lines[place.segment]!, atUs);
}

function forkSegment(state: CellState, place: Place, luck: Luck, atUs: number): void {
  const flow = state.lines[place.segment]!;
  runSegment(state, place, atUs);
  fork(place.line!, flow, luckOf(place, luck), flow);
  // What has left it by now is counted.
  state.p.outKnown[place.index] = goodOut(place, state) - state.p.outMark[place.index]!;
}

function redrawPlace(cell: CompiledCell, state: CellState, place: Place): void {
  const { p } = state;
  const i = place.index;
  if (p.waits[i] === 0 && p.activity[i]! >= 0 && p.stage[i] !== STAGE.loading) {
    const { law, stream } = cell.activities[p.activity[i]!]!;
    [p.work[i], p.left[i]] = redrawn(state, law, stream, p.work[i]!, p.work[i]! - p.left[i]!, p.factor[i]!);
  }
  for (const stop of place.stops) {
    const age = state.age[stop.index]!;
    if (stop !== place.stops[p.down[i]! - 1]) state.due[stop.index] = age + drawLeftUs(state, stop.every, stop.everyStream, age, state.due[stop.index]!);
  }
  if (p.down[i]! > 0 && p.repair[i] !== REPAIR.call) {
    const stop = place.stops[p.down[i]! - 1]!;
    const [law, stream] = p.repair[i] === REPAIR.response ? [place.response, place.responseStream] : [stop.lasts, stop.lastsStream];
    if (law !== null) [p.repairWork[i], p.repairLeft[i]] = redrawn(state, law, stream, p.repairWork[i]!, p.repairWork[i]! - p.repairLeft[i]!, 1);
  }
  showPlace(cell, state, i);
}

function redrawn(state: CellState, law: Parameters<typeof drawLeftUs>[1], stream: number, work: number, age: number, factor: number): [number, number] {
  if (factor === 0) return [work, work - age];
  const left = drawLeftUs(state, law, stream, age, work, factor);
  return [age + left, left];
}

/** Held batches by their number. */
function heldRows(state: CellState): number[] {
  const held: number[] = [];
  for (let row = 0; row < state.clock[CLOCK.batchRows]!; row++) if (batchField(state, row, BATCH.status) === STATUS.held) held.push(row);
  return held.sort((a, b) => batchField(state, a, BATCH.serial) - batchField(state, b, BATCH.serial));
}

function redrawRelease(cell: CompiledCell, state: CellState, row: number): void {
  const now = state.clock[CLOCK.at]!;
  const plan = cell.releases[cell.steps[batchField(state, row, BATCH.step)]!.release]!;
  const redraw = (law: Parameters<typeof drawLeftUs>[1], stream: number, fields: { work: number; from: number }, timer: number, factor: number) => {
    const from = batchField(state, row, fields.from);
    const [work] = redrawn(state, law, stream, batchField(state, row, fields.work), now - from, factor);
    setBatch(state, row, fields.work, work);
    setBatchTimer(state, row, timer, from + work);
  };
  const lab = batchField(state, row, BATCH.lab);
  const test = Math.floor(lab / 3);
  const LAB_FIELDS = { work: BATCH.labWork, from: BATCH.labFrom };
  if (lab >= 0 && lab % 3 === LAB.work) {
    const work = cell.activities[plan.tests[test]!.activity]!;
    redraw(work.law, work.stream, LAB_FIELDS, BATCH_TIMER.lab, factorOf(state, row, work.per));
  } else if (lab >= 0 && lab % 3 === LAB.incubation) redraw(plan.tests[test]!.incubation!, plan.tests[test]!.incubationStream, LAB_FIELDS, BATCH_TIMER.lab, 1);
  const record = batchField(state, row, BATCH.record);
  const RECORD_FIELDS = { work: BATCH.recordWork, from: BATCH.recordFrom };
  if (record === RECORD.review) redraw(plan.record!, plan.recordStream, RECORD_FIELDS, BATCH_TIMER.record, 1);
  else if (record === RECORD.deviation) redraw(plan.deviation!.lasts, plan.deviationLengthStream, RECORD_FIELDS, BATCH_TIMER.record, 1);
}

function requireLayout(cell: CompiledCell, state: CellState): void {
  if (state.layout !== cell.layout) throw new TypeError(`a state of ${state.layout} does not fit the cell ${cell.layout}`);
}

export function snapshotCell(cell: CompiledCell, state: CellState): CellSnapshot {
  requireLayout(cell, state);
  const lines = cell.places.filter(({ line }) => line !== null).map((place) => snapshot(place.line!, state.lines[place.segment]!));
  return { layout: state.layout, fields: Object.fromEntries(cellViews(state).map(([name, view]) => [name, Array.from(view)])), lines };
}

/** The state of a snapshot, or why it does not fit this cell. */
export function restoreCell(cell: CompiledCell, saved: CellSnapshot): { ok: true; state: CellState } | { ok: false; reason: string } {
  if (saved?.layout !== cell.layout) return { ok: false, reason: `the snapshot is of another cell or version: ${saved?.layout} instead of ${cell.layout}` };
  const rows = (name: string, fields: number) => (Array.isArray(saved.fields?.[name]) ? saved.fields[name].length / fields : NaN);
  const sizes = { batches: rows('batches', BATCH_FIELDS), orders: rows('orders', ORDER_FIELDS) };
  if (!Number.isInteger(sizes.batches) || !Number.isInteger(sizes.orders)) return { ok: false, reason: 'batches and orders: expected whole rows' };
  const state = viewCell(cell.layout, cell.counts, [], sizes);
  for (const [name, view] of cellViews(state)) {
    const numbers = saved.fields?.[name];
    if (!Array.isArray(numbers) || numbers.length !== view.length) return { ok: false, reason: `${name}: expected ${view.length} numbers` };
    view.set(numbers);
    if (!numbers.every((number, i) => view[i] === number)) return { ok: false, reason: `${name}: not every entry is a number of its kind` };
  }
  const segments = cell.places.filter(({ line }) => line !== null);
  for (const [k, place] of segments.entries()) {
    const restored = restore(place.line!, saved.lines[k]!);
    if (!restored.ok) return { ok: false, reason: `${place.id}: ${restored.reason}` };
    state.lines.push(restored.state);
  }
  return { ok: true, state };
}
