import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EnergyReadings } from '../../src/energy/readings.service.js';
import { isKnown, sumOf, type MeteredLoad } from '../../src/model/metering/load.js';
import type { SignalName } from '../../src/contract/telemetry.js';
import { DuckDbHistory } from '../../src/telemetry/history-duckdb.js';
import { MINUTE_US, timesOf } from '../model/metering/readings.js';

const FROM = Date.parse('2026-01-05T06:00:00Z') * 1000;
const times = timesOf(FROM, FROM + 120 * MINUTE_US);
let folder: string;
let history: DuckDbHistory;
let readings: EnergyReadings;
let offset = 0;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'readings-'));
  history = await DuckDbHistory.open(folder);
  readings = new EnergyReadings(history);
});
afterAll(async () => {
  await history.close();
  rmSync(folder, { recursive: true });
});

/** Minutes of the window and values of a signal of a unit. */
async function tell(unit: string, signal: SignalName, told: readonly (readonly [number, number])[]): Promise<void> {
  const observations = told.map(([minute, value]) => {
    const measuredAtUs = FROM + minute * MINUTE_US;
    return { line: 'site', unit, signal, value, measuredAtUs, receivedAtUs: measuredAtUs, quality: 'good' as const };
  });
  await history.write(observations, (offset += told.length));
}

const every = (minutes: number, from: number, to: number, valueAt: (minute: number) => number) =>
  Array.from({ length: (to - from) / minutes + 1 }, (_, i) => [from + i * minutes, valueAt(from + i * minutes)] as const);
const knownSteps = (load: MeteredLoad) => Array.from(load.kwh, (_, step) => isKnown(load, times, step));
const ALL = Array.from({ length: 12 }, () => true);

describe('the end of a window that is over', () => {
  const load = async (unit: string) => (await readings.loads('site', 'electricity', [unit], times)).get(unit)!;

  it('is known of a counter that is told on change and stands still until long after, where its source was heard', async () => {
    await tell('press', 'energy', [...every(5, -10, 100, (minute) => 1000 + minute), [150, 1101], [155, 1106]]);
    await tell(
      'press',
      'speed',
      every(1, -10, 155, () => 0),
    );
    const found = await load('press');
    expect(knownSteps(found)).toEqual(ALL);
    expect([sumOf(found.kwh), sumOf(found.pausedKwh)]).toEqual([100, 0]);
  });

  it('is known of a counter that has not moved when it is told again', async () => {
    await tell('coater', 'energy', [...every(5, -10, 100, (minute) => 1000 + minute), [400, 1100]]);
    expect(knownSteps(await load('coater'))).toEqual(ALL);
  });

  it('is known by the power up to the next reading, where both tell the same', async () => {
    await tell('dryer', 'energy', [...every(5, -10, 90, (minute) => 1000 + minute), [150, 1150]]);
    await tell(
      'dryer',
      'power',
      every(1, -80, 150, () => 60),
    );
    const found = await load('dryer');
    expect(knownSteps(found)).toEqual(ALL);
    expect(sumOf(found.kwh)).toBeCloseTo(120, 6);
  });

  it('has its part of a pause of which nobody knows when it rose, and says so', async () => {
    await tell('mixer', 'energy', [...every(5, -10, 100, (minute) => 1000 + minute), [180, 1180]]);
    const found = await load('mixer');
    expect(knownSteps(found)).toEqual(ALL.map((_, step) => step < 10));
    expect(sumOf(found.kwh)).toBeCloseTo(120, 6);
    expect(sumOf(found.pausedKwh)).toBeCloseTo(20, 6);
  });

  it('is not known where no reading has come yet', async () => {
    await tell(
      'mill',
      'energy',
      every(5, -10, 115, (minute) => 1000 + minute),
    );
    const found = await load('mill');
    expect(knownSteps(found)).toEqual(ALL.map((_, step) => step < 11));
    expect(sumOf(found.kwh)).toBe(115);
  });
});
