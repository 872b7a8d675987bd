import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { LineSearchResult } from '../../src/contract/search-result.js';
import { sha256 } from '../../src/plant/canonical.js';
import { repositoryRoot } from '../shared.js';
import { LINE } from '../plant/line.js';
import { twin } from './twin.js';

jest.setTimeout(120_000);

const HEAD = `line: pack-1
question: How fast should the filler be?
start: { from: empty }
horizon: 2 h
replications: 20
kpis: [goodUnits, peakKw]
`;
const FILLER = `over:
  - id: filler
    change: { kind: rate, unit: filler, factor: '{value}' }
`;
const SWEEP = `${HEAD}${FILLER}    values: [0.9, 1, 1.1]
sweep: {}
`;
const OPTIMISE = `${HEAD}${FILLER}    values: [0.9, 1, 1.1]
optimise:
  goal: { kpi: goodUnits, indifference: 20 }
  constraints: [{ kpi: peakKw, atMost: 100 }]
  budget: 800
`;
let cwd: string;
const write = (name: string, text: string) => writeFileSync(path.join(cwd, name), text);
const read = (name: string) => readFileSync(path.join(cwd, name), 'utf8');
const here = (command: string, file: string, ...args: string[]) => twin([command, file, '--plant', 'line.yaml', '--threads', '1', ...args], { cwd });

beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twin-search-'));
  write('line.yaml', LINE);
  write('sweep.yaml', SWEEP);
  write('optimise.yaml', OPTIMISE);
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('twin sweep', () => {
  it('tells each KPI over the values, the same on any number of threads, and writes where it comes from', async () => {
    const one = await here('sweep', 'sweep.yaml', '--out', 'one');
    expect(one.code).toBe(0);
    const [head, , header, baseline, ...rows] = one.out.split('\n');
    expect(head).toBe('Simulated: line pack-1, 2 h, 20 replications, seed 1, 3 points beside the baseline');
    expect(header!.split(/ {2,}/)).toEqual(['filler', 'Good units', 'difference (95 %)', 'verdict']);
    expect([baseline!.split(' ')[0], ...rows.slice(0, 3).map((row) => row.split(' ')[0])]).toEqual(['baseline', '0.9', '1', '1.1']);
    expect(rows[1]).toContain('no detectable difference');
    expect(one.err).toContain('Written to one: result.json, points.csv, manifest.json');
    const two = await here('sweep', 'sweep.yaml', '--threads', '2', '--json');
    expect(two.out.trimEnd()).toBe(read('one/result.json'));
    const [columns, ...points] = read('one/points.csv').trimEnd().split('\r\n');
    expect(columns).toBe('point,filler,kpi,replications,mean,low,high,difference,differenceLow,differenceHigh,chance,verdict,moreRuns');
    const { baseline: base, points: told } = LineSearchResult.parse(JSON.parse(read('one/result.json')));
    expect(points).toHaveLength(4 * Object.keys(base.kpis).length);
    expect(points[0]!.split(',').slice(0, 5)).toEqual(['baseline', '', 'goodUnits', '20', String(base.kpis['goodUnits']!.mean)]);
    expect(points.at(-1)!.split(',').slice(0, 2)).toEqual(['p3', String(told[2]!.at['filler'])]);
    expect(JSON.parse(read('one/manifest.json'))).toMatchObject({
      command: 'twin sweep',
      line: 'pack-1',
      search: 'sweep',
      seed: 1,
      inputs: { 'sweep.yaml': { sha256: sha256(SWEEP) } },
      files: { 'result.json': { sha256: sha256(read('one/result.json')) } },
    });
  });

  it('draws a tornado, the widest first, in both languages', async () => {
    write(
      'tornado.yaml',
      `${HEAD}over:
  - { id: buffer, change: { kind: buffer, after: filler, capacity: '{value}' }, low: 300, high: 500 }
  - { id: filler, change: { kind: rate, unit: filler, factor: '{value}' }, low: 0.8, high: 1.2 }
tornado: {}
`,
    );
    const lines = (await here('sweep', 'tornado.yaml')).out.split('\n');
    expect(lines[2]!.split(/ {2,}/)).toEqual(['Good units', 'low', 'change at low', 'high', 'change at high', 'span (95 %)']);
    expect([lines[3]!.split(' ')[0], lines[4]!.split(' ')[0]]).toEqual(['filler', 'buffer']);
    const french = (await here('sweep', 'tornado.yaml', '--lang', 'fr')).out.split('\n');
    expect(french[0]).toBe('Simulé : ligne pack-1, 2 h, 20 réplications, graine 1, 2 points à côté de la référence'.replace('2 points', '4 points'));
    expect(french[2]!.split(/ {2,}/)).toEqual(['Unités bonnes', 'bas', 'effet au point bas', 'haut', 'effet au point haut', 'étendue (95 %)']);
    expect(french[3]).toContain('0,8');
  });

  it.each([
    ['line.yaml', 'line.yaml'],
    ['a site', path.join(repositoryRoot, 'plants/sites/kerlanoux.yaml')],
  ])('answers the template of %s as it is', async (_, plant) => {
    const { code, out } = await twin(['scenario', 'new', '--search', '--plant', plant], { cwd });
    expect(code).toBe(0);
    write('new.yaml', out.replace('horizon: 28 d', 'horizon: 1 d').replace('from: steady', 'from: empty'));
    expect((await twin(['sweep', 'new.yaml', '--plant', plant, '--threads', '1', '--reps', '2'], { cwd })).code).toBe(0);
  });

  it('takes replications and seed from the options, and Markdown and CSV as forms', async () => {
    const { out } = await here('sweep', 'sweep.yaml', '--reps', '3', '--seed', '9', '--json');
    expect(LineSearchResult.parse(JSON.parse(out))).toMatchObject({ replications: 3, seed: 9 });
    expect((await here('sweep', 'sweep.yaml', '--reps', '3', '--format', 'md')).out.split('\n')[0]).toBe(
      '| filler | Good units | difference (95 %) | verdict |',
    );
    expect((await here('sweep', 'sweep.yaml', '--reps', '3', '--format', 'csv')).out).toMatch(/^point,filler,kpi,/);
  });

  it.each([
    [['sweep', 'optimise.yaml'], 2, 'optimise.yaml is of kind optimise: twin optimise answers it'],
    [['optimise', 'sweep.yaml'], 2, 'sweep.yaml is of kind sweep: twin sweep answers it'],
    [['run', 'sweep.yaml'], 3, 'sweep.yaml is a search: twin sweep or twin optimise answers it'],
    [['sweep', 'nowhere.yaml'], 4, 'nowhere.yaml: there is no such file'],
  ])('%j ends with %i', async ([command, file], code, sentence) => {
    expect(await here(command!, file!)).toEqual({ code, out: '', err: `${sentence}\n` });
  });

  it('tells what is wrong at its place in the file', async () => {
    write('wrong.yaml', SWEEP.replace('unit: filler', 'unit: capper').replace('1.1]', '-1]'));
    expect(await here('sweep', 'wrong.yaml')).toMatchObject({ code: 3, err: expect.stringMatching(/^wrong\.yaml:9:\d+ .*with -1: must be more than 0/) });
    write('wrong.yaml', SWEEP.replace('unit: filler', 'unit: capper'));
    expect(await here('sweep', 'wrong.yaml')).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^wrong\.yaml:9:\d+ .*with 0.9: the line has no unit "capper"/),
    });
    write('question.yaml', `${HEAD}variants: []\n`.replace(/kpis.*\n/, ''));
    expect(await here('sweep', 'question.yaml')).toMatchObject({ code: 3, err: 'question.yaml is a question: twin run answers it\n' });
  });
});

describe('twin optimise', () => {
  it('says what was chosen, with which confidence, and how it compares with the baseline', async () => {
    const { code, out } = await here('optimise', 'optimise.yaml');
    expect(code).toBe(0);
    expect(out).toContain('Chosen: p3 (filler: 1.1); right with a confidence of 95 %');
    expect(out).toMatch(/p3 +1\.1 .*surely +best/);
    expect(out).toMatch(/Good units .*better/);
    const french = await here('optimise', 'optimise.yaml', '--lang', 'fr');
    expect(french.out).toMatch(/Choisi\s: p3 \(filler\s: 1,1\)\s; juste avec une confiance de 95\s%/);
  });

  it('ends with 5 where its budget does not decide', async () => {
    write(
      'poor.yaml',
      OPTIMISE.replace('indifference: 20', 'indifference: 0.001').replace('budget: 800', 'budget: 90').replace('0.9, 1, 1.1', '1.1, 1.11, 1.12'),
    );
    const { code, err, out } = await here('optimise', 'poor.yaml');
    expect([code, err.trimEnd().split('\n').at(-1)]).toEqual([
      5,
      'it was not decided which is best, with the confidence that was asked for: allow more replications, or a larger budget',
    ]);
    expect(out).toContain('by an estimate');
  });

  it('puts orders of a site in the sequence that can be worked out: what is due first goes first', async () => {
    write(
      'week.yaml',
      `cell: valclair-tablets
question: In which sequence?
start: { from: empty }
horizon: 21 d
replications: 6
kpis: [ordersLate, lateH]
changes: [{ kind: demand, remove: true }]
schedule:
  orders:
    - { id: A, product: alpha-20, batches: 6, due: '+40 d' }
    - { id: B, product: beta-20, batches: 1, due: '+2 d' }
  goals: [{ kpi: lateH, indifference: 1 }]
  first: 4
  budget: 200
`,
    );
    const plant = path.join(repositoryRoot, 'plants/sites/valclair.yaml');
    const { out, err, code } = await twin(['optimise', 'week.yaml', '--plant', plant, '--threads', '2'], { cwd });
    expect([code === 0 || code === 5, err]).toEqual([true, expect.stringContaining('invented')]);
    expect(out).toMatch(/^Chosen: p\d+ \(sequence: B, A\)/m);
  });

  it('tells compromises', async () => {
    write(
      'pareto.yaml',
      OPTIMISE.replace(/optimise:[^]*/, 'pareto:\n  goals: [{ kpi: goodUnits, indifference: 5 }, { kpi: peakKw, indifference: 0.01 }]\n  budget: 2000\n'),
    );
    const { out } = await here('optimise', 'pareto.yaml');
    expect(out).toMatch(/^Compromises: \d, \d of them surely/m);
  });
});
