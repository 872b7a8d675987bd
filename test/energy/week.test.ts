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
/** A counter that stands still is told again every fifty minutes: so much of the end is not known of it. */
const TAIL_S = 3600;
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
  const sumOf = (of: Map<string, number>) => [...of.values()].reduce((total, kwh) => total + kwh, 0);
  const expectWithin = (got: number, expected: number) => expect(Math.abs(got - expected)).toBeLessThan(0.001 * expected + 0.02);

  it('is in the meters what the log of the simulator counts, within 0.1 %', async () => {
    const { carriers: told } = await http.energyMeters(id, WINDOW);
    expect(told.map(({ carrier }) => carrier)).toEqual(carriers.map((carrier) => carrier.id));
    for (const { carrier, rows, outsideKwh, unknownShare } of told) {
      const expected = truth(carrier);
      const sources = rows.filter(({ id: source }) => expected.has(source));
      expect(sources.map(({ id: source }) => source).sort()).toEqual([...expected].flatMap(([source, kwh]) => (kwh > 0 ? [source] : [])).sort());
      for (const row of sources) expectWithin(row.kwh!, expected.get(row.id)!);
      const [site] = rows;
      expect(sumOf(expected)).toBeGreaterThan(1000);
      expectWithin(site!.partsKwh!, sumOf(expected));
      expect([site!.parent, site!.missing, outsideKwh]).toEqual([null, [], 0]);
      expect(unknownShare).toBeLessThan(TAIL_S / WEEK_S);
    }
  });

  it('is more at the main meter, by the load of 9 kW that nothing below it counts', async () => {
    const { meters } = site.secrets;
    const [main] = (await http.energyMeters(id, WINDOW)).carriers[0]!.rows;
    expectWithin(main!.remainderKwh!, meters['site-electricity']!.unmetered * 168);
    expect(main).toMatchObject({ id: 'site-electricity', by: 'counter', balance: 'unmetered' });
    expect(main!.partsKwh! + main!.remainderKwh!).toBeCloseTo(main!.kwh!, 6);
  });

  it('is the same in the load by ten minutes, whose means are known', async () => {
    const meters = await http.energyMeters(id, WINDOW);
    for (const { carrier, kwh } of meters.carriers) {
      const profile = await http.energyProfile(id, carrier, WINDOW);
      expect(profile.kwh).toBeCloseTo(kwh!, 6);
      expect(profile.kw.filter((kw) => kw === null).length).toBeLessThanOrEqual(1 + Math.ceil(TAIL_S / 600));
      expect(profile.periods.reduce((sum, period) => sum + period.kwh, 0)).toBeCloseTo(kwh!, 6);
      expect(profile.bill!.totalEur).toBeGreaterThan(100);
      for (const { peaks } of profile.periods) {
        const [peak] = peaks;
        const made = peak!.makers.reduce((sum, { kw }) => sum + kw, 0);
        expect(Math.abs(made - peak!.kw)).toBeLessThan(0.05 * peak!.kw);
      }
    }
  });

  it('is known to the end of a window that is over, and its hours add up to the meter', async () => {
    for (const beforeS of [1, 2.5, 4.25].map((days) => days * 86_400 + 780)) {
      const window = { from: String((BEGIN_S + 86_400) * 1000), to: String((TO_S - beforeS) * 1000) };
      for (const { carrier, kwh, unknownShare } of (await http.energyMeters(id, window)).carriers) {
        const { hours } = await http.energyLoad(id, carrier, window);
        expect([carrier, beforeS, unknownShare < 1e-6, hours.filter((hour) => hour.kwh === null)]).toEqual([carrier, beforeS, true, []]);
        expect(hours.reduce((sum, hour) => sum + hour.kwh!, 0)).toBeCloseTo(kwh!, 6);
      }
    }
  });

  it('is the same by what units were doing, and the record has all of it', async () => {
    const states = await http.energyStates(id, WINDOW);
    const { carriers: meters } = await http.energyMeters(id, WINDOW);
    expectWithin(
      states.kwh - states.unmeteredKwh!,
      carriers.reduce((sum, carrier) => sum + sumOf(truth(carrier.id)), 0),
    );
    expectWithin(states.unmeteredKwh!, site.secrets.meters['site-electricity']!.unmetered * 168);
    expectWithin(
      states.kwh,
      meters.reduce((sum, { kwh }) => sum + kwh!, 0),
    );
    const { site: whole } = await http.energyBatches(id, WINDOW);
    expectWithin(whole.kwh, states.kwh);
    expect(whole.unmeteredKwh).toBe(states.unmeteredKwh);
    expect(states.accounts.reduce((sum, { kwh }) => sum + kwh, 0)).toBeCloseTo(states.unitsKwh, 6);
    expect(states.waste.kwh).toBeCloseTo(
      states.accounts.filter(({ account }) => account === 'idle' || account === 'standby').reduce((sum, { kwh }) => sum + kwh, 0),
      6,
    );
    expect(states.waste.costEur!).toBeGreaterThan(0.1 * states.waste.kwh);
    const zoned = states.zones.reduce((sum, { airKwh, unitsKwh }) => sum + airKwh + unitsKwh, 0);
    expect(zoned).toBeCloseTo(states.kwh - states.utilitiesKwh - states.unmeteredKwh!, 6);
  });
});
