import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { LineLosses } from '../../src/contract/losses.js';
import type { Observation } from '../../src/contract/telemetry.js';
import { CLOCK } from '../../src/platform/clock.js';
import { ProblemFilter } from '../../src/platform/problem-filter.js';
import { validationPipe } from '../../src/platform/validation.js';
import { PlantService } from '../../src/plant/plant.service.js';
import { DuckDbHistory } from '../../src/telemetry/history-duckdb.js';
import { HISTORY } from '../../src/telemetry/history.js';
import { LossesController } from '../../src/twin/losses.controller.js';
import { MONDAY_06_UTC, reading, smallLine } from '../model/mirror-lines.js';

const small = smallLine();
const plant = { line: (id: string) => (id === 'small' ? { definition: small.definition, compiled: small } : null) };
const wall = { us: 0 };
const at = (s: number) => MONDAY_06_UTC + s * 1e6;
const say = (atS: number, unit: string, signal: Observation['signal'], value: Observation['value']) => reading('small', atS, unit, signal, value);

/** An hour of the shift: the filler jams from 1000 s to 1600 s, the others starve 30 s later for as long. Everything is said once a minute, and on change. */
function hour(): Observation[] {
  const told: Observation[] = [];
  const unit = (id: string, stop: [number, number], state: string, perS: number, good: boolean) => {
    let items = 0;
    for (let s = 0; s <= 3600; s += 10) {
      const stands = s >= stop[0] && s < stop[1];
      if (s > 0 && !(s > stop[0] && s <= stop[1])) items += 10 * perS;
      if (s % 60 === 0 || s === stop[0] || s === stop[1]) {
        told.push(say(s, id, 'state', stands ? state : 'Execute'), say(s, id, 'starved', stands && state === 'Suspended'));
      }
      told.push(say(s, id, good ? 'goodCount' : 'processedCount', items), say(s, id, 'defectiveCount', 0));
    }
  };
  unit('filler', [1000, 1600], 'Held', 10, false);
  unit('packer', [1030, 1630], 'Suspended', 1, false);
  unit('wrapper', [1030, 1630], 'Suspended', 1, true);
  return told;
}

let folder: string;
let app: NestFastifyApplication;
let history: DuckDbHistory;
const get = async (query = '', line = 'small') => {
  const { statusCode, headers, body } = await app.inject({ method: 'GET', url: `/api/v1/lines/${line}/losses${query}` });
  return { status: statusCode, type: headers['content-type'], body: JSON.parse(body) };
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'losses-'));
  history = await DuckDbHistory.open(folder, { memoryLimit: '256MB', threads: 1 });
  const told = hour();
  await history.write(told, told.length);
  const module = await Test.createTestingModule({
    controllers: [LossesController],
    providers: [
      { provide: HISTORY, useValue: history },
      { provide: PlantService, useValue: plant },
      { provide: CLOCK, useValue: { nowUs: () => wall.us } },
    ],
  }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
});
beforeEach(() => (wall.us = at(3600)));
afterAll(async () => {
  await app.close();
  await history.close();
  await rm(folder, { recursive: true, force: true });
});

describe('GET /api/v1/lines/:line/losses', () => {
  it('tells of the present shift who held the line and where its units went', async () => {
    const { status, body } = await get();
    expect(status).toBe(200);
    const losses = LineLosses.parse(body);
    expect(losses).toMatchObject({ line: 'small', from: '2026-01-05T06:00:00.000Z', to: '2026-01-05T07:00:00.000Z', unknownShare: 0, notes: [] });
    expect(losses.waterfall).toEqual({
      measuredAt: ['filler'],
      theoreticalUnits: expect.closeTo(3600, 6),
      losses: [{ loss: 'breakdown', unit: 'filler', lostUnits: expect.closeTo(600, 6) }],
      goodUnits: expect.closeTo(3000, 6),
    });
    expect(losses.bottleneck!.now).toEqual({ unit: 'filler', since: '2026-01-05T06:00:00.000Z' });
    expect(losses.bottleneck!.activePeriod.map(({ unit, momentary }) => [unit, momentary])).toEqual([
      ['filler', 1],
      ['packer', 0],
      ['wrapper', 0],
    ]);
    expect(losses.bottleneck!.turningPoint.units[1]!.starved!.mean).toBeCloseTo(600 / 3600, 9);
  });

  it('takes from and to as the series do, and what was not heard for unknown', async () => {
    wall.us = at(8 * 3600);
    const { body } = await get('?from=2026-01-05T06:30:00Z&to=2026-01-05T07:30:00Z');
    expect(body).toMatchObject({ from: '2026-01-05T06:30:00.000Z', to: '2026-01-05T07:30:00.000Z' });
    expect(body.unknownShare).toBeCloseTo(0.5, 2);
    const unknown = body.waterfall.losses.find(({ loss }: { loss: string }) => loss === 'unknown');
    expect(unknown).toEqual({ loss: 'unknown', unit: 'filler', lostUnits: expect.closeTo(1800, 0) });
    const half = await get('?from=now-7h&to=now-6.5h');
    expect(half.status).toBe(422);
  });

  it('tells between two shifts of the last one', async () => {
    wall.us = at(10 * 3600);
    const { body } = await get();
    expect(body).toMatchObject({ from: '2026-01-05T06:00:00.000Z', to: '2026-01-05T16:00:00.000Z' });
    expect(body.waterfall.losses[0]).toEqual({ loss: 'not-planned', unit: null, lostUnits: expect.closeTo(7200, 6) });
  });

  it('tells null where nothing is known', async () => {
    const { body } = await get('?from=2026-01-06T06:00:00Z&to=2026-01-06T07:00:00Z');
    expect(body).toMatchObject({ issues: [{ pointer: '/from' }] }); // that is after now
    wall.us = at(3 * 86400);
    const later = await get('?from=2026-01-06T06:00:00Z&to=2026-01-06T07:00:00Z');
    expect(later.body).toMatchObject({ unknownShare: 1, bottleneck: null, waterfall: null });
  });

  it('answers a problem to a query that cannot be, and to a line that is not there', async () => {
    for (const query of ['?from=yesterday', '?to=2026-01-05', '?form=now-8h', '?from=now-1h&to=now-2h', '?from=now-8d']) {
      const { status, type, body } = await get(query);
      expect([query, status, type]).toEqual([query, 422, expect.stringContaining('application/problem+json')]);
      expect(body).toMatchObject({
        type: '/problems/validation',
        issues: [{ pointer: expect.stringMatching(/^\/(from|to|form)?$/), detail: expect.any(String) }],
      });
    }
    expect(await get('', 'large')).toMatchObject({ status: 404, body: { type: '/problems/not-found', detail: 'there is no line large' } });
  });
});
