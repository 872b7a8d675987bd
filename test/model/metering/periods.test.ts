import { CellDefinition } from '../../../src/contract/cell.js';
import { loadOfCounter, risesOf } from '../../../src/model/metering/counted.js';
import type { HeldValue } from '../../../src/model/metering/held.js';
import { energyPeriods, outdoorSeries, periodsWithin, unknownOfPeriods } from '../../../src/model/metering/periods.js';
import { goodOf, lastUnitsOf } from '../../../src/model/metering/production.js';
import { gridStartUs, type ProfileTimes } from '../../../src/model/supply/profile.js';
import { exampleDocument } from '../../simulator/cell/plant.js';
import { us } from '../supply/contracts.js';
import { counted, HOUR_US, stored, timesOf } from './readings.js';

const PARIS = 'Europe/Paris';
const hours = ({ fromUs, toUs }: { fromUs: number; toUs: number }) => (toUs - fromUs) / HOUR_US;
const quarters = (fromUs: number, toUs: number): ProfileTimes => ({
  fromUs,
  toUs,
  stepS: 900,
  steps: Math.ceil((toUs - gridStartUs({ fromUs, stepS: 900 })) / 900e6),
});

describe('periods of the clock of a site', () => {
  it('are whole days, of 23 and 25 hours where clocks change', () => {
    const march = periodsWithin('day', PARIS, { fromUs: us('2026-03-28T12:00:00Z'), toUs: us('2026-03-31T00:00:00Z') });
    expect(march.map(hours)).toEqual([23, 24]);
    const october = periodsWithin('day', PARIS, { fromUs: us('2026-10-24T22:00:00Z'), toUs: us('2026-10-26T23:00:00Z') });
    expect(october.map(hours)).toEqual([25, 24]);
  });

  it('are weeks from Monday on, and months', () => {
    const window = { fromUs: us('2026-01-01T00:00:00Z'), toUs: us('2026-03-15T00:00:00Z') };
    const weeks = periodsWithin('week', PARIS, window);
    expect([weeks.length, weeks[0]!.fromUs, weeks.at(-1)!.toUs]).toEqual([9, us('2026-01-04T23:00:00Z'), us('2026-03-08T23:00:00Z')]);
    expect(periodsWithin('month', PARIS, window).map(({ fromUs }) => fromUs)).toEqual([us('2026-01-31T23:00:00Z')]);
    expect(periodsWithin('month', PARIS, { fromUs: us('2026-02-02T00:00:00Z'), toUs: us('2026-02-20T00:00:00Z') })).toEqual([]);
  });
});

describe('what was measured of periods', () => {
  const from = us('2026-01-04T23:00:00Z');
  const days = [0, 1].map((n) => ({ fromUs: from + n * 24 * HOUR_US, toUs: from + (n + 1) * 24 * HOUR_US }));
  const times = quarters(from, days[1]!.toUs);
  const at = (hour: number, value: number) => ({ atUs: from + hour * HOUR_US, value });
  const outdoor = (values: readonly HeldValue[]) => outdoorSeries(times, values, PARIS);

  it('is energy with the share of time that is not known, drivers and temperatures; a pause within a period leaves nothing unknown', () => {
    const readings = [at(0, 0), at(10, 100), at(20, 200), at(30, 300), at(48, 480)];
    const energy = loadOfCounter(times, risesOf(stored(readings, times)), [], unknownOfPeriods(days));
    const known: HeldValue = { fromUs: from, toUs: from + 24 * HOUR_US, value: 7 };
    const [first, second] = energyPeriods(days, times, { energy, drivers: { production: energy }, outdoor: outdoor([known]) }, 'day', PARIS);
    expect(first).toMatchObject({ outdoorC: [7], drivers: { production: null } });
    expect([first!.energyKwh!, first!.unknownShare, second!.energyKwh!].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([240, 0.166667, 240]);
    expect(second).toMatchObject({ outdoorC: [null] });
  });

  it('is not known where nothing was heard', () => {
    const [period] = energyPeriods(days, times, { energy: null, drivers: { production: null }, outdoor: null }, 'day', PARIS);
    expect(period).toMatchObject({ energyKwh: null, unknownShare: 1, drivers: { production: null }, outdoorC: [] });
  });
});

describe('production', () => {
  const definition = CellDefinition.parse(exampleDocument());

  it('is counted where the last steps are made, and not where other steps are made there, too', () => {
    expect(lastUnitsOf(definition)).toEqual({ sources: ['packaging'], mixed: false });
    const [product] = definition.products;
    const twice = { ...product!, route: [product!.route.at(-1)!, ...product!.route] };
    expect(lastUnitsOf({ ...definition, products: [twice] })).toMatchObject({ mixed: true });
    const slotted = definition.units.map((unit) => (unit.id === 'packaging' ? { ...unit, slots: 2 } : unit));
    expect(lastUnitsOf({ ...definition, units: slotted }).sources).toEqual(['packaging.1', 'packaging.2']);
  });

  it('is items less rejects', () => {
    const from = us('2026-01-05T06:00:00Z');
    const times = timesOf(from, from + HOUR_US);
    const count = (perReading: number) =>
      counted(
        Array.from({ length: 13 }, (_, i) => ({ atUs: from + i * 300e6, value: i * perReading })),
        times,
      );
    expect(Math.round(goodOf(count(50), count(2)).kwh.reduce((sum, items) => sum + items, 0))).toBe(12 * 48);
    expect(goodOf(count(50), null).kwh).toEqual(count(50).kwh);
  });
});
