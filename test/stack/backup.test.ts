import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connectAsync } from 'mqtt';
import { stringify } from 'yaml';
import type { Run } from '../../src/contract/run.js';
import { BackupManifest } from '../../src/contract/backup.js';
import { twin } from '../cli/twin.js';
import { LINE } from '../plant/line.js';
import { exampleDocument } from '../simulator/cell/plant.js';
import { endAll, getJson, startService, temporaryFolder, until, type Service } from './service.js';

const PREFIX = 'umh/v1/demo/north/packing/pack-1';
const CELL_PREFIX = 'umh/v1/demo/north/solids/solid-dose';
const FIRST_MS = Date.parse('2026-03-02T06:00:00Z');
const MINUTES = 90;
/** Readings of the cell. */
const OF_CELL = 5;
const LIMIT_MS = 240_000;

/** What the machines of two batches say, those of a cell, and a message that nobody understands. */
async function tell(mqttUrl: string): Promise<void> {
  const mqtt = await connectAsync(mqttUrl);
  const say = (topic: string, atMs: number, value: unknown) =>
    mqtt.publishAsync(`${PREFIX}/${topic}`, JSON.stringify({ timestamp_ms: atMs, value }), { qos: 1 });
  for (let minute = 0; minute < MINUTES; minute++) {
    const atMs = FIRST_MS + minute * 60_000;
    for (const [unit, perMinute] of Object.entries({ filler: 200, packer: 20 })) {
      await say(`${unit}/_batch_v1/LotId`, atMs, minute < 45 ? 'B-1' : 'B-2');
      await say(`${unit}/_packml_v1/Status/StateCurrent`, atMs, minute % 10 === 9 ? 'Held' : 'Execute');
      await say(`${unit}/_packml_v1/Admin/ProdProcessedCount/0/AccCount`, atMs, perMinute * minute);
      await say(`${unit}/_packml_v1/Admin/ProdDefectiveCount/0/AccCount`, atMs, minute);
      await say(`${unit}/_energy_v1/AcActivePowerTotal`, atMs, 5 + (minute % 7) / 10);
    }
  }
  const event = (topic: string, minute: number, body: object) =>
    mqtt.publishAsync(`${CELL_PREFIX}/${topic}`, JSON.stringify({ timestamp_ms: FIRST_MS + minute * 60_000, value: JSON.stringify(body) }), { qos: 1 });
  await event('dispensing/_batch_v1/Event', 0, { event: 'batch-begin', lot: 'C-1', product: 'analgesic', order: 'O-1', items: 400 });
  await event('dispensing/_batch_v1/Event', 0, { event: 'step-begin', lot: 'C-1', step: 'dispense', in: 400 });
  await event('dispensing/_alarm_v1/Event', 5, { alarm: 'scale', raised: true, severity: 'low' });
  await event('dispensing/_alarm_v1/Event', 6, { alarm: 'scale', raised: false, severity: 'low' });
  await event('dispensing/_alarm_v1/Event', 7, { alarm: 'door', raised: true, severity: 'high' });
  await mqtt.publishAsync(`${PREFIX}/filler/_packml_v1/Status/CurMachSpeed`, 'not JSON', { qos: 1 });
  await mqtt.endAsync();
}

/** Asks from the live line. `known` is true where the same was asked before from exactly the same state. */
async function askWhatIf(url: string, seed: number): Promise<{ id: string; known: boolean }> {
  const variants = [{ id: 'faster', changes: [{ kind: 'rate', unit: 'filler', factor: 1.1 }] }];
  const question = { line: 'pack-1', question: 'Is it all kept?', start: { from: 'live' }, horizon: '2 h', replications: 5, seed, variants };
  const answer = await fetch(`${url}/api/v1/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(question) });
  expect([200, 202]).toContain(answer.status);
  const { id } = (await answer.json()) as Run;
  const { status } = await until(
    () => getJson<Run>(`${url}/api/v1/runs/${id}`),
    ({ finishedAt }) => finishedAt !== null,
    30_000,
  );
  expect(status).toBe('succeeded');
  return { id, known: answer.status === 200 };
}

/** All that must be the same after a restore, as anybody may ask for it. */
async function remembered({ url }: Service, run: string): Promise<Record<string, unknown>> {
  const of = (what: string) => getJson<Record<string, unknown>>(`${url}/api/v1/${what}`);
  const span = `from=${new Date(FIRST_MS).toISOString()}&to=${new Date(FIRST_MS + MINUTES * 60_000).toISOString()}`;
  const { counters, deadLetters } = await of('telemetry');
  const lines = (await of('lines')) as { items: { id: string; name: unknown }[] };
  return {
    lines: lines.items.map(({ id, name }) => ({ id, name })),
    definition: await of('lines/pack-1/definition'),
    versions: await of('lines/pack-1/versions'),
    batches: await of('lines/pack-1/batches'),
    latest: await of('lines/pack-1/latest'),
    counts: await of(`lines/pack-1/series?unit=packer&signal=processedCount&${span}&maxPoints=2000`),
    power: await of(`lines/pack-1/series?unit=filler&signal=power&${span}&maxPoints=2000`),
    states: await of(`lines/pack-1/states?${span}`),
    counters,
    deadLetters,
    letters: await of('dead-letters'),
    lots: await of(`cells/solid-dose/lots?${span}`),
    machineAlarms: await of(`cells/solid-dose/machine-alarms?${span}`),
    runs: await of('runs'),
    result: await (await fetch(`${url}/api/v1/runs/${run}/result`)).text(),
  };
}

describe('the drill: back up, lose everything, restore', () => {
  let remove: () => Promise<void>;
  let root: string;
  const here = (name: string) => path.join(root, name);
  const settings = () => ({ TWIN_DATA: here('data'), TWIN_PLANTS: here('plants'), TWIN_WORKERS: '1', HOME: process.env['HOME']! });
  const command = (...args: string[]) => twin(args, { cwd: root, env: settings() });

  beforeAll(async () => {
    const temporary = await temporaryFolder();
    ({ folder: root, remove } = temporary);
  });
  afterAll(async () => {
    endAll();
    await remove();
  });

  it(
    'brings back lines, versions, counters, history, twins, records of cells, dead letters, runs and answers exactly',
    async () => {
      mkdirSync(here('plants'));
      const source = LINE.replace('timezone:', 'clock: source\ntimezone:');
      writeFileSync(here('plants/pack-1.yaml'), source);
      writeFileSync(here('plants/solid-dose.yaml'), stringify({ ...exampleDocument(), mqtt: { prefix: CELL_PREFIX } }));
      const first = await startService(settings());
      expect(await first.stop()).toBe(0);
      writeFileSync(here('plants/pack-1.yaml'), source.replace('rate: 200 /min', 'rate: 210 /min')); // a second version
      const service = await startService(settings());
      expect((await command('backup', '--to', 'too-early')).err).toMatch(/^another Pharmatwin works in .*: stop it/);
      await tell(service.mqttUrl!);
      await until(
        () => getJson<{ counters: { inFlight: number; stored: number }; history: { lagS: number } }>(`${service.url}/api/v1/telemetry`),
        ({ counters, history }) => counters.stored === MINUTES * 10 + OF_CELL && counters.inFlight === 0 && history.lagS === 0,
        30_000,
      );
      const { id: run } = await askWhatIf(service.url, 3);
      const before = await remembered(service, run);
      expect(before).toMatchObject({ counters: { stored: MINUTES * 10 + OF_CELL, deadLettered: 1 }, deadLetters: 1, runs: { items: [{ id: run }] } });
      expect(before).toMatchObject({ lots: { items: [{ lot: 'C-1' }] }, machineAlarms: { items: [{ alarm: 'door', clearedUs: null }, { alarm: 'scale' }] } });
      expect((before['versions'] as { items: unknown[] }).items).toHaveLength(2);
      expect(new Set((before['batches'] as { items: { id: string }[] }).items.map(({ id }) => id))).toEqual(new Set(['B-1', 'B-2']));
      expect((before['counts'] as { atUs: number[] }).atUs).toHaveLength(MINUTES);
      await service.crash(); // its private PostgreSQL lives on

      const backup = await command('backup', '--to', 'backup', '--json');
      expect(backup).toMatchObject({ code: 0, err: '' });
      expect(existsSync(here('too-early'))).toBe(false);
      const manifest = BackupManifest.parse(JSON.parse(backup.out));
      expect(manifest.database!.tables).toEqual(
        expect.arrayContaining([
          { name: 'run', rows: 1 },
          { name: 'plant_version', rows: 3 },
        ]),
      );
      expect(await command('restore', 'backup', '--check')).toMatchObject({ code: 0, err: '' });

      rmSync(here('data'), { recursive: true });
      rmSync(here('plants'), { recursive: true });
      expect(await command('restore', 'backup', '--plants', 'plants')).toMatchObject({ code: 0, err: '' });
      expect(readFileSync(here('plants/pack-1.yaml'), 'utf8')).toContain('rate: 210 /min');
      const again = await startService(settings());
      expect(await remembered(again, run)).toEqual(before);
      expect(await askWhatIf(again.url, 3)).toEqual({ id: run, known: true }); // the state of the twin is the same, bit for bit
      expect(await askWhatIf(again.url, 4)).toMatchObject({ known: false });
      expect(await again.stop()).toBe(0);

      expect(await command('restore', 'backup')).toMatchObject({ code: 1, err: expect.stringMatching(/data is not empty: --force replaces/) });
      expect(await command('restore', 'backup', '--force')).toMatchObject({ code: 0, err: '' });
      const back = await startService(settings());
      expect(await remembered(back, run)).toEqual(before);
      expect(await back.stop()).toBe(0);

      // A restore that was killed when its new state was whole: the service finishes it before anything else.
      mkdirSync(here('other/.restore'), { recursive: true });
      writeFileSync(here('other/latest.json'), 'of the old state');
      renameSync(here('data'), here('other/.restore/ready'));
      const finished = await startService({ ...settings(), TWIN_DATA: here('other') });
      expect(await remembered(finished, run)).toEqual(before);
      expect(await finished.stop()).toBe(0);
    },
    LIMIT_MS,
  );
});
