import { compile } from '../../src/model/compile.js';
import { both, define, lineOf, solidDoseLine, station, stop } from './lines.js';

const issuesOf = (...of: Parameters<typeof define>) => {
  const result = compile(define(...of));
  return result.ok ? [] : result.issues;
};

describe('compiling a line', () => {
  it('converts items along the flow and finds the slowest machine in good units of the line', () => {
    const result = compile(solidDoseLine());
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    const { line } = result;
    expect(line.stations.map((s) => s.unitsPerItem)).toEqual([1 / 20, 1 / 2, 1, 1, 80, 80]);
    expect(line.idealRatePerMin).toBeCloseTo(100, 9); // the press: 2,000 tablets/min
    expect(line.goodStation).toBe(5);
  });

  it('numbers the stop laws along the line', () => {
    const line = lineOf([
      station('a', { stops: [stop('x', '1 h', '1 min')] }),
      station('b', { stops: [stop('x', '1 h', '1 min'), stop('y', '2 h', '1 min')] }),
    ]);
    expect(line.laws.map((law) => [law.station, law.id, law.index])).toEqual([
      [0, 'x', 0],
      [1, 'x', 1],
      [1, 'y', 2],
    ]);
    expect(line.layout).toBe('line-state-2/a x/b x y');
  });

  it.each([
    ['a repeated station', issuesOf([station('a'), station('a')]), '/stations/1/id'],
    ['a repeated stop law', issuesOf([station('a', { stops: [stop('x', '1 h', '1 min'), stop('x', '1 h', '1 min')] })]), '/stations/0/stops/1/id'],
    ['a product that no station makes', issuesOf([station('a')], { product: { name: both('p'), item: 'pill' } }), '/product/item'],
    ['a buffer after the last station', issuesOf([station('a', { buffer: { capacity: 5 } })]), '/stations/0/buffer'],
    ['a station that rejects everything', issuesOf([station('a', { rejects: 1 })]), '/stations/0/rejects'],
    [
      'a uniform distribution upside down',
      issuesOf([station('a', { stops: [stop('x', { dist: 'uniform', min: '5 s', max: '5 s' }, '1 s')] })]),
      '/stations/0/stops/0/every',
    ],
    [
      'a triangle whose mode is outside',
      issuesOf([station('a', { stops: [stop('x', '1 s', { dist: 'triangular', min: '5 s', mode: '1 s', max: '9 s' })] })]),
      '/stations/0/stops/0/lasts',
    ],
    [
      'a hyper-exponential with a mean missing',
      issuesOf([station('a', { stops: [stop('x', { dist: 'hyperexponential', p: [1, 2], means: ['1 s'] }, '1 s')] })]),
      '/stations/0/stops/0/every',
    ],
    [
      'a mixture with a weight missing',
      issuesOf([station('a', { stops: [stop('x', '1 s', { dist: 'mixture', weights: [1], of: ['1 s', '2 s'] })] })]),
      '/stations/0/stops/0/lasts',
    ],
    [
      'a mixture of what is no distribution',
      issuesOf([station('a', { stops: [stop('x', { dist: 'mixture', weights: [1], of: [{ dist: 'uniform', min: '5 s', max: '5 s' }] }, '1 s')] })]),
      '/stations/0/stops/0/every',
    ],
    ['a tariff with a gap', issuesOf([station('a')], tariff(['06:00', '22:00'], ['22:00', '05:00'])), '/tariff/periods'],
    ['a tariff that overlaps', issuesOf([station('a')], tariff(['06:00', '22:00'], ['21:00', '06:00'])), '/tariff/periods'],
  ])('refuses %s', (_, issues, pointer) => expect(issues.map((issue) => issue.pointer)).toEqual([pointer]));
});

function tariff(...periods: [string, string][]) {
  return {
    tariff: { id: 't', source: 'test', validFrom: '2025-01-01', periods: periods.map(([from, to], i) => ({ id: `p${i}`, from, to, price: '1 EUR/kWh' })) },
  };
}
