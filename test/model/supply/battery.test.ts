import fc from '../../property.js';
import { arbitrage } from '../../../src/model/supply/arbitrage.js';
import { shave, shaveLowest, type Battery, type BatteryRun } from '../../../src/model/supply/battery.js';
import type { LoadProfile } from '../../../src/model/supply/profile.js';
import { us } from './contracts.js';

const hours = (kw: readonly number[]): LoadProfile => ({ fromUs: us('2026-01-05T00:00:00Z'), stepS: 3600, kwh: Float64Array.from(kw) });
const battery: Battery = { capacityKwh: 200, powerKw: 100, efficiency: 0.88, startShare: 0.5 };
const anyLoad = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 48, maxLength: 48 }).map(hours);
const anyBattery = fc.record({
  capacityKwh: fc.double({ min: 1, max: 1000, noNaN: true }),
  powerKw: fc.double({ min: 1, max: 500, noNaN: true }),
  efficiency: fc.double({ min: 0.5, max: 1, noNaN: true }),
  startShare: fc.double({ min: 0, max: 1, noNaN: true }),
});
const anyPrices = (min: number) =>
  fc.array(fc.double({ min, max: 0.5, noNaN: true }), { minLength: 48, maxLength: 48 }).map((prices) => Float64Array.from(prices));

/** Of bounds, and of the energy that is in it: what was taken less the loss of one way, less what was given with that of the other. */
function faults({ capacityKwh, powerKw, efficiency, startShare }: Battery, load: LoadProfile, { taken, stored, load: after }: BatteryRun): string[] {
  let now = startShare * capacityKwh;
  return [...taken].flatMap((kwh, i) => {
    now += kwh > 0 ? kwh * Math.sqrt(efficiency) : kwh / Math.sqrt(efficiency);
    return [
      Math.abs(kwh) > powerKw + 1e-9 && 'power',
      Math.abs(stored[i]! - now) > 1e-6 && 'energy',
      (stored[i]! < 0 || stored[i]! > capacityKwh) && 'capacity',
      Math.abs(after.kwh[i]! - load.kwh[i]! - kwh) > 1e-9 && 'balance',
      after.kwh[i]! < 0 && 'fed in',
    ].filter((fault) => fault !== false);
  });
}

describe('a battery that shaves peaks', () => {
  it('over random loads: stays within its bounds, keeps its energy, and never raises the peak', () => {
    fc.assert(
      fc.property(anyLoad, anyBattery, (load, each) => {
        const run = shaveLowest(each, load);
        expect(faults(each, load, run)).toEqual([]);
        expect(Math.max(...run.load.kwh)).toBeLessThanOrEqual(Math.min(Math.max(...load.kwh), run.targetKw) + 1e-6);
      }),
      { numRuns: 100 },
    );
  });

  it('over random loads: cannot hold a target that is lower by a thousandth', () => {
    fc.assert(
      fc.property(anyLoad, anyBattery, (load, each) => {
        const { targetKw } = shaveLowest(each, load);
        fc.pre(targetKw > 1);
        expect(Math.max(...shave(each, load, 0.999 * targetKw).load.kwh)).toBeGreaterThan(0.999 * targetKw);
      }),
      { numRuns: 100 },
    );
  });

  it('holds a target that is worked out by hand', () => {
    // 100 kWh in it give 93.808 at its terminals (the root of 0.88): one hour of 300 kW comes down to 206.2
    const { targetKw, load } = shaveLowest(battery, hours([300, 100, 100]));
    expect(targetKw).toBeCloseTo(300 - 100 * Math.sqrt(0.88), 6);
    expect(load.kwh[0]).toBeCloseTo(targetKw, 6);
  });

  it('below a target that it cannot hold gives what it has', () => {
    expect(Math.max(...shave(battery, hours([300, 300]), 150).load.kwh)).toBe(300 - 0);
    expect(shave(battery, hours([300, 300]), 150).load.kwh[0]).toBeCloseTo(300 - 100 * Math.sqrt(0.88), 9);
  });
});

describe('a battery that trades', () => {
  const cost = (run: BatteryRun, prices: Float64Array) => run.load.kwh.reduce((sum, kwh, i) => sum + kwh * prices[i]!, 0);
  const wide = (load: LoadProfile) => load.kwh.map(() => 1000);

  it('fills in a cheap hour and empties in a dear one where that pays for its losses', () => {
    const load = hours([50, 50, 200, 50]);
    const run = arbitrage({ ...battery, startShare: 0 }, load, Float64Array.of(0.1, 0.27, 0.3, 0.2), wide(load));
    expect([...run.taken]).toEqual([100, 0, expect.closeTo(-88, 9), 0]);
    expect([...arbitrage({ ...battery, startShare: 0 }, load, Float64Array.of(0.1, 0.1, 0.113, 0.1), wide(load)).taken]).toEqual([0, 0, 0, 0]);
  });

  it('over random loads and prices, some below zero: stays within its bounds, under the ceiling, and ends no emptier', () => {
    fc.assert(
      fc.property(anyLoad, anyBattery, anyPrices(-0.1), fc.double({ min: 0, max: 100, noNaN: true }), (load, each, prices, room) => {
        const ceiling = load.kwh.map((kwh) => kwh + room);
        const run = arbitrage(each, load, prices, ceiling);
        expect(faults(each, load, run)).toEqual([]);
        expect(run.load.kwh.every((kwh, i) => kwh <= ceiling[i]! + 1e-9)).toBe(true);
        expect(run.stored.at(-1)).toBeGreaterThanOrEqual(each.startShare * each.capacityKwh - 1e-6);
        expect(prices.some((price, i) => price < 0 && run.taken[i]! < 0)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('over random loads and prices costs exactly the least, found by trying all on a grid', () => {
    // Loads and ceilings are whole kWh of the store, so that some best plan is made of whole kWh too.
    const whole = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 10, maxLength: 10 });
    const prices = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 10, maxLength: 10 }).map((all) => Float64Array.from(all, (p) => p / 100));
    fc.assert(
      fc.property(
        whole,
        whole,
        prices,
        fc.constantFrom(1, 0.81, 0.64),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(6),
        (loads, rooms, price, efficiency, capacityKwh, start) => {
          const way = Math.sqrt(efficiency);
          const startKwh = Math.min(start, capacityKwh);
          const load = hours(loads.map((kwh) => kwh * way));
          const ceiling = load.kwh.map((kwh, i) => kwh + rooms[i]! / way);
          let best = Array.from({ length: capacityKwh + 1 }, (_, kwh) => (kwh >= startKwh ? 0 : Infinity));
          for (let i = 9; i >= 0; i--)
            best = best.map((_, now) =>
              Math.min(
                ...best.map((later, next) => {
                  const change = next - now;
                  if (change > rooms[i]! || -change > loads[i]!) return Infinity;
                  return later + price[i]! * (load.kwh[i]! + (change > 0 ? change / way : change * way));
                }),
              ),
            );
          const run = arbitrage({ capacityKwh, powerKw: 1000, efficiency, startShare: startKwh / capacityKwh }, load, price, ceiling);
          fc.pre(best[startKwh]! < Infinity);
          expect(cost(run, price)).toBeCloseTo(best[startKwh]!, 9);
        },
      ),
      { numRuns: 300 },
    );
  });
});
