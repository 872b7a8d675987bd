import fc from '../../property.js';
import type { Meter } from '../../../src/contract/meter.js';
import { metersOf, readTree } from '../../../src/model/metering/balance.js';
import type { MeteredLoad } from '../../../src/model/metering/load.js';
import { noRates } from '../../../src/model/metering/rates.js';
import { meterTree, readsOf } from '../../../src/model/metering/meter-tree.js';
import { exampleDocument } from '../../simulator/cell/plant.js';
import { CellDefinition } from '../../../src/contract/cell.js';
import { timesOf } from './readings.js';

const FROM = Date.parse('2026-01-05T06:00:00Z') * 1000;
const TIMES = timesOf(FROM, FROM + 3600e6);
const DEFINITION = CellDefinition.parse(exampleDocument());
const NAME = { en: 'Meter', fr: 'Compteur' };
const meter = (id: string, measures: string[], more: Partial<Meter> = {}): Meter => ({ id, name: NAME, carrier: 'electricity', measures, ...more });

/** A load of so many kWh in each ten minutes, known in full. */
const load = (kwh: number, more: Partial<MeteredLoad> = {}): MeteredLoad => ({
  by: 'counter',
  kwh: new Float64Array(6).fill(kwh),
  pausedKwh: new Float64Array(6),
  knownUs: new Float64Array(6).fill(600e6),
  resets: 0,
  ...more,
});

function metersWith(meters: Meter[], loads: Record<string, MeteredLoad>, rates = noRates(TIMES)) {
  const tree = meterTree({ ...DEFINITION, meters }, 'electricity');
  return metersOf(
    'electricity',
    readTree(tree, (source) => loads[source] ?? null),
    rates,
  );
}

describe('meters that hang on each other', () => {
  const SITE = [meter('main', ['process', 'zones.solids'], { physical: true }), meter('process', ['press', 'coater'])];
  const PARTS = { press: load(4), coater: load(2), 'zones.solids': load(3) };

  it('stand in a tree, each with what hangs on it, and what a meter counts beside is its remainder', () => {
    const { kwh, rows, outsideKwh } = metersWith(SITE, { ...PARTS, 'meters.main': load(10) });
    expect(kwh).toBeCloseTo(60, 9);
    expect(outsideKwh).toBe(0);
    expect(rows.map(({ id, depth, parent, by, kwh: own, remainderKwh, balance }) => [id, depth, parent, by, own, remainderKwh, balance])).toEqual([
      ['main', 0, null, 'counter', 60, 6, 'unmetered'],
      ['process', 1, 'main', 'parts', 36, null, null],
      ['press', 2, 'process', 'counter', 24, null, null],
      ['coater', 2, 'process', 'counter', 12, null, null],
      ['zones.solids', 1, 'main', 'counter', 18, null, null],
    ]);
  });

  it('cost and emit what each of their steps did, remainders what nothing below them did', () => {
    const price = Float64Array.of(0.1, 0.1, 0.1, 0.2, 0.2, 0.2);
    const rates = { times: TIMES, price, factor: new Float64Array(6).fill(0.05) };
    const early = load(0, { kwh: Float64Array.of(8, 8, 8, 0, 0, 0) });
    const found = metersWith(SITE, { ...PARTS, press: early, 'meters.main': load(10) }, rates);
    const [main, process, press] = found.rows;
    expect(press!.costEur).toBeCloseTo(2.4, 9);
    expect(process!.costEur).toBeCloseTo(2.4 + 2 * 0.9, 9);
    expect([found.costEur, main!.costEur].map((eur) => Math.round(eur! * 1e6) / 1e6)).toEqual([9, 9]);
    expect(main!.remainderCostEur).toBeCloseTo(9 - (2.4 + 5 * 0.9), 9);
    expect([main!.co2eKg, main!.remainderCo2eKg].map((kg) => Math.round(kg! * 1e6) / 1e6)).toEqual([3, 0.3]);
    expect(found.meteredShare).toBeCloseTo(0.9, 9);
    expect(process).toMatchObject({ remainderCostEur: null, remainderCo2eKg: null });
  });

  it('have no cost where the price is not known, and no share of nothing', () => {
    expect(metersWith(SITE, PARTS)).toMatchObject({ costEur: null, co2eKg: null, meteredShare: 1 });
    expect(metersWith(SITE, {})).toMatchObject({ kwh: null, costEur: null, meteredShare: null });
  });

  it('are flagged where parts count more than the whole', () => {
    expect(metersWith(SITE, { ...PARTS, 'meters.main': load(8) }).rows[0]).toMatchObject({ remainderKwh: -6, balance: 'negative' });
    expect(metersWith(SITE, { ...PARTS, 'meters.main': load(9.001) }).rows[0]).toMatchObject({ balance: 'balanced' });
  });

  it('say which part was not heard, and no remainder hides it', () => {
    const { rows } = metersWith(SITE, { press: load(4), 'zones.solids': load(3), 'meters.main': load(10) });
    expect(rows[0]).toMatchObject({ kwh: 60, partsKwh: 42, remainderKwh: 18, balance: 'unknown', missing: ['coater'] });
    expect(rows.find(({ id }) => id === 'coater')).toMatchObject({ by: null, kwh: null, unknownShare: 1, missing: ['coater'] });
  });

  it('fall back to the sum of their parts where the device is silent', () => {
    expect(metersWith(SITE, PARTS).rows[0]).toMatchObject({ by: 'parts', kwh: 54, remainderKwh: null, balance: null });
  });

  it('leave a place for what hangs on no meter', () => {
    const { rows, outsideKwh, kwh } = metersWith(SITE, { ...PARTS, 'meters.main': load(10), 'utilities.air': load(1) });
    expect([kwh, outsideKwh]).toEqual([66, 6]);
    expect(rows.at(-1)).toMatchObject({ id: 'utilities.air', parent: null, kind: 'source' });
  });

  it('of machines of a unit hang on the unit, and count once', () => {
    const { rows, kwh } = metersWith([meter('lines', ['packaging', 'seals']), meter('seals', ['packaging.blister'])], {
      packaging: load(5),
      'packaging.blister': load(3),
    });
    expect(kwh).toBeCloseTo(30, 9);
    expect(rows.map(({ id, parent, remainderKwh }) => [id, parent, remainderKwh])).toEqual([
      ['lines', null, null],
      ['packaging', 'lines', 12],
      ['seals', 'packaging', null],
      ['packaging.blister', 'seals', null],
    ]);
  });

  it('know a time where all of their parts know it', () => {
    const half = load(4, { knownUs: Float64Array.from([600e6, 600e6, 600e6, 0, 0, 0]) });
    expect(metersWith(SITE, { ...PARTS, press: half }).rows[0]).toMatchObject({ unknownShare: 0.5, unknownS: 1800 });
  });

  it('balance exactly: own reading is parts and remainder, and the whole is what stands at the top', () => {
    const kwh = fc.double({ min: 0, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(kwh, kwh, kwh, kwh, kwh, (main, press, coater, solids, air) => {
        const told = metersWith(SITE, {
          press: load(press),
          coater: load(coater),
          'zones.solids': load(solids),
          'meters.main': load(main),
          'utilities.air': load(air),
        });
        for (const row of told.rows) if (row.remainderKwh !== null) expect(row.partsKwh! + row.remainderKwh).toBeCloseTo(row.kwh!, 8);
        const tops = told.rows.filter(({ parent }) => parent === null).reduce((sum, row) => sum + row.kwh!, 0);
        expect(tops).toBeCloseTo(told.kwh!, 8);
        for (const row of told.rows.filter(({ by }) => by === 'parts')) {
          const below = told.rows.filter(({ parent }) => parent === row.id).reduce((sum, part) => sum + part.kwh!, 0);
          expect(below).toBeCloseTo(row.kwh!, 8);
        }
      }),
    );
  });

  it('need readings of themselves where they are devices, and of what they measure', () => {
    expect(readsOf(meterTree({ ...DEFINITION, meters: SITE }, 'electricity'))).toEqual(
      expect.arrayContaining(['meters.main', 'press', 'coater', 'zones.solids']),
    );
    expect(readsOf(meterTree({ ...DEFINITION, meters: SITE }, 'electricity'))).not.toContain('meters.process');
  });
});
