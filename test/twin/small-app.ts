import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Provider, Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { Observation } from '../../src/contract/telemetry.js';
import { CLOCK } from '../../src/platform/clock.js';
import { ProblemFilter } from '../../src/platform/problem-filter.js';
import { validationPipe } from '../../src/platform/validation.js';
import { PlantService } from '../../src/plant/plant.service.js';
import { DuckDbHistory } from '../../src/telemetry/history-duckdb.js';
import { HISTORY } from '../../src/telemetry/history.js';
import { StopStatementStore } from '../../src/twin/stop-statement-store.service.js';
import { StopStatements } from '../../src/twin/stop-statements.service.js';
import { reading, smallLine } from '../model/mirror-lines.js';

const small = smallLine();
const plant = { line: (id: string) => (id === 'small' ? { definition: small.definition, compiled: small } : null) };
const say = (atS: number, unit: string, signal: Observation['signal'], value: Observation['value']) => reading('small', atS, unit, signal, value);

/** An hour of the shift: the filler jams from 1000 s to 1600 s, the others starve 30 s later for as long. Everything is said once a minute, and on change. */
export function jammedHour(): Observation[] {
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

/** A controller over the history of the small line, of which nobody said anything, on a clock that stands. */
export interface TwinApp {
  wall: { us: number };
  get(path: string): Promise<{ status: number; type: unknown; body: ReturnType<typeof JSON.parse> }>;
  close(): Promise<void>;
}

export async function twinApp(controller: Type, told: Observation[], more: Provider[] = []): Promise<TwinApp> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'twin-app-'));
  const history = await DuckDbHistory.open(folder, { memoryLimit: '256MB', threads: 1 });
  await history.write(told, told.length);
  const wall = { us: 0 };
  const module = await Test.createTestingModule({
    controllers: [controller],
    providers: [
      { provide: HISTORY, useValue: history },
      { provide: PlantService, useValue: plant },
      StopStatements,
      { provide: StopStatementStore, useValue: { about: async () => [] } },
      { provide: CLOCK, useValue: { nowUs: () => wall.us } },
      ...more,
    ],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  return {
    wall,
    async get(url) {
      const { statusCode, headers, body } = await app.inject({ method: 'GET', url: `/api/v1${url}` });
      return { status: statusCode, type: headers['content-type'], body: JSON.parse(body) };
    },
    async close() {
      await app.close();
      await history.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
