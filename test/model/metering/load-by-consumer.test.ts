import { CellDefinition } from '../../../src/contract/cell.js';
import { EnergyLoad } from '../../../src/contract/energy-load.js';
import { readTree } from '../../../src/model/metering/balance.js';
import type { MeteredLoad } from '../../../src/model/metering/load.js';
import { loadByConsumer } from '../../../src/model/metering/load-by-consumer.js';
import { meterTree } from '../../../src/model/metering/meter-tree.js';
import { supplyOf } from '../../../src/model/supply/state.js';
import type { ProfileTimes } from '../../../src/model/supply/profile.js';
import fc from '../../property.js';
import { exampleDocument } from '../../simulator/cell/plant.js';
import { flat, turpe, us } from '../supply/contracts.js';
import { counted, readEveryMinute, timesOf } from './readings.js';

const EXAMPLE = CellDefinition.parse(exampleDocument());
const MAIN = { id: 'main', name: { en: 'Main', fr: 'Général' }, carrier: 'electricity', physical: true, measures: ['press', 'coater', 'zones.solids'] };
const MORNING = timesOf(us('2026-01-05T06:00:00Z'), us('2026-01-05T08:00:00Z'));

function loadOf(
  times: ProfileTimes,
  loads: Record<string, MeteredLoad>,
  { definition = EXAMPLE, meters = [MAIN] as CellDefinition['meters'], contract = flat() } = {},
) {
  const carriers = [{ id: 'electricity', contract, carbon: { source: 'test', validFrom: '2020-01-01', factor: 0.05 } }];
  const supply = supplyOf({ timezone: 'Europe/Paris', carriers });
  const tops = readTree(meterTree({ ...definition, meters }, 'electricity'), (source) => loads[source] ?? null);
  return EnergyLoad.parse({ cell: 'test', carrier: 'electricity', stepS: 600, ...loadByConsumer(tops, times, supply, supply.carriers[0]) });
}

const even = (times: ProfileTimes, kw: number) =>
  counted(
    readEveryMinute(times, () => kw),
    times,
  );

describe('the load of a site by consumer', () => {
  it('is that of its meter: sources with the most energy first, then what nothing below it counts', () => {
    const found = loadOf(MORNING, {
      press: even(MORNING, 20),
      coater: even(MORNING, 5),
      'zones.solids': even(MORNING, 60),
      'meters.main': even(MORNING, 94),
    });
    expect(found.consumers.map(({ source, kind, kwh }) => [source, kind, Math.round(kwh)])).toEqual([
      ['zones.solids', 'source', 120],
      ['press', 'source', 40],
      ['coater', 'source', 10],
      ['main', 'remainder', 18],
    ]);
    found.kw.forEach((kw, i) => expect(found.consumers.reduce((sum, consumer) => sum + consumer.kw[i]!, 0)).toBeCloseTo(kw!, 9));
  });

  it('is not known where a consumer was not heard: then neither is what nothing else counts', () => {
    const heard = even(MORNING, 20);
    const silent = { ...heard, knownUs: heard.knownUs.map((known, i) => (i === 3 ? 0 : known)) };
    const { kw, consumers } = loadOf(MORNING, { press: silent, coater: even(MORNING, 5), 'zones.solids': even(MORNING, 60), 'meters.main': even(MORNING, 94) });
    const at = (source: string) => consumers.find((consumer) => consumer.source === source)!.kw;
    expect([kw[3], at('coater')[3]].map((value) => Math.round(value!))).toEqual([94, 5]);
    expect([at('press')[3], at('main')[3], at('main')[4]!].map((value) => value && Math.round(value))).toEqual([null, null, 9]);
  });

  it('names seven sources, and sums the smaller ones', () => {
    const units = Array.from({ length: 11 }, (_, i) => ({ ...EXAMPLE.units[0]!, id: `unit-${i}`, slots: 1 }));
    const definition = { ...EXAMPLE, units, utilities: [], zones: [] };
    const loads = Object.fromEntries(units.map(({ id }, i) => [id, even(MORNING, i)]));
    const { consumers, kw } = loadOf(MORNING, loads, { definition, meters: [] });
    expect(consumers.map(({ source }) => source)).toEqual(['unit-10', 'unit-9', 'unit-8', 'unit-7', 'unit-6', 'unit-5', 'unit-4', null]);
    expect(consumers.at(-1)).toMatchObject({ kind: 'rest', of: ['unit-3', 'unit-2', 'unit-1'] });
    expect(consumers.at(-1)!.kwh).toBeCloseTo(12, 6);
    kw.forEach((whole, i) => expect(consumers.reduce((sum, consumer) => sum + consumer.kw[i]!, 0)).toBeCloseTo(whole!, 9));
  });

  it('says for how long it stood near and above the subscribed power, and what of it is not known', () => {
    const hour = 3600e6;
    const kwAt = (atUs: number) => (atUs < MORNING.fromUs + hour / 2 ? 92 : atUs < MORNING.fromUs + hour ? 104 : 60);
    const read = counted(readEveryMinute(MORNING, kwAt), MORNING);
    const gap = { ...read, knownUs: read.knownUs.map((known, i) => (i >= 9 ? 0 : known)) };
    const { periods } = loadOf(MORNING, { 'meters.main': gap }, { contract: turpe('turpe7-hta-cu-fixed-peak', 100) });
    expect(periods.length).toBeGreaterThan(1);
    const used = periods.filter(({ knownHours }) => knownHours > 0);
    const sum = (of: 'knownHours' | 'unknownHours' | 'nearHours' | 'overHours') => periods.reduce((total, period) => total + (period[of] ?? 0), 0);
    expect(used.every(({ subscribedKw, nearShare }) => subscribedKw === 100 && nearShare === 0.9)).toBe(true);
    expect([sum('knownHours'), sum('unknownHours'), sum('nearHours'), sum('overHours')].map((hours) => Math.round(hours * 1e6) / 1e6)).toEqual([
      1.5, 0.5, 1, 0.5,
    ]);
    expect(loadOf(MORNING, { 'meters.main': gap }).periods).toEqual([
      { label: 'all', subscribedKw: null, knownHours: 1.5, unknownHours: 0.5, nearShare: 0.9, nearHours: null, overHours: null },
    ]);
  });

  it('says nothing where nothing was heard', () => {
    const { kw, consumers, hours } = loadOf(MORNING, {});
    expect([new Set(kw), consumers, hours]).toEqual([new Set([null]), [], []]);
  });
});

describe('the hours of a load', () => {
  it('are those of the clock of the site, with what each cost and emitted', () => {
    const { hours } = loadOf(MORNING, { 'meters.main': even(MORNING, 30) });
    expect(hours.map(({ day, hour, hours: length, kwh, costEur, co2eKg }) => [day, hour, length, round(kwh), round(costEur), round(co2eKg)])).toEqual([
      ['2026-01-05', 7, 1, 30, 3, 1.5],
      ['2026-01-05', 8, 1, 30, 3, 1.5],
    ]);
  });

  it('are 23 and 24 on days on which clocks change: one is not there, one lasts twice as long', () => {
    for (const [from, to, count, longest] of [
      ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 23, 1],
      ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 24, 2],
    ] as const) {
      const times = timesOf(us(from), us(to));
      const { hours } = loadOf(times, { 'meters.main': even(times, 6) });
      expect([hours.length, Math.max(...hours.map((each) => each.hours))]).toEqual([count, longest]);
      for (const { kwh, hours: length } of hours) expect(kwh).toBeCloseTo(6 * length, 9);
    }
  });

  it('of any window have its energy', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 600 }), (fromMin, minutes) => {
        const times = timesOf(us('2026-01-05T06:00:00Z') + fromMin * 60e6, us('2026-01-05T06:00:00Z') + (fromMin + minutes) * 60e6);
        const { hours } = loadOf(times, { 'meters.main': even(times, 12) });
        expect(hours.reduce((sum, { kwh }) => sum + kwh!, 0)).toBeCloseTo((12 * minutes) / 60, 6);
        expect(hours.reduce((sum, each) => sum + each.hours, 0)).toBeCloseTo(minutes / 60, 9);
      }),
    );
  });
});

const round = (value: number | null) => value && Math.round(value * 1e6) / 1e6;
