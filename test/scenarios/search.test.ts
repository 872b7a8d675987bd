import type { LineDefinition } from '../../src/contract/line.js';
import { explain, toIssue } from '../../src/contract/explain.js';
import { LineSearchRequest } from '../../src/contract/search.js';
import { LineSearchResult } from '../../src/contract/search-result.js';
import { compile } from '../../src/model/compile.js';
import { versionOf } from '../../src/plant/version.js';
import { startEmpty } from '../../src/scenarios/line-starts.js';
import { prepareLine } from '../../src/scenarios/prepare.js';
import type { Interrupted } from '../../src/scenarios/simulation.js';
import { definition, InProcessQueue } from './fixtures.js';

const BASE = { line: 'pack-1', question: 'How fast?', start: { from: 'empty', at: '2026-01-05T05:00:00Z' }, horizon: '4 h', replications: 24, seed: 7 };
const FILLER = { id: 'filler', change: { kind: 'rate', unit: 'filler', factor: '{value}' } };
const BUFFER = { id: 'buffer', change: { kind: 'buffer', after: 'filler', capacity: '{value}' } };

/** The line without stops and rejects, which makes what can be worked out by hand. */
const steady = (): LineDefinition => {
  const line = definition();
  return { ...line, stations: line.stations.map((station) => ({ ...station, rejects: 0, stops: [] })) };
};

function prepared(document: object, line: LineDefinition) {
  const explained = explain(LineSearchRequest, document);
  if (!explained.ok) return { ok: false as const, issues: explained.faults.map(toIssue) };
  return prepareLine(explained.value, { definition: line, version: versionOf(line) });
}

function begun(document: object, line: LineDefinition) {
  const search = prepared(document, line);
  const compiled = compile(line);
  if (!search.ok || !compiled.ok) throw new Error(JSON.stringify(search));
  return search.begin(startEmpty(compiled.line, BASE.seed, BASE.start.at));
}

const OPTIONS = { signal: new AbortController().signal, nowMs: () => 0, onProgress: () => undefined };
const bytesOf = (document: object, line = definition(), queue = new InProcessQueue(2)) => begun(document, line).simulation(queue, OPTIONS);
const answerTo = async (document: object, line = definition()) => LineSearchResult.parse(JSON.parse(await bytesOf(document, line)));

describe('a sweep', () => {
  it('finds what can be worked out: the line is as fast as the slower of its two stations', async () => {
    const { points, baseline } = await answerTo({ ...BASE, over: [{ ...FILLER, values: [0.55, 0.825, 1, 1.1, 1.32] }], sweep: {} }, steady());
    const perHour = (boxes: number) => boxes / 4;
    // 200 bottles a minute make 20 boxes a minute; the packer makes 22 at most. The first bottles take a moment to come through.
    for (const [i, rate] of [11, 16.5, 20, 22, 22].entries()) expect(perHour(points[i]!.kpis['goodUnits']!.mean) / (60 * rate)).toBeCloseTo(1, 1.7);
    expect(points.map(({ at }) => at)).toEqual([0.55, 0.825, 1, 1.1, 1.32].map((filler) => ({ filler })));
    expect(points[2]!.kpis).toEqual(baseline.kpis);
    expect(points.map(({ difference }) => difference['goodUnits']!.verdict)).toEqual(['worse', 'worse', 'no-detectable-difference', 'better', 'better']);
  });

  it('over two factors has every combination, the second fastest, and simulates equal plants once', async () => {
    const document = {
      ...BASE,
      over: [
        { ...FILLER, values: [0.9, 1] },
        { ...BUFFER, values: [200, 400] },
      ],
      sweep: {},
    };
    const queue = new InProcessQueue(1);
    const { total, simulation } = begun(document, definition());
    const { points } = LineSearchResult.parse(JSON.parse(await simulation(queue, OPTIONS)));
    expect(points.map(({ id, at }) => [id, at['filler'], at['buffer']])).toEqual([
      ['p1', 0.9, 200],
      ['p2', 0.9, 400],
      ['p3', 1, 200],
      ['p4', 1, 400],
    ]);
    // The last point is the line as it is: four plants for the baseline and four points.
    expect([total, queue.jobs.reduce((sum, { count }) => sum + count, 0)]).toEqual([4 * 24, 4 * 24]);
  });

  it('gives the same bytes whatever the workers and the jobs', async () => {
    const document = { ...BASE, over: [{ ...FILLER, from: 0.8, to: 1.2, steps: 5 }], sweep: {} };
    const turns = ({ from }: { from: number }) => (from % 3) * 2;
    const [one, three] = await Promise.all([
      bytesOf(document, definition(), new InProcessQueue(1)),
      bytesOf(document, definition(), new InProcessQueue(3, turns)),
    ]);
    expect(three).toBe(one);
  });

  it('has changes that always hold in the baseline too', async () => {
    const changes = [{ kind: 'rate', unit: 'packer', factor: 0.5 }];
    const alone = await answerTo({ ...BASE, over: [{ ...FILLER, values: [0.9, 1.1] }], sweep: {} });
    const slow = await answerTo({ ...BASE, changes, over: [{ ...FILLER, values: [0.9, 1.1] }], sweep: {} });
    expect(slow.baseline.kpis['goodUnits']!.mean).toBeLessThan(0.7 * alone.baseline.kpis['goodUnits']!.mean);
  });

  it('that is stopped answers with as many replications of each point as there are of all', async () => {
    const abort = new AbortController();
    const document = { ...BASE, replications: 60, over: [{ ...FILLER, values: [0.9, 1.1] }], sweep: {} };
    const run = begun(document, definition()).simulation(new InProcessQueue(1), {
      ...OPTIONS,
      signal: abort.signal,
      onProgress: ({ done }) => done >= 100 && abort.abort('enough'),
    });
    const error = await run.catch((reason: unknown) => reason);
    const { points, baseline, notes } = LineSearchResult.parse(JSON.parse((error as Interrupted).bytes));
    expect(baseline.replications).toBeGreaterThanOrEqual(20);
    expect(points.map(({ replications }) => replications)).toEqual([baseline.replications, baseline.replications]);
    expect(notes).toContain(`The run was cancelled after ${baseline.replications} of 60 replications.`);
  });
});

describe('a tornado', () => {
  it('moves one factor at a time, from a baseline that has the base of each', async () => {
    const over = [
      { ...FILLER, low: 0.55, base: 0.825, high: 1 },
      { ...BUFFER, low: 200, high: 800 },
    ];
    const { baseline, points, tornado } = await answerTo({ ...BASE, kpis: ['goodUnits'], over, tornado: {} }, steady());
    expect([baseline.at, points.map(({ at }) => at)]).toEqual([{ filler: 0.825 }, [{ filler: 0.55 }, { filler: 1 }, { buffer: 200 }, { buffer: 800 }]]);
    const [{ kpi, bars }] = tornado as [NonNullable<typeof tornado>[number]];
    expect([kpi, bars.map(({ factor }) => factor)]).toEqual(['goodUnits', ['filler', 'buffer']]);
    // From 11 to 20 boxes a minute in four hours; a buffer before the faster packer does nothing.
    expect(bars[0]!.span.mean / (9 * 240)).toBeCloseTo(1, 1.7);
    expect(bars[1]!.span).toEqual({ mean: 0, low: 0, high: 0 });
  });
});

describe('an optimisation', () => {
  const OUTPUT = { kpi: 'goodUnits', atLeast: 4500 };

  it('of every point chooses the one that can be worked out: the slowest filler that fills the order', async () => {
    const over = [{ ...FILLER, values: [0.8, 0.9, 1, 1.1] }];
    const document = {
      ...BASE,
      kpis: ['goodUnits', 'peakKw'],
      over,
      optimise: { goal: { kpi: 'goodUnits', better: 'less', indifference: 10 }, constraints: [OUTPUT], budget: 1000 },
    };
    const { optimum, points } = await answerTo(document, steady());
    // 4500 boxes in four hours take 18.75 a minute: 0.9 makes 18, 1 makes 20.
    expect(points.find(({ id }) => id === optimum!.chosen)!.at).toEqual({ filler: 1 });
    expect(optimum).toMatchObject({ method: 'every-point', ended: 'decided', confidence: { value: 0.95, from: 'procedure' }, refused: [] });
    expect(optimum!.candidates.map(({ fate, holds }) => [fate, ...holds])).toEqual([
      ['infeasible', 'not'],
      ['infeasible', 'not'],
      ['best', 'surely'],
      ['beaten', 'surely'],
    ]);
    expect(optimum!.candidates[3]!.beatenBy).toBe(optimum!.chosen);
  });

  it('over numbers comes near the bound that can be worked out, and tells every point that it tried', async () => {
    const over = [{ ...FILLER, from: 0.6, to: 1.1 }];
    const document = {
      ...BASE,
      kpis: ['goodUnits'],
      over,
      optimise: { goal: { kpi: 'goodUnits', better: 'less', indifference: 20 }, constraints: [{ ...OUTPUT, tolerance: 10 }], budget: 1500 },
    };
    const { optimum, points } = await answerTo(document, steady());
    expect([optimum!.method, optimum!.candidates.length]).toEqual(['search', points.length]);
    const best = points.find(({ id }) => id === optimum!.chosen)!;
    expect(Number(best.at['filler']) * 20 * 240).toBeGreaterThan(4480);
    expect(Number(best.at['filler']) * 20 * 240).toBeLessThan(4600);
    expect(optimum!.spent).toBeLessThanOrEqual(1500);
  });

  it('under chance gives the same bytes whatever the workers, and pairs the chosen point with the baseline', async () => {
    const over = [
      { ...FILLER, values: [0.9, 1.1, 1.2] },
      { ...BUFFER, values: [50, 800] },
    ];
    const document = { ...BASE, over, optimise: { goal: { kpi: 'goodUnits', indifference: 30 }, budget: 1500 } };
    const [one, two] = await Promise.all([
      bytesOf(document, definition(), new InProcessQueue(1)),
      bytesOf(document, definition(), new InProcessQueue(2, ({ from }) => from % 2)),
    ]);
    expect(two).toBe(one);
    const { optimum, points, baseline } = LineSearchResult.parse(JSON.parse(one));
    const best = points.find(({ id }) => id === optimum!.chosen)!;
    expect(best.at['buffer']).toBe(800);
    expect(best.difference['goodUnits']!.verdict).toBe('better');
    expect(baseline.replications).toBeLessThanOrEqual(24);
  });

  it('says that nothing holds the constraints where nothing does', async () => {
    const document = {
      ...BASE,
      over: [{ ...FILLER, values: [0.9, 1] }],
      optimise: { goal: { kpi: 'energyKwh' }, constraints: [{ kpi: 'goodUnits', atLeast: 1e6 }] },
    };
    expect((await answerTo(document)).optimum).toMatchObject({ chosen: null, candidates: [{ fate: 'infeasible' }, { fate: 'infeasible' }] });
  });

  it('that is stopped answers with what was told until then', async () => {
    const abort = new AbortController();
    const document = { ...BASE, over: [{ ...FILLER, from: 0.6, to: 1.1 }], optimise: { goal: { kpi: 'oee' }, budget: 3000 } };
    const run = begun(document, definition()).simulation(new InProcessQueue(1), {
      ...OPTIONS,
      signal: abort.signal,
      onProgress: ({ done }) => done >= 200 && abort.abort('enough'),
    });
    const { optimum, points } = LineSearchResult.parse(JSON.parse(((await run.catch((reason: unknown) => reason)) as Interrupted).bytes));
    expect(optimum).toMatchObject({ ended: 'stopped', chosen: null });
    expect(points.length).toBeGreaterThan(2);
  });

  it('refuses a budget that is too small, and a factor that the line does not know, with pointers', () => {
    const document = { ...BASE, over: [{ ...FILLER, values: [0.9, 1] }], optimise: { goal: { kpi: 'oee' }, budget: 50 } };
    expect(prepared(document, definition())).toEqual({
      ok: false,
      issues: [
        {
          pointer: '/optimise/budget',
          detail: 'too small: a budget of 26 is too small for a generation of 30 and a race, and 24 of the 50 are for the baseline',
        },
      ],
    });
    const over = [{ id: 'x', change: [FILLER.change, { kind: 'rate', unit: 'capper', factor: '{value}' }], values: [0.9, 1.1] }];
    expect(prepared({ ...BASE, changes: [{ kind: 'standby', unit: 'packer', after: null }], over, sweep: {} }, definition())).toEqual({
      ok: false,
      issues: [{ pointer: '/over/0/change/1/unit', detail: 'with 0.9: the line has no unit "capper"; expected one of filler, packer' }],
    });
  });
});

describe('compromises', () => {
  it('are those that can be worked out, and what they dominate is left out', async () => {
    const over = [
      { ...FILLER, values: [0.55, 0.825, 1.1] },
      { ...BUFFER, values: [400, 800] },
    ];
    const document = {
      ...BASE,
      over,
      pareto: {
        goals: [
          { kpi: 'goodUnits', indifference: 1 },
          { kpi: 'peakKw', better: 'less', indifference: 0.001 },
        ],
        budget: 2000,
      },
    };
    const { front, points } = await answerTo(document, steady());
    const placed = new Map(front!.candidates.map((candidate) => [candidate.point, candidate]));
    const frontAt = points.filter(({ id }) => placed.get(id)!.place === 'front').map(({ at }) => at['filler']);
    expect([front!.method, frontAt.length > 0]).toEqual(['every-point', true]);
    const merit = (id: string, kpi: string) => points.find((point) => point.id === id)!.kpis[kpi]!.mean;
    for (const { point, place } of front!.candidates) {
      const beaten = points.some(({ id }) => merit(id, 'goodUnits') > merit(point, 'goodUnits') && merit(id, 'peakKw') < merit(point, 'peakKw'));
      expect([point, beaten && place === 'front']).toEqual([point, false]);
    }
  });
});
