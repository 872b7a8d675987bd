import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { explain } from '../../src/contract/explain.js';
import { DIALECTS } from '../../src/contract/dialect.js';
import { Meter } from '../../src/contract/meter.js';
import { Origin } from '../../src/contract/origin.js';
import { StopReason } from '../../src/contract/reason.js';
import { CellScenarioRequest } from '../../src/contract/cell-scenario.js';
import { ScenarioRequest } from '../../src/contract/scenario.js';
import { formatIssue, readDocument } from '../../src/plant/document.js';
import { readTypes } from '../../src/plant/machine-types.js';
import { STATE_MAP_NAMES } from '../../src/contract/state-maps.js';
import { readCell } from '../../src/plant/read-cell.js';
import { readLine } from '../../src/plant/read.js';
import { lineSchema } from '../../src/plant/schema.js';
import { decode } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { sourcesOfLine } from '../../src/plant/sources.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { repositoryRoot } from '../shared.js';
import { exampleDocument } from '../simulator/cell/plant.js';

const page = (name: string) => readFileSync(path.join(repositoryRoot, 'docs', name), 'utf8');
const yamlOf = (text: string) => /```yaml\n([\s\S]*?)```/.exec(text)![1]!;

/** Every key that a schema knows, at any depth. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(keysOf)];
}

describe('the page about plant files', () => {
  it('shows a line that is right', () => {
    const read = readLine(yamlOf(page('plant-files.md')), 'plant-files.md');
    expect(read.ok ? [] : read.issues.map(formatIssue)).toEqual([]);
  });

  it('names every key', () => {
    const named = new Set([...page('plant-files.md').matchAll(/`([A-Za-z]+)`/g)].map(([, key]) => key));
    expect([...new Set(keysOf(lineSchema()))].filter((key) => !named.has(key) && key !== 'en' && key !== 'fr')).toEqual([]);
  });
});

describe('the sections about types, origins, meters and reasons', () => {
  const block = (start: string) =>
    [...page('plant-files.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml!).find((yaml) => yaml.includes(start))!;
  const { types, issues } = readTypes([{ text: block('kind: MachineTypes'), file: 'plant-files.md' }]);

  it('show a file of types that is right, and a station of one of them that becomes whole', () => {
    expect(issues).toEqual([]);
    const [station] = parse(block('- id: cartoner-2')) as object[];
    const line = { ...(parse(yamlOf(page('plant-files.md'))) as object), product: { name: { en: 'x', fr: 'x' }, item: 'carton' }, stations: [station] };
    const read = readLine(JSON.stringify(line), 'line.json', types);
    if (!read.ok) throw new Error(read.issues.map(formatIssue).join('\n'));
    const [cartoner] = read.definition.stations;
    expect(cartoner!.power).toMatchObject({ standby: 0.8, execute: 7 });
    expect(cartoner!.stops.map(({ id, every, lasts }) => [id, every, lasts])).toEqual([
      ['jam', { dist: 'exponential', mean: 1200 }, { dist: 'lognormal', mean: 75, sigma: 1 }],
      ['glue', { dist: 'fixed', value: 108000 }, { dist: 'fixed', value: 1200 }],
    ]);
  });

  it.each([
    ['origins', z.array(Origin)],
    ['meters', z.array(Meter)],
    ['reasons', z.array(StopReason)],
  ])('show %s that are right', (key, schema) => {
    expect(explain(schema, (parse(block(`${key}:\n`)) as Record<string, unknown>)[key])).toMatchObject({ ok: true });
  });
});

describe("the page about describing a line of one's own", () => {
  const [line, question] = [...page('your-line.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml!);
  const read = readLine(line!, 'your-line.md');

  it('shows a line that is right, and a question that fits it', () => {
    expect(read.ok ? [] : read.issues.map(formatIssue)).toEqual([]);
    const asked = readDocument(question!, 'your-line.md', ScenarioRequest);
    if (!read.ok || !asked.ok) throw new Error(asked.ok ? '' : asked.issues.map(formatIssue).join('\n'));
    expect(asked.value.line).toBe(read.definition.id);
    const units = asked.value.variants.flatMap(({ changes }) => changes.flatMap((change) => ('unit' in change ? [change.unit] : [])));
    expect(units.filter((unit) => !read.definition.stations.some(({ id }) => id === unit))).toEqual([]);
  });

  it('publishes what the line maps, but for the one message that shows a dead letter', () => {
    if (!read.ok) throw new Error('the line is wrong');
    const table = new TopicTable([read.definition]);
    const topics = [...page('your-line.md').matchAll(/-t \$TUBE\/(\S+)/g)].map(([, below]) => `${read.definition.mqtt.prefix}/${below}`);
    expect(topics.map((topic) => table.find(topic).ok)).toEqual([true, true, false]);
  });

  it('shows the rates and rejects of its sheet in the file', () => {
    if (!read.ok) throw new Error('the line is wrong');
    const row = (name: string) =>
      new RegExp(`\\| ${name} \\|(.*)\\|`)
        .exec(page('your-line.md'))![1]!
        .split('|')
        .map((cell) => Number.parseFloat(cell) || 0);
    expect(read.definition.stations.map(({ rate }) => rate)).toEqual(row('ideal rate'));
    expect(read.definition.stations.map(({ rejects }) => Math.round(rejects * 1000) / 10)).toEqual(row('rejects'));
  });
});

it.each(['what-if.md', 'examples/faster-cartoner.yaml'])('the question in docs/%s is right', (name) => {
  const text = page(name);
  const document = name.endsWith('.md') ? yamlOf(text) : text;
  const read = readDocument<typeof ScenarioRequest | typeof CellScenarioRequest>(
    document,
    name,
    /^cell:/m.test(document) ? CellScenarioRequest : ScenarioRequest,
  );
  expect(read.ok ? [] : read.issues.map(formatIssue)).toEqual([]);
});

describe('the page about dialects', () => {
  const text = page('ingest-dialects.md');
  const sections = [...text.matchAll(/```yaml\n([\s\S]*?)```\n((?:```text\n[\s\S]*?```\n?)+)/g)];

  it('shows every dialect whose messages are texts', () => {
    const dialects = sections.map(([, yaml]) => (parse(yaml!) as { mqtt: { dialect: string } }).mqtt.dialect);
    expect(DIALECTS.filter((dialect) => !dialects.includes(dialect))).toEqual(['sparkplug-b']);
  });

  it.each(sections.map(([, yaml, messages]) => [yaml!, messages!]))('shows what then comes in: %s', (yaml, messages) => {
    const file = { ...(parse(yamlOf(page('your-line.md'))) as object), ...(parse(yaml) as object) };
    const read = readLine(JSON.stringify(file), 'line.json');
    if (!read.ok) throw new Error(read.issues.map(formatIssue).join('\n'));
    const table = new TopicTable([read.definition]);
    const host = new SparkplugHost([], () => undefined);
    for (const [, block] of messages.matchAll(/```text\n([\s\S]*?)```/g)) {
      const readings = block!.trim().split('\n').flatMap((line) => {
        const [, topic, payload] = /^(\S+) (.*)$/.exec(line)!;
        const decoded = decode(topic!, Buffer.from(payload!), table, host, Date.UTC(2026, 2, 2, 6) * 1000);
        if (!decoded.ok || decoded.refused.length > 0) throw new Error(`${line}: ${JSON.stringify(decoded)}`);
        return decoded.observations;
      }); // prettier-ignore
      const told = Object.fromEntries(readings.map(({ signal, value }) => [signal, value]));
      expect([told, [...new Set(readings.map(({ unit, measuredAtUs }) => `${unit} ${measuredAtUs}`))]]).toEqual([
        { state: 'Execute', speed: 79, power: 2.2 },
        ['filler 1772431200000000'],
      ]);
    }
  });

  it('names every map of states, and is what the page about plant files shows of a cell', () => {
    for (const name of STATE_MAP_NAMES) expect(text).toContain(`\`${name}\``);
    const [, yaml] = /A cell says the same[\s\S]*?```yaml\n([\s\S]*?)```/.exec(page('plant-files.md'))!;
    const cell = readCell(JSON.stringify({ ...exampleDocument(), ...(parse(yaml!) as object) }), 'cell.json');
    expect(cell.ok ? [] : cell.issues.map(formatIssue)).toEqual([]);
  });
});

describe('the page about Sparkplug B', () => {
  const [ofLine = '', ofMachines = ''] = [...page('ingest-sparkplug.md').matchAll(/```yaml\n([\s\S]*?) *```/g)].map(([, yaml]) => yaml!.replace(/^ {3}/gm, ''));
  const file = parse(yamlOf(page('your-line.md'))) as { stations: object[] };
  const read = (machine: object) => {
    const stations = file.stations.map((station, i) => (i === 0 ? { ...station, ...machine } : station));
    const line = readLine(JSON.stringify({ ...file, ...(parse(ofLine) as object), stations }), 'line.json');
    if (!line.ok) throw new Error(line.issues.map(formatIssue).join('\n'));
    return sourcesOfLine(line.definition).map(({ dialect, prefix, path }) => [dialect, prefix, path]);
  };

  it('shows a line as an edge node', () => {
    expect(read({})[0]).toEqual(['sparkplug-b', 'acme/tube-1', 'filler']);
  });

  it('shows machines that are another device, another node, and none', () => {
    const machines = ofMachines.trim().split('\n').map((text) => read(parse(text) as object)[0]); // prettier-ignore
    expect(machines).toEqual([
      ['sparkplug-b', 'acme/tube-1', 'PLC 1'],
      ['sparkplug-b', 'acme/filler-7', ''],
      ['packtags', 'old/tube-1', 'filler'],
    ]);
  });
});
