import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { InfluxHistory } from '../../src/telemetry/history-influx.js';
import { historyContract, reading, window } from '../telemetry/history-contract.js';
import { repositoryRoot } from '../shared.js';
import { findInfluxd, startInfluxd, type Influxd } from './influxd.js';
import { until } from './service.js';

const binary = findInfluxd();
const suite = binary === null ? describe['skip'] : describe;

suite(binary === null ? 'history in InfluxDB (skipped: influxd not found)' : 'history in InfluxDB', () => {
  let server: Influxd;
  let folder: string;
  let databases = 0;
  let database: string;
  const open = (over: Partial<{ database: string; url: string; warn: (message: string) => void }> = {}) =>
    new InfluxHistory({ url: server.url, database, username: undefined, password: undefined, folder, ...over });
  const ask = (q: string) => fetch(`${server.url}/query`, { method: 'POST', body: new URLSearchParams({ q }) }).then((answer) => answer.json());

  beforeAll(async () => {
    server = await startInfluxd(binary!);
  }, 30_000);
  afterAll(async () => server.remove());
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'history-influx-'));
    database = `twin ${++databases}`;
  });
  afterEach(async () => rm(folder, { recursive: true, force: true }));

  historyContract(async () => open());

  it('rejects while the server is down, keeps the offset, and goes on as soon as it is back', async () => {
    const history = open();
    await history.write([reading('speed', 0, 1)], 1);
    await server.stop();
    for (let i = 0; i < 5; i++) await expect(history.write([reading('speed', 1, 2)], 2)).rejects.toThrow(/ECONNREFUSED|socket hang up|ECONNRESET/);
    expect(await history.storedOffset()).toBe(1);
    await server.start();
    await history.write([reading('speed', 1, 2)], 2);
    expect(await history.count('osd-1', window(0, 10))).toBe(2);
    expect(await history.storedOffset()).toBe(2);
  }, 30_000);

  it('what was acknowledged outlives a server that is killed', async () => {
    const history = open();
    const readings = Array.from({ length: 12_000 }, (_, i) => reading('process.force', i / 10, i));
    await history.write(readings, readings.length);
    await server.stop();
    await server.start();
    expect(await history.count('osd-1', window(0, 2000))).toBe(12_000);
  }, 30_000);

  it('comes back, with its offset, from the backup that docs/operations.md shows', async () => {
    database = `backed_up_${databases}`;
    const history = open();
    await history.write(
      Array.from({ length: 1000 }, (_, i) => reading('power', i, i)),
      1000,
    );
    const page = await readFile(path.join(repositoryRoot, 'docs/operations.md'), 'utf8');
    const shown = (verb: string) => new RegExp(`influxd (${verb} -portable [^\\n]*)`).exec(page)![1]!.replaceAll('pharmatwin', database).split(' ');
    const perform = async (verb: string) => {
      const args = shown(verb).map((word) => (word.startsWith('/') ? path.join(folder, 'influx-backup') : word));
      await promisify(execFile)(binary!, [...args.slice(0, 2), '-host', server.rpc, ...args.slice(2)]);
    };
    await perform('backup');
    await ask(`DROP DATABASE "${database}"`);
    expect(await open().count('osd-1', window(0, 2000))).toBe(0);
    await ask(`DROP DATABASE "${database}"`); // the service makes it where it is missing
    await perform('restore');
    await until(
      () =>
        open()
          .count('osd-1', window(0, 2000))
          .catch((error: Error) => error.message),
      (counted) => counted !== 'InfluxDB: shard is disabled',
      10_000,
    ); // for a moment after a restore
    expect(await open().count('osd-1', window(0, 2000))).toBe(1000);
    expect(await open().storedOffset()).toBe(1000);
  }, 30_000);

  it('an offset counts for the database it was made with', async () => {
    await open().write([reading('speed', 0, 1)], 5);
    expect(await open().storedOffset()).toBe(5);
    expect(await open({ database: 'another' }).storedOffset()).toBe(0);
  });

  it('a torn offset file means: from the beginning', async () => {
    await writeFile(path.join(folder, 'history-influx.json'), '{"data');
    expect(await open().storedOffset()).toBe(0);
  });

  it('readings that a retention policy does not keep are told and do not stop the rest', async () => {
    await ask(`CREATE DATABASE "${database}" WITH DURATION 1d`);
    const warnings: string[] = [];
    const history = open({ warn: (message) => warnings.push(message) });
    const nowUs = Date.now() * 1000;
    await history.write([reading('speed', -86_400 * 900, 1), reading('speed', 0, 2, { measuredAtUs: nowUs })], 2);
    expect(await history.storedOffset()).toBe(2);
    expect(await history.count('osd-1', { fromUs: 0, toUs: nowUs + 1 })).toBe(1);
    expect(warnings).toHaveLength(1);
  });

  it('a refused write is a rejection and not a loss', async () => {
    await ask(`CREATE DATABASE "${database}"`);
    await fetch(`${server.url}/write?db=${encodeURIComponent(database)}`, { method: 'POST', body: 'readings,line=osd-1,unit=press,signal=speed num="text"' });
    const history = open();
    await expect(history.write([reading('speed', 0, 1, { measuredAtUs: Date.now() * 1000 })], 1)).rejects.toThrow('field type conflict');
    expect(await history.storedOffset()).toBe(0);
  });
});
