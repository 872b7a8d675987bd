import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Logger } from '@nestjs/common';
import type { Config } from '../../src/config.js';
import { LineView, TwinEvent } from '../../src/contract/stream.js';
import type { Observation } from '../../src/contract/telemetry.js';
import { restore } from '../../src/model/state.js';
import type { PlantService } from '../../src/plant/plant.service.js';
import type { PlantLine } from '../../src/plant/plant.service.js';
import type { Telemetry } from '../../src/telemetry/telemetry.service.js';
import { readTwin, type SavedTwin } from '../../src/twin/snapshot.js';
import { TwinService } from '../../src/twin/twin.service.js';
import { Journal } from '../journal.js';
import { MONDAY_06_UTC, reading, smallLine } from '../model/mirror-lines.js';

const small = smallLine();
const plantLine = (version: string, compiled = small): PlantLine => ({
  definition: compiled.definition,
  compiled,
  version,
  file: 'small.yaml',
  path: 'small.yaml',
  source: '',
});
const at = (atS: number) => MONDAY_06_UTC + atS * 1e6;
const say = (atS: number, unit: string, signal: Observation['signal'], value: Observation['value']) => reading('small', atS, unit, signal, value);

/** Ten minutes of a line that runs, a reading a batch. */
const story = Array.from({ length: 121 }, (_, i) => [
  say(i * 5, 'filler', 'state', 'Execute'),
  say(i * 5, 'packer', 'state', i % 40 === 20 ? 'Held' : 'Execute'),
  say(i * 5, 'wrapper', 'state', 'Execute'),
  say(i * 5, 'wrapper', 'batch', i < 60 ? 'L1' : 'L2'),
  say(i * 5, 'wrapper', 'goodCount', i * 5),
]).flat();

let folder: string;
const wall = { us: at(600) };
const alive: TwinService[] = [];

async function boot(journal: Journal, lines = [plantLine('v1')]): Promise<TwinService> {
  const plant = { lines: () => lines, line: (id: string) => lines.find((line) => line.definition.id === id) ?? null } as unknown as PlantService;
  const twin = new TwinService(plant, journal as unknown as Telemetry, { dataDir: folder } as Config, { nowUs: () => wall.us });
  await twin.onModuleInit();
  alive.push(twin);
  return twin;
}

/** What the twin keeps, without the forecasts: they are made beside it. */
async function kept(twin: TwinService): Promise<unknown> {
  await twin.save();
  const saved = JSON.parse(await readFile(path.join(folder, 'twin', 'small.json'), 'utf8')) as Record<string, unknown>;
  delete saved['forecasts'];
  return saved;
}

beforeAll(() => Logger.overrideLogger(false));
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'twin-'));
  wall.us = at(600);
});
afterEach(async () => {
  for (const twin of alive.splice(0)) await twin.onModuleDestroy();
  await rm(folder, { recursive: true, force: true });
});

describe('the twin service', () => {
  it('mirrors what was committed, with a revision for each batch', async () => {
    const journal = new Journal();
    const twin = await boot(journal);
    const revisions: number[] = [];
    twin.changes$.subscribe(({ rev }) => revisions.push(rev));
    journal.commit(say(0, 'packer', 'state', 'Execute'));
    journal.commit(say(5, 'packer', 'speed', 60), say(5, 'wrapper', 'state', 'Idle'));
    journal.commit({ ...say(6, 'packer', 'state', 'Held'), line: 'other' });
    expect(revisions).toEqual([1, 2]);
    const { epoch, rev, view } = twin.view('small');
    expect([epoch, rev]).toEqual([twin.epoch, 2]);
    expect(LineView.parse(view).units['packer']!.state).toBe('Execute');
    expect(twin.view('small').view).toBe(view);
  });

  it('numbers events from one without a gap', async () => {
    const journal = new Journal();
    const twin = await boot(journal);
    const heard: TwinEvent[] = [];
    twin.events$.subscribe(({ event }) => heard.push(TwinEvent.parse(event)));
    journal.commit(...story);
    expect(heard.map(({ seq }) => seq)).toEqual(heard.map((_, i) => i + 1));
    expect(heard.filter(({ kind }) => kind === 'batch').map(({ from, to }) => [from, to])).toEqual([
      [null, 'L1'],
      ['L1', 'L2'],
    ]);
    expect(twin.events('small', heard.length - 2)).toEqual(heard.slice(-2));
    expect(twin.batches('small').map(({ id, good }) => [id, good])).toEqual([
      ['L1', 295],
      ['L2', 305],
    ]);
  });

  it('resumes exactly after being killed at any moment: no reading twice, none missing', async () => {
    const whole = new Journal();
    const undisturbed = await boot(whole);
    for (const observation of story) whole.commit(observation);
    const expectedState = await kept(undisturbed);
    await undisturbed.onModuleDestroy();

    for (const [savedAt, killedAt] of [
      [0, 100],
      [150, 150],
      [211, 430],
      [604, 605],
    ] as const) {
      await rm(path.join(folder, 'twin'), { recursive: true, force: true });
      const journal = new Journal();
      const killed = await boot(journal);
      for (const observation of story.slice(0, savedAt)) journal.commit(observation);
      await killed.save();
      for (const observation of story.slice(savedAt, killedAt)) journal.commit(observation);
      // Killed: nothing more of it reaches the disk.
      const restarted = await boot(journal);
      for (const observation of story.slice(killedAt)) journal.commit(observation);
      expect(await kept(restarted)).toStrictEqual(expectedState);
    }
  });

  it('lets the journal go up to what is on disk', async () => {
    const journal = new Journal();
    const twin = await boot(journal);
    for (const observation of story.slice(0, 10)) journal.commit(observation);
    expect(journal.released).toEqual([]);
    await twin.save();
    expect(journal.released).toEqual([10]);
  });

  it('carries the twin over to a newer version of its line', async () => {
    const journal = new Journal();
    const first = await boot(journal);
    for (const observation of story) journal.commit(observation);
    await first.save();
    const newer = smallLine({ microStop: '4 min' });
    const second = await boot(journal, [plantLine('v2', newer)]);
    expect(second.view('small').view).toMatchObject({ modelVersion: 'v2', output: { good: 600 } });
  });

  it.each(['{"format":1,', '{"format":99}', '[]'])('starts anew from the journal where its file is %s', async (text) => {
    const journal = new Journal();
    const first = await boot(journal);
    for (const observation of story) journal.commit(observation);
    await first.save();
    await writeFile(path.join(folder, 'twin', 'small.json'), text);
    const second = await boot(journal);
    expect(second.view('small').view.output.good).toBe(600);
  });

  it('starts anew from the journal where its file holds a state of an older layout, and says so', async () => {
    const journal = new Journal();
    const first = await boot(journal);
    for (const observation of story) journal.commit(observation);
    await first.save();
    const file = path.join(folder, 'twin', 'small.json');
    const saved = JSON.parse(await readFile(file, 'utf8')) as SavedTwin;
    expect(saved.mirror.model!.layout).toContain('line-state-2/');
    saved.mirror.model!.layout = saved.mirror.model!.layout.replace('line-state-2/', 'line-state-1/');
    await writeFile(file, JSON.stringify(saved));
    const resumed = await readTwin(path.join(folder, 'twin'), plantLine('v1'));
    expect(resumed).toMatchObject({ offset: 0, mirror: { model: null }, note: expect.stringContaining('line-state-1/') as string });
    const second = await boot(journal);
    expect(second.view('small').view.output.good).toBe(600);
  });

  it('forecasts the shift: what is measured so far, and quantiles in order to its end', async () => {
    const journal = new Journal();
    const twin = await boot(journal);
    for (const observation of story) journal.commit(observation);
    await twin.forecastsDone();
    wall.us = at(910);
    for (const [s, unit] of [
      [905, 'filler'],
      [906, 'packer'],
      [907, 'wrapper'],
    ] as const)
      journal.commit(say(s, unit, 'state', 'Execute'));
    await twin.forecastsDone();
    const { start, forecast } = LineView.parse(twin.view('small').view);
    expect(start).toMatchObject({ madeAtUs: at(0), replications: 64, planUnits: 20000 });
    expect(forecast!.madeAtUs).toBe(at(905));
    expect(forecast!.atUs).toHaveLength(33);
    expect([forecast!.p10[0], forecast!.p90[0]]).toEqual([600, 600]);
    expect(forecast!.atUs.at(-1)).toBe(at(28800));
    forecast!.p50.forEach((p50, k) => expect(forecast!.p10[k]! <= p50 && p50 <= forecast!.p90[k]!).toBe(true));
    expect(forecast!.p50.at(-1)).toBeGreaterThan(25000);
    expect(forecast!.chanceOfPlan).toBe(1);
  });

  it('gives a fork that fits the line, and none before the first reading', async () => {
    const journal = new Journal();
    const twin = await boot(journal);
    expect(twin.fork('small')).toBeNull();
    journal.commit(...story);
    const fork = twin.fork('small')!;
    expect(fork).toMatchObject({ epoch: twin.epoch, revision: 1, atUs: at(600) });
    expect(restore(small, JSON.parse(JSON.stringify(fork.snapshot))).ok).toBe(true);
  });

  it('gives a new revision as time goes on, and none where nothing moves', async () => {
    const journal = new Journal();
    const twin = await boot(journal);
    twin.view('small');
    twin.tick();
    expect(twin.view('small').rev).toBe(0);
    journal.commit(...story);
    expect(twin.view('small').rev).toBe(1);
    wall.us += 1e6;
    twin.tick();
    expect(twin.view('small')).toMatchObject({ rev: 2, asOfUs: at(601) });
    twin.tick();
    expect(twin.view('small').rev).toBe(2);
  });

  it('leaves what was drawn as it is: the stream compares it with what comes after', async () => {
    const journal = new Journal();
    const twin = await boot(journal);
    journal.commit(...story.slice(0, story.length / 2));
    const { view } = twin.view('small');
    const before = JSON.stringify(view);
    journal.commit(...story.slice(story.length / 2));
    wall.us += 60e6;
    twin.tick();
    expect([JSON.stringify(view), twin.view('small').view]).toEqual([before, expect.not.objectContaining(view)]);
  });

  it('counts no revision for a passing time that nobody looked at', async () => {
    const journal = new Journal();
    const twin = await boot(journal);
    const revisions: number[] = [];
    twin.changes$.subscribe(({ rev }) => revisions.push(rev));
    journal.commit(...story);
    wall.us += 1e6;
    twin.tick();
    expect(revisions).toEqual([1]);
    expect(twin.view('small')).toMatchObject({ rev: 1, asOfUs: at(601) });
  });

  it('tells a line that catches up from one that is live', async () => {
    const journal = new Journal();
    const twin = await boot(journal);
    wall.us = at(4000);
    journal.commit(...story);
    expect(twin.view('small').view).toMatchObject({ catchingUp: true, lineTimeUs: at(600) });
    wall.us = at(4010);
    twin.tick();
    expect(twin.view('small').view).toMatchObject({ catchingUp: false, freshness: 'stale', lineTimeUs: at(4010) });
  });
});
