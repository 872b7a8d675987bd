import { jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SiteChain } from '../../bench/sites/chain.js';
import { TruthLog, sourceOf, type MetersLine } from '../../bench/sites/log.js';
import { BEGIN_S } from '../../bench/sites/prove.js';
import { loadSite } from '../../bench/sites/site-files.js';
import { cellCommand } from '../../simulator/cell/command.js';
import { StoppableClock } from '../../simulator/clock.js';
import type { CellKpiGroup } from '../../src/contract/cell-kpi.js';
import { LedgerRow, LotRecord, OrderRecord } from '../../src/contract/cell-view.js';
import { Series, TelemetryStatus } from '../../src/contract/telemetry.js';
import { ledgerOf } from '../../src/model/cell-mirror/ledger.js';
import { lotsOf } from '../../src/model/cell-mirror/lots.js';
import { ordersOf } from '../../src/model/cell-mirror/orders.js';
import { startApp, type TestApp } from '../app.js';
import { repositoryRoot } from '../shared.js';

jest.setTimeout(300_000); // a loaded machine

const HALF_S = 12 * 3600;
const TO_S = BEGIN_S + 2 * HALF_S;
const WINDOW = `from=${BEGIN_S * 1000}&to=${TO_S * 1000}`;
const PLANTS = path.join(repositoryRoot, 'plants');

/** The real simulator of a site speaks for a day to the real service, which is stopped and started again in the middle. */
describe.each(['orvalmont', 'kerlanoux'])('a day of %s through broker, journal, history and mirror', (name) => {
  const site = loadSite(PLANTS, name);
  const { id } = site.definition;
  const log = new TruthLog();
  const folder = mkdtempSync(path.join(tmpdir(), 'day-'));
  let app: TestApp;
  let rows: LedgerRow[];

  beforeAll(async () => {
    for (let half = 0; half < 2; half++) {
      if (half > 0) await app.close();
      app = await startApp({ dataDir: path.join(folder, 'data'), plants: [path.join(PLANTS, 'sites', `${name}.yaml`)] }, { nowUs: () => TO_S * 1e6 });
      await simulateHalf();
      await settled();
    }
    for (const line of readFileSync(path.join(folder, 'log.jsonl'), 'utf8').trimEnd().split('\n')) log.write(line);
    rows = (await items(`ledger?${WINDOW}`)).map((row) => LedgerRow.parse(row));
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const simulateHalf = () =>
    cellCommand(
      {
        cell: path.join(PLANTS, 'sites', `${name}.yaml`),
        secrets: path.join(PLANTS, 'secrets', `${name}.yaml`),
        broker: app.mqtt,
        dialect: null,
        speed: Infinity,
        seed: 1,
        historyS: 0,
        forS: HALF_S,
        startMs: BEGIN_S * 1000,
        state: path.join(folder, 'state.json'),
        log: path.join(folder, 'log.jsonl'),
        retryForMs: 30_000,
      },
      new StoppableClock(),
      () => undefined,
    );
  const get = async (resource: string): Promise<unknown> => (await fetch(`${app.url}/api/v1/${resource}`)).json();
  const items = async (resource: string) => ((await get(`cells/${id}/${resource}`)) as { items: unknown[] }).items;
  async function settled(): Promise<void> {
    for (;;) {
      const { counters, history } = TelemetryStatus.parse(await get('telemetry'));
      if (counters.inFlight === 0 && history.lagS === 0) return;
      await setImmediate();
    }
  }
  const meters = (): MetersLine => log.meters!;
  const lastOf = async (unit: string, signal: string) =>
    Series.parse(await get(`cells/${id}/series?unit=${unit}&signal=${signal}&maxPoints=2000&${WINDOW}`)).value.at(-1);
  const kwhOf = (of: readonly LedgerRow[], carrier: string) =>
    of.reduce((sum, { kwh }) => Object.values(kwh).reduce((part, carriers) => part + (carriers[carrier] ?? 0), sum), 0);

  it('has lost nothing and refused nothing', async () => {
    const { counters, deadLetters } = TelemetryStatus.parse(await get('telemetry'));
    expect([deadLetters, counters.deadLettered, counters.inFlight]).toEqual([0, 0, 0]);
    expect(counters.stored).toBeGreaterThan(20_000);
    expect(meters().atS).toBe(TO_S);
  });

  it('counts in history, ledger and KPIs what the log of the simulator counts', async () => {
    const kpis = (await items(`kpis?by=source&${WINDOW}`)) as CellKpiGroup[];
    for (const [place, { processed, defective }] of Object.entries(meters().units)) {
      const source = sourceOf(place);
      const own = rows.filter((row) => row.source === source);
      const counts = kpis.find(({ key }) => key.source === source)!.counts;
      expect([source, await lastOf(source, 'processedCount'), await lastOf(source, 'defectiveCount')]).toEqual([source, processed, defective]);
      expect([source, own.reduce((n, row) => n + row.processed, 0), own.reduce((n, row) => n + row.rejected, 0)]).toEqual([source, processed, defective]);
      expect([source, counts.processed, counts.rejected]).toEqual([source, processed, defective]);
    }
    expect(Object.values(meters().units).some(({ processed }) => processed > 0)).toBe(true);
  });

  it('has in history, ledger and KPIs the energy of the log, by carrier within 0.1 %', async () => {
    const { units, utilities, zones } = meters();
    const named = (prefix: string, of: Record<string, { kwh: Record<string, number> }>) =>
      Object.entries(of).map(([of, { kwh }]): [string, Record<string, number>] => [`${prefix}${sourceOf(of)}`, kwh]);
    const truth = [...named('', units), ...named('utilities.', utilities), ...named('zones.', zones)];
    const sources = new Set(truth.map(([source]) => source));
    const [cell] = (await items(`kpis?by=cell&from=${(BEGIN_S - 2 * HALF_S) * 1000}&to=${TO_S * 1000}`)) as CellKpiGroup[];
    for (const { id: carrier } of site.definition.carriers) {
      const sum = truth.reduce((total, [, kwh]) => total + (kwh[carrier] ?? 0), 0);
      let told = 0;
      for (const [source, kwh] of truth)
        if ((kwh[carrier] ?? 0) > 0) told += Number(await lastOf(source, carrier === 'electricity' ? 'energy' : `energy.${carrier}`));
      const booked = kwhOf(
        rows.filter(({ source }) => sources.has(source)),
        carrier,
      );
      expect(sum).toBeGreaterThan(100);
      for (const got of [told, booked, cell!.energy.byCarrierKwh[carrier]!]) expect(Math.abs(got - sum) / sum).toBeLessThan(0.001);
    }
  });

  it('is, restart and all, what a mirror knows that heard the same plant without one', async () => {
    const whole = new SiteChain(site, { seed: 1, startS: BEGIN_S });
    whole.runTo(TO_S);
    expect(rows.map(rounded)).toEqual(ledgerOf(site.compiled, whole.mirror, { fromUs: BEGIN_S * 1e6, toUs: TO_S * 1e6 }).map(rounded));
    const heard = (await items(`lots?${WINDOW}`)).map((lot) => LotRecord.parse(lot));
    expect(heard.map(settledPart)).toEqual(lotsOf(whole.mirror).map(settledPart));
    expect((await items('orders')).map((order) => OrderRecord.parse(order))).toEqual(ordersOf(whole.mirror));
  });
});

/** Of a step under way the energy so far goes up to the last word of its unit: in Sparkplug B to the death of the node. */
const settledPart = (lot: LotRecord) => rounded({ ...lot, steps: lot.steps.map((step) => (step.toUs === null ? { ...step, kwh: {}, utilities: {} } : step)) });

/** Without what the microsecond between death and birth of a Sparkplug B node costs: numbers to a thousandth, and nothing that is zero then. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, of: unknown) => {
    if (typeof of === 'number') return Math.round(of * 1000) / 1000 || undefined;
    return of !== null && typeof of === 'object' && !Array.isArray(of) && Object.keys(of).length === 0 ? undefined : of;
  });
