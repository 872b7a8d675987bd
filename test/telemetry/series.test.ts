import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { CLOCK } from '../../src/platform/clock.js';
import { ProblemError } from '../../src/platform/problem.js';
import { validationPipe } from '../../src/platform/validation.js';
import { PlantService } from '../../src/plant/plant.service.js';
import { DuckDbHistory } from '../../src/telemetry/history-duckdb.js';
import { HISTORY } from '../../src/telemetry/history.js';
import { SeriesController } from '../../src/telemetry/series.controller.js';
import { reading, window } from './history-contract.js';

const NOW_S = 3600;
const { fromUs: T0 } = window(0, 0);
const station = (id: string, state: 'reported' | 'from-speed' = 'reported') => ({ id, state });
const lines = {
  'osd-1': { definition: { id: 'osd-1', clock: 'wall', stations: [station('press'), station('cartoner')] } },
  replay: { definition: { id: 'replay', clock: 'source', stations: [station('press', 'from-speed')] } },
};

let folder: string;
let app: NestFastifyApplication;
let history: DuckDbHistory;
const get = async (url: string) => {
  const answer = await app.inject({ method: 'GET', url: `/api/v1/lines/${url}` });
  return { status: answer.statusCode, body: answer.json() };
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'series-'));
  history = await DuckDbHistory.open(folder, { memoryLimit: '256MB', threads: 1 });
  await history.write(
    [
      reading('state', 0, 'Execute'),
      reading('speed', 10, 100),
      reading('speed', 3590, 90),
      reading('state', 3500, 'Held'),
      reading('state', 3400, 'Idle', { unit: 'cartoner' }),
      reading('speed', -86_400, 5, { line: 'replay' }),
      reading('speed', -86_340, 0, { line: 'replay' }),
      reading('process.force', -86_280, 7, { line: 'replay' }),
    ],
    8,
  );
  const module = await Test.createTestingModule({
    controllers: [SeriesController],
    providers: [
      { provide: HISTORY, useValue: history },
      { provide: PlantService, useValue: { line: (id: keyof typeof lines) => lines[id] ?? null, cell: () => null } },
      { provide: CLOCK, useValue: { nowUs: () => T0 + NOW_S * 1e6 } },
    ],
  }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters({
    catch(error: unknown, host) {
      const reply = host.switchToHttp().getResponse();
      if (error instanceof ProblemError)
        reply.status(error.code === 'not-found' ? 404 : 422).send({ code: error.code, detail: error.message, issues: error.issues });
      else reply.status(500).send({ detail: String(error) });
    },
  });
  await app.init();
});
afterAll(async () => {
  await app.close();
  await history.close();
  await rm(folder, { recursive: true, force: true });
});

it('gives the last eight hours where no window is asked for', async () => {
  const { status, body } = await get('osd-1/series?unit=press&signal=speed');
  expect(status).toBe(200);
  expect(body).toMatchObject({ line: 'osd-1', unit: 'press', signal: 'speed', value: [100, null, 100, 90], truncated: false });
  expect(body.atUs.map((at: number) => Math.floor((at - T0) / 1e6))).toEqual([10, 10, 3500, 3590]); // nothing was heard between 10 and 3500
});

it('takes ISO times, milliseconds and times before now', async () => {
  const at = (s: number) => new Date((T0 + s * 1e6) / 1000).toISOString();
  for (const from of [at(3000), encodeURIComponent('2026-01-05T09:50:00+01:00'), String(T0 / 1000 + 3_000_000), 'now-10m', 'now-600s']) {
    expect((await get(`osd-1/series?unit=press&signal=speed&from=${from}`)).body.value).toEqual([100, 90]);
  }
  expect((await get(`osd-1/series?unit=press&signal=speed&to=now-1min`)).body.value).toEqual([100, null, 100]);
});

it('on a line whose sources give the time, now is its newest reading', async () => {
  const { body } = await get('replay/series?unit=press&signal=speed&from=now-3min&to=now');
  expect(body.value).toEqual([5, 0]);
  const states = await get('replay/states?from=now-2min');
  expect(states.body).toEqual([
    { unit: 'press', fromUs: T0 - 86_400e6 + 1, toUs: T0 - 86_340e6, state: 'Execute', reason: null },
    { unit: 'press', fromUs: T0 - 86_340e6, toUs: T0 - 86_280e6 + 1, state: 'Stopped', reason: null },
  ]);
});

it('gives the states of every unit in the order of the flow, not known where nothing was heard, and none of the future', async () => {
  const { body } = await get(`osd-1/states?from=${T0 / 1000 + 3_550_000}&to=${T0 / 1000 + 4_000_000}`);
  expect(body).toEqual([
    { unit: 'press', fromUs: T0 + 3550e6, toUs: T0 + 3600e6, state: 'Held', reason: null },
    { unit: 'cartoner', fromUs: T0 + 3550e6, toUs: T0 + 3600e6, state: 'Idle', reason: null },
  ]);
});

it.each([
  ['osd-1/series?unit=press', '/signal'],
  ['osd-1/series?unit=press&signal=nothing', '/signal'],
  ['osd-1/series?unit=press&signal=speed&from=yesterday', '/from'],
  ['osd-1/series?unit=press&signal=speed&from=2026-01-05T08:00:00', '/from'],
  ['osd-1/series?unit=press&signal=speed&from=now&to=now-1h', '/from'],
  ['osd-1/series?unit=press&signal=speed&maxPoints=2001', '/maxPoints'],
  ['osd-1/series?unit=press&signal=speed&points=5', '/points'],
  ['osd-1/states?from=now-8d', '/from'],
])('%s is refused with a pointer to %s', async (url, pointer) => {
  const { status, body } = await get(url);
  expect(status).toBe(422);
  expect(body.issues.map((issue: { pointer: string }) => issue.pointer)).toContain(pointer);
});

it.each([
  [
    'series?unit=press&signal=nope',
    'expected one of state, mode, speed, speedSetpoint, goodCount, processedCount, defectiveCount, blocked, starved, stopReason, power, energy, batch, or',
  ],
  ['series?unit=press&signal=process.', 'such as "process.name", found "process."'],
  ['series?unit=press', 'missing: expected one of state, mode, '],
  ['series?unit=press&signal=speed&maxPoints=-1', 'must be at least 2, found -1'],
  ['series?unit=press&signal=speed&maxPoints=many', 'expected a number, found "many"'],
  ['series?unit=press&signal=speed&limit=-1', 'unknown key "limit"; the keys here are unit, signal, from, to, maxPoints'],
  ['series?unit=press&signal=speed&from=yesterday', 'expected a time such as 2026-01-05T06:00:00Z, milliseconds since 1970, or now-8h'],
  ['states?to=2026-13-01', 'expected a time such as 2026-01-05T06:00:00Z'],
])('osd-1/%s is told: %s', async (url, sentence) => {
  const { status, body } = await get(`osd-1/${url}`);
  expect([status, body.issues]).toEqual([422, [{ pointer: expect.any(String), detail: expect.stringContaining(sentence) }]]);
});

it('a line or unit that is not there is not found', async () => {
  expect((await get('osd-9/series?unit=press&signal=speed')).status).toBe(404);
  expect((await get('osd-1/series?unit=palletizer&signal=speed')).status).toBe(404);
});
