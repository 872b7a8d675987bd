import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { applyChange } from '../../src/contract/leaves.js';
import { LineReplay } from '../../src/contract/line-replay.js';
import type { LineView } from '../../src/contract/stream.js';
import type { Observation } from '../../src/contract/telemetry.js';
import { observe } from '../../src/model/assimilate.js';
import { newMirror } from '../../src/model/mirror.js';
import { view } from '../../src/model/view.js';
import { DuckDbHistory } from '../../src/telemetry/history-duckdb.js';
import { ReplayService } from '../../src/twin/replay.service.js';
import { MONDAY_06_UTC, reading, smallLine } from '../model/mirror-lines.js';

const small = smallLine();
const plant = { definition: small.definition, compiled: small, version: 'v1', file: 'small.yaml', path: 'small.yaml', source: '' };
const at = (s: number) => MONDAY_06_UTC + s * 1e6;
const HOUR_S = 3600;

/** From an hour before the shift to an hour into it: the filler jams for ten minutes, the packer runs, all say everything every ten seconds. */
function twoHours(): Observation[] {
  const told: Observation[] = [];
  for (let s = -HOUR_S; s <= HOUR_S; s += 10) {
    const jammed = s >= 1000 && s < 1600;
    const say = (unit: string, signal: Observation['signal'], value: Observation['value']) => told.push(reading('small', s, unit, signal, value));
    for (const [unit, perS] of [
      ['filler', 9],
      ['packer', 0.9],
      ['wrapper', 0.9],
    ] as const) {
      say(unit, 'state', unit === 'filler' && jammed ? 'Held' : 'Execute');
      say(unit, 'goodCount', Math.round((s + HOUR_S) * perS));
      say(unit, 'power', unit === 'filler' && jammed ? 2 : 4);
    }
  }
  return told;
}

/** The same line followed live, drawn at an instant. */
function liveAt(told: readonly Observation[], atUs: number): LineView {
  const mirror = newMirror(small);
  for (const one of told) if (one.measuredAtUs <= atUs) observe(small, mirror, one);
  return view(small, mirror, { atUs, wallUs: atUs, speed: 1, catchingUp: false, modelVersion: 'v1', forecast: null, start: null });
}

/** The views of an answer, each made from the one before as a screen does. */
function viewsOf({ first, then }: LineReplay): LineView[] {
  const views = [first.view];
  for (const change of then) views.push(applyChange(views.at(-1)!, change));
  return views;
}

describe('the last day of a line once more', () => {
  const told = twoHours();
  let folder: string;
  let history: DuckDbHistory;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'replay-'));
    history = await DuckDbHistory.open(folder, { memoryLimit: '256MB', threads: 1 });
    await history.write(told, told.length);
  });
  afterAll(async () => {
    await history.close();
    await rm(folder, { recursive: true, force: true });
  });
  const service = () => new ReplayService(history, { heard: () => [] });
  const ask = (fromS: number, everyS: number, count: number, replays = service()) =>
    replays.replay(plant, { fromUs: at(fromS), everyUs: everyS * 1e6, count, nowUs: at(HOUR_S) });

  it('shows what was shown live: states, counts of the shift, times and deviations', async () => {
    const answer = LineReplay.parse(await ask(995, 300, 4));
    const live = [995, 1295, 1595, 1895].map((s) => liveAt(told, at(s)));
    viewsOf(answer).forEach((then, i) => {
      const now = live[i]!;
      expect(then.output.good).toBeCloseTo(now.output.good, 9);
      expect(then.output.elements).toEqual(now.output.elements);
      expect(then.order.map((id) => then.units[id]!.family)).toEqual(now.order.map((id) => now.units[id]!.family));
      expect(then.deviations.map(({ unit, kind }) => [unit, kind])).toEqual(now.deviations.map(({ unit, kind }) => [unit, kind]));
    });
    const filler = viewsOf(answer).map(({ units }) => units['filler']!);
    expect(filler.map(({ family }) => family)).toEqual(['producing', 'held', 'held', 'producing']);
    expect(filler[2]!.stateSinceUs).toBe(at(1000));
  });

  it('tells each view by its instant, and no forecast of those days', async () => {
    const answer = await ask(100, 60, 5);
    expect([answer.first.atUs, ...answer.then.map(({ atUs }) => atUs)]).toEqual([100, 160, 220, 280, 340].map(at));
    for (const { forecast, start } of viewsOf(answer)) expect([forecast, start]).toEqual([null, null]);
  });

  it('tells once what the line made and should have before', async () => {
    const answer = await ask(1900, 60, 5);
    const { rateTrend } = answer.first.view;
    expect(rateTrend.atUs.at(-1)).toBe(at(1860));
    expect(rateTrend.ratePerMin.at(-1)).toBe(54);
    expect(answer.then.flatMap(({ set }) => Object.keys(set)).filter((leaf) => /^\/(rateTrend|expectedPower)/.test(leaf))).toEqual([]);
  });

  it('goes on where it stopped with the same views as one that begins anew', async () => {
    const replays = service();
    await ask(100, 60, 10, replays);
    const anew = viewsOf(await ask(700, 60, 10));
    expect(viewsOf(await ask(700, 60, 10, replays))).toEqual(anew);
    expect(viewsOf(await ask(700, 60, 10, replays))).toEqual(anew);
    expect(viewsOf(await ask(100, 60, 3, replays))).toEqual(viewsOf(await ask(100, 60, 3)));
  });

  it('shows nothing that came after the instant', async () => {
    const [first] = viewsOf(await ask(995, 1, 1));
    expect(first!.lineTimeUs).toBeLessThanOrEqual(at(995));
    expect(first!.units['filler']!.signals['goodCount']!.measuredAtUs).toBe(at(990));
  });
});
