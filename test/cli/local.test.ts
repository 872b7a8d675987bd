import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { ScenarioResult } from '../../src/contract/scenario.js';
import { sha256 } from '../../src/plant/canonical.js';
import { LINE, broken } from '../plant/line.js';
import { twin } from './twin.js';

jest.setTimeout(60_000);

const SCENARIO = `line: pack-1
question: Is a faster filler worth it?
start: { from: empty, at: '2026-01-05T05:00:00Z' }
horizon: 4 h
replications: 30
seed: 7
variants:
  - id: faster
    changes: [{ kind: rate, unit: filler, factor: 1.1 }]
`;
let cwd: string;
const write = (name: string, text: string) => writeFileSync(path.join(cwd, name), text);
const read = (name: string) => readFileSync(path.join(cwd, name), 'utf8');
const run = (...args: string[]) => twin(args, { cwd });

beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twin-cli-'));
  write('line.yaml', LINE);
  write('scenario.yaml', SCENARIO);
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('twin validate', () => {
  it('says that a file is right and ends with 0', async () => {
    const { code, out, err } = await run('validate', 'line.yaml');
    expect([code, err]).toEqual([0, 'line.yaml:11:3 /stations 13 numbers do not say where they come from (origins)\n']);
    expect(out).toMatch(
      /^line\.yaml: right\. Line pack-1, 2 stations, version [0-9a-f]{12}\n {2}21 numbers: .* 3 sourced \(14 %\), .* 13 do not say \(62 %\)\n$/,
    );
  });

  it('prints every issue with its place and ends with 3', async () => {
    write('broken.yaml', broken('rate: 200 /min', 'ratte: 200 /min').replace('takes: 10', 'takes: -1'));
    expect(await run('validate', 'broken.yaml')).toEqual({
      code: 3,
      out: 'broken.yaml:15:5 /stations/0/ratte unknown key "ratte", did you mean "rate"?\nbroken.yaml:29:12 /stations/1/takes must be more than 0, found -1\n',
      err: '',
    });
  });

  it('prints issues as JSON lines', async () => {
    write('broken.yaml', broken('kind: Line', 'kind: Lime'));
    const { out } = await run('validate', '--json', 'broken.yaml');
    expect(JSON.parse(out)).toEqual({
      file: 'broken.yaml',
      line: 2,
      column: 7,
      pointer: '/kind',
      message: 'expected "Line", found "Lime", did you mean "Line"?',
    });
  });

  it('reads stdin', async () => {
    expect(await twin(['validate', '-'], { cwd, stdin: broken('takes: 10', 'take: 10') })).toMatchObject({
      code: 3,
      out: 'stdin:29:5 /stations/1/take unknown key "take", did you mean "takes"?\n',
    });
  });

  it('ends with 4 where there is no such file', async () => {
    expect(await run('validate', 'none.yaml')).toEqual({ code: 4, out: '', err: 'none.yaml: there is no such file\n' });
  });
});

it.each([
  [['simulat'], "error: unknown command 'simulat'"],
  [['validate'], "error: missing required argument 'file'"],
  [['simulate', 'line.yaml', '--replications', 'many'], "error: option '--replications <n>' argument 'many' is invalid. expected a whole number"],
  [['simulate', 'line.yaml', '--horizon', '8'], '--horizon: expected a number with its unit (us, ms, s, min, h, d, wk), for example "9 min", found "8"'],
  [['run', 'scenario.yaml'], 'where to ask? Give --server URL, or --plant FILE to simulate here'],
])('twin %j is a wrong use and ends with 2', async (args, sentence) => {
  const { code, out, err } = await run(...args);
  expect([code, out, err.split('\n')[0]]).toEqual([2, '', sentence]);
});

it.each([
  [['line', '--server', 'http://127.0.0.1:1'], "error: unknown option '--server'"],
  [['line', 'osd-1'], "error: unknown command 'osd-1'"],
])('twin %j is told of the commands that there are', async (args, sentence) => {
  expect(await run(...args)).toEqual({
    code: 2,
    out: '',
    err: `${sentence}\n(did you mean twin line list, twin line show LINE, twin line watch LINE or twin line losses LINE?)\n`,
  });
});

it('twin schema prints a JSON Schema', async () => {
  const { code, out } = await run('schema');
  expect([code, (JSON.parse(out) as { title: string }).title]).toEqual([0, 'Pharmatwin line']);
});

describe('twin simulate', () => {
  const simulate = (...args: string[]) => run('simulate', 'line.yaml', '--horizon', '4h', '--replications', '20', '--start', '2026-01-05T05:00:00Z', ...args);

  it('gives the same bytes on any number of threads', async () => {
    const [one, three] = await Promise.all(['1', '3'].map((threads) => simulate('--json', '--threads', threads)));
    expect(one!.out).toBe(three!.out);
    expect(ScenarioResult.parse(JSON.parse(one!.out)).variants[0]!.kpis.goodUnits!.n).toBe(20);
  });

  it('shows the KPIs in French too', async () => {
    const { code, out } = await simulate('--lang', 'fr');
    expect(code).toBe(0);
    expect(out).toMatch(/^Simulé : ligne pack-1, 4 h, 20 réplications, graine 1\n/);
    expect(out).toMatch(/\nOEE \[%\] +\d+,\d+ ± \d,\d+ /);
    expect(out).toMatch(/\nfiller( +\d+,\d){6}\n/);
  });

  it('changes values for this simulation', async () => {
    const [plain, faster] = await Promise.all([
      simulate('--json'),
      simulate('--json', '--set', 'stations.filler.rate=220 /min', '--set', 'stations.0.buffer.capacity=800'),
    ]);
    const good = ({ out }: { out: string }) => ScenarioResult.parse(JSON.parse(out)).variants[0]!.kpis.goodUnits!.mean;
    expect(good(faster)).toBeGreaterThan(good(plain));
  });

  it.each([
    ['stations.filer.rate=1', 3, '--set stations.filer.rate=1: there is no "filer", did you mean "filler"?'],
    ['stations.filler.rate=220', 3, 'after --set: /stations/0/rate expected a number with its unit (/s, /min, /h), for example "120 /min", found 220'],
    ['stations.filler.speed=1', 3, 'after --set: /stations/0/speed unknown key "speed"; the keys here are'],
    ['rate', 2, '--set rate: expected path=value, for example stations.cartoner.rate="120 /min"'],
  ])('refuses --set %s', async (assignment, code, sentence) => {
    const outcome = await simulate('--set', assignment);
    expect([outcome.code, outcome.err.slice(0, sentence.length)]).toEqual([code, sentence]);
  });

  it('refuses a wrong plant file with its issues', async () => {
    write('broken.yaml', broken('kind: Line', 'kind: Lime'));
    expect(await run('simulate', 'broken.yaml')).toEqual({
      code: 3,
      out: '',
      err: 'broken.yaml:2:7 /kind expected "Line", found "Lime", did you mean "Line"?\n',
    });
  });
});

describe('twin run, without a server', () => {
  it('writes the answer, its replications and where they come from', async () => {
    const { code, out } = await run('run', 'scenario.yaml', '--plant', 'line.yaml', '--out', 'a');
    expect(code).toBe(0);
    expect(out.split('\n')[2]).toMatch(/^KPI +baseline +faster +difference \(95 %\) +verdict$/);
    const result = ScenarioResult.parse(JSON.parse(read('a/result.json')));
    const rows = read('a/replications.csv').split('\r\n');
    expect([rows[0], rows.length]).toEqual(['replication,variant,goodUnits,oee,energyKwh,energyKwhPer1000,costEur,co2eKg,peakKw', 1 + 2 * 30 + 1]);
    expect(rows[31]!.split(',').slice(0, 3)).toEqual(['0', 'faster', String(result.variants[1]!.kpis.goodUnits!.values[0])]);
    expect(JSON.parse(read('a/manifest.json'))).toMatchObject({
      command: 'twin run',
      name: 'pharmatwin',
      line: 'pack-1',
      seed: 7,
      modelVersion: result.modelVersion,
      inputs: { 'scenario.yaml': { sha256: sha256(SCENARIO) }, 'line.yaml': { sha256: sha256(LINE) } },
      files: { 'result.json': { sha256: sha256(read('a/result.json')) }, 'replications.csv': { sha256: sha256(read('a/replications.csv')) } },
    });
  });

  it('refuses a wrong scenario with its issues', async () => {
    write('wrong.yaml', SCENARIO.replace('factor: 1.1', 'factr: 1.1').replace('horizon: 4 h', 'horizon: 4'));
    expect(await run('run', 'wrong.yaml', '--plant', 'line.yaml')).toEqual({
      code: 3,
      out: '',
      err: 'wrong.yaml:4:10 /horizon expected a number with its unit (us, ms, s, min, h, d, wk), for example "9 min", found 4\nwrong.yaml:9:43 /variants/0/changes/0/factr unknown key "factr", did you mean "factor"?\n',
    });
  });

  it.each([
    [
      'start: { from: empty',
      'start: { from: live } # {',
      2,
      'without --server a line starts empty: use start: { from: empty }, or give --server for start: { from: live }\n',
    ],
    ['line: pack-1', 'line: pack-2', 3, 'wrong.yaml:1:7 /line line.yaml describes line pack-1\n'],
    ['unit: filler', 'unit: robot', 3, 'wrong.yaml:9:35 /variants/0/changes/0/unit the line has no unit "robot"; expected one of filler, packer\n'],
  ])('refuses %j written as %j', async (piece, by, code, err) => {
    write('wrong.yaml', SCENARIO.replace(piece, by));
    expect(await run('run', 'wrong.yaml', '--plant', 'line.yaml')).toEqual({ code, out: '', err });
  });
});

describe('twin compare', () => {
  beforeAll(async () => {
    write('other.yaml', SCENARIO.replace('id: faster', 'id: slower').replace('1.1', '0.8'));
    write('later.yaml', SCENARIO.replace('horizon: 4 h', 'horizon: 5 h'));
    const outcomes = await Promise.all(
      [
        ['scenario.yaml', 'a'],
        ['other.yaml', 'b'],
        ['later.yaml', 'c'],
      ].map(([file, out]) => run('run', file!, '--plant', 'line.yaml', '--out', out!)),
    );
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
  });

  it('sets each variant beside the baseline, with the paired difference and a verdict', async () => {
    const { code, out } = await run('compare', 'a', 'b/result.json');
    expect(code).toBe(0);
    const [faster, slower] = out.split('\n\n');
    expect(faster).toMatch(
      /^KPI +baseline +faster +difference \(95 %\) +verdict\nGood units +[\d\u00a0]+ ± \d+ +[\d\u00a0]+ ± \d+ +\+[\d.]+ \[\+[\d.]+; \+[\d.]+\] {2}better\n/,
    );
    expect(slower).toMatch(/^KPI +baseline +b\/result\.json:slower .*\nGood units .* −[\d.]+ \[−[\d.]+; −[\d.]+\] {2}worse\n/);
    expect(out.split('\n').filter((line) => line.startsWith('Peak power'))).toHaveLength(2);
  });

  it('writes Markdown, CSV and JSON', async () => {
    const [md, csv, json] = await Promise.all(['md', 'csv', 'json'].map((format) => run('compare', 'a', '--format', format)));
    expect(md!.out).toMatch(/^\| KPI \| baseline \| faster \| difference \(95 %\) \| verdict \|\n\| --- \| ---: \|/);
    expect(
      csv!.out
        .split('\r\n')
        .slice(0, 2)
        .map((row) => row.split(',').slice(0, 2).join()),
    ).toEqual(['variant,kpi', 'baseline,goodUnits']);
    expect((JSON.parse(json!.out) as { variants: { id: string }[] }).variants.map(({ id }) => id)).toEqual(['faster']);
  });

  it('refuses answers that cannot be paired', async () => {
    expect(await run('compare', 'a', 'c')).toEqual({ code: 3, out: '', err: 'a and c cannot be paired: they differ in horizonS\n' });
  });

  it('says what is missing, and what is no answer', async () => {
    expect(await run('compare', 'none')).toEqual({ code: 4, out: '', err: 'none: there is no such file\n' });
    expect(await run('compare', 'line.yaml')).toEqual({ code: 3, out: '', err: 'line.yaml: is no answer of a run (result.json)\n' });
  });
});

describe('without a service at the address', () => {
  let nowhere: string;
  beforeAll(async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    nowhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.close();
    await once(server, 'close');
  });

  it.each([[['run', 'scenario.yaml']], [['line', 'ls']], [['line', 'show', 'osd-1']], [['info']]])('twin %j ends with 6', async (args) => {
    expect(await run(...args, '--server', nowhere)).toMatchObject({ code: 6, out: '', err: `${nowhere} does not answer: ECONNREFUSED\n` });
  });
});

describe('twin doctor', () => {
  const doctor = (env: Record<string, string>) =>
    twin(['doctor', '--json'], { cwd, env: { TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0', TWIN_PLANTS: 'line.yaml', ...env } });
  const faults = (out: string) =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { check: string; ok: boolean })
      .filter(({ ok }) => !ok)
      .map(({ check }) => check);

  it('finds nothing where everything is right', async () => {
    const { out } = await doctor({});
    expect(faults(out).filter((check) => check !== 'web pages')).toEqual([]);
  });

  it('names a wrong setting', async () => {
    const { code, out } = await doctor({ TWIN_PORT: 'http' });
    expect([code, faults(out)]).toEqual([2, ['settings']]);
  });

  it('names wrong plant files and servers that cannot be reached', async () => {
    write('broken.yaml', broken('kind: Line', 'kind: Lime'));
    const { out } = await doctor({
      TWIN_PLANTS: 'broken.yaml',
      TWIN_MQTT_URL: 'mqtt://127.0.0.1:9',
      TWIN_INFLUX_URL: 'http://127.0.0.1:9',
      TWIN_DATABASE_URL: 'postgres://127.0.0.1:9/x',
    });
    expect(faults(out).filter((check) => check !== 'web pages')).toEqual(['plant files', 'broker', 'history', 'database']);
  });
});
