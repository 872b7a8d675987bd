import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Logger } from '@nestjs/common';
import { CellsService } from '../../src/cells/cells.service.js';
import { summaryOf } from '../../src/cells/summary.js';
import type { Config } from '../../src/config.js';
import { CellLive, CellSummary } from '../../src/contract/cell-live.js';
import type { Observation } from '../../src/contract/telemetry.js';
import { lotsOf } from '../../src/model/cell-mirror/lots.js';
import type { PlantCell, PlantService } from '../../src/plant/plant.service.js';
import type { Telemetry } from '../../src/telemetry/telemetry.service.js';
import { Journal } from '../journal.js';
import { AT_S, MIN, reading, smallCell } from '../model/cell-mirror/small.js';

const plantCell = (version: string): PlantCell => ({
  definition: smallCell.definition,
  compiled: smallCell,
  version,
  file: 'small.yaml',
  path: 'small.yaml',
  source: '',
});
const event = (unit: string, atS: number, body: object) => reading(unit, atS, 'batchEvent', JSON.stringify(body));

/** An hour in which lot L1 is mixed and the tank stands idle, a reading a batch. */
const story: Observation[] = [
  reading('tank', 0, 'state', 'Idle'),
  reading('tank', 0, 'phase', 'idle'),
  reading('mixer.1', 0, 'state', 'Execute'),
  reading('mixer.1', 0, 'mode', 'Production'),
  reading('mixer.1', 0, 'batch', 'L1'),
  reading('mixer.1', 0, 'power', 10),
  reading('mixer.1', 0, 'energy', 100),
  event('mixer.1', 0, { event: 'batch-begin', lot: 'L1', product: 'gel', order: 'O1', items: 1000 }),
  event('mixer.1', 0, { event: 'step-begin', lot: 'L1', step: 'mixing', in: 1000 }),
  event('mixer.1', 0, { event: 'phase-begin', lot: 'L1', step: 'mixing', phase: 'mix' }),
  ...Array.from({ length: 15 }, (_, i) => [
    reading('mixer.1', (i + 1) * 4 * MIN, 'energy', 100 + ((i + 1) * 10) / 15),
    reading('tank', (i + 1) * 4 * MIN, 'power', 5),
  ]).flat(),
  event('mixer.1', 60 * MIN, { event: 'phase-end', lot: 'L1', step: 'mixing', phase: 'mix' }),
  event('mixer.1', 60 * MIN, { event: 'step-end', lot: 'L1', step: 'mixing', in: 1000, good: 990, rejected: 10 }),
  event('cell', 60 * MIN, { event: 'stored', lot: 'L1', store: 'cold', items: 990 }),
];
const END_US = (AT_S + 3600) * 1e6;

let folder: string;
const wall = { us: END_US };
const alive: CellsService[] = [];

async function boot(journal: Journal, version = 'v1'): Promise<CellsService> {
  const plant = { cells: () => [plantCell(version)] } as unknown as PlantService;
  const cells = new CellsService(plant, journal as unknown as Telemetry, { dataDir: folder } as Config, { nowUs: () => wall.us });
  await cells.onModuleInit();
  alive.push(cells);
  return cells;
}

const file = () => path.join(folder, 'cells', 'cell.json');

async function kept(cells: CellsService): Promise<unknown> {
  await cells.save();
  return JSON.parse(await readFile(file(), 'utf8'));
}

beforeAll(() => Logger.overrideLogger(false));
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cells-'));
  wall.us = END_US;
});
afterEach(async () => {
  for (const cells of alive.splice(0)) await cells.onModuleDestroy();
  await rm(folder, { recursive: true, force: true });
});

it('keeps the record of what was committed, and shows it with the next second', async () => {
  const journal = new Journal();
  const cells = await boot(journal);
  const revisions: number[] = [];
  cells.changes$.subscribe(({ rev }) => revisions.push(rev));
  expect(cells.view('cell').view).toMatchObject({ freshness: 'none', asOfUs: null });
  journal.commit(...story);
  journal.commit({ ...reading('tank', 3601, 'state', 'Execute'), line: 'other' });
  cells.tick();
  const { epoch, rev, view } = cells.view('cell');
  expect([epoch, rev]).toEqual([cells.epoch, revisions[0]]);
  expect(CellLive.parse(view)).toMatchObject({
    freshness: 'live',
    asOfUs: END_US,
    units: { tank: { account: 'idle', powerKw: 5 } },
    lots: { L1: { where: 'store', at: 'cold', product: 'gel', order: 'O1', step: 'mixing', sinceUs: END_US } },
    orders: { O1: { begun: 1, ended: 0 } },
  });
  expect(lotsOf(cells.find('cell')!.record)[0]!.steps[0]).toMatchObject({ source: 'mixer.1', good: 990, rejected: 10, toUs: END_US });
  expect(CellSummary.parse(summaryOf(view))).toMatchObject({ lots: 1, units: { all: view.order.length } });
});

it('is stale once nothing was heard for longer than machines are silent', async () => {
  const journal = new Journal();
  const cells = await boot(journal);
  journal.commit(...story);
  wall.us = END_US + 331e6;
  cells.tick();
  expect(cells.view('cell').view.freshness).toBe('stale');
  expect(cells.view('cell').view.units['tank']!.account).toBe('unknown');
});

it('resumes exactly after being killed at any moment: no reading twice, none missing', async () => {
  const whole = new Journal();
  const undisturbed = await boot(whole);
  for (const observation of story) whole.commit(observation);
  const expected = await kept(undisturbed);
  await undisturbed.onModuleDestroy();
  for (const [savedAt, killedAt] of [
    [0, 5],
    [7, 7],
    [11, 30],
    [story.length, story.length],
  ] as const) {
    await rm(path.join(folder, 'cells'), { recursive: true, force: true });
    const journal = new Journal();
    const killed = await boot(journal);
    for (const observation of story.slice(0, savedAt)) journal.commit(observation);
    await killed.save();
    for (const observation of story.slice(savedAt, killedAt)) journal.commit(observation);
    // Killed: nothing more of it reaches the disk.
    const restarted = await boot(journal);
    for (const observation of story.slice(killedAt)) journal.commit(observation);
    expect(await kept(restarted)).toStrictEqual(expected);
    await killed.onModuleDestroy();
    await restarted.onModuleDestroy();
    alive.splice(0);
  }
});

it('lets the journal go only up to what is on disk', async () => {
  const journal = new Journal();
  const cells = await boot(journal);
  journal.commit(...story);
  expect(journal.released).toEqual([]);
  await cells.save();
  expect(journal.released).toEqual([story.length]);
});

it('keeps the record of a cell whose file changed, and begins anew where the record cannot be read', async () => {
  const journal = new Journal();
  const before = await boot(journal);
  journal.commit(...story);
  await before.save();
  const changed = await boot(journal, 'v2');
  expect(lotsOf(changed.find('cell')!.record)).toEqual(lotsOf(before.find('cell')!.record));
  await writeFile(file(), '{"format":1,');
  const anew = await boot(journal);
  expect(lotsOf(anew.find('cell')!.record)).toEqual(lotsOf(before.find('cell')!.record)); // of what the journal still holds
});

it('looks ahead from where the cell stands, in a worker thread', async () => {
  const journal = new Journal();
  const cells = await boot(journal);
  journal.commit(...story);
  wall.us = END_US + 5e6;
  cells.tick();
  await cells.lookAheadsDone();
  const { lookAheads, asOfUs } = cells.view('cell').view;
  expect([lookAheads.shift!.madeUs, lookAheads.week!.madeUs]).toEqual([asOfUs, asOfUs]);
  expect(lookAheads.shift!.untilUs).toBe(Date.parse('2026-01-05T13:00:00Z') * 1000);
  expect(lookAheads.week!.lots.map(({ lot }) => lot)).toEqual(['L1']);
  expect(lookAheads.week!.lots[0]!.endUs.p50).toBeGreaterThan(END_US);
});
