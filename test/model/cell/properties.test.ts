import fc from '../../property.js';
import { atWorkOf } from '../../../src/model/cell/people.js';
import { recordCell } from '../../../src/model/cell/record.js';
import { reportCell } from '../../../src/model/cell/report.js';
import { runCell } from '../../../src/model/cell/run.js';
import { copyCell, forkCell, openCellAccount, restoreCell, snapshotCell, startCell } from '../../../src/model/cell/state.js';
import { BATCH, BATCH_FIELDS, CLOCK, ORDER, ORDER_FIELDS, STATUS, type CellState } from '../../../src/model/cell/layout.js';
import { cellOf, HOUR, MONDAY_US } from './cells.js';
import { randomCell } from './random.js';

const LUCK = { seed: 7, replication: 3 };
const LONG = 240 * HOUR;
const RUNS = { numRuns: 30, seed: 20261125 };
const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, n) => total + n, 0);
const begin = (cell: ReturnType<typeof cellOf>) => startCell(cell, { ...LUCK, atUs: MONDAY_US });
const numbersOf = ({ bytes, batches, batchTimers, batchNext, orders, lines }: CellState) => ({
  bytes,
  batches,
  batchTimers,
  batchNext,
  orders,
  lines: lines.map((line) => line.bytes),
});

const liveBatches = ({ batches }: CellState) =>
  Array.from({ length: batches.length / BATCH_FIELDS }, (_, row) => batches.subarray(BATCH_FIELDS * row, BATCH_FIELDS * (row + 1))).filter(
    (batch) => batch[BATCH.status] !== STATUS.free,
  );
/** Serial numbers of batches that no unit has taken, by product. */
const unbegun = (state: CellState) =>
  Array.from({ length: state.clock[CLOCK.orderRows]! }, (_, row) => state.orders.subarray(ORDER_FIELDS * row, ORDER_FIELDS * (row + 1)))
    .filter((order) => order[ORDER.used] === 1)
    .flatMap((order) => Array.from({ length: order[ORDER.unbegun]! }, (_, n) => ({ product: order[ORDER.product]!, serial: order[ORDER.nextSerial]! + n })));
/** Batches on their way that do not wait for others of which none is left to come together with them [serial numbers]. */
const stuck = (cell: ReturnType<typeof cellOf>, state: CellState) => {
  const apart = (step: number) => state.waitingAt[step]! < cell.steps[step]!.recipe.merge;
  return [
    ...liveBatches(state)
      .filter((batch) => batch[BATCH.status] !== STATUS.waiting || !apart(batch[BATCH.step]!))
      .map((batch) => batch[BATCH.serial]!),
    ...unbegun(state)
      .filter(({ product }) => !apart(cell.firstStep[product]!))
      .map(({ serial }) => serial),
  ];
};

describe('over random cells', () => {
  it('every batch is on its way, done, lost or part of another, and every item good or rejected', () => {
    fc.assert(
      fc.property(randomCell, (document) => {
        const cell = cellOf(document);
        const state = begin(cell);
        const record = recordCell(state);
        runCell(cell, state, MONDAY_US + LONG);
        const live = liveBatches(state);
        const serials = [...live.map((batch) => batch[BATCH.serial]!), ...unbegun(state).map(({ serial }) => serial)];
        expect(serials.sort((a, b) => a - b)).toEqual([...record.batches.values()].filter(({ end }) => end === null).map(({ batch }) => batch));
        expect(state.clock[CLOCK.inProcess]).toBe(live.length);
        for (const batch of record.batches.values()) {
          const route = cell.definition.products.find(({ id }) => id === batch.product)!.route;
          const apart = route.some(({ split, merge }) => split > 1 || merge > 1);
          let rejectedBefore = 0;
          for (const step of batch.steps.filter(({ toUs }) => toUs !== null)) {
            const recipe = route.find(({ id }) => id === step.step)!;
            const whole = Math.round((step.itemsIn + recipe.recovers * rejectedBefore) * recipe.makes);
            // What parts and wholes bring along of rejects is not in the record of one batch.
            if (recipe.recovers === 0 || !apart) expect(step.itemsOut! + step.rejected!).toBe(whole);
            rejectedBefore = step.rejected!;
          }
        }
        const held = sum(state.storeCount);
        expect(live.filter((batch) => batch[BATCH.store]! >= 0).length).toBe(held);
        expect(sum(state.busy)).toBe(sum(state.held) + live.filter((batch) => batch[BATCH.status] === STATUS.held && batch[BATCH.lab]! % 3 === 1).length);
      }),
      RUNS,
    );
  });

  it('the time of each place is all spent, and the energy of the carriers is that of places, utilities and zones', () => {
    fc.assert(
      fc.property(randomCell, (document) => {
        const cell = cellOf(document);
        const state = begin(cell);
        runCell(cell, state, MONDAY_US + LONG / 3);
        openCellAccount(cell, state);
        const fromUs = state.clock[2]!;
        runCell(cell, state, MONDAY_US + LONG);
        const report = reportCell(cell, state);
        for (const { accountS, elements } of report.units) {
          expect(sum(Object.values(accountS)) * 1e6).toBeCloseTo(MONDAY_US + LONG - fromUs, 0);
          expect(elements.PBT + elements.PDOT).toBeCloseTo((MONDAY_US + LONG - fromUs) / 1e6, 6);
        }
        const [electricity, heat] = report.carriers.map(({ kwh }) => kwh) as [number, number];
        const zones = report.zones[0]!;
        const places = sum(report.units.map(({ energyKwh }) => sum(Object.values(energyKwh))));
        expect(electricity).toBeCloseTo(places + zones.fanKwh + zones.coolingKwh, 6);
        expect(heat).toBeCloseTo(0.8 * report.utilities[0]!.used + zones.heatKwh, 6);
        expect(report.utilities[0]!.used).toBeLessThanOrEqual((100 * (MONDAY_US + LONG - fromUs)) / HOUR + 1e-6);
      }),
      RUNS,
    );
  });

  it('no more persons are at work than there are: beyond their shift only where work goes on', () => {
    fc.assert(
      fc.property(randomCell, fc.boolean(), (document, rests) => {
        const { teams, units } = document;
        const byDay = {
          units: units.map((one) => ({ ...one, calendar: 'day', atShiftEnd: 'suspend' as const })),
          teams: teams!.map((one) => ({ ...one, calendar: 'day' })),
        };
        const cell = cellOf(rests ? { ...document, ...byDay } : document);
        const tests = (state: CellState) => liveBatches(state).filter((batch) => batch[BATCH.status] === STATUS.held && batch[BATCH.lab]! % 3 === 1).length;
        const state = begin(cell);
        for (let atUs = MONDAY_US; atUs <= MONDAY_US + LONG; atUs += HOUR / 4) {
          runCell(cell, state, atUs);
          cell.definition.teams.forEach(({ id, persons }, team) => {
            const most = rests ? state.present[team]! + (id === 'lab' ? tests(state) : 0) : persons;
            expect(atWorkOf(cell, state, team)).toBeGreaterThanOrEqual(0);
            expect(atWorkOf(cell, state, team)).toBeLessThanOrEqual(most);
          });
        }
        for (const { busy } of reportCell(cell, state).teams) if (busy !== null) expect(busy).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('stopping on the way, and writing to JSON there, changes no bit', () => {
    fc.assert(
      fc.property(randomCell, fc.integer({ min: 1, max: 239 }), (document, hours) => {
        const cell = cellOf(document);
        const whole = begin(cell);
        runCell(cell, whole, MONDAY_US + LONG);
        const first = begin(cell);
        runCell(cell, first, MONDAY_US + hours * HOUR + 12345);
        const restored = restoreCell(cell, JSON.parse(JSON.stringify(snapshotCell(cell, first))));
        if (!restored.ok) throw new Error(restored.reason);
        runCell(cell, restored.state, MONDAY_US + LONG);
        expect(numbersOf(restored.state)).toEqual(numbersOf(whole));
      }),
      RUNS,
    );
  });

  it('a fork leaves its parent as it was, and two of the same luck run alike', () => {
    fc.assert(
      fc.property(randomCell, fc.integer({ min: 1, max: 100 }), (document, hours) => {
        const cell = cellOf(document);
        const parent = begin(cell);
        runCell(cell, parent, MONDAY_US + hours * HOUR + 777);
        const before = copyCell(cell, parent);
        const futures = [forkCell(cell, parent, LUCK), forkCell(cell, parent, LUCK, begin(cell))];
        for (const future of futures) runCell(cell, future, MONDAY_US + LONG);
        expect(numbersOf(futures[0]!)).toEqual(numbersOf(futures[1]!));
        expect(numbersOf(parent)).toEqual(numbersOf(before));
      }),
      RUNS,
    );
  });

  it('nothing is stuck: once no more orders come, all that can be finished is', () => {
    fc.assert(
      fc.property(randomCell, (document) => {
        const { demand, ...rest } = document;
        const orders = demand!.map(({ id, product, batches }) => ({ id, product, batches: 2 * batches }));
        const cell = cellOf({ ...rest, orders });
        const state = begin(cell);
        for (let hours = 600; hours <= 9600 && stuck(cell, state).length > 0; hours *= 2) runCell(cell, state, MONDAY_US + hours * HOUR);
        expect(stuck(cell, state)).toEqual([]);
      }),
      RUNS,
    );
  });
});
