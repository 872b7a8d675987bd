import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../shared.js';
import { twin } from './twin.js';

const plants = (name: string) => readFileSync(path.join(repositoryRoot, 'plants', name), 'utf8');
let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twin-types-'));
  for (const folder of ['together', 'apart', 'apart/line']) mkdirSync(path.join(cwd, folder));
  writeFileSync(path.join(cwd, 'together/osd-1.yaml'), plants('osd-1.yaml'));
  writeFileSync(path.join(cwd, 'together/types.yaml'), plants('types.yaml'));
  mkdirSync(path.join(cwd, 'machines'));
  writeFileSync(path.join(cwd, 'machines/press.yaml'), plants('types.yaml'));
  writeFileSync(path.join(cwd, 'apart/line/osd-1.yaml'), plants('osd-1.yaml'));
});
afterAll(() => rmSync(cwd, { recursive: true }));
const run = (...args: string[]) => twin(args, { cwd });

describe('twin, with machine types', () => {
  it('finds them beside the line or where --types says, to the same version', async () => {
    const beside = await run('validate', 'together/osd-1.yaml', '--strict-origins');
    expect(beside).toMatchObject({ code: 0, err: '' });
    expect(beside.out).toMatch(
      /version [0-9a-f]{12}\n {2}93 numbers: 6 measured \(6 %\), 3 sourced \(3 %\), 73 estimated \(78 %\), 11 defaults \(12 %\), 0 do not say \(0 %\)\n$/,
    );
    const named = await run('validate', 'apart/line/osd-1.yaml', '--types', 'machines/press.yaml');
    expect(named.out.split(': right.')[1]).toBe(beside.out.split(': right.')[1]);
    const stdin = await twin(['validate', '-', '--types', 'machines/press.yaml'], { cwd, stdin: plants('osd-1.yaml') });
    expect(stdin.out.split(': right.')[1]).toBe(beside.out.split(': right.')[1]);
    expect(await run('validate', 'apart/line/osd-1.yaml')).toMatchObject({ code: 3, out: expect.stringContaining('defines "tablet-press"') as string });
    expect(await run('validate', 'together', '--types', 'none.yaml')).toMatchObject({ code: 4 });
  });

  it('simulates a line with them, and changes by --set what its types give', async () => {
    const ask = (...more: string[]) =>
      run('simulate', 'apart/line/osd-1.yaml', '--types', 'machines/press.yaml', '--horizon', '1 h', '--replications', '2', '--json', ...more);
    const [plain, slow] = [await ask(), await ask('--set', 'stations.press.rate=60 000 /h')];
    expect([plain.code, slow.code]).toEqual([0, 0]);
    expect(slow.out).not.toBe(plain.out);
    expect((await ask('--set', 'stations.press.rate=fast')).err).toContain('after --set: /stations/0/rate expected a number with its unit');
  });

  it('warns of numbers that do not say where they come from, and refuses them when asked to', async () => {
    const line = plants('osd-1.yaml').replace('  - { at: /plan, is: estimated }\n', '  - { at: /plans, is: estimated }\n');
    const file = path.join(cwd, 'together/osd-2.yaml');
    writeFileSync(file, line);
    const place = (text: string) => line.slice(0, line.indexOf(text)).split('\n').length;
    const warnings = `together/osd-2.yaml:${place('  unitsPerShift')}:3 /plan does not say where it comes from (origins)\ntogether/osd-2.yaml:${place('/plans')}:11 /origins/1/at there is no number at this place\n`;
    expect(await run('validate', 'together/osd-2.yaml')).toMatchObject({ code: 0, err: warnings });
    expect(await run('validate', 'together/osd-2.yaml', '--strict-origins')).toMatchObject({ code: 3, out: warnings, err: '' });
    rmSync(file);
  });

  it('prints their schema, and says of types alone that they are right', async () => {
    expect(JSON.parse((await run('schema', '--kind', 'MachineTypes')).out)).toMatchObject({ title: 'Pharmatwin machine types' });
    expect(await run('validate', 'machines')).toMatchObject({ code: 0, out: 'right. Machine types alone, no line and no cell\n' });
  });
});
