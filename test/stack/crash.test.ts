import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { BatchView } from '../../src/contract/stream.js';
import type { IngestCounters } from '../../src/contract/telemetry.js';
import { describeWithShared } from '../shared.js';
import { findInfluxd, startInfluxd } from './influxd.js';
import { findMosquitto, startMosquitto } from './mosquitto.js';
import { countBatches, filledCells, readRows } from './press-data.js';
import { endAll, freePort, getJson, runToEnd, startService, temporaryFolder, until, type Service } from './service.js';

const FILE = ['data', 'tablet-press', 'tablet_press_batch19_code3.csv'];
const CRASHES = 3;
const LIMIT_MS = 240_000;

interface TelemetryStatus {
  counters: IngestCounters;
  history: { lagS: number };
}

const status = (service: Service) => getJson<TelemetryStatus>(`${service.url}/api/v1/telemetry`);

/** Replays a batch and ends the service hard as often as CRASHES says, each time a quarter of the readings later. */
async function replayThroughCrashes(
  file: string,
  environment: Record<string, string>,
  expected: number,
): Promise<{ service: Service; replayed: number | null }> {
  let service = await startService(environment);
  const broker = environment['TWIN_MQTT_URL'] ?? service.mqttUrl!;
  await until(
    () => fetch(`${service.url}/readyz`),
    ({ ok }) => ok,
    30_000,
  ); // before it has subscribed, a broker keeps nothing for it
  const replay = runToEnd([
    'dist/simulator/main.js',
    'replay',
    file,
    '--mapping',
    'simulator/mappings/tablet-press.yaml',
    '--speed',
    'max',
    '--broker',
    broker,
  ]);
  for (let crash = 1; crash <= CRASHES; crash++) {
    await until(
      () => status(service),
      ({ counters }) => counters.stored >= (crash * expected) / (CRASHES + 1),
      60_000,
    );
    await service.crash();
    service = await startService(environment);
  }
  return { service, replayed: (await replay).code };
}

/** Waits until every reading is in the history and the twin; what the twin then says of the batch, and the counters. */
async function settled(service: Service, expected: number): Promise<{ batch: unknown; counters: IngestCounters }> {
  const { counters } = await until(
    () => status(service),
    ({ counters: c, history }) => c.stored >= expected && c.inFlight === 0 && history.lagS === 0,
    60_000,
  );
  const { items } = await getJson<{ items: BatchView[] }>(`${service.url}/api/v1/lines/press-replay/batches`);
  return { batch: items.map(({ id, good, rejected, stops }) => ({ id, good, rejected, stops })), counters };
}

describeWithShared('the service killed in the middle of a replay and started again', [FILE], ([file]) => {
  const rows = readRows(file!);
  const expected = filledCells(
    rows,
    Object.keys(rows[0]!).filter((column) => column !== 'timestamp'),
  );
  const remains: (() => Promise<void>)[] = [];
  afterEach(async () => {
    endAll();
    for (const remove of remains.splice(0)) await remove();
  });

  it(
    'holds every reading exactly once, with the embedded broker and DuckDB',
    async () => {
      const { folder, remove } = await temporaryFolder();
      remains.push(remove);
      const environment = { TWIN_DATA: folder, TWIN_PLANTS: 'plants/press-replay.yaml', TWIN_MQTT_EMBEDDED_PORT: String(await freePort()) };
      const { service, replayed } = await replayThroughCrashes(file!, environment, expected);
      expect(replayed).toBe(0);
      const { batch, counters } = await settled(service, expected);
      expect(batch).toEqual(countBatches(rows));
      expect(counters).toMatchObject({ stored: expected, deadLettered: 0, inFlight: 0, received: expected + counters.duplicate });
      expect(await service.stop()).toBe(0);
      expect(await readingsInDuckDb(folder)).toEqual({ rows: expected, distinct: expected });
    },
    LIMIT_MS,
  );

  const mosquitto = findMosquitto();
  const influxd = findInfluxd();
  const withServers = mosquitto && influxd ? it : it['skip'];
  withServers(
    'holds every reading exactly once, with mosquitto and InfluxDB',
    async () => {
      const { folder, remove } = await temporaryFolder();
      remains.push(remove);
      const broker = await startMosquitto(mosquitto!);
      remains.push(() => broker.remove());
      const influx = await startInfluxd(influxd!);
      remains.push(() => influx.remove());
      const environment = { TWIN_DATA: folder, TWIN_PLANTS: 'plants/press-replay.yaml', TWIN_MQTT_URL: broker.url, TWIN_INFLUX_URL: influx.url };
      const { service, replayed } = await replayThroughCrashes(file!, environment, expected);
      expect(replayed).toBe(0);
      const { batch, counters } = await settled(service, expected);
      expect(batch).toEqual(countBatches(rows));
      expect(counters).toMatchObject({ stored: expected, deadLettered: 0, inFlight: 0, received: expected + counters.duplicate });
      expect(await service.stop()).toBe(0);
      expect(await readingsInInflux(influx.url)).toBe(expected);
    },
    LIMIT_MS,
  );
});

/** Counts in the file itself, past our own code. */
async function readingsInDuckDb(folder: string): Promise<{ rows: number; distinct: number }> {
  const instance = await DuckDBInstance.create(path.join(folder, 'history', 'history.duckdb'), { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const tables = await connection.runAndReadAll(`SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'readings_%'`);
  const all = tables
    .getRows()
    .map(([name]) => `SELECT * FROM ${String(name)}`)
    .join(' UNION ALL ');
  const counted = await connection.runAndReadAll(`SELECT count(*), count(DISTINCT (series, at_us)) FROM (${all})`);
  const [rows, distinct] = counted.getRows()[0]!.map(Number);
  connection.closeSync();
  instance.closeSync();
  return { rows: rows!, distinct: distinct! };
}

async function readingsInInflux(url: string): Promise<number> {
  const query = new URLSearchParams({ db: 'pharmatwin', q: 'SELECT count(quality) FROM readings' });
  const answer = await getJson<{ results: [{ series: [{ values: [[string, number]] }] }] }>(`${url}/query?${query.toString()}`);
  return answer.results[0].series[0].values[0][1];
}
