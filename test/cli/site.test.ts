import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { CELL_RUN_KPIS, CellScenarioResult } from '../../src/contract/cell-scenario.js';
import { sha256 } from '../../src/plant/canonical.js';
import { repositoryRoot } from '../shared.js';
import { twin } from './twin.js';

jest.setTimeout(120_000);

const site = (name: string) => path.join(repositoryRoot, `plants/sites/${name}.yaml`);
const QUESTION = `cell: kerlanoux-vials
question: Is a third freeze-dryer worth it?
start: { from: empty }
horizon: 6 d
replications: 4
seed: 3
variants:
  - id: third
    changes:
      - { kind: add-unit, like: freeze-dryer-1, id: freeze-dryer-3 }
  - id: sun
    changes:
      - { kind: pv, peak: 400 kW, irradiance: { series: sun-paris } }
`;
let cwd: string;
const write = (name: string, text: string) => writeFileSync(path.join(cwd, name), text);
const read = (name: string) => readFileSync(path.join(cwd, name), 'utf8');
const twinHere = (...args: string[]) => twin(args, { cwd });
const ask = (file: string, ...args: string[]) => twinHere('run', file, '--plant', site('kerlanoux'), '--threads', '1', ...args);

beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twin-site-'));
  write('question.yaml', QUESTION);
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('twin run, of a question about a site', () => {
  it('answers without a server, the same on any number of threads, and writes where it comes from', async () => {
    const one = await ask('question.yaml', '--out', 'one');
    expect([one.code, one.out.split('\n')[0]]).toEqual([0, 'Simulated: site kerlanoux-vials, from empty, 6 d, 4 replications, seed 3']);
    expect(one.err).toContain('third: freeze dryer 3 is one more: teams and utilities stay as they are');
    const two = await twinHere('run', 'question.yaml', '--plant', site('kerlanoux'), '--threads', '2', '--json');
    expect(two.out.trimEnd()).toBe(read('one/result.json'));
    const { variants } = CellScenarioResult.parse(JSON.parse(two.out));
    expect(variants.map(({ id, kpis }) => [id, kpis.energyKwh!.n])).toEqual(['baseline', 'third', 'sun'].map((id) => [id, 4]));
    const [header, ...rows] = read('one/replications.csv').trimEnd().split('\r\n');
    expect([header, rows.length]).toEqual([`replication,variant,${CELL_RUN_KPIS.join(',')}`, 12]);
    expect(rows[0]!.split(',')[2 + CELL_RUN_KPIS.indexOf('energyKwh')]).toBe(String(variants[0]!.kpis.energyKwh!.values[0]));
    expect(JSON.parse(read('one/manifest.json'))).toMatchObject({
      cell: 'kerlanoux-vials',
      seed: 3,
      inputs: { 'question.yaml': { sha256: sha256(QUESTION) } },
      files: { 'result.json': { sha256: sha256(read('one/result.json')) } },
    });
  });

  it('takes series from files as their publishers write them, and says which', async () => {
    const hours = (price: (hour: number) => string) =>
      Array.from({ length: 7 * 24 }, (_, i) => `${new Date(Date.UTC(2026, 0, 5, i)).toISOString()},${price(i)}\n`).join('');
    const prices = `time,EUR per MWh\n${hours(() => '80')}`;
    write('prices.csv', prices);
    const series = `series:\n  spot: { file: prices.csv, as: table, time: time, value: EUR per MWh, unit: EUR/kWh, factor: 0.001, source: ours }\n`;
    const bought = '  - id: bought\n    changes: [{ kind: prices, carrier: electricity, dayAhead: { series: spot } }]\n';
    write('spot.yaml', `${QUESTION}${bought}${series}`);
    const { code, out } = await ask('spot.yaml', '--reps', '2', '--json', '--out', 'spot');
    expect(code).toBe(0);
    const variant = (id: string) => CellScenarioResult.parse(JSON.parse(out)).variants.find((each) => each.id === id)!;
    const { carriers } = variant('bought');
    const electricity = carriers.find(({ carrier }) => carrier === 'electricity')!;
    expect(electricity.bill!.parts.supply! / electricity.kwh.mean).toBeCloseTo(0.08, 9);
    expect(JSON.parse(read('spot/manifest.json'))).toMatchObject({ inputs: { 'prices.csv': { sha256: sha256(prices) } } });
    write('prices.csv', `time,EUR per MWh\n${hours((hour) => (hour === 3 ? 'much' : '80'))}`);
    expect(await ask('spot.yaml')).toMatchObject({ code: 3, err: 'prices.csv:5:1 "much" is no number\n' });
    write('spot.yaml', `${QUESTION}${series.replace('as: table', 'as: tabel')}`);
    expect((await ask('spot.yaml')).err).toContain('spot.yaml:15:');
  });

  it('says everything in French where that is asked for, by the names of the plant', async () => {
    const { code, out, err } = await ask('question.yaml', '--reps', '2', '--lang', 'fr');
    expect([code, out.split('\n')[0]]).toEqual([0, 'Simulé : site kerlanoux-vials, départ : site vide, 6 d, 2 réplications, graine 3']);
    expect(out).toMatch(/^Électricité \[kWh\] +\d/m);
    expect(err).toContain('le site est inventé et ses machines sont simulées\n');
    expect(err).toContain('third : freeze dryer 3 s’ajoute : les équipes et les utilités ne changent pas\n');
    expect(err).toContain('sun : Électricité : L’ensoleillement est une estimation');
    expect(err).not.toMatch(/\b(the|are|is|of)\b/);
  });

  it('takes replications and seed from the options', async () => {
    const { out } = await ask('question.yaml', '--reps', '2', '--seed', '9', '--json');
    expect(CellScenarioResult.parse(JSON.parse(out))).toMatchObject({ replications: 2, seed: 9 });
  });

  it('ends with 5 where the precision is not met, with 0 where it is', async () => {
    const missed = await ask('question.yaml', '--precision', 'energyKwh 0.01 %', '--reps', '3');
    expect(missed.code).toBe(5);
    expect(missed.err).toContain('Energy is not known as well as was asked for after 3 replications');
    const met = await ask('question.yaml', '--precision', 'energyKwh 30 %', '--reps', 'auto', '--json');
    expect(met.code).toBe(0);
    const { replications, notes } = CellScenarioResult.parse(JSON.parse(met.out));
    expect(replications).toBeLessThan(50);
    expect(notes.map(({ code }) => code)).not.toContain('precision-missed');
  });

  it.each([
    [['--reps', 'auto'], '--reps auto: how well is the answer to be known? Give --precision "2 %" too'],
    [['--precision', 'well'], '--precision: expected a share such as "2 %", or of a KPI "energyKwh 2 %", found "well"'],
    [['--reps', '1'], '--reps: must be at least 2, found 1'],
  ])('is a wrong use with %j', async (args, sentence) => {
    expect(await ask('question.yaml', ...args)).toEqual({ code: 2, out: '', err: `${sentence}\n` });
  });

  it('needs a server from live', async () => {
    write('live.yaml', QUESTION.replace('from: empty', 'from: live'));
    expect(await ask('live.yaml')).toMatchObject({
      code: 2,
      err: 'without --server a site starts steady or empty: use start: { from: steady }, or give --server for start: { from: live }\n',
    });
  });

  it.each([
    ['an unknown machine', ['like: freeze-dryer-1', 'like: freeze-drier-1'], '10:33', '/variants/0/changes/0/like there is no unit "freeze-drier-1"'],
    ['an impossible horizon', ['horizon: 6 d', 'horizon: 400 d'], '4:10', '/horizon must be at most'],
    ['a horizon of nothing', ['horizon: 6 d', 'horizon: -1 d'], '4:10', '/horizon must be '],
    ['a wrong unit', ['peak: 400 kW', 'peak: 400 kWh'], '13:27', '/variants/1/changes/0/peak expected'],
    ['an unknown key', ['peak:', 'peek:'], '13:21', '/variants/1/changes/0/peek unknown key "peek", did you mean "peak"?'],
    ['an unknown change', ['kind: pv', 'kind: pw'], '13:17', '/variants/1/changes/0/kind'],
    ['a negative power', ['peak: 400 kW', 'peak: -400 kW'], '13:27', '/variants/1/changes/0/peak must be more than zero'],
    ['another cell', ['cell: kerlanoux-vials', 'cell: kerlanoux'], '1:7', '/cell '],
  ])('tells of %s where it stands', async (_, [from, to], place, sentence) => {
    write('wrong.yaml', QUESTION.replace(from!, to!));
    const { code, out, err } = await ask('wrong.yaml');
    expect([code, out]).toEqual([3, '']);
    expect(err.slice(0, `wrong.yaml:${place} ${sentence}`.length)).toBe(`wrong.yaml:${place} ${sentence}`);
  });

  it('tells of changes that contradict each other, and of a rate below zero, at the change', async () => {
    write(
      'wrong.yaml',
      QUESTION.replace(
        'id: freeze-dryer-3 }',
        'id: freeze-dryer-3 }\n      - { kind: power, unit: freeze-dryer-1, state: standby, power: x2 }\n      - { kind: power, unit: freeze-dryer-1, state: standby, power: -999 kW }',
      ),
    );
    const { code, err } = await ask('wrong.yaml');
    expect(code).toBe(3);
    expect(err).toMatch(
      /^wrong\.yaml:12:\d+ \/variants\/0\/changes\/2\/\w+ acts on units\.freeze-dryer-1\.power\.standby, as change no. 2 of the variant does/m,
    );
    write(
      'wrong.yaml',
      QUESTION.replace('kind: add-unit, like: freeze-dryer-1, id: freeze-dryer-3', 'kind: rate, unit: packaging, machine: cartoner, rate: -9999 /min'),
    );
    expect((await ask('wrong.yaml')).err).toMatch(
      /^wrong\.yaml:10:\d+ \/variants\/0\/changes\/0\/rate "-9999 \/min" from .* would be -\d.*: it must be more than zero\n$/,
    );
  });

  it('tells that a file of a line does not answer for a site', async () => {
    expect(await twinHere('run', 'question.yaml', '--plant', path.join(repositoryRoot, 'plants/osd-1.yaml'))).toMatchObject({ code: 3 });
  });
});

describe('twin compare, of answers about sites', () => {
  beforeAll(async () => {
    await ask('question.yaml', '--out', 'a');
    write('b.yaml', QUESTION.replace('id: third', 'id: again').replace('id: sun', 'id: panels'));
    await ask('b.yaml', '--out', 'b');
    await ask('question.yaml', '--seed', '8', '--out', 'c');
  });

  it('sets them side by side, in both languages', async () => {
    const { out } = await twinHere('compare', 'a', 'b');
    expect(out).toMatch(/^KPI +baseline +third +difference \(95 %\) +verdict\n/);
    expect(out).toMatch(/^KPI +baseline +b:again /m);
    expect(out).toMatch(/^in detail \(mean\) +baseline +third +sun +b:again +b:panels\n/m);
    expect(out).toMatch(/^electricity \[kWh\]( +\d[\d\u00a0]*){5}$/m);
    expect(out).toMatch(/^Used most( {2,}\S+( \S+)*){5}$/m);
    expect(out).toMatch(/^Lead time \[h\]( +–){4}$/m);
    expect(out).toContain('\nLead time [h] is not known: no batch was done in any replication\n');
    expect(out).toMatch(/too few runs \(about \d+ more\)/);
    const french = await twinHere('compare', 'a', '--lang', 'fr');
    expect(french.out).toMatch(/^Indicateur +situation de référence +third +écart \(95 %\) +verdict\n/);
    expect(french.out).toMatch(/^Pointe \[kW\] /m);
    const named = await twinHere('compare', 'a', '--lang', 'fr', '--plant', site('kerlanoux'));
    expect(named.out).toMatch(/^Électricité : pointe \[kW\] +\d/m);
  });

  it('calls variants as their question does, in lines where the name is long, also from what was written', async () => {
    const name = 'A third freeze-dryer beside the two, bought new and cleaned alike';
    write('named.yaml', QUESTION.replace('id: third', `id: third\n    name: '${name}'`));
    const { out, err } = await ask('named.yaml', '--out', 'named');
    expect(out).toMatch(/^ +A third freeze-dryer\n +beside the two, bought new\nKPI +baseline +and cleaned alike +difference \(95 %\) +verdict\n/m);
    expect(err).toContain(`${name}: freeze dryer 3 is one more`);
    const table = out.slice(out.indexOf('\n\n') + 2);
    expect((await twinHere('compare', 'named', '--plant', site('kerlanoux'))).out).toBe(table);
    expect((await twinHere('compare', 'named', '--format', 'md')).out).toContain(`| KPI | baseline | ${name} | difference`);
    expect((await twinHere('compare', 'named', '--format', 'csv')).out).toContain('\r\nthird,energyKwh,4,');
  });

  it('are judged together: more of them are judged more strictly', async () => {
    const of = async (...names: string[]) =>
      JSON.parse((await twinHere('compare', ...names, '--format', 'json')).out) as { variants: CellScenarioResult['variants'] };
    const [one, two] = [await of('a'), await of('a', 'b')];
    expect(two.variants.map(({ id }) => id)).toEqual(['third', 'sun', 'b:again', 'b:panels']);
    const sun = ({ variants }: { variants: CellScenarioResult['variants'] }) => variants.find(({ id }) => id === 'sun')!.difference!.energyKwh!;
    expect(sun(two).mean).toBe(sun(one).mean);
    expect(sun(two).corrected).toBeGreaterThan(sun(one).corrected!);
  });

  it('come as Markdown and CSV, and are refused where they cannot be paired', async () => {
    expect((await twinHere('compare', 'a', '--format', 'md')).out).toMatch(/^\| KPI \| baseline \| third \|/);
    const csv = (await twinHere('compare', 'a', '--format', 'csv')).out.split('\r\n');
    expect(csv[0]).toBe('variant,kpi,n,mean,low,high,difference,differenceLow,differenceHigh,chance,verdict,moreRuns');
    const { variants } = JSON.parse((await twinHere('compare', 'a', '--format', 'json')).out) as { variants: CellScenarioResult['variants'] };
    const { mean, low, high } = variants[0]!.kpis.energyKwh!;
    expect(csv.find((row) => row.startsWith('third,energyKwh,'))).toContain(`third,energyKwh,4,${mean},${low},${high},`);
    expect(csv.find((row) => row.startsWith('third,leadTimeH,'))).toBe('third,leadTimeH,0,,,,,,,,,');
    const french = (await twinHere('compare', 'a', '--format', 'csv', '--lang', 'fr')).out;
    expect(french.startsWith('\uFEFFvariant;kpi;n;')).toBe(true);
    expect(french).toContain(`third;energyKwh;4;${String(mean).replace('.', ',')};${String(low).replace('.', ',')};`);
    expect(csv.some((row) => row.startsWith('sun,electricity.kwh,'))).toBe(true);
    expect(await twinHere('compare', 'a', 'c')).toEqual({ code: 3, out: '', err: 'a and c cannot be paired: they differ in seed\n' });
  });
});

describe('the worked examples', () => {
  const folder = path.join(repositoryRoot, 'docs/examples/what-if');
  const textOf = (name: string) => readFileSync(path.join(repositoryRoot, 'docs', name), 'utf8');
  const commandsIn = (text: string) => [...text.matchAll(/^ {4}npx twin ((?:run|sweep|optimise) \S+ --plant \S+)/gm)].map(([, command]) => command!.split(' '));
  const page = textOf('what-if-examples.md');
  const commands = commandsIn(page);

  it('are all on the pages, each with its command', () => {
    const all = [...commands, ...commandsIn(textOf('what-if-search.md'))];
    expect(all.map((command) => path.basename(command[1]!)).sort()).toEqual(readdirSync(folder).sort());
  });

  it.each(commands.map((command) => [path.basename(command[1]!), command] as const))('can be run: %s', async (_, command) => {
    const { code, out } = await twin([...command, '--reps', '2', '--threads', '2', '--json']);
    expect([0, 5]).toContain(code);
    const { variants } = CellScenarioResult.parse(JSON.parse(out));
    expect(variants.length).toBeGreaterThan(1);
    for (const { id } of variants.slice(1)) expect(page).toContain(id);
  });
});
