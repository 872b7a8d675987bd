import { connectAsync } from 'mqtt';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { TwinHttp } from '../../client/http.js';
import { repositoryRoot } from '../shared.js';
import { endAll, freePort, startMachines, startService, temporaryFolder, until, type Service } from './service.js';
import { WITH_CONTRACT, writeSmallSite } from './small-site.js';
import { tellLine } from './told-line.js';

const MINUTE_MS = 60_000;
const LEAFLET_JAM = 66;
const HISTORY_MIN = 40;
const SLOW_MIN = 20;

/** A line like that of the demonstration which comes before it in every order of names, and runs well. */
export const WELL = { id: 'osd-0', names: { en: 'Solid-dose line 0', fr: 'Ligne formes sèches 0' } } as const;

/** So seldom that units stand without an order between two lots. */
const SELDOM = [{ id: 'alpha', product: 'alpha', batches: 1, every: '2 h', dueAfter: '8 h' }];

/** Tests of which nobody knows how long they take: answers have intervals. */
const BY_CHANCE = [
  { id: 'identity', tests: [{ id: 'uniformity', work: { lasts: { dist: 'exponential' as const, mean: '15 min' }, persons: { analyst: 1 } } }] },
];

/** The product as it runs, with two lines and a site that are live. */
export interface Product {
  http: TwinHttp;
  url: string;
  /** The service; another one after it was started again. */
  service(): Service;
  /** Starts the service again after it was stopped, at the same address. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/**
 * Starts the service with the demonstration line, whose cartoner has been slow for twenty minutes and has jammed in the last, with
 * another that runs well, and with the small site and its machines, which have some hours behind them. Resolves when all are live.
 */
export async function startProduct(siteHistory: string): Promise<Product> {
  const { folder, remove } = await temporaryFolder();
  const sick = path.join(repositoryRoot, 'plants', 'osd-1.yaml');
  const well = path.join(folder, 'lines', `${WELL.id}.yaml`);
  mkdirSync(path.dirname(well));
  copyFileSync(path.join(repositoryRoot, 'plants', 'types.yaml'), path.join(folder, 'lines', 'types.yaml'));
  const named = readFileSync(sick, 'utf8').replace(/^name: .*$/m, `name: ${JSON.stringify(WELL.names)}`);
  writeFileSync(well, named.replace(/^id: .*$/m, `id: ${WELL.id}`).replace('solids/osd-1', `solids/${WELL.id}`));
  const site = writeSmallSite(folder, { carriers: WITH_CONTRACT, demand: SELDOM, releases: BY_CHANCE });
  const [port, mqttPort] = [await freePort(), await freePort()];
  const start = () =>
    startService({
      TWIN_DATA: path.join(folder, 'data'),
      TWIN_PLANTS: `${sick},${well},${site}`,
      TWIN_PORT: String(port),
      TWIN_MQTT_EMBEDDED_PORT: String(mqttPort),
      TWIN_WORKERS: '1',
      TWIN_LOG_LEVEL: 'error',
    });
  let service = await start();
  const mqtt = await connectAsync(service.mqttUrl!);
  const nowMs = Date.now();
  const [beganMs, slowMs, jamMs] = [nowMs - HISTORY_MIN * MINUTE_MS, nowMs - SLOW_MIN * MINUTE_MS, nowMs - MINUTE_MS];
  const tell = async (atMs: number) => {
    await tellLine(mqtt, atMs, beganMs, atMs > jamMs ? LEAFLET_JAM : null, { slowFromMs: slowMs });
    await tellLine(mqtt, atMs, beganMs, null, { line: WELL.id });
  };
  for (let atMs = beganMs; atMs < nowMs; atMs += MINUTE_MS / 4) await tell(atMs);
  const telling = setInterval(() => void tell(Date.now()).catch(() => undefined), 2000);
  const machines = await startMachines(['cell', site, '--broker', service.mqttUrl!, '--history', siteHistory, '--history-every', '5 min']);
  const http = new TwinHttp({ url: service.url });
  for (const line of [WELL.id, 'osd-1'])
    await until(() => http.line(line), ({ view }) => view.freshness === 'live' && !view.catchingUp && view.forecast !== null, 60_000); // prettier-ignore
  await until(() => http.cell('small-site'), ({ view }) => view.freshness === 'live' && !view.catchingUp && view.lookAheads.week !== null, 60_000); // prettier-ignore
  return {
    http,
    url: service.url,
    service: () => service,
    restart: async () => {
      service = await start();
    },
    end: async () => {
      clearInterval(telling);
      await mqtt.endAsync(true);
      await machines.stop();
      await service.stop();
      endAll();
      await remove();
    },
  };
}
