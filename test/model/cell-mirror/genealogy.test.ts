import { ledgerOf } from '../../../src/model/cell-mirror/ledger.js';
import { lotOf } from '../../../src/model/cell-mirror/lots.js';
import { observeCell } from '../../../src/model/cell-mirror/observe.js';
import { openMirror } from '../../../src/model/cell-mirror/open-mirror.js';
import { ordersOf } from '../../../src/model/cell-mirror/orders.js';
import { situationOf } from '../../../src/model/cell-mirror/situation.js';
import { definitionOf, HOUR, TestPlant } from '../../simulator/cell/plant.js';
import { compiled, listen } from './heard.js';

const name = { en: 'x', fr: 'x' };
const power = { standby: '1 kW', idle: '2 kW', execute: '9 kW' };
const unit = (id: string, lasts: string, rest: object = {}) => ({ id, type: id, name, phases: [{ id: 'work', lasts }], power, ...rest });

/** Batches that are made on two slots, merged three to one, divided in two, reworked and lost, and handed over by loading. */
const definition = definitionOf({
  stores: [{ id: 'tanks' }],
  releases: [{ id: 'test', tests: [{ id: 'assay', work: { lasts: '20 min' } }], reject: 0.2 }],
  units: [unit('reactor', '50 min', { slots: 2 }), unit('still', '40 min'), unit('mill', '30 min'), unit('feeder', '10 min'), unit('filler', '25 min')],
  products: [
    {
      id: 'salt',
      name,
      item: 'kg',
      batchSize: 1000,
      route: [
        { id: 'react', units: ['reactor'], yield: 0.95, store: 'tanks', scrap: 0.1 },
        { id: 'distil', units: ['still'], merge: 3, split: 2, store: 'tanks', release: 'test' },
        { id: 'mill', units: ['mill'], store: 'tanks', rework: { probability: 0.3, from: 'mill' } },
        { id: 'feed', units: ['feeder'], loads: true },
        { id: 'fill', units: ['filler'] },
      ],
    },
  ],
  demand: [{ id: 'daily', product: 'salt', batches: 9, every: '9 h' }],
});
const cell = compiled(definition);

describe('the mirror of a simulated cell that merges, divides, reworks and loses batches', () => {
  const plant = new TestPlant(definition);
  const mirror = openMirror(cell);
  const pass = listen(plant, (o) => void observeCell(cell, mirror, o));
  /** Lots under way as the plant has them and as the mirror tells, every ten minutes. */
  const underWay: { truth: unknown; heard: unknown }[] = [];
  for (let s = 0; s < 40 * HOUR; s += HOUR / 6) {
    pass(HOUR / 6);
    const truth = plant.plant.batches.filter(({ begunS }) => begunS !== null);
    const heard = situationOf(cell, mirror, plant.plant.timeS * 1e6).lots;
    const told = (lots: readonly { lot: string; status: string; items: number }[]) =>
      lots.map(({ lot, status, items }) => [lot, status, items].join(' ')).sort();
    underWay.push({ truth: told(truth), heard: told(heard) });
  }
  const whole = (us: number | null) => Math.floor(us! / 1e6);

  it('knows the steps, parents and ends of every batch as the log does', () => {
    expect(new Set(plant.batches.map(({ outcome }) => outcome))).toEqual(new Set(['done', 'lost', 'merged']));
    for (const batch of plant.batches) {
      const record = lotOf(mirror, batch.lot)!;
      expect(record.steps.map((s) => [s.step, s.source, whole(s.fromUs), whole(s.toUs), s.itemsIn, s.good, s.rejected])).toEqual(
        batch.steps.map((s) => [s.step, s.unit.replace('/', '.'), s.fromS, s.toS, s.in, s.good, s.rejected]),
      );
      expect([record.outcome, record.why, record.order, whole(record.begunUs), whole(record.endedUs)]).toEqual([
        batch.outcome,
        batch.why ?? null,
        batch.order,
        batch.begunS,
        batch.endedS,
      ]);
      expect(record.parents).toEqual(batch.parents);
      for (const parent of record.parents) expect(lotOf(mirror, parent)!.children).toContain(batch.lot);
    }
    expect(plant.batches.filter(({ steps }) => steps.filter(({ step }) => step === 'mill').length > 1).length).toBeGreaterThan(0);
  });

  it('has each lot under way at every time, those newly divided off too', () => {
    expect(underWay.map(({ heard }) => heard)).toEqual(underWay.map(({ truth }) => truth));
  });

  it('knows what is open of each order, and where each lot under way stands', () => {
    const { plant: truth } = plant;
    const { lots, orders, places } = situationOf(cell, mirror, truth.timeS * 1e6);
    for (const order of orders) expect(order.batches - order.ended).toBe(truth.orders.find(({ id }) => id === order.order)!.open);
    expect(ordersOf(mirror).filter(({ doneUs }) => doneUs !== null).length).toBeGreaterThan(0);
    const begun = truth.batches.filter(({ begunS }) => begunS !== null);
    expect(begun.length).toBeGreaterThan(0);
    expect(lots.map(({ lot }) => lot).sort()).toEqual(begun.map(({ lot }) => lot).sort());
    for (const batch of begun) {
      const lot = lots.find((one) => one.lot === batch.lot)!;
      const step = definition.products[0]!.route[batch.step]!.id;
      expect([lot.status, lot.step, lot.items, lot.store]).toEqual([batch.status, step, batch.items, batch.store]);
    }
    places.forEach(({ place, lot }, i) => {
      const on = truth.places[i]!.batch;
      expect([place, lot]).toEqual([place, on === null ? null : truth.batches.find(({ serial }) => serial === on)!.lot]);
    });
  });

  it('counts on each slot what its steps made', () => {
    const rows = ledgerOf(cell, mirror);
    for (const [id, { processed, defective }] of Object.entries(plant.meters.at(-1)!.units)) {
      const of = rows.filter(({ source }) => source === id.replace('/', '.'));
      expect([id, of.reduce((sum, row) => sum + row.processed, 0), of.reduce((sum, row) => sum + row.rejected, 0)]).toEqual([id, processed, defective]);
    }
  });
});
