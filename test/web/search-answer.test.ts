import fc from '../property.js';
import { areMeansApart } from '../../src/contract/means-apart.js';
import type { SearchAnswer, SearchPoint } from '../../src/contract/search-result.js';
import { summaryOf } from '../../src/contract/search-summary.js';
import type { Difference } from '../../src/contract/verdict.js';
import { boxesAlong, placeLabels, placeOnLine } from '../../web/src/charts/place-labels.js';
import { nearest } from '../../web/src/charts/nearest.js';
import { axisAround } from '../../web/src/charts/scale.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { searchSays } from '../../web/src/panels/scenarios/search-says.js';
import { kpisInOrder } from '../../web/src/panels/search-answer/kpi-order.js';
import { siteKpi, siteKpiNames } from '../../web/src/panels/site-answer/site-kpis.js';
import { gridOf } from '../../web/src/panels/search-answer/grid.js';
import { heldPoints, holdsLimit, limitText, parseLimit } from '../../web/src/panels/search-answer/limit.js';
import { pointNotes } from '../../web/src/panels/search-answer/point-notes.js';
import { pointTexts } from '../../web/src/panels/search-answer/point-texts.js';
import { lackingRuns, searchLimits } from '../../web/src/panels/search-answer/search-limits.js';
import { standings } from '../../web/src/panels/search-answer/standing.js';
import { endsOf } from '../../web/src/panels/search-answer/tornado-ends.js';
import { plainSpaces, wordsOf } from './words.js';

const interval = (mean: number, half = 1) => ({ n: 4, mean, low: mean - half, high: mean + half, sd: half, p10: mean, p50: mean, p90: mean });
const differs = (mean: number, verdict: Difference['verdict'], moreRuns: number | null = null): Difference => ({ mean, low: mean - 1, high: mean + 1, verdict, moreRuns }); // prettier-ignore
const point = (id: string, at: SearchPoint['at'], mean: number, difference: Difference | null = null): SearchPoint => ({
  id,
  at,
  replications: 4,
  kpis: { leadTimeH: interval(mean) },
  difference: { leadTimeH: difference },
  notes: [],
});
const answer = (points: SearchPoint[], more: Partial<SearchAnswer> = {}): SearchAnswer => ({
  search: 'sweep',
  matters: 0.01,
  judged: ['leadTimeH'],
  factors: [{ id: 'batches', name: 'Batches a week' }],
  baseline: { at: {}, replications: 4, kpis: { leadTimeH: interval(50) } },
  points,
  tornado: null,
  optimum: null,
  front: null,
  ...more,
});
const sought = (ended: 'decided' | 'budget' | 'stopped') => ({
  constraints: [],
  method: 'every-point' as const,
  ended,
  asked: { confidence: 0.95, budget: 100 },
  spent: 80,
  refused: [{ at: { batches: 9 }, detail: '/x must be less' }],
});
const optimum = (chosen: string | null, ended: 'decided' | 'budget' | 'stopped'): SearchAnswer['optimum'] => ({
  ...sought(ended),
  goal: { kpi: 'leadTimeH', better: 'less', indifference: 1 },
  chosen,
  confidence: chosen === null ? null : { value: 0.95, from: 'procedure' },
  candidates: [
    { point: 'p1', replications: null, holds: ['surely', 'possibly'], fate: chosen === 'p1' ? 'best' : 'infeasible', beatenBy: null },
    { point: 'p2', replications: null, holds: ['not', 'surely'], fate: 'beaten', beatenBy: 'p1' },
  ],
});
const KPI = { id: 'leadTimeH', name: 'Lead time', unit: 'h', factor: 1 };
const [en, fr] = [wordsOf('en'), wordsOf('fr')];

describe('the grid of a sweep', () => {
  it('has the numbers of a factor in their order, and other values as they were asked for', () => {
    const grid = gridOf(answer([point('p1', { batches: 10 }, 1), point('p2', { batches: 9 }, 2), point('p3', { batches: -1 }, 3)]));
    expect([grid?.across.levels, grid?.across.isNumeric, grid?.across.name, grid?.down]).toEqual([[-1, 9, 10], true, 'Batches a week', null]);
    expect(grid?.at(9)?.id).toBe('p2');
    const words = gridOf(answer([point('p1', { batches: '5 min' }, 1), point('p2', { batches: null }, 2), point('p3', { batches: 3 }, 3)]));
    expect([words?.across.levels, words?.across.isNumeric]).toEqual([['5 min', null, 3], false]);
  });

  it('of two factors has a place for every combination, also for those that no point has', () => {
    const two = [{ id: 'a', name: null }, { id: 'b', name: null }]; // prettier-ignore
    const grid = gridOf(answer([point('p1', { a: 1, b: 'x' }, 1), point('p2', { a: 2, b: 'y' }, 2)], { factors: two }));
    expect([grid?.across.levels, grid?.down?.levels]).toEqual([
      [1, 2],
      ['x', 'y'],
    ]);
    expect([grid?.at(2, 'y')?.id, grid?.at(1, 'y')]).toEqual(['p2', null]);
  });

  it('is that of a search for the best too where every point was compared, and of no other kind', () => {
    const points = [point('p1', { batches: 1 }, 1)];
    expect(gridOf(answer(points, { search: 'optimise', optimum: optimum('p1', 'decided') }))).not.toBeNull();
    expect(gridOf(answer(points, { search: 'optimise', optimum: { ...optimum('p1', 'decided')!, method: 'search' } }))).toBeNull();
    expect(gridOf(answer(points, { search: 'tornado', tornado: [] }))).toBeNull();
  });
});

describe('a limit', () => {
  it('is read from an address as it was written into it', () => {
    const limits = fc.record({
      kpi: fc.constantFrom('leadTimeH', 'co2eKg'),
      side: fc.constantFrom('atLeast' as const, 'atMost' as const),
      bound: fc.double({ noNaN: true, noDefaultInfinity: true }),
    });
    fc.assert(fc.property(limits, (limit) => expect(parseLimit(limitText(limit))).toEqual({ ...limit, bound: limit.bound + 0 })));
    expect(['', 'leadTimeH', 'leadTimeH<', 'leadTimeH<x', '<3', undefined].map(parseLimit)).toEqual(Array(6).fill(null));
  });

  it('holds surely where all of the interval does, and not where none of it does', () => {
    const at = (side: 'atLeast' | 'atMost', bound: number) => holdsLimit({ mean: 5, low: 4, high: 6 }, { kpi: 'k', side, bound });
    expect([at('atMost', 6), at('atMost', 5), at('atMost', 3.9)]).toEqual(['surely', 'possibly', 'not']);
    expect([at('atLeast', 4), at('atLeast', 5), at('atLeast', 6.1)]).toEqual(['surely', 'possibly', 'not']);
  });

  it('is told of each point; where the search has constraints of its own, they are what counts, the worst of each point', () => {
    const points = [point('p1', { batches: 1 }, 40), point('p2', { batches: 2 }, 60)];
    const limit = { kpi: 'leadTimeH', side: 'atMost', bound: 50 } as const;
    expect([...heldPoints(answer(points), limit)]).toEqual([['p1', 'surely'], ['p2', 'not']]); // prettier-ignore
    expect([...heldPoints(answer(points), null)]).toEqual([]);
    expect([...heldPoints(answer(points, { optimum: optimum('p1', 'decided') }), limit)]).toEqual([['p1', 'possibly'], ['p2', 'not']]); // prettier-ignore
  });
});

describe('the names of points', () => {
  const area = { left: 0, right: 200, top: 0, bottom: 100 };
  const labels = fc.array(fc.record({ x: fc.integer({ min: 0, max: 200 }), y: fc.integer({ min: 0, max: 100 }), width: fc.integer({ min: 8, max: 40 }) }), { maxLength: 12 }); // prettier-ignore

  it('hide no other name and stay in the plane', () => {
    fc.assert(
      fc.property(labels, (asked) => {
        const boxes = placeLabels(asked, area).flatMap((place, i) => (place ? [{ left: place.x, right: place.x + asked[i]!.width, top: place.y - 11, bottom: place.y + 3 }] : [])); // prettier-ignore
        for (const [i, a] of boxes.entries()) {
          expect([a.left >= area.left, a.right <= area.right, a.top >= area.top, a.bottom <= area.bottom]).toEqual([true, true, true, true]);
          for (const b of boxes.slice(i + 1)) expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
        }
      }),
    );
  });

  it('stand beside a single point, and are left out of a heap but for the first', () => {
    expect(placeLabels([{ x: 50, y: 50, width: 20 }], area)).toEqual([{ x: 59, y: 47 }]);
    const heap = placeLabels(Array(9).fill({ x: 50, y: 50, width: 20 }), area);
    expect([heap[0] !== null, heap.at(-1)]).toEqual([true, null]);
  });

  it('are said of the nearest point', () => {
    expect(nearest([{ x: 0, y: 0 }, { x: 9, y: 9 }], { x: 6, y: 5 })).toBe(1); // prettier-ignore
    expect(nearest([], { x: 0, y: 0 })).toBeNull();
  });
});

it('an axis has room around the intervals, also where all are one value', () => {
  expect(axisAround([{ mean: 5, low: 0, high: 10 }], 5)).toEqual({ low: -0.6, high: 10.6, ticks: [0, 5, 10] });
  const { low, high } = axisAround([{ mean: 5, low: 5, high: 5 }], 5);
  expect(low < 5 && high > 5).toBe(true);
});

describe('a point in words', () => {
  it('says its difference, its verdict, and how many more replications would tell', () => {
    const its = point('p1', { batches: 1 }, 60, differs(10, 'too-few-runs', 3094));
    const texts = pointTexts(KPI, [its], en, formatsOf('en'));
    expect([texts.mean(its), texts.difference(its), texts.verdict(its)].map(plainSpaces)).toEqual([
      '60.0 ± 1.0',
      '+10.0 [+9.0; +11.0]',
      '? too few runs (about 3,094 more)',
    ]);
    const unknown = { kpis: { leadTimeH: null }, difference: {} };
    expect([texts.mean(unknown), texts.difference(unknown), texts.verdict(unknown)]).toEqual(['not known', '–', '–']);
  });

  it('of a schedule is best or beaten, of a search for compromises one or dominated', () => {
    const front: SearchAnswer['front'] = {
      ...sought('budget'),
      goals: [],
      chosen: null,
      candidates: [
        { point: 'p1', replications: null, holds: [], place: 'front', sure: false, dominatedBy: null },
        { point: 'p2', replications: null, holds: [], place: 'dominated', sure: false, dominatedBy: 'p1' },
      ],
    };
    expect([...standings({ search: 'schedule', optimum: null, front }, en).values()]).toEqual(['best, not surely', 'beaten by p1']);
    expect([...standings({ search: 'pareto', optimum: null, front }, en).values()]).toEqual(['compromise, not surely', 'dominated by p1']);
  });
});

it('means that rest on other replications than the paired difference are told', () => {
  const its = answer([]);
  expect(areMeansApart(its, point('p1', {}, 60, differs(10, 'better')))).toBe(false);
  expect(areMeansApart(its, point('p1', {}, 60, differs(0, 'better')))).toBe(true);
  expect(areMeansApart(its, point('p1', {}, 60))).toBe(false);
});

it('the bars of a tornado end in the intervals of their points; without one in their means', () => {
  const points = [point('p1', { rate: -20 }, 60, differs(10, 'worse')), point('p2', { rate: 20 }, 45)];
  const ends = endsOf({ points }, 'leadTimeH', { factor: 'rate', low: 10, high: -5, span: { mean: 15, low: 14, high: 16 } });
  expect(ends).toEqual({ low: { level: -20, span: { mean: 10, low: 9, high: 11 } }, high: { level: 20, span: { mean: -5, low: -5, high: -5 } } });
});

describe('the limits of a search', () => {
  it('say that the budget is used up or the replications are, that it was stopped, and which points are no right variant', () => {
    const said = (ended: 'decided' | 'budget' | 'stopped', spent = 80) => searchLimits(answer([], { optimum: { ...optimum(null, ended)!, spent } }), [KPI], en, formatsOf('en')); // prettier-ignore
    expect(said('budget')[0]).toContain('within the replications that were allowed (80 of 100)');
    expect(said('budget', 100)[0]).toContain('the budget of 100 replications is used up');
    expect(said('stopped')[0]).toContain('was stopped');
    expect(said('decided')).toEqual(['Points that make no right variant (1), such as: /x must be less']);
  });

  it('say of compromises only for how many points it is open whether they are', () => {
    const its = { replications: null, holds: [], sure: false, dominatedBy: null };
    const front: SearchAnswer['front'] = {
      ...sought('budget'),
      goals: [],
      chosen: null,
      candidates: [
        { ...its, point: 'p1', place: 'front', sure: true },
        { ...its, point: 'p2', place: 'behind' },
        { ...its, point: 'p3', place: 'dominated' },
        { ...its, point: 'p4', place: 'left' },
      ],
    };
    const [said] = searchLimits(answer([], { search: 'pareto', front }), [KPI], fr, formatsOf('fr'));
    expect(plainSpaces(said!)).toBe(
      'Pour 1 des 3 points comparés, il n’est pas décidé avec une confiance de 95 % si c’est un compromis dans les réplications permises (80 sur 100) : posez la question avec davantage.',
    );
  });

  it('say of which points nothing can be told, and how many more replications would tell all of them', () => {
    const points = [point('p1', { batches: 1 }, 1, differs(1, 'too-few-runs', 30)), point('p2', { batches: 2 }, 1, differs(1, 'too-few-runs', 50)), point('p3', { batches: 3 }, 1, differs(1, 'better'))]; // prettier-ignore
    expect(searchLimits(answer(points), [KPI], fr, formatsOf('fr')).map(plainSpaces)).toEqual([
      'Lead time : rien ne peut être dit de 2 des 3 points avec 4 réplications ; environ 50 de plus trancheraient.',
    ]);
    expect(lackingRuns(points, 'leadTimeH')).toEqual({ unsure: 2, more: 50 });
    points[0]!.difference['leadTimeH']!.moreRuns = null;
    expect(lackingRuns(points, 'leadTimeH')).toEqual({ unsure: 2, more: null });
    expect(searchLimits(answer(points), [KPI], en, formatsOf('en'))).toEqual(['Lead time: of 2 of 3 points nothing can be told from 4 replications.']);
  });

  it('tell what changes take for granted once, with the points that have it', () => {
    const note = { code: 'always-on' as const, change: 0, values: { zone: 'hall' } };
    const [a, b] = [
      { ...point('p1', {}, 1), notes: [note, { ...note, change: 1 }] },
      { ...point('p2', {}, 1), notes: [note] },
    ];
    expect(pointNotes([a, b]).map(({ points }) => points.map(({ id }) => id))).toEqual([['p1', 'p2']]);
  });
});

describe('an answer of a search', () => {
  const ids = ['lotsDone', 'leadTimeH', 'energyKwh', 'costEur'] as const;
  const kpis = ids.map((id) => siteKpi(id, 'en'));
  const order = (question: string, judged: readonly string[], more: Partial<SearchAnswer> = {}) =>
    kpisInOrder({ ...answer([], more), judged: [...judged] }, question, kpis, (id) => siteKpiNames(ids.find((each) => each === id)!)).map(({ id }) => id);

  it('opens on the indicator that is sought, or that the question names in either language, or that was asked for first', () => {
    expect(order('How fast?', ids)).toEqual(ids);
    expect(order('How fast?', ['costEur', 'leadTimeH'])).toEqual(['costEur', 'leadTimeH', 'lotsDone', 'energyKwh']);
    expect(order('Would a second booth shorten lead time?', ids)[0]).toBe('leadTimeH');
    expect(order('Quel délai avec deux postes ?', ids)[0]).toBe('leadTimeH');
    expect(order('Which energy cost?', ids).slice(0, 2)).toEqual(['costEur', 'energyKwh']);
    expect(order('Which energy cost?', ids, { optimum: optimum('p1', 'decided') })[0]).toBe('leadTimeH');
  });
});

describe('the name of what a sweep is compared with', () => {
  const area = { left: 0, right: 200, top: 0, bottom: 100 };

  it('stands at the beginning of its line where that is free, and beside what it would hide else', () => {
    expect(placeOnLine(50, 40, area, [])).toEqual({ x: 3, y: 45 });
    const points = [
      { x: 20, y: 50 },
      { x: 100, y: 50 },
      { x: 180, y: 10 },
    ];
    const marks = points.map(({ x, y }) => ({ left: x - 9, right: x + 9, top: y - 20, bottom: y + 20 }));
    const beside = placeOnLine(50, 40, area, marks);
    expect([beside.x > 29 && beside.x + 40 < 91, beside.y]).toEqual([true, 45]);
    // Above the line through the points and below it there is room; not on it.
    const along = placeOnLine(50, 40, area, [...marks, ...boxesAlong(points)]);
    for (const box of [...marks, ...boxesAlong(points)]) {
      expect(along.x < box.right && box.left < along.x + 40 && along.y - 11 < box.bottom && box.top < along.y + 3).toBe(false);
    }
  });

  it('stands further off where what is beside the line is taken all along', () => {
    const along = { left: 0, right: 200, top: 35, bottom: 66 };
    expect(placeOnLine(50, 40, area, [along])).toEqual({ x: 3, y: 31 });
  });

  it('stands at the end of its line where all of it is taken', () => {
    expect(placeOnLine(50, 40, area, [area])).toEqual({ x: 157, y: 45 });
  });
});

describe('a search in the list of runs', () => {
  const said = (its: SearchAnswer) => searchSays(summaryOf(its), (id) => id, en, formatsOf('en'));
  const points = [point('p1', { batches: 1000 }, 40, differs(-10, 'better')), point('p2', { batches: 2 }, 60, differs(10, 'too-few-runs'))];

  it('says the best and whether that is sure, or that nothing holds the constraints', () => {
    expect(said(answer(points, { search: 'optimise', optimum: optimum('p1', 'decided') }))).toEqual(['Best: p1 (Batches a week: 1,000)']);
    expect(said(answer(points, { search: 'optimise', optimum: optimum('p1', 'budget') }))).toEqual(['Best: p1 (Batches a week: 1,000), not surely']);
    expect(said(answer(points, { search: 'optimise', optimum: optimum(null, 'decided') }))).toEqual(['No point that was compared holds the constraints.']);
    expect(said(answer(points, { search: 'optimise', optimum: optimum(null, 'stopped') }))).toEqual(['The search was stopped before it compared.']);
  });

  it('says how many points of a sweep differ, and which factor of a tornado does most', () => {
    expect(said(answer(points))).toEqual(['leadTimeH: better at 1, worse at 0 of 2 points']);
    expect(said(answer(points.slice(1)))).toEqual(['leadTimeH: no difference found at any of 1 points']);
    const bar = { factor: 'batches', low: 1, high: 2, span: { mean: 1, low: 0, high: 2 } };
    expect(said(answer(points, { search: 'tornado', tornado: [{ kpi: 'leadTimeH', bars: [bar] }] }))).toEqual(['Batches a week does most to: leadTimeH']);
  });

  it('says how many compromises there are and how many surely, one in the singular', () => {
    const candidate = { point: 'p1', replications: null, holds: [], dominatedBy: null };
    const front: SearchAnswer['front'] = { ...sought('budget'), goals: [], chosen: null, candidates: [{ ...candidate, place: 'front', sure: true }, { ...candidate, point: 'p2', place: 'front', sure: false }] }; // prettier-ignore
    expect(said(answer(points, { search: 'pareto', front })).map(plainSpaces)).toEqual([
      'Compromises: 2, 1 of them surely (together, with a confidence of 95 %)',
    ]);
    expect(plainSpaces(searchSays(summaryOf(answer(points, { search: 'pareto', front })), (id) => id, fr, formatsOf('fr'))[0]!)).toBe(
      'Compromis : 2, dont 1 sûr (ensemble, avec une confiance de 95 %)',
    );
  });
});
