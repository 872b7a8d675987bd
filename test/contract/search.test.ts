import { explain, toIssue } from '../../src/contract/explain.js';
import { requestSchema } from '../../src/contract/run.js';
import { CellSearchRequest, LineSearchRequest } from '../../src/contract/search.js';
import { isSearch } from '../../src/contract/search-kind.js';
import { changesAt, levelsOf, type Factor } from '../../src/contract/search-factor.js';
import fc from '../property.js';

const RATE = { id: 'rate', change: { kind: 'rate', unit: 'filler', factor: '{value}' }, values: [0.9, 1.1] };
const LINE = { line: 'pack-1', question: 'How fast?', over: [RATE], sweep: {} };
const SITE = {
  cell: 'valclair-tablets',
  question: 'How fast?',
  over: [{ id: 'rate', change: { kind: 'rate', unit: 'press', rate: '{value} /min' }, from: 100, to: 140, steps: 3 }],
  sweep: {},
};

/** The issues that somebody who asks gets, as `pointer sentence`. */
function faults(document: unknown): string[] {
  const explained = explain(requestSchema(document), document);
  return explained.ok ? [] : explained.faults.map(toIssue).map(({ pointer, detail }) => `${pointer} ${detail}`);
}

describe('a search over what-ifs', () => {
  it.each([
    ['a sweep of a line', LINE],
    ['a sweep of a site', SITE],
    ['a tornado', { ...LINE, tornado: {}, sweep: undefined, over: [{ ...RATE, values: undefined, low: 0.9, high: 1.1, base: 1 }] }],
    [
      'an optimisation over numbers',
      { ...LINE, sweep: undefined, over: [{ ...RATE, values: undefined, from: 0.5, to: 2 }], optimise: { goal: { kpi: 'oee' } } },
    ],
    ['compromises', { ...LINE, sweep: undefined, pareto: { goals: [{ kpi: 'goodUnits' }, { kpi: 'energyKwh' }] } }],
  ])('is right as %s', (_, document) => {
    expect(isSearch(document)).toBe(true);
    expect(faults(document)).toEqual([]);
  });

  it('is no question, and a question is no search', () => {
    expect(isSearch({ line: 'pack-1', question: 'Why?' })).toBe(false);
    expect(requestSchema(LINE)).toBe(LineSearchRequest);
    expect(requestSchema(SITE)).toBe(CellSearchRequest);
  });

  const factor = (change: object) => ({ ...LINE, over: [{ ...RATE, ...change }] });
  it.each<[string, unknown, string[]]>([
    ['of two kinds', { ...LINE, tornado: {} }, ['/tornado contradicts "sweep": expected only one of sweep, tornado, optimise, pareto']],
    ['of no kind', { ...LINE, sweep: undefined }, [' expected one of sweep, tornado, optimise, pareto']],
    [
      'as a schedule of two orders with one name',
      { ...SITE, over: undefined, sweep: undefined, schedule: { orders: ['A', 'A'].map((id) => ({ id, product: 'p', batches: 1 })) } },
      ['/schedule/orders/1/id another order is called "A"'],
    ],
    [
      'as a schedule over factors',
      { ...SITE, sweep: undefined, schedule: { orders: ['A', 'B'].map((id) => ({ id, product: 'p', batches: 1 })) } },
      ['/over a schedule varies the sequence of its orders alone'],
    ],
    [
      'as a schedule of a line',
      { ...LINE, sweep: undefined, schedule: {} },
      [
        '/schedule unknown key "schedule"; the keys here are line, question, start, horizon, replications, seed, hypothesis, matters, changes, kpis, over, sweep, tornado, optimise, pareto',
        ' expected one of sweep, tornado, optimise, pareto',
      ],
    ],
    ['over nothing', { ...LINE, over: [] }, ['/over expected at least 1 entry']],
    ['over one thing twice', { ...LINE, over: [RATE, RATE] }, ['/over/1/id another factor is called "rate"']],
    ['over three', { ...LINE, over: ['a', 'b', 'c'].map((id) => ({ ...RATE, id })) }, ['/over/2 a sweep is over one factor or two']],
    [
      'over more points than one can read',
      { ...LINE, over: ['a', 'b'].map((id) => ({ ...RATE, id, values: undefined, from: 1, to: 20, steps: 20 })) },
      ['/over makes 400 points: at most 200'],
    ],
    [
      'of a change that does not vary',
      factor({ change: { kind: 'rate', unit: 'filler', factor: 1.1 } }),
      ['/over/0/change nothing would vary: expected {value} in one of its values'],
    ],
    [
      'of an unknown kind of change',
      factor({ change: { kind: 'speed', unit: '{value}' } }),
      ['/over/0/change/kind expected one of rate, buffer, stops, standby, found "speed"'],
    ],
    ['of a negative rate', factor({ values: [1, -1] }), ['/over/0/change/factor with -1: must be more than 0, found -1']],
    ['of a value beyond all measure', factor({ values: [1, 500] }), ['/over/0/change/factor with 500: must be at most 100, found 500']],
    [
      'with a misspelt key in the change',
      factor({ change: { ...RATE.change, factr: 1 } }),
      ['/over/0/change/factr unknown key "factr", did you mean "factor"?'],
    ],
    ['with one value twice', factor({ values: [1, 2, 1] }), ['/over/0/values/2 stands twice: 1']],
    ['with an end alone', factor({ values: undefined, from: 1 }), ['/over/0/to missing: expected either values, or from and to']],
    [
      'with values and ends',
      factor({ from: 1, to: 2 }),
      ['/over/0/from expected either values, or from and to, found 1', '/over/0/to expected either values, or from and to, found 2'],
    ],
    ['from more to less', factor({ values: undefined, from: 2, to: 1, steps: 3 }), ['/over/0/to must be more than from, 2']],
    ['by a step and by steps', factor({ values: undefined, from: 1, to: 2, steps: 3, step: 0.5 }), ['/over/0/step contradicts steps: expected one of them']],
    [
      'between two ends without steps',
      factor({ values: undefined, from: 1, to: 2 }),
      ['/over/0/steps missing: how many values from `from` to `to`? Give steps, or step'],
    ],
    ['by far too small a step', factor({ values: undefined, from: 1, to: 2, step: 0.001 }), ['/over/0/step makes more than 200 values']],
    [
      'as a tornado of values',
      { ...LINE, sweep: undefined, tornado: {} },
      [
        '/over/0/values a tornado takes low and high of each factor, and base',
        '/over/0/low missing: a tornado takes low and high of each factor, and base',
        '/over/0/high missing: a tornado takes low and high of each factor, and base',
      ],
    ],
    [
      'for a KPI that there is not',
      { ...LINE, sweep: undefined, optimise: { goal: { kpi: 'oe' } } },
      ['/optimise/goal/kpi expected one of goodUnits, oee, energyKwh, energyKwhPer1000, costEur, co2eKg, peakKw, found "oe", did you mean "oee"?'],
    ],
    [
      'with a constraint on both sides',
      { ...LINE, sweep: undefined, optimise: { goal: { kpi: 'oee' }, constraints: [{ kpi: 'peakKw', atLeast: 1, atMost: 2 }] } },
      ['/optimise/constraints/0 expected either "atLeast" or "atMost"'],
    ],
    ['for certainty', { ...LINE, sweep: undefined, optimise: { goal: { kpi: 'oee' }, confidence: '100 %' } }, ['/optimise/confidence must be less than 100 %']],
    ['for one goal only', { ...LINE, sweep: undefined, pareto: { goals: [{ kpi: 'oee' }] } }, ['/pareto/goals expected at least 2 entries']],
    [
      'of a unit that a quantity does not have',
      { ...SITE, over: [{ ...SITE.over[0], change: { kind: 'rate', unit: 'press', rate: '{value} kW' } }] },
      [
        '/over/0/change/rate with 100: expected a value ("120 /min"), or a change of it ("x1.1", "+5 %", "+120 /min"), with a unit of /s, /min, /h, found "100 kW"',
      ],
    ],
  ])('%s is refused with a pointer', (_, document, expected) => {
    expect(faults(JSON.parse(JSON.stringify(document)))).toEqual(expected);
  });
});

describe('the values of a factor', () => {
  const of = (change: Partial<Factor>) => levelsOf({ id: 'a', change: { kind: 'rate' }, ...change });

  it('are those listed, or numbers at even distances, without rounding', () => {
    expect(of({ values: ['5 min', null, 3] })).toEqual(['5 min', null, 3]);
    expect(of({ from: 0, to: 1, steps: 11 })).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(of({ from: 0.1, to: 0.35, step: 0.1 })).toEqual([0.1, 0.2, 0.3]);
    expect(of({ from: 0, to: 1 })).toBeNull();
  });

  it('lie between their ends, in ascending order, with both ends where steps count them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 2, max: 200 }), (from, width, steps) => {
        const levels = of({ from, to: from + width, steps })!.map(Number);
        expect([levels.length, levels[0], levels.at(-1)]).toEqual([steps, from, from + width]);
        expect(levels.every((level, i) => i === 0 || level > levels[i - 1]!)).toBe(true);
      }),
    );
  });

  it('stand in the change by themselves, within a text, or with a sign, wherever they stand', () => {
    const at = (value: string, level: number | string | null) => changesAt({ change: { kind: 'x', deep: [{ key: value }] } }, level)[0]!.document;
    const made = (key: unknown) => ({ kind: 'x', deep: [{ key }] });
    expect(at('{value}', 5)).toEqual(made(5));
    expect(at('{value}', null)).toEqual(made(null));
    expect(at('{value} /min', 120.5)).toEqual(made('120.5 /min'));
    expect(at('{+value} %', 20)).toEqual(made('+20 %'));
    expect(at('{+value} %', -20)).toEqual(made('-20 %'));
    expect(at('x{value}', '1.1')).toEqual(made('x1.1'));
  });

  it('move several changes together', () => {
    const change = ['a', 'b'].map((unit) => ({ kind: 'rate', unit, rate: 'x{value}' }));
    expect(changesAt({ change }, 2)).toEqual(['a', 'b'].map((unit, i) => ({ path: ['change', i], document: { kind: 'rate', unit, rate: 'x2' } })));
  });
});
