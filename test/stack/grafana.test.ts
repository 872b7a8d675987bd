import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Observation } from '../../src/contract/telemetry.js';
import { InfluxHistory } from '../../src/telemetry/history-influx.js';
import { queries } from '../grafana.js';
import { reading, window } from '../telemetry/history-contract.js';
import { findInfluxd, startInfluxd, type Influxd } from './influxd.js';

const binary = findInfluxd();
const suite = binary === null ? describe['skip'] : describe;
const DATABASE = 'pharmatwin';
const HOURS = 2;
const UNITS = ['press', 'blister'];

/** Two hours of two machines, a reading of each signal a minute; the press is reset in the middle, and silent for ten minutes. */
function telemetry(): Observation[] {
  const all: Observation[] = [];
  for (let minute = 0; minute < HOURS * 60; minute++) {
    for (const unit of UNITS) {
      if (unit === 'press' && minute > 80 && minute < 90) continue;
      const since = unit === 'press' && minute >= 60 ? minute - 60 : minute;
      const say = (signal: Observation['signal'], value: Observation['value'], over: Partial<Observation> = {}) =>
        all.push(reading(signal, minute * 60, value, { unit, ...over }));
      say('state', minute % 30 < 20 ? 'Execute' : 'Held');
      say('speed', unit === 'press' ? 1000 : minute === 5 ? null : 100);
      say('goodCount', since * 98);
      say('processedCount', since * 100);
      say('defectiveCount', since * 2, { quality: minute < 3 ? 'bad' : 'good' });
      say('power', minute >= 30 && minute < 40 ? 12 : 8);
      say('energy', minute / 6);
    }
  }
  return all;
}

suite(
  binary === null
    ? 'the dashboards for Grafana, asked of a real InfluxDB (skipped: influxd not found)'
    : 'the dashboards for Grafana, asked of a real InfluxDB',
  () => {
    let server: Influxd;
    let folder: string;

    beforeAll(async () => {
      server = await startInfluxd(binary!);
      folder = await mkdtemp(path.join(os.tmpdir(), 'grafana-'));
      const history = new InfluxHistory({ url: server.url, database: DATABASE, username: undefined, password: undefined, folder });
      await history.write(telemetry(), 1);
    }, 30_000);
    afterAll(async () => {
      await server.remove();
      await rm(folder, { recursive: true, force: true });
    });

    /** Answers as Grafana gets them: its macros stand for the window, the width of a point, and the line chosen. */
    async function ask(query: string): Promise<{ tags?: Record<string, string>; columns: string[]; values: (number | string | null)[][] }[]> {
      const { fromUs, toUs } = window(0, HOURS * 3600);
      const q = query.replaceAll('$timeFilter', `time >= ${fromUs}u AND time <= ${toUs}u`).replaceAll('$__interval', '5m').replaceAll('$line', 'osd-1');
      expect(q).not.toContain('$_');
      const answer = await fetch(`${server.url}/query?db=${DATABASE}&epoch=ms`, { method: 'POST', body: new URLSearchParams({ q }) });
      const { results } = (await answer.json()) as { results: { error?: string; series?: never[] }[] };
      expect(results[0]!.error).toBeUndefined();
      return results[0]!.series ?? [];
    }
    const panel = (name: string) => queries.find((query) => query.name === name)!.query;
    /** The value of each series that has one point, by its tags. */
    const single = async (name: string) =>
      Object.fromEntries((await ask(panel(name))).map(({ tags = {}, values }) => [Object.values(tags).filter(Boolean).join(' '), values[0]![1]]));

    it.each(queries)('$name has an answer', async ({ query }) => {
      const series = await ask(query);
      expect(series.length).toBeGreaterThan(0);
      for (const { values } of series) expect(values.some((row) => row.slice(1).some((value) => value !== null))).toBe(true);
    });

    it('count what was made, over a reset of a counter', async () => {
      // press: 59 minutes, then 59 after the reset at 60; blister: 119 minutes
      expect(await single('line.json: Counted in the window')).toEqual({
        'defectiveCount blister': 238,
        'goodCount blister': 11662,
        'processedCount blister': 11900,
        'defectiveCount press': 236,
        'goodCount press': 11564,
        'processedCount press': 11800,
      });
    });

    it('give energy and the highest mean over ten minutes', async () => {
      const energy = await single('energy.json: Energy in the window');
      expect(energy['press']).toBeCloseTo(119 / 6, 9);
      expect(energy['blister']).toBeCloseTo(119 / 6, 9);
      // The panel adds the machines up itself and shows the highest: InfluxQL would not, over a subquery with fill(previous).
      const machines = await ask(panel('energy.json: Highest mean over 10 minutes'));
      const line = machines[0]!.values.map(([, kw], i) => Number(kw) + Number(machines[1]!.values[i]![1]));
      expect([machines.length, line.slice(0, 12)]).toEqual([2, [16, 16, 16, 24, 16, 16, 16, 16, 16, 16, 16, 16]]);
    });

    it('show states, silence, quality and missing values', async () => {
      const states = await ask(panel('line.json: States'));
      expect(states.map(({ tags }) => tags!['unit'])).toEqual(['blister', 'press']);
      expect(states[0]!.values.map(([, state]) => state).slice(0, 7)).toEqual(['Execute', 'Execute', 'Execute', 'Execute', 'Held', 'Held', 'Execute']);
      expect(await single('data-health.json: Longest pause')).toEqual({ 'osd-1 press': 600, 'osd-1 blister': 60 });
      expect(await single('data-health.json: Readings that are not good')).toEqual({ 'osd-1 press': 3, 'osd-1 blister': 3 });
      expect(await single('data-health.json: Readings without a value')).toEqual({ 'osd-1 speed blister': 1 });
    });
  },
);
