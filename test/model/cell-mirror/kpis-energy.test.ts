import { HOUR, MONDAY_US } from '../cell/cells.js';
import { ask, lot, row, shiftOf, step, termsOf, valueOf } from './ledger.js';

const kwh = (electricity: number) => ({ execute: { electricity } });
const made = (source: string, name: string, product: string, stepId: string, energyKwh: number, rest: object = {}) =>
  row(source, { lot: name, product, step: stepId, timeS: { execute: 3600 }, kwh: kwh(energyKwh), ...rest });

/** Two lots through the mixer, one of them dried and packed: their own meters, a day of compressed air, a shift of the zone. */
const ROWS = [
  made('mixer', 'A1', 'alpha', 'mix', 10, { processed: 1000 }),
  made('mixer', 'B1', 'beta', 'mix', 20, { processed: 500 }),
  row('mixer', { timeS: { idle: 7200 }, kwh: { idle: { electricity: 3 } } }),
  made('dryer.1', 'A1', 'alpha', 'dry', 30, { processed: 1000, rejected: 100 }),
  made('line', 'A1', 'alpha', 'pack', 5, { processed: 45, rejected: 5 }),
  row('utilities.air', { shift: null, shiftFromUs: MONDAY_US, kwh: { execute: { electricity: 40, heat: 8 } } }),
  row('zones.solids', { kwh: { execute: { electricity: 90 } } }),
];
const LOTS = [
  lot('A1', 'alpha', [
    step('mix', 'mixer', 0, 60, { utilities: { air: 30 } }),
    step('dry', 'dryer.1', 60, 120, { utilities: { air: 60 } }),
    step('pack', 'line', 120, 180),
  ]),
  lot('B1', 'beta', [step('mix', 'mixer', 60, 120, { utilities: { air: 30 } })], { outcome: null, endedUs: null }),
];
const [a1, b1, none] = ask(ROWS, LOTS, { by: 'lot' });

describe('energy of a batch', () => {
  it('is what its units counted and its share of the utilities by draw, without zones; with them by the time in them', () => {
    expect(a1).toMatchObject({ key: { lot: 'A1' }, whole: true, counts: { batches: 1 } });
    expect(a1!.energy).toMatchObject({ unitsKwh: 45, utilitiesKwh: 36, zonesKwh: 60, totalKwh: 141, byCarrierKwh: { electricity: 135, heat: 6 } });
    expect(termsOf(a1!, 'energyPerBatch')).toEqual({ E: 81, NB: 1 });
    expect(valueOf(a1!, 'energyPerBatch')).toBe(81);
    expect(valueOf(a1!, 'energyPerBatchWithZones')).toBe(141);
  });

  it('is told by 1,000 good units of the last step', () => {
    expect(valueOf(a1!, 'energyPerThousand')).toBeCloseTo(81 / 0.04, 9);
    expect(valueOf(a1!, 'energyPerThousandWithZones')).toBeCloseTo(141 / 0.04, 9);
    expect(a1!.energy.perThousandGoodKwh).toBeCloseTo(141 / 0.04, 9);
  });

  it('is null as long as the batch is not done, and its energy so far is told', () => {
    expect(b1).toMatchObject({
      key: { lot: 'B1' },
      whole: false,
      counts: { batches: 0 },
      energy: { unitsKwh: 20, utilitiesKwh: 12, zonesKwh: 30, totalKwh: 62 },
    });
    expect([valueOf(b1!, 'energyPerBatch'), valueOf(b1!, 'energyPerThousand'), valueOf(b1!, 'throughputRate')]).toEqual([null, null, null]);
  });

  it('leaves what no lot used to no lot', () => {
    expect(none).toMatchObject({ key: { lot: null }, whole: null, energy: { unitsKwh: 3, utilitiesKwh: 0, zonesKwh: 0, totalKwh: 3 } });
    const [day] = ask(ROWS.slice(5), [], { by: 'lot' });
    expect(day).toMatchObject({ key: { lot: null }, energy: { utilitiesKwh: 48, zonesKwh: 90 } });
  });

  it('shares by the hours of the step where it goes over the end of a day', () => {
    const over = lot('N1', 'alpha', [step('dry', 'dryer.1', 17 * 60, 19 * 60, { utilities: { air: 10 } })]);
    const rows = [0, 1].map((day) => row('utilities.air', { shift: null, shiftFromUs: MONDAY_US + day * 24 * HOUR, kwh: kwh(10 + day) }));
    expect(ask(rows, [over], { by: 'lot' }).map(({ key, energy }) => [key.lot, energy.totalKwh])).toEqual([['N1', 21]]);
    const both = [over, lot('N2', 'alpha', [step('dry', 'dryer.2', 17 * 60, 18 * 60, { utilities: { air: 5 } })])];
    expect(ask(rows, both, { by: 'lot' }).map(({ key, energy }) => [key.lot, energy.totalKwh])).toEqual([
      ['N1', 16],
      ['N2', 5],
    ]);
  });

  it('takes a step under way as lasting to the newest of the ledger', () => {
    const early = step('mix', 'mixer', 0, 60, { utilities: { air: 10 } });
    const underWay = step('dry', 'dryer.1', 60, null, { utilities: { air: 30 } });
    const rows = [row('dryer.1', { timeS: { execute: 7200 } }), row('utilities.air', { shift: null, shiftFromUs: MONDAY_US, kwh: kwh(8) })];
    expect(
      ask(rows, [lot('A1', 'alpha', [early]), lot('A2', 'alpha', [underWay])], { by: 'lot' }).map(({ key, energy }) => [key.lot, energy.totalKwh]),
    ).toEqual([
      ['A1', 2],
      ['A2', 6],
      [null, 0],
    ]);
  });
});

describe('energy of a cell', () => {
  const [cell] = ask(ROWS, LOTS, { by: 'cell' });

  it('is that of units, utilities and zones, with the share of each, and by 1,000 good units', () => {
    expect(cell!.energy).toMatchObject({ unitsKwh: 68, totalKwh: 206, byAccountKwh: { execute: 65, idle: 3 } });
    expect(cell!.energy.utilitiesKwh).toBeCloseTo(48, 9);
    expect(cell!.energy.zonesShare).toBeCloseTo(90 / 206, 12);
    expect(valueOf(cell!, 'energyPerThousandWithZones')).toBeCloseTo(206 / 0.04, 9);
    expect(valueOf(cell!, 'energyPerBatchWithZones')).toBeCloseTo(206, 9);
  });

  it('is told apart by source, unit and shift as the meters tell', () => {
    expect(ask(ROWS, LOTS, { by: 'source' }).map(({ key, energy }) => [key.source, Math.round(energy.totalKwh)])).toEqual([
      ['mixer', 33],
      ['dryer.1', 30],
      ['line', 5],
      ['utilities.air', 48],
      ['zones.solids', 90],
    ]);
    expect(ask(ROWS, LOTS, { by: 'unit' }).map(({ key, energy }) => [key.unit, energy.totalKwh])).toEqual([
      ['mixer', 33],
      ['dryer', 30],
      ['line', 5],
    ]);
    expect(ask(ROWS, LOTS, { by: 'shift' }).map(({ key, energy }) => [key.shift, Math.round(energy.totalKwh)])).toEqual([
      ['day', 158],
      [null, 48], // compressed air is metered by the day
    ]);
  });

  it('of a shift is not told by batch or good unit, as utilities are metered by the day; that of a unit in a shift is', () => {
    for (const shift of ask(ROWS, LOTS, { by: 'shift' })) {
      expect(shift.energy.perThousandGoodKwh).toBeNull();
      expect(shift.kpis.filter(({ id }) => id.startsWith('energy'))).toEqual([]);
    }
    const [line] = ask(ROWS, LOTS, { by: 'shift', filter: { unit: 'line' } });
    expect(valueOf(line!, 'energyPerThousand')).toBeCloseTo(5 / 0.04, 9);
  });

  it('of a product takes the shares of its lots', () => {
    expect(ask(ROWS, LOTS, { by: 'product' }).map(({ key, name, energy }) => [key.product, name?.en, energy.totalKwh])).toEqual([
      ['alpha', 'alpha', 141],
      ['beta', 'beta', 62],
      [null, undefined, 3],
    ]);
    expect(ask(ROWS, LOTS, { by: 'cell', filter: { product: 'beta' } })[0]!.energy.totalKwh).toBe(62);
  });
});

describe('a lot', () => {
  it('is told by the times of all its units over its execution time', () => {
    expect(termsOf(a1!, 'productionProcessRatio')).toEqual({ sumAPT: 3 * 3600, AOET: 3 * 3600 });
    expect(valueOf(a1!, 'throughputRate')).toBeCloseTo(40 / 3, 12);
    expect(a1!.bottleneck!.unit).toBe('dryer'); // always at work while the mixer rests for half of its time
  });

  it('of which only a part lies in the rows is not whole', () => {
    const tuesday = ROWS.map((one) => ({ ...one, shiftFromUs: shiftOf(1) }));
    expect(ask(tuesday, LOTS, { by: 'lot' })[0]!.whole).toBe(false);
  });

  it('that ran over two shifts counts as one batch, in the last', () => {
    const rows = [...ROWS, made('line', 'A1', 'alpha', 'pack', 1, { shiftFromUs: shiftOf(1), processed: 5 })];
    expect(ask(rows, LOTS, { by: 'shift' }).map(({ key, counts }) => [key.shiftFromUs, counts.batches])).toEqual([
      [shiftOf(0), 0],
      [shiftOf(1), 1],
      [undefined, 0], // outside of all shifts
    ]);
  });
});
