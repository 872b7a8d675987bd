import { jest } from '@jest/globals';
import { CellDefinition } from '../../../src/contract/cell.js';
import type { LedgerRow } from '../../../src/contract/cell-view.js';
import type { Observation } from '../../../src/contract/telemetry.js';
import type { CellMirror } from '../../../src/model/cell-mirror/books.js';
import { openMirror } from '../../../src/model/cell-mirror/open-mirror.js';
import type { MeasuredFact } from '../../../src/model/cell-mirror/facts.js';
import { ledgerOf } from '../../../src/model/cell-mirror/ledger.js';
import { lotOf, lotsOf } from '../../../src/model/cell-mirror/lots.js';
import { observeCell } from '../../../src/model/cell-mirror/observe.js';
import { ordersOf } from '../../../src/model/cell-mirror/orders.js';
import { situationOf } from '../../../src/model/cell-mirror/situation.js';
import { viewMirror } from '../../../src/model/cell-mirror/view.js';
import type { BatchLine } from '../../../bench/sites/log.js';
import { DAY, exampleDocument, exampleSecrets, HOUR, MONDAY_S, TestPlant } from '../../simulator/cell/plant.js';
import { compiled, listen } from './heard.js';

jest.setTimeout(300_000); // a loaded machine

/** The example with a laboratory that is quick, so that batches go all the way within days, and often has a deviation. */
function quickExample(): CellDefinition {
  const document = exampleDocument();
  const releases = document.releases!.map((plan) => ({
    ...plan,
    tests: plan.tests!.map((test) => ({ ...test, incubation: test.incubation && '3 h' })),
    record: plan.record && '5 h',
    ...(plan.deviation ? { deviation: { probability: 0.5, lasts: '2 h' }, reject: 0.3 } : {}),
  }));
  return CellDefinition.parse({ ...document, releases, demand: document.demand!.map((one) => ({ ...one, batches: 2 })) });
}

const definition = quickExample();
const cell = compiled(definition);
const US = 1e6;
const place = (unit: string) => unit.replace('/', '.');

/** Seconds of the simulated conditions by unit, a stop as one. */
type Conditions = Record<string, Record<string, number>>;
const whole = (us: number | null) => Math.floor(us! / US);
const isStop = (name: string) => (name === 'down' || name === 'minor-stop' ? 'stop' : name);

describe('the mirror of a simulated cell, against its log of truth', () => {
  let plant: TestPlant;
  let mirror: CellMirror;
  let rows: LedgerRow[];
  const facts: MeasuredFact[] = [];
  const conditions: Conditions = {};
  const last = new Map<string, Observation>();
  const sum = (of: (row: LedgerRow) => number, which: (row: LedgerRow) => boolean = () => true) =>
    rows.reduce((total, row) => total + (which(row) ? of(row) : 0), 0);

  beforeAll(() => {
    plant = new TestPlant(definition, { secrets: exampleSecrets() });
    mirror = openMirror(cell);
    const run = listen(plant, (o) => {
      last.set(`${o.unit} ${o.signal}`, o);
      facts.push(...observeCell(cell, mirror, o));
    });
    for (let s = 0; s < 4 * DAY; s++) {
      run(1);
      plant.definition.units.forEach(({ id }, i) => {
        const by = (conditions[id] ??= {});
        const name = isStop(plant.plant.places[i]!.condition);
        by[name] = (by[name] ?? 0) + 1;
      });
    }
    rows = ledgerOf(cell, mirror);
  });

  const batches = () => plant.batches;

  it('has heard every reading in time, and understood every event', () => {
    expect({ late: mirror.late, strange: mirror.strange }).toEqual({ late: 0, strange: 0 });
    expect(batches().length).toBeGreaterThan(2);
    expect(batches().filter(({ outcome }) => outcome === 'done').length).toBeGreaterThan(0);
  });

  it('counts the items of units and machines exactly', () => {
    const meters = plant.meters.at(-1)!;
    for (const [unit, { processed, defective }] of Object.entries(meters.units)) {
      expect([
        sum(
          (row) => row.processed,
          (row) => row.source === unit,
        ),
        sum(
          (row) => row.rejected,
          (row) => row.source === unit,
        ),
      ]).toEqual([processed, defective]);
    }
    for (const batch of batches()) {
      for (const { step, unit, machines } of batch.steps) {
        for (const { id, processed, defective } of machines ?? []) {
          const of = (row: LedgerRow) => row.source === `${unit}.${id}` && row.lot === batch.lot && row.step === step;
          expect([sum((row) => row.processed, of), sum((row) => row.rejected, of)]).toEqual([processed, defective]);
        }
      }
    }
  });

  it('knows the steps of every batch exactly: unit, times, items in, good and rejected', () => {
    const told = ({ steps }: BatchLine) => steps.map((s) => [s.step, place(s.unit), s.fromS, s.toS, s.in, s.good, s.rejected]);
    for (const batch of batches()) {
      const record = lotOf(mirror, batch.lot)!;
      expect(record.steps.map((s) => [s.step, s.source, whole(s.fromUs), whole(s.toUs), s.itemsIn, s.good, s.rejected])).toEqual(told(batch));
      expect([record.product, record.order, record.outcome, record.why ?? undefined, whole(record.begunUs), whole(record.endedUs)]).toEqual([
        batch.product,
        batch.order,
        batch.outcome,
        batch.why,
        batch.begunS,
        batch.endedS,
      ]);
      expect(record.good).toBe(batch.outcome === 'done' ? batch.items : 0);
      expect(record.parents).toEqual(batch.parents);
      expect(record.stays.every(({ fromUs, toUs }) => toUs !== null && toUs >= fromUs)).toBe(true);
    }
  });

  it('knows the energy of every step within 1 %, from meters that tell once a minute', () => {
    const factor = (utility: string, carrier: string) => definition.utilities.find(({ id }) => id === utility)!.energy[carrier] ?? 0;
    for (const batch of batches()) {
      const record = lotOf(mirror, batch.lot)!;
      batch.steps.forEach((truth, i) => {
        const { kwh, utilities } = record.steps[i]!;
        for (const [carrier, expected] of Object.entries(truth.kwh)) {
          const used = Object.entries(utilities).reduce((total, [utility, amount]) => total + amount * factor(utility, carrier), 0);
          const measured = (kwh[carrier] ?? 0) + used;
          expect(Math.abs(measured - expected)).toBeLessThanOrEqual(0.01 * expected + 1e-3);
        }
      });
    }
  });

  it('has the energy of the site within 0.1 %, by carrier', () => {
    const { units, utilities, zones } = plant.meters.at(-1)!;
    for (const carrier of ['electricity', 'heat']) {
      const truth = [...Object.values(units), ...Object.values(utilities), ...Object.values(zones)].reduce((total, { kwh }) => total + (kwh[carrier] ?? 0), 0);
      const measured = sum(
        (row) => Object.values(row.kwh).reduce((total, kwh) => total + (kwh?.[carrier] ?? 0), 0),
        (row) => row.source in units || /^(utilities|zones)\./.test(row.source),
      );
      expect(truth).toBeGreaterThan(1000);
      expect(Math.abs(measured - truth) / truth).toBeLessThan(0.001);
    }
  });

  it('books the time of every source to the second', () => {
    const spanS = mirror.asOfUs! / US - (MONDAY_S + 1); // the first second is told at its end
    for (const { id } of mirror.books) {
      expect(
        sum(
          (row) => Object.values(row.timeS).reduce((a, b) => a + b, 0),
          (row) => row.source === id,
        ),
      ).toBeCloseTo(spanS, 5);
    }
  });

  it('books every second of a unit where the plant spent it, but for the ones in which states pass', () => {
    for (const { id } of definition.units) {
      const measured: Record<string, number> = {};
      for (const { source, timeS } of rows)
        if (source === id) for (const [name, s] of Object.entries(timeS)) measured[isStop(name)] = (measured[isStop(name)] ?? 0) + s;
      for (const name of new Set([...Object.keys(measured), ...Object.keys(conditions[id]!)])) {
        const [seen, truth] = [measured[name] ?? 0, conditions[id]![name] ?? 0];
        expect({ id, name, seconds: seen, near: Math.abs(seen - truth) <= 5 + 0.001 * truth }).toEqual({ id, name, seconds: seen, near: true });
      }
    }
  });

  it('knows the orders as the log does', () => {
    const truth = plant.lines.flatMap((line) =>
      line.kind === 'order' ? [line as unknown as { order: string; releasedS: number; dueS: number; endedS: number; lost: number }] : [],
    );
    const orders = ordersOf(mirror);
    expect(orders.length).toBe(2);
    for (const { order, releasedS, dueS, endedS, lost } of truth) {
      const found = orders.find((one) => one.order === order)!;
      expect([whole(found.releasedUs), found.dueUs! / US, whole(found.doneUs), found.lost]).toEqual([releasedS, dueS, endedS, lost]);
    }
    for (const { order, begun, ended } of orders) {
      const serial = plant.plant.orders.find(({ id }) => id === order)?.serial;
      const under = plant.plant.batches.filter((batch) => batch.order === serial && batch.begunS !== null).length;
      expect([begun - ended, ended]).toEqual([under, batches().filter((batch) => batch.order === order).length]);
    }
  });

  it('shows the stores, lots and units as they are', () => {
    const view = viewMirror(cell, mirror, plant.plant.timeS * US);
    const { plant: truth } = plant;
    for (const { id } of definition.stores) {
      expect(view.stores[id]!.toSorted()).toEqual(
        truth.batches
          .filter(({ store }) => store === id)
          .map(({ lot }) => lot)
          .sort(),
      );
    }
    expect(view.lots.map(({ lot }) => lot).sort()).toEqual(
      truth.batches
        .filter(({ begunS }) => begunS !== null)
        .map(({ lot }) => lot)
        .sort(),
    );
    view.units.forEach((unit, i) => {
      const { batch, state, mode, kw } = truth.places[i]!;
      const lot = batch === null ? null : truth.batches.find(({ serial }) => serial === batch)!.lot;
      expect([unit.lot, unit.state, unit.mode, unit.powerKw]).toEqual([lot, state, mode, kw]);
    });
  });

  it('begins a look ahead where the plant is', () => {
    const { places, lots, orders } = situationOf(cell, mirror, plant.plant.timeS * US);
    const { plant: truth } = plant;
    places.forEach((at, i) => {
      const state = truth.places[i]!;
      const stage = state.stage === 'set-up' ? 'setUp' : state.stage === 'start-up' ? 'startUp' : state.stage;
      expect([at.place, at.stage, at.product, at.soiledSinceUs !== null]).toEqual([definition.units[i]!.id, stage, state.product, state.soiled]);
      if (at.campaign !== null) expect(at.campaign.batches).toBe(state.campaignBatches);
      at.machines.forEach(({ down }, k) => expect(down !== null).toBe(state.machines[k]!.stop !== null));
    });
    for (const batch of truth.batches.filter(({ begunS }) => begunS !== null)) {
      const lot = lots.find(({ lot: name }) => name === batch.lot)!;
      const step = definition.products.find(({ id }) => id === batch.product)!.route[batch.step]!.id;
      expect([lot.status, lot.step, lot.items, lot.store]).toEqual([batch.status, step, batch.items, batch.store]);
    }
    expect(lots.length).toBe(truth.batches.filter(({ begunS }) => begunS !== null).length);
    for (const { order, batches: all, ended } of orders) expect(all - ended).toBe(truth.orders.find(({ id }) => id === order)!.open);
  });

  it('tells facts: phases and activities of the length that the plant had, stops, tests and releases', () => {
    const kinds = new Set(facts.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['activity', 'energy', 'phase', 'ran', 'release', 'step', 'stop', 'test', 'utility', 'zone']);
    const events = lotsOf(mirror).flatMap(({ steps }) => steps.flatMap(({ phases, source }) => phases.map((phase) => ({ ...phase, source }))));
    const phases = facts.filter((fact) => fact.kind === 'phase');
    expect(phases.length).toBeGreaterThan(40);
    for (const { source, phase, toUs, activeS } of phases) {
      const told = events.find((one) => one.source === source && one.phase === phase && Math.abs(one.toUs! - toUs) < 5000);
      expect(told).toBeDefined();
      expect(activeS).toBeLessThanOrEqual((told!.toUs! - told!.fromUs) / US + 1);
    }
    const ran = facts.filter((fact) => fact.kind === 'ran').filter(({ source }) => source === 'press.press');
    expect(ran.reduce((total, { items }) => total + items, 0)).toBeGreaterThan(0);
    const hotAir = facts.filter((fact) => fact.kind === 'utility').filter(({ utility }) => utility === 'hot-air');
    const [used, drawn] = [hotAir.reduce((total, fact) => total + fact.used, 0), hotAir.reduce((total, fact) => total + fact.drawn, 0)];
    expect(Math.abs(used - drawn) / used).toBeLessThan(0.01);
    const air = facts.filter((fact) => fact.kind === 'utility').filter(({ utility }) => utility === 'air');
    const leaks =
      air.reduce((total, fact) => total + fact.used - fact.drawn, 0) / (air.reduce((total, { fromUs, toUs }) => total + toUs - fromUs, 0) / US / HOUR);
    expect(leaks).toBeCloseTo(16, 0);
  });

  it('finds for whom the units wait: the coater for the press, packaging for the laboratory', () => {
    const caused = (source: string, by: string) =>
      sum(
        (row) => row.causedS[by] ?? 0,
        (row) => row.source === source,
      );
    for (const { id } of mirror.books) {
      const waited = sum(
        (row) => (row.timeS.starved ?? 0) + (row.timeS.blocked ?? 0),
        (row) => row.source === id,
      );
      expect(
        sum(
          (row) => Object.values(row.causedS).reduce((a, b) => a + b, 0),
          (row) => row.source === id,
        ),
      ).toBeCloseTo(waited, 3);
    }
    expect(caused('coater', 'press')).toBeGreaterThan(10 * HOUR);
    expect(caused('packaging', 'laboratory')).toBeGreaterThan(5 * HOUR);
  });

  it('keeps the shifts of the calendars apart', () => {
    const shifts = new Set(rows.filter(({ source }) => source === 'packaging').map(({ shift }) => shift));
    expect(shifts.size).toBeGreaterThan(1);
    expect(shifts.has(null)).toBe(true);
    expect(rows.every(({ shiftFromUs }) => shiftFromUs >= (MONDAY_S - 2 * DAY) * US)).toBe(true);
  });
});
