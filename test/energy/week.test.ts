import { jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { TruthLog, sourceOf, type MetersLine } from '../../bench/sites/log.js';
import { BEGIN_S } from '../../bench/sites/prove.js';
import { loadSite } from '../../bench/sites/site-files.js';
import { cellCommand } from '../../simulator/cell/command.js';
import { StoppableClock } from '../../simulator/clock.js';
import { TwinHttp } from '../../client/http.js';
import { startApp, type TestApp } from '../app.js';
import { repositoryRoot } from '../shared.js';

jest.setTimeout(600_000); // a loaded machine

const WEEK_S = 7 * 86_400;
const TO_S = BEGIN_S + WEEK_S;
const WINDOW = { from: String(BEGIN_S * 1000), to: String(TO_S * 1000) };
const PLANTS = path.join(repositoryRoot, 'plants');
const NAME = 'valclair';

/** The simulator of a site speaks for a week to the real service. */
describe('the energy of a week of a site', () => {
  const site = loadSite(PLANTS, NAME);
  const { id, carriers } = site.definition;
  const log = new TruthLog();
  const folder = mkdtempSync(path.join(tmpdir(), 'energy-week-'));
  let app: TestApp;
  let http: TwinHttp;

  beforeAll(async () => {
    app = await startApp({ dataDir: path.join(folder, 'data'), plants: [path.join(PLANTS, 'sites', `${NAME}.yaml`)] }, { nowUs: () => TO_S * 1e6 });
    http = new TwinHttp({ url: app.url });
    const file = (kind: string) => path.join(PLANTS, kind, `${NAME}.yaml`);
    await cellCommand(
      {
        ...{ cell: file('sites'), secrets: file('secrets'), broker: app.mqtt, dialect: null, speed: Infinity, seed: 1 },
        ...{ historyS: 0, historyEveryS: 300, forS: WEEK_S, startMs: BEGIN_S * 1000, log: path.join(folder, 'log.jsonl'), retryForMs: 30_000 },
      },
      new StoppableClock(),
      () => undefined,
    );
    for (;;) {
      const { counters, history } = await http.telemetry();
      if (counters.inFlight === 0 && history.lagS === 0) break;
      await setImmediate();
    }
    for (const line of readFileSync(path.join(folder, 'log.jsonl'), 'utf8').trimEnd().split('\n')) log.write(line);
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  /** What the log of the simulator counts, by source. */
  const truth = (carrier: string): Map<string, number> => {
    const { units, utilities, zones } = log.meters as MetersLine;
    const named = (prefix: string, of: Record<string, { kwh: Record<string, number> }>) =>
      Object.entries(of).map(([name, { kwh }]): [string, number] => [`${prefix}${sourceOf(name)}`, kwh[carrier] ?? 0]);
    return new Map([...named('', units), ...named('utilities.', utilities), ...named('zones.', zones)]);
  };
  const within = (got: number, expected: number, share: number) => expect(Math.abs(got - expected)).toBeLessThan(share * expected + 0.02);

  it('is in the meters what the log of the simulator counts, within 0.1 %', async () => {
    const { carriers: told } = await http.energyMeters(id, WINDOW);
    expect(told.map(({ carrier }) => carrier)).toEqual(carriers.map((carrier) => carrier.id));
    for (const { carrier, rows } of told) {
      const expected = truth(carrier);
      for (const row of rows) {
        const kwh = expected.get(row.id);
        if (kwh !== undefined) within(row.kwh ?? 0, kwh, 0.001);
      }
      const sum = [...expected.values()].reduce((total, kwh) => total + kwh, 0);
      const site = rows.find(({ parent, kind }) => parent === null && kind === 'meter')!;
      console.log(
        carrier,
        sum,
        site,
        told.map(({ rows: _, ...r }) => r),
      );
      expect(sum).toBeGreaterThan(1000);
      within(site.partsKwh!, sum, 0.001);
    }
  });
  it('looks', async () => {
    const p = await http.energyProfile(id, 'electricity', WINDOW);
    console.log(
      JSON.stringify(
        {
          ...p,
          kw: p.kw.slice(0, 10),
          stepUs: p.stepUs.slice(0, 3),
          carbon: { ...p.carbon, hourUs: 0, hourLocationKg: 0 },
          nulls: p.kw.filter((k) => k === null).length,
        },
        null,
        1,
      ),
    );
    console.log(JSON.stringify(await http.energyStates(id, WINDOW), null, 1).slice(0, 6000));
    console.log(JSON.stringify(await http.energyBatches(id, WINDOW), null, 1).slice(0, 6000));
  });
});
