import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TwinHttp } from '../../client/http.js';
import type { Config } from '../../src/config.js';
import { startApp, type TestApp } from '../app.js';
import { day, meteredCell, NOW_US, SAVED_FROM_DAY, tell } from '../energy/told.js';
import { findInfluxd, startInfluxd, type Influxd } from './influxd.js';

const binary = findInfluxd();
const suite = binary === null ? describe['skip'] : describe;
const TOKEN = 'edit-0123456789abcdef';

suite(binary === null ? 'energy out of InfluxDB (skipped: influxd not found)' : 'energy out of InfluxDB', () => {
  const { id: cell, text } = meteredCell();
  let folder: string;
  let server: Influxd;
  let embedded: TestApp;
  let influx: TestApp;
  const of = ({ url }: TestApp) => new TwinHttp({ url, token: TOKEN });
  const both = async <T>(ask: (http: TwinHttp) => Promise<T>): Promise<[T, T]> => [await ask(of(influx)), await ask(of(embedded))];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'energy-influx-'));
    const file = path.join(folder, 'cell.yaml');
    await writeFile(file, text);
    server = await startInfluxd(binary!);
    const start = (over: Partial<Config>) => startApp({ plants: [file], tokens: `files ${TOKEN} read run edit`, ...over }, { nowUs: () => NOW_US });
    influx = await start({ influx: { url: server.url, database: 'plant', username: undefined, password: undefined } });
    embedded = await start({});
    for (const app of [influx, embedded]) await tell(of(app), cell);
  }, 300_000);
  afterAll(async () => {
    await influx?.close();
    await embedded?.close();
    await server?.remove();
    await rm(folder, { recursive: true });
  });

  it('is that of the embedded history: meters, load, bill, states and batches', async () => {
    const window = day(0);
    for (const [one, other] of [
      await both((http) => http.energyMeters(cell, window)),
      await both((http) => http.energyProfile(cell, 'electricity', window)),
      await both((http) => http.energyStates(cell, window)),
      await both((http) => http.energyBatches(cell, window)),
    ])
      expect(one).toEqual(alike(other));
  });

  it('has the same baselines and savings', async () => {
    const asked = { name: 'winter', days: { from: '2026-01-05', to: '2026-02-03' }, calendar: 'none' as const, cooling: { baseC: 20 } };
    const [one, other] = await both(async (http) => {
      const { id, baseline } = await http.keepEnergyBaseline(cell, asked);
      const { savings, cusum } = await http.energySavings(cell, id);
      return { baseline, savings, cusum };
    });
    expect(one).toEqual(alike(other));
    expect(one.cusum.changes.map(({ atUs }) => atUs)).toEqual([Date.parse(day(SAVED_FROM_DAY).from) * 1000]);
  });
});

/** The same but for rounding of its numbers. */
function alike(value: unknown): unknown {
  if (typeof value === 'number') return expect.closeTo(value, 5);
  if (Array.isArray(value)) return value.map(alike);
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, alike(part)]));
  return value;
}
