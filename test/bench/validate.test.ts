import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCases, type ValidationCase } from '../../bench/validate/case-file.js';
import { leaves, NotSupported, same, simulated, within } from '../../bench/validate/metric.js';
import { caseLines, summaryLines } from '../../bench/validate/print.js';
import { runCase } from '../../bench/validate/run-case.js';
import { startProgram } from '../program.js';
import { describeWithShared } from '../shared.js';

const SPLITMIX = {
  id: 'splitmix',
  family: 'rng',
  title: '',
  model: { type: 'rng', name: 'splitmix64', seed: 1234567 },
  expected: { first2: ['6457827717110365317', '3203168211198807973'] },
  tolerance: { rel: 1e-9 },
} satisfies ValidationCase;
const fileOf = (...cases: object[]) => JSON.stringify({ meta: { title: 'test' }, cases });

describe('metrics', () => {
  it('a number is right within its relative tolerance, of one where the exact value is 0', () => {
    expect([within('a', 200, 201, 0.005).pass, within('a', 200, 201.1, 0.005).pass, within('a', 0, 1e-10, 1e-9).pass]).toEqual([true, false, true]);
    expect(within('a', 200, NaN, 0.005).pass).toBe(false);
    expect([same('best', 'gamma', 'gamma').pass, same('best', 'gamma', null).pass]).toEqual([true, false]);
  });

  it('compares leaf by leaf: what is missing, longer or of another kind fails', () => {
    const failing = (exact: unknown, got: unknown) => leaves('x', exact, got, 1e-9).filter(({ pass }) => !pass);
    expect(failing({ a: [1, 'b', null], c: 2 }, { a: [1, 'b', null], c: 2, d: 3 })).toEqual([]);
    expect(failing({ a: [1, 2] }, { a: [1] }).map(({ metric }) => metric)).toEqual(['x.a[1]', 'x.a.length']);
    expect(failing(5, '5').map(({ metric }) => metric)).toEqual(['x']);
    expect(failing({ a: 1 }, undefined)).toHaveLength(1);
    expect(failing({ a: 1, b: '2' }, { a: 1.1, b: 3 })).toHaveLength(2);
  });

  it('a simulated mean is right within four standard errors that are small against the tolerance', () => {
    const spread = (mean: number, by: number) => [mean - by, mean + by, mean - by, mean + by];
    expect(simulated('W', 2, spread(2.01, 0.01), 0.03)).toEqual({
      metric: 'W',
      exact: 2,
      got: 2.01,
      z: expect.closeTo(1.732, 3),
      relativeError: expect.closeTo(0.005, 9),
      pass: true,
    });
    expect(simulated('W', 2, spread(2.05, 0.01), 0.03).pass).toBe(false);
    expect(simulated('W', 2, spread(2, 0.2), 0.03).pass).toBe(false);
    expect(simulated('W', 2, [2, 2, 2], 0.03)).toMatchObject({ z: null, pass: true });
  });
});

describe('cases', () => {
  it('pass, fail, are not supported, and fail where they throw or compare nothing', () => {
    const result = (c: ValidationCase, family?: () => never[]) => runCase(c, family && { rng: family });
    expect(runCase(SPLITMIX)).toMatchObject({ verdict: 'pass', reason: null });
    expect(runCase({ ...SPLITMIX, expected: { first1: ['1'] } })).toMatchObject({ verdict: 'fail', reason: null });
    expect(runCase({ ...SPLITMIX, family: 'alchemy' })).toMatchObject({ verdict: 'not-supported', reason: 'no family alchemy' });
    expect(runCase({ ...SPLITMIX, family: 'constructor' })).toMatchObject({ verdict: 'not-supported' });
    expect(runCase({ ...SPLITMIX, model: { type: 'rng', name: 'randu', seed: 1 } })).toMatchObject({ verdict: 'not-supported', reason: 'generator randu' });
    const broken = () => {
      throw new TypeError('broken');
    };
    expect(result(SPLITMIX, broken)).toMatchObject({ verdict: 'fail', reason: 'broken' });
    expect(result(SPLITMIX, () => [])).toMatchObject({ verdict: 'fail', reason: 'nothing was compared' });
    expect(new NotSupported('x')).toBeInstanceOf(Error);
  });

  it('print a line per metric, one per case and the sums', () => {
    const good = runCase(SPLITMIX);
    const bad = runCase({ ...SPLITMIX, id: 'other', family: 'alchemy' });
    expect(caseLines(good, 0.25).map((line) => line.replace(/ +/g, ' '))).toEqual([
      'splitmix first2[0] 6457827717110365317 6457827717110365317 pass',
      'splitmix first2[1] 3203168211198807973 3203168211198807973 pass',
      'splitmix pass (0.25 s)',
    ]);
    expect(caseLines(bad, 0)).toEqual([`${'other'.padEnd(30)} NOT SUPPORTED: no family alchemy (0.00 s)`]);
    expect(summaryLines([good, bad]).map((line) => line.replace(/ +/g, ' '))).toEqual(['', 'rng 1 of 1 passed', 'alchemy 0 of 1 passed', 'all 1 of 2 passed']);
  });

  it('a file that is none says why', () => {
    expect(readCases('{')).toMatchObject({ ok: false, reason: expect.stringContaining('is not JSON') });
    expect(readCases('{"cases":[]}')).toMatchObject({ ok: false, reason: expect.stringContaining('cases') });
    expect(readCases(fileOf({ ...SPLITMIX, model: {} }))).toMatchObject({ ok: false, reason: expect.stringContaining('cases[0].model.type') });
    expect(readCases(fileOf(SPLITMIX))).toMatchObject({ ok: true, cases: [{ id: 'splitmix' }] });
  });
});

describe('the command', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'validate-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const validate = async (name: string, text: string | null, ...args: string[]) => {
    const file = path.join(folder, name);
    if (text !== null) writeFileSync(file, text);
    const program = startProgram({}, 'bench/validate/main.ts', [file, ...args]);
    return { code: await program.ended, stdout: program.stdout(), stderr: program.stderr() };
  };

  it('ends with 0 where all pass, 1 where one fails or is not supported, 2 where the file or the command line is wrong', async () => {
    const wrong = { ...SPLITMIX, id: 'wrong', expected: { first1: ['1'] } };
    const unknown = { ...SPLITMIX, id: 'unknown', family: 'alchemy' };
    const runs = await Promise.all([
      validate('good.json', fileOf(SPLITMIX)),
      validate('wrong.json', fileOf(SPLITMIX, wrong)),
      validate('unknown.json', fileOf(SPLITMIX, unknown)),
      validate('not-asked.json', fileOf(SPLITMIX, wrong), '--case', 'splitmix', '--json'),
      validate('no-json.json', 'cases'),
      validate('absent.json', null),
      validate('good2.json', fileOf(SPLITMIX), '--case', 'absent'),
      validate('good3.json', fileOf(SPLITMIX), '--colour'),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([0, 1, 1, 0, 2, 2, 2, 2]);
    expect(JSON.parse(runs[3].stdout)).toMatchObject({ id: 'splitmix', verdict: 'pass', metrics: [{ metric: 'first2[0]', pass: true }, {}] });
    expect(runs[5].stderr).toContain('absent.json cannot be read');
  }, 30_000);
});

describeWithShared('the shared cases', [['validation', 'cases.json']], ([file]) => {
  it.each(['rng', 'statistics', 'twin-validation'])('of family %s all pass', (family) => {
    const read = readCases(readFileSync(file!, 'utf8'));
    const cases = read.ok ? read.cases.filter((c) => c.family === family) : [];
    expect(cases.length).toBeGreaterThan(0);
    expect(cases.map((c) => runCase(c)).filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });
});
