import { reportCell } from '../../../src/model/cell/report.js';
import { accounts, begun, cellOf, day, done, MONDAY_US, MIN, phase, product, told, unit } from './cells.js';
import { runCell } from '../../../src/model/cell/run.js';
import { openCellAccount } from '../../../src/model/cell/state.js';

const one = { products: [product('x', 1, [{ id: 'a' }])], orders: [{ id: 'o', product: 'x', batches: 1 }] };
const periods = [
  { id: 'night', from: '22:00', to: '06:00', price: '100 EUR/MWh' },
  { id: 'day', from: '06:00', to: '22:00', price: '200 EUR/MWh' },
];
const tariff = { id: 't', source: 'test', validFrom: '2026-01-01', periods };

describe('utilities', () => {
  it('of two units that want the last steam, the one that waits longer goes first', () => {
    const steam = { utilities: { steam: 80 } };
    const cell = cellOf({
      utilities: [{ id: 'steam', unit: 'kg', capacity: 100 }],
      units: [
        unit('a', { phases: [phase(20, steam), phase(20, { id: 'more', ...steam })] }),
        unit('b', { phases: [phase(30, steam)] }),
        unit('c', { phases: [phase(50, { utilities: { steam: 20 } })] }),
      ],
      products: ['a', 'b', 'c'].map((id) => product(id, 1, [{ id }])),
      orders: ['a', 'b', 'c'].map((id) => ({ id, product: id, batches: 1 })),
    });
    const { facts, state } = told(cell, 2);
    expect(accounts(facts, 'a')).toEqual([
      ['execute', 0],
      ['utility', 20],
      ['execute', 50],
      ['idle', 70],
    ]);
    expect(accounts(facts, 'b')).toEqual([
      ['utility', 0],
      ['execute', 20],
      ['idle', 50],
    ]);
    expect(accounts(facts, 'c')[0]).toEqual(['execute', 0]);
    expect(state.used[0]).toBeCloseTo((80 * 70 + 20 * 50) / 60, 9);
  });

  it('are drawn by the state of a unit where the activity says nothing, and cost energy of their carrier', () => {
    const cell = cellOf({
      carriers: [{ id: 'electricity' }, { id: 'gas', carbon: { source: 'test', validFrom: '2026-01-01', factor: '200 g/kWh' } }],
      utilities: [{ id: 'steam', unit: 'kg', energy: { gas: 0.8, electricity: 0.1 } }],
      units: [
        unit('a', {
          phases: [phase(60), phase(30, { id: 'cool', power: '4 kW', utilities: {} })],
          power: { standby: '1 kW', idle: '2 kW', execute: '10 kW', cleaning: '7 kW' },
          cleaning: { minor: { lasts: '30 min' }, major: { lasts: '1 h' }, dirtyHold: '1 h' },
          utilities: { steam: { idle: 3, execute: 30, cleaning: 60 } },
        }),
      ],
      ...one,
    });
    // execute 60 min at 30 kg/h, 30 min at none; idle 60 min; cleaning from 150 to 180; idle until 240
    const report = reportCell(cell, told(cell, 4).state);
    const kg = 30 + 3 + 30 + 3;
    expect(report.utilities).toEqual([{ utility: 'steam', unit: 'kg', used: expect.closeTo(kg, 9) }]);
    expect(report.units[0]!.energyKwh).toMatchObject({ execute: 12, idle: 4, cleaning: 3.5 });
    expect(report.carriers).toMatchObject([
      { carrier: 'electricity', kwh: expect.closeTo(19.5 + 0.1 * kg, 9), costEur: null, co2eKg: null },
      { carrier: 'gas', kwh: expect.closeTo(0.8 * kg, 9), co2eKg: expect.closeTo(0.16 * kg, 9) },
    ]);
  });
});

describe('a carrier', () => {
  it('costs by the hour of the tariff, and its peak is the highest mean over 10 minutes on the clock', () => {
    const cell = cellOf({
      carriers: [{ id: 'electricity', tariff, carbon: { source: 'test', validFrom: '2026-01-01', factor: '50 g/kWh' } }],
      units: [unit('a', { phases: [phase(15, { power: '60 kW' })] })],
      ...one,
      orders: [{ id: 'o', product: 'x', batches: 1, release: '2026-03-02T05:51' }],
    });
    // 60 kW from 05:51 to 06:06, else 2 kW: 9 and 6 kWh; the best 10 minutes hold 9 min of 60 kW and 1 of 2 kW
    const [electricity] = reportCell(cell, told(cell, 12).state).carriers;
    expect(electricity).toMatchObject({
      kwh: expect.closeTo(15 + (2 * (12 * 60 - 15)) / 60, 9),
      costEur: expect.closeTo(0.1 * (9 + (2 * 351) / 60) + 0.2 * (6 + (2 * 354) / 60), 9),
      co2eKg: expect.closeTo(0.05 * (15 + (2 * 705) / 60), 9),
      peakKw: expect.closeTo((60 * 9 + 2) / 10, 9),
    });
  });

  it('has no whole 10 minutes in a shorter account, and its mean counts', () => {
    const cell = cellOf({ units: [unit('a', { phases: [phase(8)] })], ...one });
    const { state } = told(cell, 5 / 60);
    openCellAccount(cell, state);
    runCell(cell, state, MONDAY_US + 13 * MIN);
    expect(reportCell(cell, state).carriers[0]).toMatchObject({ kwh: expect.closeTo((3 * 10 + 5 * 2) / 60, 9), peakKw: expect.closeTo(5, 9) });
  });

  it('has no cost and no carbon before its prices and factor hold', () => {
    const late = '2026-03-03';
    const cell = cellOf({
      carriers: [{ id: 'electricity', tariff: { ...tariff, validFrom: late }, carbon: { source: 'test', validFrom: late, factor: '50 g/kWh' } }],
      units: [unit('a', { phases: [phase(8)] })],
      ...one,
    });
    expect(reportCell(cell, told(cell, 1).state).carriers[0]).toMatchObject({ costEur: null, co2eKg: null });
  });
});

describe('a zone', () => {
  const hall = {
    id: 'hall',
    calendar: 'day',
    fan: '32 kW',
    exponent: 3,
    cooling: '8 kW',
    heat: { carrier: 'gas', power: '10 kW' },
    setback: 0.5,
    recovery: '30 min',
  };
  const zoned = (rest: object) =>
    cellOf({
      calendars: [day('day')],
      carriers: [{ id: 'electricity' }, { id: 'gas' }],
      zones: [hall],
      units: [unit('a', { zone: 'hall', phases: [phase(60)] })],
      products: one.products,
      ...rest,
    });

  it('runs whole from its recovery before the shift to its end, and else at the flow of its setback', () => {
    const cell = zoned({});
    const report = reportCell(cell, told(cell, 24).state);
    // whole from 05:30 to 14:00: 8.5 h; half the flow for 15.5 h: an eighth of the fan power
    expect(report.zones).toEqual([
      {
        zone: 'hall',
        fanKwh: expect.closeTo(32 * 8.5 + 4 * 15.5, 9),
        coolingKwh: expect.closeTo(8 * 8.5 + 4 * 15.5, 9),
        heatKwh: expect.closeTo(10 * 8.5 + 5 * 15.5, 9),
      },
    ]);
    expect(report.carriers.map(({ kwh }) => kwh)).toEqual([expect.closeTo(2 * 24 + 40 * 8.5 + 8 * 15.5, 9), expect.closeTo(85 + 77.5, 9)]);
  });

  it('runs whole while a batch is open in it, whatever its calendar', () => {
    const cell = zoned({ orders: [{ id: 'o', product: 'x', batches: 1, release: '2026-03-02T20:00' }] });
    expect(reportCell(cell, told(cell, 24).state).zones[0]!.fanKwh).toBeCloseTo(32 * 9.5 + 4 * 14.5, 9);
  });
});

describe('the report of a unit', () => {
  it('has the elements and indicators of ISO 22400', () => {
    const cell = cellOf({
      calendars: [day('day', '00:00', '08:00')],
      units: [
        unit('a', {
          calendar: 'day',
          setUp: { lasts: '30 min' },
          phases: [phase(30), phase(0.3, { id: 'fill', per: 'item' })],
          stops: [{ id: 's', name: { en: 's', fr: 's' }, class: 'failure', every: '50 min', lasts: '20 min' }],
        }),
        unit('b', { phases: [phase(1)] }),
      ],
      products: [product('x', 100, [{ id: 'a', yield: 0.9, makes: 2 }, { id: 'b' }])],
      orders: [{ id: 'o', product: 'x', batches: 1 }],
    });
    // set-up 0-30, execute 30-80, down 80-100, execute 100-110, idle until 480, off until 600
    const { elements, kpis } = reportCell(cell, told(cell, 10).state).units[0]!;
    expect(elements).toEqual({
      APT: 3600,
      AUST: 1800,
      ADET: 1200,
      ADOT: 22200,
      PDOT: 7200,
      PBT: 28800,
      unknown: 0,
      PQ: 200,
      GQ: 180,
      RQ: 20,
      PRI: 18,
    });
    expect(kpis).toEqual({ availability: 1 / 8, effectiveness: 1, qualityRatio: 0.9, oee: (18 * 180) / 28800 });
  });

  it('the planned run time follows the phases of the recipe', () => {
    const cell = cellOf({
      units: [unit('a', { phases: [phase(99)] })],
      products: [product('x', 10, [{ id: 'a', phases: [phase(5)] }]), product('y', 30, [{ id: 'a', phases: [phase(15)] }])],
      orders: ['x', 'y'].map((id) => ({ id, product: id, batches: 1 })),
    });
    expect(reportCell(cell, told(cell, 1).state).units[0]!.elements.PRI).toBeCloseTo((20 * 60) / 40, 12);
  });
});

it('two stages in a row make the deterministic flow shop of the longest step', () => {
  const times = [
    [7, 3, 9, 4],
    [5, 8, 2, 6],
    [4, 4, 7, 1],
  ];
  const cell = cellOf({
    stores: [{ id: 'wait' }],
    units: times.map((_, m) => unit(`m${m}`)),
    products: times[0]!.map((_, job) =>
      product(
        `j${job}`,
        1,
        times.map((row, m) => ({ id: `m${m}`, phases: [phase(row[job]!)], store: 'wait' })),
      ),
    ),
    orders: times[0]!.map((_, job) => ({ id: `j${job}`, product: `j${job}`, batches: 1 })),
  });
  // C(m, j) = max(C(m - 1, j), C(m, j - 1)) + p(m, j)
  const ends = times.map(() => [] as number[]);
  times.forEach((row, m) => row.forEach((p, j) => (ends[m]![j] = Math.max(ends[m - 1]?.[j] ?? 0, ends[m]![j - 1] ?? 0) + p)));
  expect(done(told(cell, 2).facts).map(([, min]) => min)).toEqual(ends[2]);
  expect(begun(told(cell, 2).facts)).toHaveLength(12);
});
