import fc from '../property.js';
import { differing, sideBySide, type Comparable } from '../../src/model/side-by-side.js';
import { judge } from '../../src/model/verdict.js';

const alike: Comparable = { line: 'l', modelVersion: 'm', engineVersion: '1', start: { hash: 'h', atUs: 0 }, horizonS: 60, replications: 4, seed: 1 };
const variant = (id: string, values: number[] | null) => ({ id, kpis: { made: values && { values } } });
const TREND = { made: 'up' } as const;

describe('answers side by side', () => {
  it('differ in what decides whether replication n of both met the same chance', () => {
    expect(differing(alike, { ...alike })).toEqual([]);
    expect(differing(alike, { ...alike, seed: 2, replications: 8, start: { hash: 'g', atUs: 0 } })).toEqual(['seed', 'replications', 'start']);
    expect(differing(alike, { ...alike, modelVersion: 'n', start: { hash: 'g', atUs: 0 } })).toEqual([]);
    expect(differing(alike, { ...alike, modelVersion: 'n', start: { hash: 'g', atUs: 1 } })).toEqual(['start']);
    expect(differing(alike, { ...alike, cell: 'c', horizonS: 61, engineVersion: '2' })).toEqual(['cell', 'horizonS', 'engineVersion']);
  });

  it('are judged with all variants together, pair by pair, beside one baseline', () => {
    const a = { ...alike, variants: [variant('baseline', [10, 20, 30, 40]), variant('a', [11, 21, 31, 42])] };
    const b = { ...alike, variants: [variant('baseline', [10, 20, 30, 40]), variant('b', [9, 19, 28, 39])] };
    const told = sideBySide([a, b], TREND, 0.01);
    expect(told.map(({ answer, variant: { id }, paired }) => [answer, id, paired])).toEqual([[0, 'baseline', true], [0, 'a', true], [1, 'b', true]]); // prettier-ignore
    const together = judge([
      { base: [10, 20, 30, 40], variant: [11, 21, 31, 42], trend: 'up' },
      { base: [10, 20, 30, 40], variant: [9, 19, 28, 39], trend: 'up' },
    ]);
    expect(told.map(({ difference }) => difference?.['made'] ?? null)).toEqual([null, ...together]);
  });

  it('of more replications are paired over those that both have', () => {
    const a = { ...alike, variants: [variant('baseline', [10, 20])] };
    const b = { ...alike, replications: 4, variants: [variant('baseline', [10, 20, 30, 40]), variant('b', [12, 23, 1, 1])] };
    const [, told] = sideBySide([{ ...a, replications: 2 }, b], TREND, 0.01);
    expect([told?.paired, told?.differs, told?.difference?.['made']?.mean]).toEqual([true, ['replications'], 2.5]);
  });

  it('of another start, seed or engine are held against their own baseline, with which they are paired; that stands beside them unjudged', () => {
    const a = { ...alike, variants: [variant('baseline', [10, 20, 30, 40]), variant('a', [11, 22, 31, 42])] };
    const own = [variant('baseline', [12, 19, 33, 38]), variant('b', [13, 22, 35, 40])];
    const together = judge([
      { base: [10, 20, 30, 40], variant: [11, 22, 31, 42], trend: 'up' },
      { base: [12, 19, 33, 38], variant: [13, 22, 35, 40], trend: 'up' },
    ]);
    for (const other of [{ start: { hash: 'g', atUs: 1 } }, { seed: 2 }, { engineVersion: '2' }]) {
      const told = sideBySide([a, { ...alike, ...other, variants: own }], TREND, 0.01);
      expect(told.map(({ variant: { id }, against, paired }) => [id, against, paired])).toEqual([['baseline', null, true], ['a', 0, true], ['baseline', null, true], ['b', 1, true]]); // prettier-ignore
      expect(told.map(({ difference }) => difference && difference['made'])).toEqual([null, together[0], null, together[1]]);
      expect(told.map(({ differs }) => differs.length)).toEqual([0, 0, 1, 1]);
    }
  });

  it('without variants of their own are held against the first, as independent samples where they met another chance', () => {
    const a = { ...alike, variants: [variant('baseline', [10, 20, 30, 40])] };
    const values = [13, 22, 32, 43];
    const [, told] = sideBySide([a, { ...alike, seed: 2, variants: [variant('baseline', values)] }], TREND, 0.01);
    const paired = judge([{ base: [10, 20, 30, 40], variant: values, trend: 'up' }])[0]!;
    const own = told!.difference!['made']!;
    expect([told!.against, told!.paired]).toEqual([0, false]);
    expect(own.mean).toBeCloseTo(paired.mean, 9);
    expect(own.high - own.low).toBeGreaterThan(5 * (paired.high - paired.low));
  });

  it('of another model that begin at the same instant are held against the first baseline, the other baseline too', () => {
    const a = { ...alike, variants: [variant('baseline', [10, 20])] };
    const b = { ...alike, modelVersion: 'n', variants: [variant('baseline', [11, 22]), variant('b', [12, 24])] };
    expect(sideBySide([a, b], TREND, 0.01).map(({ variant: { id }, against }) => [id, against])).toEqual([['baseline', null], ['baseline', 0], ['b', 0]]); // prettier-ignore
  });

  it('without chance in them differ surely or not at all; what one does not know has no difference', () => {
    const a = { ...alike, variants: [variant('baseline', [5, 5])] };
    const same = { ...alike, seed: 2, variants: [variant('baseline', [5, 5, 5])] };
    const more = { ...alike, seed: 2, variants: [variant('baseline', [6, 6])] };
    const unknown = { ...alike, variants: [variant('baseline', [5, 5]), variant('c', null)] };
    expect(sideBySide([a, same, more, unknown], TREND, 0.01).map(({ difference }) => difference?.['made']?.verdict ?? null)).toEqual([
      null,
      'no-detectable-difference',
      'better',
      null,
    ]);
  });

  it('of independent samples may have any lengths from two on', () => {
    const values = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(values, values, (base, own) => {
        const [told] = judge([{ base, variant: own, trend: 'up', isIndependent: true }]);
        expect(told!.low <= told!.mean && told!.mean <= told!.high).toBe(true);
        expect(told!.corrected).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
