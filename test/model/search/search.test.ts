import { aimOf, holdsOf, rowFor } from '../../../src/model/search/aim.js';
import { pointResults, type SimulatedPoint } from '../../../src/model/search/points.js';
import type { KpiRow, Told } from '../../../src/model/search/rows.js';
import { spaceOf } from '../../../src/model/search/space.js';
import { tornado } from '../../../src/model/search/tornado.js';
import fc from '../../property.js';

const TOLD: Told = { kpis: ['made', 'cost'], judged: ['made', 'cost'], trend: { made: 'up', cost: 'down' }, matters: 0.01 };
/** Luck of ten replications, the same for every point. */
const LUCK = [3, -1, 4, 1, -5, 9, -2, 6, -5, 3];
const rows = (made: number, cost: number): KpiRow[] => LUCK.map((luck) => ({ made: made + luck, cost: cost - 2 * luck }));
const point = (id: string, own: KpiRow[], base: KpiRow[]): SimulatedPoint => ({ id, at: { x: id }, notes: [], rows: own, pairs: { own, base } });

describe('points of a search', () => {
  it('are told by their means, and by paired differences from which the common luck is gone', () => {
    const base = rows(100, 50);
    const [more, same] = pointResults([point('a', rows(110, 45), base), point('b', base, base)], TOLD);
    expect(more!.kpis['made']!.mean).toBeCloseTo(111.3, 10);
    expect(more!.difference['made']).toMatchObject({ mean: 10, low: 10, high: 10, verdict: 'better' });
    expect(more!.difference['cost']).toMatchObject({ mean: -5, verdict: 'better' });
    expect(same!.difference['made']).toMatchObject({ mean: 0, verdict: 'no-detectable-difference' });
  });

  it('are judged together: the same difference is less sure among many', () => {
    const base = LUCK.map((luck) => ({ made: 100 + luck, cost: 1 }));
    const tried = LUCK.map((_, i) => ({ made: 101 + LUCK[(i + 1) % 10]!, cost: 1 }));
    const chance = (count: number) =>
      pointResults(
        Array.from({ length: count }, (_, i) => point(`p${i}`, tried, base)),
        { ...TOLD, judged: ['made'] },
      )[0]!.difference['made']!;
    expect(chance(4).corrected).toBeCloseTo(Math.min(1, 4 * chance(1).chance!), 10);
  });

  it('do not know a KPI that one replication does not know, and are not judged by one pair', () => {
    const base = rows(100, 50);
    const unknown = rows(100, 50).map((row, i) => (i === 3 ? { ...row, cost: null } : row));
    const [first, second] = pointResults([point('a', unknown, base), point('b', base.slice(0, 1), base.slice(0, 1))], TOLD);
    expect([first!.kpis['cost'], first!.difference['cost'], second!.difference['made']]).toEqual([null, null, null]);
    expect(first!.difference['made']).not.toBeNull();
  });
});

describe('a tornado', () => {
  it('of linear effects has exactly these effects as spans, the widest first', () => {
    const at = (x: number, y: number) => rows(100 + 3 * x - 7 * y, 50 + y);
    const ends = [
      { factor: 'x', low: at(-2, 0), high: at(2, 0) },
      { factor: 'y', low: at(0, -1), high: at(0, 1) },
    ];
    expect(tornado(at(0, 0), ends, ['made', 'cost'])).toEqual([
      {
        kpi: 'made',
        bars: [
          { factor: 'y', low: 7, high: -7, span: { mean: 14, low: 14, high: 14 } },
          { factor: 'x', low: -6, high: 6, span: { mean: 12, low: 12, high: 12 } },
        ],
      },
      {
        kpi: 'cost',
        bars: [
          { factor: 'y', low: -1, high: 1, span: { mean: 2, low: 2, high: 2 } },
          { factor: 'x', low: 0, high: 0, span: { mean: 0, low: 0, high: 0 } },
        ],
      },
    ]);
  });

  it('shows a hump: the span reaches from the baseline to the farther end', () => {
    const ends = [{ factor: 'x', low: rows(90, 50), high: rows(80, 50) }];
    expect(tornado(rows(100, 50), ends, ['made'])[0]!.bars[0]).toMatchObject({ low: -10, high: -20, span: { mean: 20 } });
  });

  it('has no KPI that is not known at every end', () => {
    const ends = [{ factor: 'x', low: rows(90, 50), high: rows(90, 50).map((row) => ({ ...row, cost: null })) }];
    expect(tornado(rows(100, 50), ends, ['made', 'cost']).map(({ kpi }) => kpi)).toEqual(['made']);
  });

  it('has the span of the paired differences of two of low, baseline and high, whatever they are', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(values, values, values, (low, base, high) => {
        const of = (list: number[]) => list.map((made) => ({ made }));
        const [{ bars }] = tornado(of(base), [{ factor: 'x', low: of(low), high: of(high) }], ['made']) as [ReturnType<typeof tornado>[number]];
        const means = [low, base, high].map((list) => list.reduce((a, b) => a + b, 0) / 5);
        expect(bars[0]!.span.mean).toBeCloseTo(Math.max(...means) - Math.min(...means), 8);
        expect(bars[0]!.span.low).toBeLessThanOrEqual(bars[0]!.span.mean);
      }),
    );
  });
});

describe('what is sought', () => {
  const asked = {
    goals: [{ kpi: 'cost' }, { kpi: 'made', better: 'less' as const, indifference: 3 }],
    constraints: [
      { kpi: 'made', atLeast: 200 },
      { kpi: 'cost', atMost: 0, tolerance: 2 },
      { kpi: 'nothing', atMost: 0 },
    ],
  };

  it('goes by the nature of a KPI, and does not mind a share of the baseline or of the bound', () => {
    const { goals, constraints } = aimOf(asked, TOLD, rows(100, 50));
    expect(goals.map(({ kpi, better }) => [kpi, better])).toEqual([
      ['cost', 'less'],
      ['made', 'less'],
    ]);
    expect(goals[0]!.indifference).toBeCloseTo(0.01 * (50 - 2.6), 10);
    expect(goals[1]!.indifference).toBe(3);
    expect(constraints).toEqual([
      { kpi: 'made', side: 'atLeast', bound: 200, tolerance: 2 },
      { kpi: 'cost', side: 'atMost', bound: 0, tolerance: 2 },
      { kpi: 'nothing', side: 'atMost', bound: 0, tolerance: 0.01 },
    ]);
  });

  it('takes of a replication its goals, then what is constrained; what is not there cannot be known', () => {
    expect(rowFor(aimOf(asked, TOLD, rows(100, 50)), { made: 1, cost: 2 })).toEqual([2, 1, 1, 2, null]);
  });

  it('is held surely where the whole interval of the mean lies on the right side, possibly where a part does', () => {
    const holds = (atLeast: number) => holdsOf(aimOf({ goals: [], constraints: [{ kpi: 'made', atLeast }] }, TOLD, []), rows(100, 50))[0];
    expect([90, 101, 120].map(holds)).toEqual(['surely', 'possibly', 'not']);
  });
});

describe('what a search for the best moves in', () => {
  const list = { id: 'rule', change: { kind: 'x' }, values: ['fifo', 'due', null] };
  const grid = { id: 'rate', change: { kind: 'x' }, from: 10, to: 20, step: 5 };
  const effort = { first: 20, budget: 1000 };

  it('is every combination where each can be compared', () => {
    const space = spaceOf([list, grid], effort);
    expect(space.every!.map((point) => space.at(point)).slice(0, 4)).toEqual([
      { rule: 'fifo', rate: 10 },
      { rule: 'fifo', rate: 15 },
      { rule: 'fifo', rate: 20 },
      { rule: 'due', rate: 10 },
    ]);
    expect(space.every).toHaveLength(9);
  });

  it('is looked through where there are too many, or numbers without a grid', () => {
    expect(spaceOf([list, grid], { first: 20, budget: 179 }).every).toBeNull();
    const space = spaceOf([list, { id: 'kw', change: { kind: 'x' }, from: 0, to: 1 }], effort);
    expect([space.every, space.axes]).toEqual([
      null,
      [
        { from: 0, to: 2, step: 1 },
        { from: 0, to: 1 },
      ],
    ]);
    expect(space.at([2, 1 / 3])).toEqual({ rule: null, kw: 0.333333 });
  });
});
