import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { parse } from 'yaml';
import type { CellDefinition } from '../../src/contract/cell.js';
import type { LineDefinition } from '../../src/contract/line.js';
import { CellChange } from '../../src/contract/cell-variant.js';
import { Change, ScenarioRequest } from '../../src/contract/scenario.js';
import { questionOf } from '../../src/cli/question-file.js';
import { cellChangeExamples, lineChangeExamples } from '../../src/contract/change-examples.js';
import { definitionDiff } from '../../src/plant/definition-diff.js';
import { scenarioTemplate } from '../../src/cli/scenario-template.js';
import { variantDefinitions } from '../../src/cli/scenario-variants.js';
import { searchTemplate } from '../../src/cli/search-template.js';
import { asWritten } from '../../src/cli/kept-text.js';
import { writePlaces } from '../../src/cli/write-back.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { readLine } from '../../src/plant/read.js';
import { applyCellChanges } from '../../src/model/what-if/apply.js';
import { LINE } from '../plant/line.js';
import { repositoryRoot } from '../shared.js';
import { twin } from './twin.js';

jest.setTimeout(60_000);

const types = ['types', 'types-sterile'].map((name) => path.join(repositoryRoot, `plants/${name}.yaml`));
const names = ['aubremont', 'brisandre', 'kerlanoux', 'orvalmont', 'ostrevigne', 'valclair'];
const { cells } = readPlantFiles(
  names.map((name) => path.join(repositoryRoot, `plants/sites/${name}.yaml`)),
  types,
);
const sites = cells.map(({ definition }) => [definition.id, definition] as const);
const { files } = readPlantFiles(
  ['osd-1', 'press-replay'].map((name) => path.join(repositoryRoot, `plants/${name}.yaml`)),
  types,
);
const lines = files.map(({ definition }) => [definition.id, definition] as const);
const osd = files[0]!.definition;

describe('a question file', () => {
  it('means one more by +1, where YAML reads 1', () => {
    const text = 'cell: c\nquestion: Why?\nvariants: [{ id: a, changes: [{ kind: slots, unit: press, slots: +1 }, { kind: slots, unit: mill, slots: 1 }] }]\n';
    const [variant] = questionOf(text, 'q.yaml').asked.request.variants;
    expect(variant!.changes.map((change) => 'slots' in change && change.slots)).toMatchObject([
      { op: 'add', value: 1 },
      { op: 'set', value: 1 },
    ]);
  });
});

describe('a new question', () => {
  const written = new Map<string, string>();
  const templateOf = (plant: CellDefinition | LineDefinition): string => {
    const text = written.get(plant.id) ?? scenarioTemplate(plant, 'en');
    written.set(plant.id, text);
    return text;
  };
  const commented = (text: string) => [...text.matchAll(/^ {6}# - (.*)$/gm)].map(([, change]) => change!);
  const withOnly = (text: string, change: string) => text.replace(/^ {6}- .*$/m, `      - ${change}`);
  const problems = (text: string, plant: CellDefinition | LineDefinition) => {
    const understood = variantDefinitions(questionOf(text, 'new.yaml'), plant, 0);
    return understood.ok ? [] : understood.issues;
  };

  it.each([...sites, ...lines])('about %s can be asked as it is, and with each change that it shows as a comment alone', (_, plant) => {
    const text = templateOf(plant);
    expect(problems(text, plant)).toEqual([]);
    for (const change of commented(text)) expect([change, problems(withOnly(text, change), plant)]).toEqual([change, []]);
  });

  it.each(sites)('about %s shows nearly every kind of change, and names those that the site takes none of', (_, cell) => {
    const text = templateOf(cell);
    const none = /takes none as it stands: (.*)$/m.exec(text)![1]!.split(', ');
    expect([...commented(text).map((change) => CellChange.parse(parse(change)).kind), ...none].sort()).toEqual(
      CellChange.options.map((option) => option.shape.kind.value).sort(),
    );
    expect(none.length).toBeLessThan(8);
    for (const [kind, example] of Object.entries(cellChangeExamples(cell))) expect(CellChange.parse(parse(example)).kind).toBe(kind);
  });

  it('says in the language what may be filled in, a past start too', () => {
    const [cell] = cells;
    expect(scenarioTemplate(cell!.definition, 'fr')).toMatch(/^# Une question « et si… \? » sur .*\n[\s\S]*ou empty, live, \{ from: past, at: /);
    expect(searchTemplate(cell!.definition, 'fr')).toMatch(/^# Une recherche [\s\S]*# moins nombreux, ils sont jugés plus finement/);
    expect(searchTemplate(cell!.definition, 'fr')).toMatch(/^# schedule: .* # sans over$/m);
    expect(scenarioTemplate(osd, 'en')).toContain('or empty, live, { from: past, at: ');
  });

  it('names every kind of change there is', () => {
    expect(Object.keys(cellChangeExamples(cells[0]!.definition)).sort()).toEqual(CellChange.options.map((option) => option.shape.kind.value).sort());
  });

  it('about a line too', () => {
    expect(ScenarioRequest.parse(parse(scenarioTemplate(osd, 'en')))).toMatchObject({ line: 'osd-1' });
    for (const [kind, example] of Object.entries(lineChangeExamples(osd))) expect(Change.parse(parse(example)).kind).toBe(kind);
  });
});

describe('what changes did to a definition', () => {
  const orvalmont = sites.find(([id]) => id === 'orvalmont-packaging')![1];
  it('is told place by place, with the value of the file and where it comes from', () => {
    const changed = applyCellChanges(orvalmont, [CellChange.parse({ kind: 'power', zone: 'hall', of: 'fan', power: 'x0.5' }) as never], 0);
    if (!changed.ok) throw new Error(JSON.stringify(changed.issues));
    expect(definitionDiff(orvalmont, changed.definition)).toMatchObject([
      { steps: ['zones', 'hall', 'fan'], before: 105, after: 52.5, unit: 'kW', origin: { origin: 'estimated' } },
    ]);
    expect(definitionDiff(orvalmont, orvalmont)).toEqual([]);
  });
});

describe('a value as a plant file writes it', () => {
  it.each([
    [540, 's', '9 min'],
    [5400, 's', '1.5 h'],
    [17, 's', '17 s'],
    [1620.0000000002, 's', '27 min'],
    [5.64, 'kW', '5.64 kW'],
    [3, null, 3],
    [{ dist: 'fixed', value: 60 }, 's', '1 min'],
    [{ dist: 'lognormal', mean: 3600, sigma: 0.8 }, 's', { dist: 'lognormal', mean: '1 h', sigma: 0.8 }],
  ])('%j in %s is %j', (value, unit, written) => {
    expect(asWritten(value, unit)).toEqual(written);
  });
});

describe('places written into a plant file', () => {
  it('leave everything else as it was, comments too', () => {
    const text = LINE.replace('rate: 200 /min', 'rate: 200 /min # by hand');
    const before = readLine(text, 'x');
    const after = readLine(text.replace('200 /min', '180 /min'), 'x');
    if (!before.ok || !after.ok) throw new Error('the line is not right');
    const written = writePlaces(text, definitionDiff(before.definition, after.definition), after.definition);
    expect(written.split('\n').filter((line, i) => line !== text.split('\n')[i])).toEqual([expect.stringMatching(/rate: 180 \/min # by hand$/)]);
  });

  it('do not change what shared an alias or an anchor with them', () => {
    const valclair = readFileSync(path.join(repositoryRoot, 'plants/sites/valclair.yaml'), 'utf8');
    const definition = sites.find(([id]) => id === 'valclair-tablets')![1];
    const changed = structuredClone(definition);
    changed.products.find(({ id }) => id === 'beta-20')!.route.find(({ id }) => id === 'coat')!.yield = 0.9;
    const { products } = parse(writePlaces(valclair, definitionDiff(definition, changed), changed)) as {
      products: { id: string; route: { id: string; yield?: number }[] }[];
    };
    expect(products.map(({ route }) => route.find(({ id }) => id === 'coat')!.yield)).toEqual([0.998, 0.998, 0.9]);
    const first = structuredClone(definition);
    first.products[0]!.route.find(({ id }) => id === 'coat')!.yield = 0.9;
    const other = parse(writePlaces(valclair, definitionDiff(definition, first), first)) as { products: typeof products };
    expect(other.products.map(({ route }) => route.find(({ id }) => id === 'coat')!.yield)).toEqual([0.9, 0.998, 0.998]);
  });
});

describe('twin scenario', () => {
  const example = (name: string) => path.join(repositoryRoot, `docs/examples/what-if/${name}.yaml`);
  const plant = (name: string) => path.join(repositoryRoot, `plants/sites/${name}.yaml`);
  let cwd: string;
  const run = (...args: string[]) => twin(['scenario', ...args], { cwd });
  beforeAll(() => void (cwd = mkdtempSync(path.join(tmpdir(), 'twin-scenario-'))));
  afterAll(() => rmSync(cwd, { recursive: true }));

  it('new writes a question that runs', async () => {
    expect(await run('new', '--plant', plant('valclair'), '--out', 'new.yaml')).toEqual({ code: 0, out: '', err: '' });
    const answer = await twin(['run', 'new.yaml', '--plant', plant('valclair'), '--reps', '2', '--json'], { cwd });
    expect(answer.code).toBe(0);
    expect(await run('new')).toMatchObject({ code: 2 });
  });

  it('diff tells two questions apart, with the value of the plant file', async () => {
    const text = readFileSync(example('standby'), 'utf8');
    writeFileSync(path.join(cwd, 'a.yaml'), text);
    writeFileSync(path.join(cwd, 'b.yaml'), text.replace('horizon: 28 d', 'horizon: 7 d').replace('power: x0.3', 'power: x0.4'));
    expect((await run('diff', 'a.yaml', 'a.yaml')).out).toBe('The questions do not differ.\n');
    const { out } = await run('diff', 'a.yaml', 'b.yaml', '--plant', plant('orvalmont'));
    expect(out).toMatch(/^horizon: 28 d -> 7 d\nvariant after-30-min\n {2}- \{ kind: power, unit: line-1, state: standby, power: x0\.3 \}\n {2}\+ /);
    expect(out).toMatch(/\/units\/line-1\/power\/standby +18\.8 kW \(estimated\) +5\.64 kW +7\.52 kW\n/);
  });

  it.each([
    ['smed-or-third-shift', 'smed', 'valclair', 3],
    ['smed-or-third-shift', 'third-shift', 'valclair', 0],
    ['second-inspection', 'third-machine', 'ostrevigne', 1],
    ['new-product', 'epsilon-faster-cleaning', 'aubremont', 1],
    ['setback-and-night-drying', 'both', 'kerlanoux', 1],
    ['standby', 'after-5-min', 'orvalmont', 3],
  ])('apply writes %s, %s into the file of %s: read again it is the plant of the variant', async (file, variant, site, lost) => {
    const written = await run('apply', example(file), '--variant', variant, '--plant', plant(site), '--out', 'plant.yaml');
    expect(written).toEqual({ code: 0, out: '', err: '' });
    const before = readFileSync(plant(site), 'utf8').split('\n');
    const after = readFileSync(path.join(cwd, 'plant.yaml'), 'utf8').split('\n');
    const comments = (lines: string[]) => lines.filter((line) => line.startsWith('#'));
    expect(comments(after)).toEqual(comments(before));
    expect(before.filter((line) => !after.includes(line)).length).toBeLessThanOrEqual(lost);
    // Applied to the changed file, a question whose variant sets the same differs in nothing: it is valid, and the change is in it.
    expect(await twin(['validate', path.join(cwd, 'plant.yaml'), '--types', ...types], { cwd })).toMatchObject({ code: 0 });
  });

  it('apply tells what no plant file says, and of a variant that there is not', async () => {
    const { code, err } = await run('apply', example('contracted-power'), '--variant', 'best', '--plant', plant('orvalmont'), '--out', 'plant.yaml');
    expect([code, err.split('\n')[0]]).toEqual([1, '/variants/1/changes/0: contract is of the supply, no change of the plant file']);
    expect(await run('apply', example('standby'), '--variant', 'never', '--plant', plant('orvalmont'))).toMatchObject({
      code: 3,
      err: expect.stringMatching(/standby\.yaml:\d+:\d+ \/variants there is no variant "never"\n$/) as string,
    });
  });
});
