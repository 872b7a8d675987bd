import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { sha256 } from '../../src/plant/canonical.js';
import { twin } from './twin.js';

jest.setTimeout(60_000);

const EXAMPLE = readFileSync(path.join(import.meta.dirname, '../../docs/examples/solid-dose-cell.yaml'), 'utf8');
let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twin-cell-'));
  writeFileSync(path.join(cwd, 'cell.yaml'), EXAMPLE);
});
afterAll(() => rmSync(cwd, { recursive: true }));
const run = (...args: string[]) => twin(args, { cwd });

describe('a file of a process cell', () => {
  it('is right, and simulated from empty in both languages', async () => {
    expect((await run('validate', 'cell.yaml')).out).toMatch(
      /^cell\.yaml: right\. Cell solid-dose, 8 units, version [0-9a-f]{12}\n {2}\d+ numbers: .*, 0 do not say \(0 %\)\n$/,
    );
    const { code, out } = await run('simulate', 'cell.yaml', '--horizon', '1 wk', '--warm-up', '1 wk', '--replications', '3', '--lang', 'fr');
    expect(code).toBe(0);
    expect(out).toMatch(/^Simulé : atelier solid-dose, 7 d, 3 réplications, graine 1\n/);
    expect(out).toMatch(/\nalpha : lots +\d,\d+ ± /);
    expect(out).toMatch(/\npress( +\d+,\d){8,}\n/);
  });

  it('gives the same answer for the same seed, with every figure in JSON', async () => {
    const ask = () => run('simulate', 'cell.yaml', '--horizon', '3 d', '--replications', '2', '--seed', '9', '--json');
    const [first, second] = [await ask(), await ask()];
    expect(first.out).toBe(second.out);
    const answer = JSON.parse(first.out) as { units: Record<string, Record<string, number>>; carriers: Record<string, { kwh: { values: number[] } }> };
    for (const shares of Object.values(answer.units)) expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(answer.carriers['electricity']!.kwh.values).toHaveLength(2);
  });

  it('tells what is wrong in it with its place, and refuses options that are for lines', async () => {
    writeFileSync(path.join(cwd, 'wrong.yaml'), EXAMPLE.replace('units: [blender]', 'units: [blendr]'));
    const wrong = await run('validate', 'wrong.yaml');
    expect(wrong.code).toBe(3);
    expect(wrong.out).toMatch(/^wrong\.yaml:\d+:\d+ \/products\/0\/route\/4\/units\/0 there is no unit "blendr"; expected one of dispensing, /);
    expect((await run('simulate', 'cell.yaml', '--set', 'a=1')).err).toBe('--set: changes lines only; change the file of the cell\n');
    expect((await run('simulate', 'cell.yaml', '--horizon', 'soon')).code).toBe(2);
  });

  it('gives the same bytes on any number of threads', async () => {
    const ask = (threads: string) =>
      run('simulate', 'cell.yaml', '--horizon', '3 d', '--warm-up', '1 wk', '--replications', '7', '--json', '--threads', threads);
    const [one, three] = [await ask('1'), await ask('3')];
    expect(one.code).toBe(0);
    expect((JSON.parse(one.out) as { orders: { done: { n: number } } }).orders.done.n).toBe(7);
    expect(three.out).toBe(one.out);
  });

  it('writes the answer, its replications and where they come from', async () => {
    const asked = ['simulate', 'cell.yaml', '--horizon', '2 wk', '--warm-up', '1 wk', '--replications', '3', '--seed', '4'];
    const { code, out } = await run(...asked, '--json', '--out', 'answer');
    expect(code).toBe(0);
    const read = (name: string) => readFileSync(path.join(cwd, 'answer', name), 'utf8');
    expect(`${read('result.json')}\n`).toBe(out);
    const result = JSON.parse(out) as { products: Record<string, { done: { values: number[] } }>; carriers: Record<string, { kwh: { values: number[] } }> };
    const rows = read('replications.csv').split('\r\n');
    const columns = rows[0]!.split(',');
    expect([columns.length, rows.length]).toEqual([1 + 2 * 4 + 2 + 2 * 4, 5]);
    const column = (name: string) => rows.slice(1, 4).map((row) => Number(row.split(',')[columns.indexOf(name)]));
    expect(column('replication')).toEqual([0, 1, 2]);
    expect(column('alpha.done')).toEqual(result.products['alpha']!.done.values);
    expect(column('heat.kwh')).toEqual(result.carriers['heat']!.kwh.values);
    expect(JSON.parse(read('manifest.json'))).toMatchObject({
      command: 'twin simulate',
      cell: 'solid-dose',
      seed: 4,
      replications: 3,
      warmUpS: 604800,
      inputs: { 'cell.yaml': { sha256: sha256(EXAMPLE) } },
      files: { 'result.json': { sha256: sha256(read('result.json')) }, 'replications.csv': { sha256: sha256(read('replications.csv')) } },
    });
  });

  it('of one replication tells the values alone: no interval, no quantiles', async () => {
    const ask = (...more: string[]) => run('simulate', 'cell.yaml', '--horizon', '1 d', '--replications', '1', ...more);
    const shown = await ask();
    expect(shown.out).toMatch(/^Simulated: cell solid-dose, 1 d, 1 replication, seed 1\n/);
    expect(shown.out).toMatch(/\nelectricity \[kWh\] +[\d\u00a0]+\.\d\n/);
    expect(shown.out).not.toContain('±');
    expect(shown.err).toBe('One replication has no interval: ask for two or more.\n');
    const { carriers } = JSON.parse((await ask('--json')).out) as { carriers: Record<string, { kwh: Record<string, unknown> }> };
    const { kwh } = carriers['electricity']!;
    expect(kwh).toEqual({ n: 1, mean: kwh['mean'], low: null, high: null, sd: null, p10: null, p50: null, p90: null, values: [kwh['mean']] });
  });

  it.each([
    [['--replications', '0'], '--replications: must be at least 1, found 0'],
    [['--replications', '2001'], '--replications: must be at most 2000, found 2001'],
    [['--seed', '4294967296'], '--seed: must be at most 4294967295, found 4294967296'],
    [['--horizon', '0 h'], '--horizon: must be more than zero'],
    [['--horizon', '367 d'], '--horizon: must be at most 366 d'],
    [['--warm-up', '367 d'], '--warm-up: must be at most 366 d'],
    [['--start', 'monday'], '--start: expected an instant such as 2026-01-31T06:00:00Z, found "monday"'],
    [['--threads', '0'], "error: option '--threads <n>' argument '0' is invalid. expected 1 or more"],
  ])('asked with %j is a wrong use', async (options, sentence) => {
    const { code, out, err } = await run('simulate', 'cell.yaml', ...options);
    expect([code, out, err.split('\n')[0]]).toEqual([2, '', sentence]);
  });
});
