import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { Quality, TWIN_SIGNALS, type Observation } from '../src/contract/telemetry.js';
import { readConfig } from '../src/config.js';
import { KIND } from '../src/telemetry/history-row.js';
import { InfluxLines } from '../src/telemetry/influx-line.js';
import { dashboards, queries } from './grafana.js';
import { repositoryRoot } from './shared.js';
import { reading } from './telemetry/history-contract.js';

const read = (file: string): unknown => parse(readFileSync(path.join(repositoryRoot, file), 'utf8'));

/** What the service writes: one line of each kind of value, and the names in it. */
const lines = [1, 'Execute', true, null].flatMap((value: Observation['value']) => new InfluxLines().of([reading('speed', 0, value)]));
const written = new Set(lines.flatMap((line) => [line.slice(0, line.indexOf(',')), ...[...line.matchAll(/[ ,](\w+)=/g)].map(([, name]) => name!)]));

const WORDS =
  /^(SELECT|FROM|WHERE|AND|GROUP|BY|AS|SHOW|TAG|VALUES|WITH|KEY|fill|none|previous|time|last|max|sum|mean|count|elapsed|non_negative_derivative|non_negative_difference)$/;
const names = (query: string) => [...query.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
const made = (query: string) => new Set([...query.matchAll(/AS "([^"]+)"/g)].map(([, name]) => name!));

describe('the dashboards for Grafana', () => {
  it.each(queries)('$name names only what the service writes', ({ query }) => {
    expect(names(query).filter((name) => !written.has(name) && !made(query).has(name))).toEqual([]);
    const rest = query.replace(/"[^"]*"|'[^']*'|\/\^[^/]*\/|\$\w+|\b\d+[a-z]?\b/g, ' ');
    expect((rest.match(/[A-Za-z_]+/g) ?? []).filter((word) => !WORDS.test(word))).toEqual([]); // so that no name escapes without quotes
  });

  it.each(queries)('$name asks for signals, qualities and kinds that there are', ({ query }) => {
    const signals = [...query.matchAll(/"signal" (?:= '(\w+)'|=~ \/\^\(([\w|]+)\)\$\/)/g)].flatMap(([, one, several]) => (one ?? several)!.split('|'));
    expect(signals.filter((signal) => !(TWIN_SIGNALS as readonly string[]).includes(signal))).toEqual([]);
    expect(query.match(/"signal" [=<!]/g)?.length ?? 0).toBe(query.match(/"signal" (?:= '|=~ \/\^\()/g)?.length ?? 0);
    const qualities = [...query.matchAll(/"quality" (?:=|<>) '(\w+)'/g)].map(([, quality]) => quality);
    expect(qualities.filter((quality) => !(Quality.options as string[]).includes(quality!))).toEqual([]);
    const kinds = [...query.matchAll(/"kind" = (\d+)/g)].map(([, kind]) => Number(kind));
    expect(kinds.filter((kind) => !(Object.values(KIND) as number[]).includes(kind))).toEqual([]);
  });

  it('ask for no subquery that fills: the aggregate over it is wrong', () => {
    // InfluxDB 1.6: SELECT sum(p) FROM (SELECT mean(num) AS p … GROUP BY time(10m), unit fill(previous)) does not add the units up
    expect(queries.filter(({ query }) => /\(SELECT[^()]*(?:\([^()]*\)[^()]*)*fill\(previous\)[^()]*\)/.test(query))).toEqual([]);
    expect(
      /\(SELECT[^()]*(?:\([^()]*\)[^()]*)*fill\(previous\)[^()]*\)/.test(
        'SELECT sum("p") FROM (SELECT mean("num") AS "p" FROM "r" GROUP BY time(10m) fill(previous))',
      ),
    ).toBe(true);
  });

  it('each have a name of their own and panels that do not overlap', () => {
    expect(new Set(dashboards.map(({ dashboard }) => dashboard.uid)).size).toBe(dashboards.length);
    for (const { dashboard } of dashboards) {
      const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      expect(Math.max(...dashboard.panels.map(({ gridPos: { x, w } }) => x + w))).toBeLessThanOrEqual(24);
    }
  });

  it('are found by Grafana where docker-compose.yml puts them, and ask the database that the service writes to', () => {
    const { datasources } = read('deploy/grafana/provisioning/datasources/influxdb.yaml') as {
      datasources: { uid: string; url: string; jsonData: { dbName: string } }[];
    };
    const { providers } = read('deploy/grafana/provisioning/dashboards/pharmatwin.yaml') as { providers: { options: { path: string } }[] };
    const { services } = read('docker-compose.yml') as {
      services: Record<string, { volumes: string[]; environment: Record<string, string>; profiles?: string[] }>;
    };
    const settings = readConfig({ TWIN_INFLUX_URL: services['pharmatwin']!.environment['TWIN_INFLUX_URL'] }, '/');
    expect(settings.ok && settings.config.influx).toMatchObject({ url: datasources[0]!.url, database: datasources[0]!.jsonData.dbName });
    expect(new Set(queries.map(({ uid }) => uid))).toEqual(new Set(datasources.map(({ uid }) => uid)));
    const { volumes, profiles } = services['grafana']!;
    expect(profiles).toEqual(['grafana']);
    const mounted = volumes.map((volume) => volume.split(':'));
    expect(mounted.map(([, inside]) => inside)).toEqual(['/etc/grafana/provisioning', providers[0]!.options.path]);
    for (const [source] of mounted) expect(existsSync(path.join(repositoryRoot, source!))).toBe(true);
  });
});
