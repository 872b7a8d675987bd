import { jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { stringify } from 'yaml';
import { StoppableClock } from '../../simulator/clock.js';
import { cellCommand } from '../../simulator/cell/command.js';
import { DIALECTS, type Dialect } from '../../src/contract/dialect.js';
import { LatestValue, Series, StateSpan, TelemetryStatus, type DeadLetterPage, type Observation } from '../../src/contract/telemetry.js';
import { startApp, type TestApp } from '../app.js';
import { exampleDocument } from '../simulator/cell/plant.js';

jest.setTimeout(180_000); // a loaded machine

const START_MS = Date.parse('2026-01-05T04:00:00Z');
const HOURS = 6;
const idOf = (dialect: Dialect) => `cell-${dialect}`;

/** The real simulator of one cell, in files that differ in id and dialect only, speaks to the real service. */
describe('a process cell in each dialect', () => {
  let app: TestApp;
  let folder: string;
  const readings: Observation[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'cells-'));
    for (const dialect of DIALECTS) writeFileSync(fileOf(dialect), stringify({ ...exampleDocument(), id: idOf(dialect), mqtt: { dialect } }));
    let tick = 0; // PackTags have the time of arrival: no two of them the same
    app = await startApp({ plants: [folder] }, { nowUs: () => (START_MS + HOURS * 3_600_000) * 1000 + tick++ });
    const { Telemetry } = await import('../../src/telemetry/telemetry.service.js');
    app.app.get(Telemetry).observations(0).subscribe(({ observations }) => readings.push(...observations)); // prettier-ignore
    for (const dialect of DIALECTS) await simulate(dialect);
    await settled();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const fileOf = (dialect: Dialect) => path.join(folder, `${dialect}.yaml`);
  const simulate = (dialect: Dialect) =>
    cellCommand(
      {
        cell: fileOf(dialect),
        broker: app.mqtt,
        dialect: null,
        speed: Infinity,
        seed: 1,
        historyS: 0,
        forS: HOURS * 3600,
        startMs: START_MS,
        retryForMs: 30_000,
      },
      new StoppableClock(),
      () => undefined,
    );
  const get = async (resource: string) => (await fetch(`${app.url}${resource}`)).json();
  const status = async () => TelemetryStatus.parse(await get('/api/v1/telemetry'));
  async function settled(): Promise<void> {
    for (;;) {
      const { counters, history } = await status();
      if (counters.inFlight === 0 && history.lagS === 0) return;
      await setImmediate();
    }
  }
  /** Values by source, signal and time: a birth of Sparkplug B may tell one again. */
  const valuesOf = (dialect: Dialect) =>
    new Map(
      readings
        .filter(({ line, quality }) => line === idOf(dialect) && quality === 'good')
        .map(({ unit, signal, measuredAtUs, value }) => [`${unit} ${signal} ${measuredAtUs}`, value]),
    );

  it('is stored whole, with nothing in the dead letters', async () => {
    const { counters, deadLetters } = await status();
    const { items } = (await get('/api/v1/dead-letters')) as DeadLetterPage;
    expect(items).toEqual([]);
    expect([deadLetters, counters.deadLettered, counters.inFlight]).toEqual([0, 0, 0]);
    expect(counters.received).toBe(counters.stored + counters.duplicate);
    expect(readings.length).toBe(counters.stored);
  });

  it('gives the same values at the same times', () => {
    const uns = valuesOf('uns-json');
    expect(uns.size).toBeGreaterThan(10_000);
    const differing = (other: Map<string, unknown>) =>
      [...new Set([...uns.keys(), ...other.keys()])].filter((key) => uns.get(key) !== other.get(key)).slice(0, 5);
    for (const dialect of DIALECTS.filter((one) => one !== 'packtags')) expect([dialect, differing(valuesOf(dialect))]).toEqual([dialect, []]);
  });

  it('gives the same values in the same order, where a dialect has no time of its own', () => {
    const sequences = (dialect: Dialect) => {
      const values = new Map<string, unknown[]>();
      for (const { line, unit, signal, value } of readings)
        if (line === idOf(dialect)) values.set(`${unit} ${signal}`, [...(values.get(`${unit} ${signal}`) ?? []), value]);
      return values;
    };
    expect(sequences('packtags')).toEqual(sequences('uns-json'));
  });

  it('tells every kind of source and signal', () => {
    const told = new Set(readings.map(({ unit, signal }) => `${unit} ${signal}`));
    for (const one of [
      'granulator state', 'granulator product', 'granulator phase', 'dispensing batchEvent', 'press.press speed', 'utilities.air flow', 'utilities.air total',
      'zones.solids hvac.roomRh', 'zones.solids hvac.setbackActive', 'weather weather.outdoorAirTemp', 'cell orderEvent',
    ]) expect([...told]).toContain(one); // prettier-ignore
  });

  it('has latest values, series and states over HTTP, as a line has', async () => {
    const id = idOf('sparkplug-b');
    const { items } = (await get(`/api/v1/cells/${id}/latest`)) as { items: unknown[] };
    const latest = items.map((item) => LatestValue.parse(item));
    const air = latest.find(({ unit, signal }) => unit === 'utilities.air' && signal === 'total')!;
    const stretch = `from=${START_MS}&to=now`;
    const total = Series.parse(await get(`/api/v1/cells/${id}/series?unit=utilities.air&signal=total&maxPoints=2000&${stretch}`));
    expect([total.value.at(-1), total.atUs.at(-1)]).toEqual([air.value, air.measuredAtUs]);
    const events = Series.parse(await get(`/api/v1/cells/${id}/series?unit=dispensing&signal=batchEvent&${stretch}`));
    const told = readings.filter(({ line, unit, signal }) => line === id && unit === 'dispensing' && signal === 'batchEvent');
    expect(events.value).toEqual(told.map(({ value }) => value));
    expect(events.value.length).toBeGreaterThan(5);
    const states = ((await get(`/api/v1/cells/${id}/states?${stretch}`)) as unknown[]).map((span) => StateSpan.parse(span));
    expect(new Set(states.map(({ unit }) => unit))).toContain('press.press');
    expect(states.filter(({ unit }) => unit === 'dispensing').map(({ state }) => state)).toContain('Execute');
    expect((await fetch(`${app.url}/api/v1/cells/${id}/series?unit=dispenser&signal=state`)).status).toBe(404);
  });

  it('keeps its definition and its versions, beside the lines', async () => {
    const id = idOf('json-bundle');
    expect(await get(`/api/v1/cells/${id}/definition`)).toMatchObject({ cell: id, file: 'json-bundle.yaml', definition: { mqtt: { dialect: 'json-bundle' } } });
    expect(await get(`/api/v1/cells/${id}/versions`)).toMatchObject({ items: [{ inForce: true, file: 'json-bundle.yaml' }] });
    expect((await fetch(`${app.url}/api/v1/lines/${id}/definition`)).status).toBe(404);
    expect(await (await fetch(`${app.url}/metrics`)).text()).toMatch(new RegExp(`twin_mqtt_messages_total\\{line="${id}",result="stored"\\} \\d+`));
  });
});
