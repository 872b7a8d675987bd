import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCases, ValidationCase } from '../../bench/validate/case-file.js';
import { firstError, placeOf } from '../../bench/validate/json-place.js';
import { leaves, NotSupported, same, simulated, within } from '../../bench/validate/metric.js';
import { untilSharp } from '../../bench/validate/models/simulate.js';
import { caseLines, summaryLines } from '../../bench/validate/print.js';
import { runCase, runEntry } from '../../bench/validate/run-case.js';
import { sample } from '../../src/engine/distribution.js';
import { newStream, nextUniform } from '../../src/engine/random.js';
import { startProgram } from '../program.js';
import { describeWithShared } from '../shared.js';
import type { Sibling } from './siblings/case.js';
import { fileOf as siblingFile, siblings } from './siblings/siblings.js';

const SPLITMIX = ValidationCase.parse({
  id: 'splitmix',
  family: 'rng',
  title: '',
  model: { type: 'rng', name: 'splitmix64', seed: 1234567 },
  expected: { first2: ['6457827717110365317', '3203168211198807973'] },
  tolerance: { rel: 1e-9 },
});
const fileOf = (...cases: object[]) => JSON.stringify({ meta: { title: 'test' }, cases });

describe('metrics', () => {
  it('a number is right within its relative tolerance, of one where the exact value is 0', () => {
    expect([within('a', 200, 201, 0.005).pass, within('a', 200, 201.1, 0.005).pass, within('a', 0, 1e-10, 1e-9).pass]).toEqual([true, false, true]);
    expect(within('a', 200, NaN, 0.005).pass).toBe(false);
    expect([same('best', 'gamma', 'gamma').pass, same('best', 'gamma', null).pass]).toEqual([true, false]);
  });

  it('a quantile accepted by its probability says so beside the error of the number', () => {
    const quantile = (exact: number) =>
      runCase(
        ValidationCase.parse({ id: 't4', family: 'statistics', model: { type: 'quantiles' }, expected: { t: { '0.95:4': exact } }, tolerance: { rel: 1e-9 } }),
      );
    const iterated = quantile(2.13184678133629);
    expect(iterated.metrics[0]).toMatchObject({ pass: true, acceptedBy: { what: 'probability' } });
    expect(iterated.metrics[0]!.relativeError).toBeGreaterThan(1e-9);
    expect(iterated.metrics[0]!.acceptedBy!.relativeError).toBeLessThan(1e-9);
    expect(caseLines(iterated, 0)[0]).toMatch(/ rel 2\.\de-9; of its probability \d\.\de-10 pass$/);
    const [exact, wrong] = [quantile(2.13184678632665), quantile(2.1318467)];
    expect([exact.verdict, wrong.verdict]).toEqual(['pass', 'fail']);
    expect([...exact.metrics, ...wrong.metrics].filter((metric) => 'acceptedBy' in metric)).toEqual([]);
  });

  it('compares leaf by leaf: what is missing, longer or of another kind fails', () => {
    const failing = (exact: unknown, got: unknown) => leaves('x', exact, got, 1e-9).filter(({ pass }) => !pass);
    expect(failing({ a: [1, 'b', null], c: 2 }, { a: [1, 'b', null], c: 2, d: 3 })).toEqual([]);
    expect(failing({ a: [1, 2] }, { a: [1] }).map(({ metric }) => metric)).toEqual(['x.a[1]', 'x.a.length']);
    expect(failing(5, '5').map(({ metric }) => metric)).toEqual(['x']);
    expect(failing({ a: 1 }, undefined)).toHaveLength(1);
    expect(failing({ a: 1, b: '2' }, { a: 1.1, b: 3 })).toHaveLength(2);
  });

  it('a number of six decimals or more is right where it is rounded to them, a shorter one is not', () => {
    expect([within('a', 14.666667, 44 / 3, 1e-9).pass, within('a', 14.666666, 44 / 3, 1e-9).pass]).toEqual([true, false]);
    expect([within('a', 14.67, 44 / 3, 1e-9).pass, within('a', 0.000001, 0.0000012, 1e-9).pass]).toEqual([false, false]);
    expect([within('a', 14.67, 44 / 3, 1e-9, 0.005).pass, within('a', -44, -44, 1e-9).pass]).toEqual([true, true]);
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
      look: 'passes',
    });
    expect(simulated('W', 2, spread(2.05, 0.01), 0.03).pass).toBe(false);
    expect(simulated('W', 2, spread(2, 0.2), 0.03)).toMatchObject({ pass: false, look: 'blunt' });
    expect(simulated('W', 2, spread(2.05, 0.01), 0.03)).toMatchObject({ pass: false, look: 'hopeless' });
    expect(simulated('W', 2, [2.1, 2.1, 2.1], 0.03)).toMatchObject({ z: null, pass: false });
    expect(simulated('W', 2, [2, 2, 2], 0.03)).toMatchObject({ z: null, pass: true });
  });
});

describe('cases', () => {
  it('pass, fail, are not supported, and fail where they throw or compare nothing', () => {
    const result = (c: ValidationCase, family?: () => never[]) => runCase(c, family && { rng: family });
    expect(runCase(SPLITMIX)).toMatchObject({ verdict: 'pass', reason: null });
    expect(runCase({ ...SPLITMIX, expected: { first1: ['1'] } })).toMatchObject({ verdict: 'fail', reason: null });
    expect(runCase({ ...SPLITMIX, family: 'alchemy' })).toMatchObject({ verdict: 'not-supported', reason: '/family: no family alchemy' });
    expect(runCase({ ...SPLITMIX, family: 'constructor' })).toMatchObject({ verdict: 'not-supported' });
    expect(runCase({ ...SPLITMIX, model: { type: 'rng', name: 'randu', seed: 1 } })).toMatchObject({
      verdict: 'not-supported',
      reason: '/model/name: no generator randu',
    });
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
    expect(caseLines(bad, 0)).toEqual([`${'other'.padEnd(30)} NOT SUPPORTED: /family: no family alchemy (0.00 s)`]);
    expect(summaryLines([good, bad]).map((line) => line.replace(/ +/g, ' '))).toEqual(['', 'rng 1 of 1 passed', 'alchemy 0 of 1 passed', 'all 1 of 2 passed']);
  });

  it('a file that is none says why, and where', () => {
    expect(readCases('{')).toMatchObject({ ok: false, reason: expect.stringMatching(/^:1:2 is not JSON/) });
    expect(readCases('{"cases": [\n  {"id": "a",}\n]}')).toMatchObject({ ok: false, reason: expect.stringMatching(/^:2:14 is not JSON/) });
    expect(readCases('{"cases":[]}')).toMatchObject({ ok: false, reason: ' is no file of cases: /cases: has no case' });
    expect(readCases('[]')).toMatchObject({ ok: false, reason: expect.stringContaining('is no file of cases') });
    expect(readCases(fileOf(SPLITMIX))).toMatchObject({ ok: true, cases: [{ ok: true, case: { id: 'splitmix', at: '/cases/0' } }] });
  });

  it('the place of an error is the first character that cannot stand there', () => {
    const place = (text: string) => placeOf(text, firstError(text)!);
    expect(firstError('{"a": [1, -2.5e3, "x\\u00e9", true, null, {}], "b": []} ')).toBeNull();
    expect([place('[1, 2'), place("{'a': 1}"), place('[01]'), place('[1]\n]'), place('{"a" 1}'), place('')]).toEqual([
      { line: 1, column: 6 },
      { line: 1, column: 2 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 1, column: 6 },
      { line: 1, column: 1 },
    ]);
  });
});

describe('what is wrong in a case is told with its pointer, and the others run', () => {
  const MM1 = {
    id: 'mm1',
    family: 'queue',
    model: { type: 'queue', arrival: { dist: 'exponential', mean: 2 }, service: { dist: 'exponential', mean: 1 } },
    expected: { L: 1 },
    simulate: { warmup: 100, length: 1000 },
  };
  const told = (c: object) => {
    const read = readCases(fileOf(c, SPLITMIX));
    if (!read.ok) throw new Error(read.reason);
    const [first, second] = read.cases.map(runEntry);
    expect(second).toMatchObject({ id: 'splitmix', verdict: 'pass' });
    return { verdict: first!.verdict, reason: first!.reason };
  };
  const model = (more: object) => ({ ...MM1, model: { ...MM1.model, ...more } });

  it.each([
    ['no type of model', { ...MM1, model: {} }, 'fail', '/cases/0/model/type: '],
    [
      'a number as text',
      model({ service: { dist: 'exponential', mean: '1' } }),
      'not-supported',
      '/cases/0/model/service: no exponential law has the parameters {"mean":"1"}',
    ],
    ['a number of servers as text', model({ servers: '2' }), 'not-supported', '/cases/0/model/servers: '],
    ['an unknown law', model({ service: { dist: 'cauchy', mean: 1 } }), 'not-supported', '/cases/0/model/service/dist: no law cauchy'],
    [
      'a law without its parameter',
      model({ arrival: { dist: 'erlang', k: 2 } }),
      'not-supported',
      '/cases/0/model/arrival: no erlang law has the parameters {"k":2}',
    ],
    ['an unknown discipline', model({ discipline: 'shortest first' }), 'not-supported', '/cases/0/model/discipline: no discipline shortest first'],
    ['a key that nobody reads', model({ balking: 0.5 }), 'not-supported', 'balking'],
    ['an unknown metric', { ...MM1, expected: { L: 1, Wz: 2 } }, 'not-supported', '/cases/0/expected/Wz: no metric Wz of this model; it has Wq, W, '],
    ['a metric as text', { ...MM1, expected: { L: '1' } }, 'not-supported', '/cases/0/expected/L: expected a number or a list of numbers, got "1"'],
    ['an unknown model', { ...MM1, family: 'network' }, 'not-supported', '/cases/0/model/type: '],
    ['runs without end', { ...MM1, simulate: { length: 1e12 } }, 'fail', '/cases/0/simulate/length: is more than 20000000: no run of that size ends in time'],
    ['no length', { ...MM1, simulate: { length: 0 } }, 'fail', '/cases/0/simulate/length: must be more than zero'],
    ['a wrong tolerance', { ...MM1, tolerance: { rel: -1 } }, 'fail', '/cases/0/tolerance/rel'],
    ['a model that contradicts itself', model({ batchService: { min: 4, max: 2 } }), 'not-supported', '/stations/0/batch of the model: '],
  ])('%s', (_, c, verdict, reason) => {
    expect(told(c)).toEqual({ verdict, reason: expect.stringContaining(reason) });
  });

  it('a metric may bring its own accuracy, and a case none at all', () => {
    const read = readCases(fileOf({ ...MM1, expected: { L: { value: 1, rel: 0.2 }, W: 2 }, tolerance: { rel: 0.1 } }, { ...MM1, tolerance: undefined }));
    if (!read.ok) throw new Error(read.reason);
    expect(read.cases[0]).toMatchObject({ case: { expected: { L: 1, W: 2 }, tolerance: { rel: { L: 0.2, W: 0.1 } } } });
    expect(read.cases.map(({ ok }) => ok)).toEqual([true, true]);
    expect(runEntry(read.cases[0]!)).toMatchObject({ verdict: 'pass', metrics: [{ exact: 1 }, { exact: 2 }] });
  });
});

describe('the verdict of simulated means', () => {
  /** Replications that are normal about 100. */
  function normal(name: string, sd: number) {
    const words = newStream(name, 1);
    return () => ({ x: sample({ dist: 'normal', mean: 100, sd }, nextUniform(words, 0)) });
  }

  /** How many of so many cases pass that expect `exact` to one percent. */
  function passes(exact: number, cases: number, sd = 1.7): number {
    const c = { ...SPLITMIX, tolerance: { rel: 0.01 } };
    return Array.from({ length: cases }, (_, i) => untilSharp(c, [['x', exact]], normal(`case ${i}`, sd))).filter(([metric]) => metric!.pass).length;
  }

  it('raises no false alarm in 4,000 metrics, though the first look is as blunt as may be', () => {
    expect(passes(100, 4000)).toBe(4000);
  });

  it('finds an exact value that is off by the tolerance, by half as much again, and by five standard errors of the first look', () => {
    expect(passes(101, 400)).toBeLessThan(0.07 * 400);
    expect(passes(101.5, 400)).toBeLessThan(0.01 * 400);
    expect(passes(100 + (5 * 0.4) / Math.sqrt(48), 400, 0.4)).toBeLessThan(0.02 * 400);
  });

  it('grows the runs of what is blunt, and ends at once what is in vain', () => {
    const runs = (exact: number, sd: number, rel: number) => {
      let count = 0;
      const draw = normal('runs', sd);
      const [metric] = untilSharp({ ...SPLITMIX, tolerance: { rel } }, [['x', exact]], () => {
        count++;
        return draw();
      });
      return { count, metric: metric! };
    };
    const blunt = runs(100, 10, 0.01);
    expect(blunt.metric.pass).toBe(true);
    expect(blunt.count).toBeGreaterThan(1400);
    expect(blunt.count).toBeLessThan(2600);
    expect(runs(120, 10, 0.1)).toMatchObject({ count: 96, metric: { pass: false } });
    const vain = runs(100, 10, 1e-6);
    expect(vain).toMatchObject({ metric: { pass: false, blunt: expect.any(Number) } });
    expect(vain.count).toBeLessThan(500);
  });
});

describe('siblings of the shared cases', () => {
  /** Shorter runs to a tolerance that they reach in a moment; what is without chance as it is. */
  const soon = (c: Sibling): Sibling =>
    c.tolerance?.rel === 1e-9 || ['statistics', 'rng'].includes(c.family)
      ? c
      : { ...c, simulate: { ...c.simulate, replications: 1000, warmup: 400, length: 4000 }, tolerance: { rel: c.family === 'transient' ? 0.1 : 0.06 } };
  const quick = siblings().filter((c) => c.quick);
  const entriesOf = (cases: readonly Sibling[]) => {
    const read = readCases(siblingFile(cases));
    if (!read.ok) throw new Error(read.reason);
    return read.cases;
  };
  const families = [...new Set(quick.map(({ family }) => family))];

  it('are of every family that takes no long runs', () => {
    expect(quick.length).toBeGreaterThan(50);
    expect(families.sort()).toMatchInlineSnapshot(`
     [
       "bottleneck",
       "calendar",
       "deterministic",
       "energy",
       "fluid",
       "fluid-deterministic",
       "line",
       "network",
       "queue",
       "rng",
       "statistics",
       "synchronous-line",
       "transient",
       "twin-validation",
       "unreliable-line",
     ]
    `);
  });

  it.each(families)('of family %s all pass', (family) => {
    const results = entriesOf(quick.filter((c) => c.family === family).map(soon)).map(runEntry);
    expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });

  it('fail where the first of their numbers is a fifth more', () => {
    const more = (value: unknown): unknown => (typeof value === 'number' ? value * 1.2 : Array.isArray(value) ? [more(value[0]), ...value.slice(1)] : value);
    const wrong = quick
      .filter(({ id }) => ['n-policy-2', 'two-stations-b2', 'in-step-equal-4', 'both-up', 'drains', 'campaign-of-three', 'fit'].includes(id))
      .map((c) => {
        const [[name, value]] = Object.entries(c.expected) as [[string, unknown]];
        const number = c.id === 'fit' ? { ...(value as object), mean: 7 } : more(value);
        return soon({ ...c, expected: { ...c.expected, [name]: number } });
      });
    expect(entriesOf(wrong).map((entry) => runEntry(entry).verdict)).toEqual(new Array(7).fill('fail'));
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
    const cases = read.ok ? read.cases.filter((entry) => entry.ok && entry.case.family === family) : [];
    expect(cases.length).toBeGreaterThan(0);
    expect(cases.map(runEntry).filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });
});
