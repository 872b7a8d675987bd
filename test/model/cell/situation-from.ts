import type { CompiledCell, Place } from '../../../src/model/cell/compile.js';
import { BATCH, CLOCK, LAB, ORDER, ORDER_FIELDS, STAGE, STATUS, WAITS, type CellState } from '../../../src/model/cell/layout.js';
import type { LotSituation, MachineSituation, OrderSituation, PlaceSituation, Situation } from '../../../src/model/cell/situation.js';
import type { CellRecord, PackmlSpan } from '../../../src/model/cell/record.js';
import { settle } from '../../../src/model/cell/settle.js';
import { copyCell } from '../../../src/model/cell/state.js';
import { batchField, orderField, rowsOf } from '../../../src/model/cell/table.js';
import { goodOut } from '../../../src/model/cell/work.js';
import { settle as settleFlow } from '../../../src/model/flow.js';
import { CONDITION } from '../../../src/model/layout.js';
import { NEVER } from '../../../src/engine/calendar.js';
import { run } from '../../../src/model/run.js';

const S = 1e6;
const STAGES = Object.keys(STAGE) as (keyof typeof STAGE)[];
const DOING = ['waits', 'work', 'incubation'] as const;
const RECORDS = ['done', 'review', 'deviation'] as const;
export const lotName = (serial: number): string => `L${serial}`;

/**
 * What a mirror that hears everything would know of a simulated cell, of which a record was kept from its beginning. Orders are named
 * by their source, with their number.
 */
export function situationFrom(cell: CompiledCell, live: CellState, record: CellRecord): Situation {
  const state = copyCell(cell, live);
  const atUs = state.clock[CLOCK.at]!;
  settle(cell, state, atUs);
  for (const place of cell.places) {
    if (place.line === null || state.p.stage[place.index] !== STAGE.production) continue;
    run(place.line, state.lines[place.segment]!, atUs);
    settleFlow(place.line, state.lines[place.segment]!, atUs);
  }
  return {
    atUs,
    places: cell.places.map((place) => placeFrom(cell, state, place, record)),
    lots: rows(state).map((row) => lotFrom(cell, state, row, record)),
    orders: ordersFrom(cell, state),
  };
}

const rows = (state: CellState): number[] =>
  Array.from({ length: rowsOf(state) }, (_, row) => row).filter((row) => {
    const status = batchField(state, row, BATCH.status);
    return status !== STATUS.free && (status !== STATUS.waiting || batchField(state, row, BATCH.begun) === 1);
  });

function placeFrom(cell: CompiledCell, { p, batches, age, upkeep, ...state }: CellState, place: Place, { units }: CellRecord): PlaceSituation {
  const atUs = state.clock[CLOCK.at]!;
  const i = place.index;
  const whole = { p, batches, age, upkeep, ...state };
  const row = p.batch[i]!;
  const activity = p.activity[i]!;
  const waits = p.waits[i] !== WAITS.no;
  const { id } = activity >= 0 ? cell.activities[activity]! : { id: '' };
  const product = p.product[i]!;
  return {
    place: place.id.replace('/', '.'),
    lot: row < 0 ? null : lotName(batchField(whole, row, BATCH.serial)),
    stage: STAGES[p.stage[i]!]!,
    phase: p.stage[i] === STAGE.phases ? id.slice(id.lastIndexOf('/') + 1) : null,
    activeS: waits ? 0 : activity >= 0 ? (p.work[i]! - p.left[i]!) / S || 1e-6 : null,
    down: p.down[i]! > 0 ? { law: place.stops[p.down[i]! - 1]!.id, forS: (atUs - downSince(units.get(place.id) ?? [])) / S } : null,
    idleSinceUs: p.stage[i] === STAGE.idle ? p.idleSince[i]! : null,
    product: product < 0 ? null : cell.definition.products[product]!.id,
    soiledSinceUs: p.soiled[i] === 1 ? p.soiledSince[i]! : null,
    cleanSinceUs: p.soiled[i] === 1 ? null : p.cleanSince[i]!,
    campaign: { batches: p.campaignBatches[i]!, sinceUs: p.campaignSince[i]! },
    ranS: Object.fromEntries(place.stops.map((stop) => [stop.id, age[stop.index]! / S])),
    maintenanceS: Object.fromEntries(place.unit.maintenance.map((care, k) => [care.id, upkeep[place.upkeeps[k]!.index]! / S])),
    machines: place.line === null ? [] : machinesFrom(whole, place, atUs),
  };
}

/** Beginning of the stop under way: rests within it are part of it. */
function downSince(spans: readonly PackmlSpan[]): number {
  const before = spans.findLastIndex(({ account }) => account !== 'down' && account !== 'minor-stop' && account !== 'off');
  return spans.slice(before + 1).find(({ account }) => account !== 'off')!.fromUs;
}

/** What a machine has processed of its lot: what the last one has made, and what lies between. Start-up counts at the first. */
function machinesFrom(state: CellState, place: Place, atUs: number): MachineSituation[] {
  const line = place.line!;
  const flow = state.lines[place.segment]!;
  const isOn = state.p.stage[place.index] === STAGE.production && state.p.waits[place.index] === WAITS.no;
  const last = line.stations.length - 1;
  const made = new Array<{ processed: number; good: number }>(last + 1);
  for (let i = last; i >= 0 && isOn; i--) {
    const good = i === last ? goodOut(place, state) - state.p.outMark[place.index]! : made[i + 1]!.processed * line.stations[i + 1]!.takes + flow.level[i]!;
    made[i] = { good, processed: good / line.stations[i]!.yield };
  }
  const lostAtStart = isOn ? state.p.rejectedItems[place.index]! / line.stations[0]!.takes : 0;
  return line.stations.map((station, i) => {
    const { processed, good } = made[i] ?? { processed: 0, good: 0 };
    const law = flow.condition[i] === CONDITION.down ? line.laws[flow.law[i]! - 1]! : null;
    return {
      machine: station.id,
      processed: processed + (i === 0 ? lostAtStart : 0),
      rejected: processed - good + (i === 0 ? lostAtStart : 0),
      down: law === null ? null : { law: law.id, forS: (atUs - flow.since[i]!) / S },
      ranS: Object.fromEntries(station.laws.map((its) => [its.id, flow.age[its.index]! / S])),
    };
  });
}

function lotFrom(cell: CompiledCell, state: CellState, row: number, { batches }: CellRecord): LotSituation {
  const field = (name: keyof typeof BATCH) => batchField(state, row, BATCH[name]);
  const held = field('status') === STATUS.held;
  const step = cell.steps[field('step')]!;
  const store = cell.definition.stores[field('store')];
  const limit = store?.holdLimit;
  const holdUs = state.batchTimers[3 * row + 2]!;
  const tests = step.release < 0 ? [] : cell.definition.releases[step.release]!.tests;
  return {
    lot: lotName(field('serial')),
    product: cell.definition.products[field('product')]!.id,
    order: orderNameOf(cell, state, field('order')),
    step: step.id,
    status: held ? 'held' : field('status') === STATUS.placed ? 'placed' : 'waiting',
    items: field('items'),
    rejected: field('rejected'),
    store: store?.id ?? null,
    storedUs: store && limit !== undefined && holdUs < NEVER ? holdUs - Math.round(limit * S) : null,
    sinceUs: field('status') === STATUS.placed ? batches.get(field('serial'))!.steps.at(-1)!.fromUs : field('since'),
    begunUs: field('born'),
    test: held && field('lab') >= 0 ? { test: tests[Math.floor(field('lab') / 3)]!.id, doing: DOING[field('lab') % LABS]!, sinceUs: field('labFrom') } : null,
    record: held ? { doing: RECORDS[field('record')]!, sinceUs: field('recordFrom') } : null,
  };
}

const LABS = Object.keys(LAB).length;
const orderNameOf = ({ definition, counts }: CompiledCell, state: CellState, order: number): string => {
  const source = orderField(state, order, ORDER.source);
  return definition.orders[source]?.id ?? `${definition.demand[source - counts.orders]!.id}-${orderField(state, order, ORDER.serial)}`;
};

function ordersFrom(cell: CompiledCell, state: CellState): OrderSituation[] {
  const used = Array.from({ length: state.orders.length / ORDER_FIELDS }, (_, row) => row).filter((row) => orderField(state, row, ORDER.used) === 1);
  return used.map((row) => {
    const open = orderField(state, row, ORDER.open);
    const begun = rows(state).filter((batch) => batchField(state, batch, BATCH.order) === row).length;
    const due = orderField(state, row, ORDER.dueUs);
    return {
      order: orderNameOf(cell, state, row),
      product: cell.definition.products[orderField(state, row, ORDER.product)]!.id,
      batches: open,
      begun,
      ended: 0,
      lost: orderField(state, row, ORDER.lost),
      releasedUs: orderField(state, row, ORDER.releasedUs),
      dueUs: due === NEVER ? null : due,
    };
  });
}
