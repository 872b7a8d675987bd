import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { twin } from './twin.js';

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
});
