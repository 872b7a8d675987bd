import { CellLookAhead } from '../../../src/contract/cell-view.js';
import { followFuture } from '../../../src/model/cell/future.js';
import { lookAhead } from '../../../src/model/cell/look-ahead.js';
import { runCell } from '../../../src/model/cell/run.js';
import type { LotSituation, Situation } from '../../../src/model/cell/situation.js';
import { startCell } from '../../../src/model/cell/state.js';
import { cellOf, HOUR, MIN, MONDAY_US, phase, product, unit } from './cells.js';
import { lotSituation, placeSituation } from './situations.js';

const cell = cellOf({
  units: [unit('mixer', { phases: [phase(60)] }), unit('dryer', { phases: [{ id: 'dry', lasts: { dist: 'uniform', min: '60 min', max: '160 min' } }] })],
  stores: [{ id: 'wet' }],
  products: [product('a', 100, [{ id: 'mixer', store: 'wet' }, { id: 'dryer' }])],
});
const lot = (name: string, rest: Partial<LotSituation>): LotSituation => lotSituation(name, { step: 'mixer', ...rest });
const place = placeSituation;
/** Lot A has been dried for 60 of 60 to 160 minutes, B mixed for 20 of 60, C waits to be mixed, one more is to come. */
const situation: Situation = {
  atUs: MONDAY_US,
  places: [
    place('mixer', { lot: 'B', stage: 'phases', phase: 'run', activeS: 1200 }),
    place('dryer', { lot: 'A', stage: 'phases', phase: 'dry', activeS: 3600 }),
  ],
  lots: [lot('A', { step: 'dryer' }), lot('B', {}), lot('C', { status: 'waiting', begunUs: null })],
  orders: [{ order: 'O', product: 'a', batches: 4, begun: 2, ended: 0, lost: 0, releasedUs: MONDAY_US - HOUR, dueUs: MONDAY_US + 9 * HOUR }],
};
const ahead = (hours: number, rest: Partial<Parameters<typeof lookAhead>[2]> = {}) =>
  lookAhead(cell, situation, { untilUs: MONDAY_US + hours * HOUR, replications: 400, seed: 3, ...rest });

describe('a look ahead', () => {
  it('tells by hand when what is under way ends', () => {
    const { lots, steps, notes } = ahead(12);
    expect(notes).toEqual([]);
    // Of A 0 to 100 minutes are left, each as likely; B ends its mixing after 40.
    const a = lots.find(({ lot: its }) => its === 'A')!.endUs;
    expect((a.p50! - MONDAY_US) / MIN).toBeGreaterThan(43);
    expect((a.p50! - MONDAY_US) / MIN).toBeLessThan(57);
    expect((a.p90! - MONDAY_US) / MIN).toBeGreaterThan(85);
    const byLot = Object.fromEntries(steps.map(({ lot: its, source, remainingS }) => [`${source} ${its}`, remainingS!]));
    expect(byLot['mixer B']).toEqual({ mean: 2400, low: 2400, high: 2400 });
    expect(Math.abs(byLot['dryer A']!.mean / 60 - 50)).toBeLessThan(6);
    expect(Object.keys(byLot)).toHaveLength(2);
  });

  it('tells items, energy, and what was made before', () => {
    const { products, kwh, untilUs, madeUs, replications } = ahead(3, { doneSoFar: { a: 300 } });
    expect([madeUs, untilUs, replications]).toEqual([MONDAY_US, MONDAY_US + 3 * HOUR, 400]);
    // A is surely dry by then, B in 62 of 100 cases, C, which is mixed after 100 min, next to never.
    expect(products).toEqual([{ product: 'a', doneSoFar: 300, items: { p10: 100, p50: 200, p90: 200 }, made: { p10: 100, p50: 200, p90: 200 } }]);
    // 160 min of mixing, and all of drying but up to 40 min until B comes, at 10 kW; else 2 kW.
    expect(kwh.p10).toBeGreaterThan(52);
    expect(kwh.p10).toBeLessThan(55);
    expect(kwh.p90).toBeCloseTo((160 / 60) * 10 + (20 / 60) * 2 + 30, 6);
  });

  it('tells the chance of an order to be in time, or that it does not know yet', () => {
    // After A three lots are dried in 60 to 160 min each: 50 + 3 x 110 = 380 min on average.
    expect(ahead(12).orders).toEqual([{ order: 'O', dueUs: MONDAY_US + 9 * HOUR, onTime: 1 }]);
    expect(ahead(6).orders[0]!.onTime).toBeNull();
    const early = { ...situation, orders: [{ ...situation.orders[0]!, dueUs: MONDAY_US + 380 * MIN }] };
    const { onTime } = lookAhead(cell, early, { untilUs: MONDAY_US + 12 * HOUR, replications: 400, seed: 3 }).orders[0]!;
    expect(onTime).toBeGreaterThan(0.38);
    expect(onTime).toBeLessThan(0.62);
    const none = { ...situation, orders: [{ ...situation.orders[0]!, dueUs: null }] };
    expect(lookAhead(cell, none, { untilUs: MONDAY_US + HOUR, replications: 2, seed: 3 }).orders[0]!.onTime).toBeNull();
  });

  it('tells no end and no rest of what goes on beyond it', () => {
    const { lots, steps } = ahead(0.5);
    expect(lots.find(({ lot: its }) => its === 'B')!.endUs).toEqual({ p10: null, p50: null, p90: null });
    expect(steps.find(({ lot: its }) => its === 'B')!.remainingS).toBeNull();
    const { p10, p90 } = lots.find(({ lot: its }) => its === 'A')!.endUs;
    expect([p10! > MONDAY_US, p90]).toEqual([true, null]);
  });

  it('is the same for the same seed, another for another, and of the shape of the contract', () => {
    expect(ahead(8)).toEqual(ahead(8));
    expect(ahead(8, { seed: 4 })).not.toEqual(ahead(8));
    expect(CellLookAhead.parse(ahead(8))).toEqual(ahead(8));
  });

  it('is for people who ask late of nothing', () => {
    const { untilUs, products } = ahead(-5);
    expect([untilUs, products[0]!.items.p90]).toEqual([MONDAY_US, 0]);
  });
});

describe('energy of a look ahead beside what is simulated', () => {
  const of = (energyPast: (number | null)[] | undefined, seed = 3) =>
    lookAhead(cell, { ...situation, ...(energyPast === undefined ? {} : { energyPast }) }, { untilUs: MONDAY_US + 8 * HOUR, replications: 200, seed });
  const days = (kwh: (hour: number) => number) => Array.from({ length: 21 * 24 }, (_, hour) => kwh(hour));
  const strays = days((hour) => 3 * Math.sin(hour * hour));

  it('is moved by what was measured beyond the file, and no wider where that never strayed', () => {
    const bare = of(undefined).kwh;
    const { kwh, notes } = of(days(() => 5));
    expect(notes).toEqual([]);
    for (const p of ['p10', 'p50', 'p90'] as const) expect(kwh[p]).toBeCloseTo(bare[p] + 40, 9);
  });

  it('is wider where it strayed, and the same for the same seed', () => {
    const [bare, wide] = [of(undefined).kwh, of(strays).kwh];
    expect(wide.p90 - wide.p10).toBeGreaterThan(bare.p90 - bare.p10);
    expect(of(strays)).toEqual(of(strays));
    expect(of(strays, 4).kwh).not.toEqual(wide);
  });

  it('says where too little was measured, and is never below nothing', () => {
    expect(of([]).notes).toEqual([{ code: 'energy-not-measured', values: {} }]);
    expect(of([1, 2, null, 3, 4]).notes).toEqual([{ code: 'energy-hours-only', values: { hours: 4 } }]);
    expect(of(days(() => -1e6)).kwh).toEqual({ p10: 0, p50: 0, p90: 0 });
  });
});

describe('good items of a future', () => {
  const station = (id: string, rest: { rate: string; rejects: number }) => ({
    id,
    type: 'machine',
    name: { en: id, fr: id },
    item: id,
    power: { standby: '1 kW', idle: '2 kW', execute: '10 kW' },
    ...rest,
  });
  const press = cellOf({
    units: [
      unit('press', { flow: { stations: [station('core', { rate: '600 /min', rejects: 0.1 }), station('check', { rate: '900 /min', rejects: 0.05 })] } }),
    ],
    products: [product('a', 1000, [{ id: 'press' }])],
    orders: [{ id: 'o1', product: 'a', batches: 400 }],
  });
  it('come as a count of chance has them: on average as rejects say, with the variance of so many draws', () => {
    const many = Array.from({ length: 400 }, (_, replication) => {
      const state = startCell(press, { seed: 1, replication, atUs: MONDAY_US });
      return followFuture(press, state, MONDAY_US + 105e6).items[0]!; // the first batch is through after 100 s and what lies between
    });
    const mean = many.reduce((sum, n) => sum + n, 0) / many.length;
    const variance = many.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (many.length - 1);
    // Each of 1,000 is good by a chance of 0.9 x 0.95: mean 855, variance 1,000 x 0.855 x 0.145 = 124.
    expect(Math.abs(mean - 855)).toBeLessThan((4 * Math.sqrt(124)) / 20);
    expect(variance / 124).toBeGreaterThan(0.75);
    expect(variance / 124).toBeLessThan(1.35);
  });

  it('are those of the mean in any other simulation', () => {
    const items: number[] = [];
    const state = startCell(press, { seed: 1, replication: 0, atUs: MONDAY_US });
    state.watch = (fact) => fact.kind === 'batch-done' && items.push(fact.items);
    runCell(press, state, MONDAY_US + HOUR);
    expect(items.length).toBeGreaterThan(20);
    expect(new Set(items)).toEqual(new Set([855]));
  });
});
