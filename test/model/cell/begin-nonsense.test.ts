import { sayNote } from '../../../src/contract/look-ahead-note.js';
import fc from '../../property.js';
import { beginFrom } from '../../../src/model/cell/begin.js';
import { CellDefinition } from '../../../src/contract/cell.js';
import { compileCell, type CompiledCell } from '../../../src/model/cell/compile.js';
import { BATCH, ORDER, ORDER_FIELDS, STAGE, STATUS, type CellState } from '../../../src/model/cell/layout.js';
import { lookAhead } from '../../../src/model/cell/look-ahead.js';
import { recordCell } from '../../../src/model/cell/record.js';
import { runCell } from '../../../src/model/cell/run.js';
import type { DownSituation, PlaceSituation, Situation } from '../../../src/model/cell/situation.js';
import { batchField, orderField, rowsOf } from '../../../src/model/cell/table.js';
import { cellOf, definitionOf, HOUR, MONDAY_US, type SomeCell } from './cells.js';
import { randomCell } from './random.js';

const text = (id: string) => ({ en: id, fr: id });
const machine = (id: string, rest = {}) => ({
  id,
  type: 'm',
  name: text(id),
  item: id,
  rate: '30 /min',
  power: { standby: '1 kW', idle: '1 kW', execute: '2 kW' },
  ...rest,
});
const jam = { id: 'jam', name: text('jam'), class: 'micro-stop' as const, every: '20 min', lasts: '1 min' };

/** A random cell whose last unit is a flow segment: in a row, or two machines that share the work of the first. */
const cells: fc.Arbitrary<SomeCell> = fc.tuple(randomCell, fc.boolean(), fc.boolean()).map(([document, flow, network]) => {
  if (!flow) return document;
  const stations = network
    ? [
        machine('first', {
          stops: [jam],
          next: [
            { to: 'left', buffer: { capacity: 20 } },
            { to: 'right', buffer: { capacity: 30, transit: '20 s' } },
          ],
        }),
        machine('left', { rate: '20 /min', next: 'last' }),
        machine('right', { rate: '20 /min', stops: [jam], next: 'last', buffer: { capacity: 5 } }),
        machine('last'),
      ]
    : [machine('first', { stops: [jam], buffer: { capacity: 20 }, ramp: '1 min' }), machine('last', { takes: 3, rate: '10 /min', rejects: 0.1 })];
  const segment = { ...document.units.at(-1)!, phases: [], stops: [], repair: undefined, flow: { stations } };
  const products = document.products.map((product) => ({
    ...product,
    route: product.route.map((step) =>
      step.units.includes(segment.id) ? { ...step, yield: undefined, makes: undefined, recovers: undefined, phases: undefined } : step,
    ),
  }));
  return { ...document, units: [...document.units.slice(0, -1), segment], products };
});

const number = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -1, 0, 1e300, -0));
const instant = fc.oneof(
  fc.integer({ min: -400, max: 10 }).map((hours) => MONDAY_US + hours * HOUR),
  number,
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const LOTS = ['L1', 'L2', 'L3', 'L4', 'L5', 'L6'];
const lotName = fc.constantFrom(...LOTS);
const down: fc.Arbitrary<DownSituation> = fc.record({ law: fc.constantFrom('stop0', 'stop1', 'jam', 'other', null), forS: number });
const ages = fc.dictionary(fc.constantFrom('stop0', 'stop1', 'jam', 'care', 'other'), number, { maxKeys: 3 });
const stages = Object.keys(STAGE) as (keyof typeof STAGE)[];

function situations(cell: CompiledCell): fc.Arbitrary<Situation> {
  const real = cell.definition.products.map(({ id }) => id);
  const productId = fc.constantFrom(...real, ...real, ...real, 'nobody');
  const step = fc.constantFrom(...cell.steps.map(({ id }) => id), ...cell.steps.map(({ id }) => id), 'nowhere');
  const places = [...cell.places.map(({ id }) => id.replace('/', '.')), 'elsewhere'];
  const place: fc.Arbitrary<PlaceSituation> = fc.record({
    place: fc.constantFrom(...places),
    lot: maybe(lotName),
    stage: fc.constantFrom(...stages),
    phase: maybe(fc.constantFrom('p0', 'p1', 'p2', 'own', 'other')),
    activeS: maybe(number),
    down: maybe(down),
    idleSinceUs: maybe(instant),
    product: maybe(productId),
    soiledSinceUs: maybe(instant),
    cleanSinceUs: maybe(instant),
    campaign: maybe(fc.record({ batches: number, sinceUs: instant })),
    ranS: ages,
    maintenanceS: ages,
    machines: fc.array(
      fc.record({ machine: fc.constantFrom('first', 'left', 'right', 'last', 'other'), processed: number, rejected: number, down: maybe(down), ranS: ages }),
      {
        maxLength: 4,
      },
    ),
  });
  return fc.record({
    atUs: fc.integer({ min: -100, max: 100 }).map((hours) => MONDAY_US + hours * HOUR + 7),
    places: fc.array(place, { minLength: places.length, maxLength: 3 * places.length }),
    lots: fc.array(
      fc.record({
        lot: lotName,
        product: productId,
        order: maybe(fc.constantFrom('d0-1', 'd1-2', 'mine', '')),
        step,
        status: fc.constantFrom('placed' as const, 'placed' as const, 'waiting' as const, 'held' as const),
        items: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 3000 }) }, number),
        rejected: number,
        store: maybe(fc.constantFrom('wide', 'narrow', 'cold', 'none')),
        storedUs: maybe(instant),
        sinceUs: instant,
        begunUs: maybe(instant),
        test: maybe(
          fc.record({
            test: fc.constantFrom('assay', 'other'),
            doing: fc.constantFrom('waits' as const, 'work' as const, 'incubation' as const),
            sinceUs: instant,
          }),
        ),
        record: maybe(fc.record({ doing: fc.constantFrom('review' as const, 'deviation' as const, 'done' as const), sinceUs: instant })),
      }),
      { minLength: 2, maxLength: 12 },
    ),
    orders: fc.array(
      fc.record({
        order: fc.constantFrom('d0-1', 'd1-2', 'mine', ''),
        product: productId,
        batches: fc.oneof(
          fc.integer({ min: 0, max: 8 }),
          number.filter((n) => !(n > 8 && n <= 1e12)),
        ),
        begun: number,
        ended: number,
        lost: number,
        releasedUs: instant,
        dueUs: maybe(instant),
      }),
      { maxLength: 4 },
    ),
  });
}

const live = (state: CellState) => Array.from({ length: rowsOf(state) }, (_, row) => row).filter((row) => batchField(state, row, BATCH.status) !== STATUS.free);

function expectWhole(cell: CompiledCell, state: CellState): void {
  const rows = live(state);
  const { p } = state;
  for (const { index: i } of cell.places) {
    if (p.batch[i]! >= 0) expect(batchField(state, p.batch[i]!, BATCH.place)).toBe(i);
    if (p.partner[i]! >= 0) expect(p.partner[p.partner[i]!]).toBe(i);
    if (p.stage[i] === STAGE.done) expect(p.batch[i]).toBeGreaterThanOrEqual(0);
  }
  const placed = rows.filter((row) => batchField(state, row, BATCH.place) >= 0);
  for (const row of placed) expect(p.batch[batchField(state, row, BATCH.place)]).toBe(row);
  expect(rows.filter((row) => batchField(state, row, BATCH.status) === STATUS.placed).every((row) => placed.includes(row))).toBe(true);
  cell.definition.stores.forEach((_, store) =>
    expect(rows.filter((row) => batchField(state, row, BATCH.store) === store)).toHaveLength(state.storeCount[store]!),
  );
  const orders = Array.from({ length: state.orders.length / ORDER_FIELDS }, (_, order) => order).filter((order) => orderField(state, order, ORDER.used) === 1);
  const toCome = (product: number) =>
    orders.filter((order) => orderField(state, order, ORDER.product) === product).reduce((sum, order) => sum + orderField(state, order, ORDER.unbegun), 0);
  cell.steps.forEach(({ product }, step) => {
    const here = rows.filter((row) => batchField(state, row, BATCH.step) === step);
    const more = cell.firstStep[product] === step ? toCome(product) : 0;
    const waiting = here.filter((row) => batchField(state, row, BATCH.status) === STATUS.waiting).length;
    expect([state.atStep[step], state.waitingAt[step]]).toEqual([here.length + more, waiting + more]);
  });
  for (const order of orders) {
    const its = rows.filter((row) => batchField(state, row, BATCH.order) === order).length;
    expect(its + orderField(state, order, ORDER.unbegun)).toBe(orderField(state, order, ORDER.open));
  }
  for (const field of [state.batches, state.place, state.orders, state.busy, state.held, state.reserved]) expect(field.every(Number.isFinite)).toBe(true);
}

const pairs = cells
  .filter((document) => compileCell(CellDefinition.parse(definitionOf(document))).ok)
  .chain((document) => {
    const cell = cellOf(document);
    return fc.tuple(fc.constant(cell), situations(cell));
  });

describe('a beginning from any situation', () => {
  it('keeps each lot that the cell can have, once and whole, says of each other that it is left out, and runs on', () => {
    let kept = 0;
    let placed = 0;
    fc.assert(
      fc.property(pairs, ([cell, situation]) => {
        const { state, lots, notes } = beginFrom(cell, situation, { seed: 3, replication: 0 });
        const names = new Set(situation.lots.map(({ lot }) => lot));
        const left = new Set([...names].filter((name) => notes.some((note) => sayNote(note).startsWith(`lot ${name} is left out`))));
        for (const name of names) expect([...lots.values()].includes(name) || left.has(name)).toBe(true);
        expect(new Set(lots.values()).size).toBe(lots.size);
        kept += lots.size;
        placed += [...state.p.batch].filter((row) => row >= 0).length;
        expectWhole(cell, state);
        const record = recordCell(state);
        runCell(cell, state, situation.atUs + 120 * HOUR);
        expectWhole(cell, state);
        for (const { end } of record.batches.values()) expect(end === null || end.atUs >= situation.atUs).toBe(true);
      }),
      { numRuns: 100, seed: 20261129 },
    );
    expect(kept).toBeGreaterThan(200);
    expect(placed).toBeGreaterThan(50);
  });

  it('does not come to rest while there is work to do and people who may do it', () => {
    fc.assert(
      fc.property(pairs, ([cell, situation]) => {
        const { state } = beginFrom(cell, situation, { seed: 3, replication: 0 });
        runCell(cell, state, situation.atUs + 30 * 24 * HOUR);
        const stuck = cell.places.filter(({ index: i }) => state.p.batch[i]! >= 0 && batchField(state, state.p.batch[i]!, BATCH.since) < situation.atUs);
        expect(stuck.map(({ id }) => id)).toEqual([]);
      }),
      { numRuns: 20, seed: 20261129 },
    );
  });

  it('tells quantiles in order', () => {
    fc.assert(
      fc.property(pairs, ([cell, situation]) => {
        const ahead = lookAhead(cell, situation, { untilUs: situation.atUs + 8 * HOUR, replications: 5, seed: 1 });
        for (const { items, made } of ahead.products) for (const { p10, p50, p90 } of [items, made]) expect(p10 <= p50 && p50 <= p90).toBe(true);
        for (const { endUs } of ahead.lots) expect((endUs.p10 ?? Infinity) <= (endUs.p50 ?? Infinity)).toBe(true);
      }),
      { numRuns: 20, seed: 20261129 },
    );
  });
});
