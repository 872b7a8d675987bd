import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Observation, Series, SignalName } from '../../src/contract/telemetry.js';
import { decimated, windowFor } from '../../src/telemetry/decimate.js';
import { DuckDbHistory } from '../../src/telemetry/history-duckdb.js';
import { reading, window } from './history-contract.js';

const S = 1_000_000;
const { fromUs: T0 } = window(0, 0);

let folder: string;
let history: DuckDbHistory;
let offset = 0;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'decimate-'));
  history = await DuckDbHistory.open(folder, { memoryLimit: '256MB', threads: 1 });
  offset = 0;
});
afterEach(async () => {
  await history.close();
  await rm(folder, { recursive: true, force: true });
});

const write = (...readings: Observation[]) => history.write(readings, (offset += readings.length));
const ask = (signal: SignalName, fromS: number, toS: number, maxPoints = 100, nowS = toS) =>
  decimated(history, { line: 'osd-1', unit: 'press', signal, ...window(fromS, toS), nowUs: T0 + nowS * S }, maxPoints);
/** Points by second. */
const points = ({ atUs, value }: Series) => atUs.map((at, i) => [(at - T0) / S, value[i]]);
/** A word of the unit every `everyS`, of another signal. */
const heard = (fromS: number, toS: number, everyS = 60) =>
  Array.from({ length: Math.floor((toS - fromS) / everyS) + 1 }, (_, i) => reading('mode', fromS + i * everyS, 'Production'));

it('the window is the narrowest readable one that needs no more points than asked for', () => {
  expect(windowFor(8 * 3600 * S, 1200)).toBe(30 * S);
  expect(windowFor(3600 * S, 1200)).toBe(5 * S);
  expect(windowFor(100 * S, 101)).toBe(S);
  expect(windowFor(10 * 365 * 86_400 * S, 100)).toBe(6 * 604_800 * S);
});

describe('a signal that is sent on change', () => {
  it('has no gap between two readings of a unit that is heard, and begins with the value in force', async () => {
    await write(reading('power', 93, 5), reading('power', 94, 4), reading('power', 128, 2), reading('power', 620, 3), ...heard(0, 600));
    expect(points(await ask('power', 90, 200))).toEqual([[93, 5], [94, 4], [128, 2]]); // prettier-ignore
    expect(points(await ask('power', 100, 630))).toEqual([[100, 4], [128, 2], [620, 3]]); // prettier-ignore
    expect(points(await ask('power', 130, 140))).toEqual([[130, 2]]);
    expect(points(await ask('power', 128, 140))).toEqual([[128, 2]]);
  });

  it('is not known from the last word of a unit that was silent for more than five minutes, and holds again with the next', async () => {
    await write(reading('power', 0, 5), ...heard(60, 120), ...heard(500, 800), reading('power', 900, 3), ...heard(900, 1200, 300));
    expect(points(await ask('power', 0, 1000))).toEqual([[0, 5], [120, null], [500, 5], [900, 3]]); // prettier-ignore
    expect(points(await ask('power', 200, 1000))).toEqual([[500, 5], [900, 3]]); // prettier-ignore
    expect(points(await ask('power', 200, 400))).toEqual([[200, 5]]); // not five minutes yet
    expect(points(await ask('power', 200, 400, 100, 1000))).toEqual([]);
    expect(points(await ask('power', 0, 1500))).toEqual([[0, 5], [120, null], [500, 5], [900, 3]]); // prettier-ignore
    expect(points(await ask('power', 1000, 1600))).toEqual([[1000, 3], [1200, null]]); // prettier-ignore
    expect(points(await ask('power', 1000, 1300, 100, 1600))).toEqual([[1000, 3], [1200, null]]); // prettier-ignore
    expect(points(await ask('power', 1000, 1300, 100, 1400))).toEqual([[1000, 3]]);
  });

  it('keeps a reading that was the last word of its unit', async () => {
    await write(reading('power', 0, 5), reading('power', 1000, 6));
    const { atUs, value } = await ask('power', 0, 2000, 100, 1100);
    expect([atUs, value]).toEqual([[T0, T0 + 1, T0 + 1000 * S], [5, null, 6]]); // prettier-ignore
    expect(await ask('power', 0, 2000, 2, 1100)).toMatchObject({ everyUs: 3600 * S, value: [6], min: [5], max: [6] });
  });

  it('fills windows with what held: the mean over time, least and greatest, and nothing beyond now', async () => {
    await write(...[0, 1, 2, 3].map((s) => reading('power', s, 10)), reading('power', 4, 0), ...[21, 22, 23].map((s) => reading('power', s, 6)), ...heard(0, 60, 20)); // prettier-ignore
    const series = await ask('power', 0, 50, 6, 35);
    expect(series).toMatchObject({ everyUs: 10 * S, truncated: false, min: [0, 0, 0, 6], max: [10, 0, 6, 6] });
    expect(points(series)).toEqual([[0, 4], [10, 0], [20, 5.4], [30, 6]]); // prettier-ignore
  });

  it('has windows without value where its unit was silent', async () => {
    await write(...[0, 1, 2, 3, 4, 5].map((s) => reading('power', s, 4)), ...heard(60, 60), reading('power', 560, 8), ...heard(560, 700));
    expect(points(await ask('power', 0, 700, 5))).toEqual([[0, 4], [300, 8], [600, 8]]); // prettier-ignore
    const fine = await ask('power', 0, 700, 7);
    expect(fine.everyUs).toBe(120 * S);
    expect(points(fine)).toEqual([[0, 4], [120, null], [240, null], [360, null], [480, 8], [600, 8]]); // prettier-ignore
    expect(fine.min).toEqual([4, null, null, null, 8, 8]);
  });

  it('that is a text, a flag or a code is the last one of the window', async () => {
    await write(
      ...[0, 1, 2].flatMap((s) => [reading('state', s, 'Execute'), reading('stopReason', s, 0), reading('blocked', s, false)]),
      ...[6, 7].flatMap((s) => [reading('state', s, 'Held'), reading('stopReason', s, 510), reading('blocked', s, true)]),
    );
    expect(points(await ask('state', 0, 20, 3))).toEqual([[0, 'Held'], [10, 'Held']]); // prettier-ignore
    expect(await ask('stopReason', 0, 20, 3)).toMatchObject({ value: [510, 510], min: [null, null], max: [null, null] });
    expect((await ask('blocked', 0, 20, 4)).value).toEqual([true, true]);
  });
});

describe('a counter', () => {
  it('is its readings, and is not held where it does not rise', async () => {
    await write(reading('goodCount', 0, 1), reading('goodCount', 100, 2), reading('goodCount', 900, 3), ...heard(0, 900));
    expect(points(await ask('goodCount', 50, 1000))).toEqual([[100, 2], [900, 3]]); // prettier-ignore
  });

  it('has a null only where its unit was silent, in windows too', async () => {
    const rising = (fromS: number, toS: number) => Array.from({ length: toS - fromS }, (_, i) => reading('goodCount', fromS + i, fromS + i));
    await write(...rising(0, 60), ...heard(60, 900), reading('goodCount', 900, 1000), ...rising(2000, 2060));
    expect(points(await ask('goodCount', 0, 2100, 36))).toEqual([[0, 29.5], [900, 1000], [960, null], [1980, 2019.5], [2040, 2049.5]]); // prettier-ignore
    const raw = await ask('goodCount', 0, 2100, 200);
    expect(raw.everyUs).toBeNull();
    expect(raw.atUs[raw.value.indexOf(null)]).toBe(T0 + 900 * S + 1);
  });
});

describe('power over time is the energy of the meter', () => {
  /** A machine for eight hours: power on change and every minute, runs with a noisy load read every `noisyS`, and an exact meter. */
  function machine(noisyS: number): Observation[] {
    const readings: Observation[] = [];
    let energyKwh = 0;
    let atS = 0;
    for (let n = 0; atS < 8 * 3600; n++) {
      const running = n % 2 === 0;
      const untilS = Math.min(8 * 3600, atS + (running ? 97 : 211) + ((n * 37) % 300));
      while (atS < untilS) {
        const kw = running ? 27 + (((atS * 7919) % 13) - 6) / 2 : 4.5;
        const nextS = Math.min(untilS, atS + (running ? noisyS : 60));
        readings.push(reading('power', atS, kw), reading('energy', atS, energyKwh));
        energyKwh += (kw * (nextS - atS)) / 3600;
        atS = nextS;
      }
    }
    return [...readings, reading('energy', 8 * 3600, energyKwh)];
  }
  /** Each point holds to the next, the last to the end [kWh]. */
  const integral = ({ atUs, value }: Series, toS: number) =>
    atUs.reduce((kwh, at, i) => kwh + (Number(value[i]) * ((atUs[i + 1] ?? T0 + toS * S) - at)) / S / 3600, 0);
  const risen = async (fromS: number, toS: number) => {
    const meter = await history.readings('osd-1', 'press', 'energy', window(fromS, toS + 1));
    return Number(meter.at(-1)!.value) - Number(meter[0]!.value);
  };

  it.each([
    ['as readings', 7, 1800, 2000, null],
    ['in windows of 30 s', 1, 8 * 3600, 1200, 30 * S],
    ['in windows of ten minutes', 7, 8 * 3600, 50, 600 * S],
    ['in windows of more readings than are read', 0.05, 8 * 3600, 50, 600 * S],
  ])(
    '%s',
    async (_what, noisyS, toS, maxPoints, everyUs) => {
      await history.write(machine(noisyS), 1);
      const power = await ask('power', 0, toS, maxPoints);
      const kwh = await risen(0, toS);
      expect(power.everyUs).toBe(everyUs);
      expect(power.value).not.toContain(null);
      expect(Math.abs(integral(power, toS) / kwh - 1)).toBeLessThan(0.01);
    },
    60_000,
  );
});
