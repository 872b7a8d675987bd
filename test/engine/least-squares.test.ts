import { leastSquares, predict, type LeastSquares } from '../../src/engine/least-squares.js';
import fc from '../property.js';
import { CERTIFIED, type CertifiedCase } from './strd.js';

const fitOf = ({ y, columns, constant }: Pick<CertifiedCase, 'y' | 'columns' | 'constant'>): LeastSquares => {
  const ones = constant ? [{ id: 'constant', values: y.map(() => 1) }] : [];
  const answer = leastSquares(y, [...ones, ...columns.map((values, j) => ({ id: `x${j + 1}`, values }))], constant);
  if (!answer.ok) throw new Error(JSON.stringify(answer.reason));
  return answer.fit;
};

/** Correct digits: the log relative error of NIST, or the absolute one of a zero. */
const digits = (found: number, certified: number) => Math.min(15, -Math.log10(certified === 0 ? Math.abs(found) : Math.abs(found / certified - 1)));

describe('least squares', () => {
  // What an orthogonal method in doubles reaches: the cases from Wampler1 on are made to lose digits.
  const LEAST: Record<string, [estimates: number, deviations: number]> = {
    Longley: [9, 9],
    Norris: [12, 12],
    Pontius: [10, 10],
    NoInt1: [13, 13],
    Wampler1: [8, 8],
    Wampler3: [8, 10],
    Wampler4: [6, 10],
  };
  it.each(CERTIFIED)('of $name has the digits that NIST certifies', (certified) => {
    const fit = fitOf(certified);
    const [estimates, deviations] = LEAST[certified.name]!;
    const got = fit.coefficients.map(({ value, se }, j) => [digits(value, certified.estimates[j]!), digits(se, certified.deviations[j]!)] as const);
    expect(Math.min(...got.map(([estimate]) => estimate))).toBeGreaterThan(estimates);
    expect(Math.min(...got.map(([, deviation]) => deviation))).toBeGreaterThan(deviations);
    expect(digits(fit.residualSd, certified.residualSd)).toBeGreaterThan(deviations);
    expect(digits(fit.r2!, certified.r2)).toBeGreaterThan(9);
  });

  it('tells a column that others make up, and which', () => {
    const x = [1, 2, 3, 4, 5, 6];
    const z = [2, 1, 5, 3, 9, 4];
    const regressors = [
      { id: 'constant', values: x.map(() => 1) },
      { id: 'x', values: x },
      { id: 'z', values: z },
      { id: 'both', values: x.map((value, i) => 3 * value - 2 * z[i]!) },
    ];
    expect(leastSquares([1, 4, 2, 5, 3, 6], regressors)).toEqual({ ok: false, reason: { code: 'collinear', column: 'both', of: ['x', 'z'] } });
    const still = [regressors[0]!, { id: 'still', values: x.map(() => 7) }];
    expect(leastSquares(x, still)).toEqual({ ok: false, reason: { code: 'collinear', column: 'still', of: ['constant'] } });
    const nothing = [regressors[0]!, { id: 'nothing', values: x.map(() => 0) }];
    expect(leastSquares(x, nothing)).toEqual({ ok: false, reason: { code: 'collinear', column: 'nothing', of: [] } });
  });

  it('needs more values than coefficients, of one length and finite', () => {
    const line = (n: number) => ({ id: 'x', values: Array.from({ length: n }, (_, i) => i + 1) });
    expect(leastSquares([5], [line(1)])).toEqual({ ok: false, reason: { code: 'too-few', needed: 2, found: 1 } });
    expect(() => leastSquares([1, 2, 3], [line(2)])).toThrow(RangeError);
    expect(() => leastSquares([1, NaN, 3], [line(3)])).toThrow(RangeError);
    expect(() => leastSquares([1, 2], [{ id: 'x', values: [1, Infinity] }])).toThrow(RangeError);
    expect(() => leastSquares([1, 2], [])).toThrow(RangeError);
  });

  it('values that do not vary have no R2', () => {
    const { r2, adjustedR2 } = fitOf({ y: [4, 4, 4], columns: [], constant: true });
    expect([r2, adjustedR2]).toEqual([null, null]);
  });

  it('a prediction interval worked by hand', () => {
    // Sxx 10, Sxy 10.5, Syy 11.14: slope 1.05, squares left 11.14 - 10.5^2 / 10 = 0.115; t(0.975, 3) = 3.182446
    const fit = fitOf({ y: [1, 2, 2.8, 3.9, 5.3], columns: [[1, 2, 3, 4, 5]], constant: true });
    const [intercept, slope] = fit.coefficients;
    const residual = fit.residualSquares;
    expect(slope!.value).toBeCloseTo(1.05, 12);
    expect(intercept!.value).toBeCloseTo(-0.15, 12);
    expect(residual).toBeCloseTo(0.115, 12);
    const at = predict(fit, [1, 6]);
    expect(at.value).toBeCloseTo(6.15, 12);
    expect(at.high - at.value).toBeCloseTo(3.182446305284263 * Math.sqrt((0.115 / 3) * (1 + 1 / 5 + 9 / 10)), 10);
    expect(at.meanSe).toBeCloseTo(Math.sqrt((0.115 / 3) * (1 / 5 + 9 / 10)), 12);
  });

  it('residuals are at right angles to every column, whatever the units of the columns', () => {
    const value = fc.integer({ min: -1000, max: 1000 }).map((tenths) => tenths / 10);
    const rows = fc.array(fc.tuple(value, value, value), { minLength: 6, maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.integer({ min: -9, max: 9 }), (cells, exponent) => {
        const [y, a, b] = [0, 1, 2].map((j) => cells.map((row) => row[j]!)) as [number[], number[], number[]];
        const columns = [y.map(() => 1), a, b];
        const answer = leastSquares(
          y,
          columns.map((values, j) => ({ id: `${j}`, values })),
        );
        fc.pre(answer.ok && answer.fit.triangle.rows.every((row) => Math.abs(row[0]!) > 1e-3));
        if (!answer.ok) return;
        for (const column of columns) {
          const dot = column.reduce((sum, x, i) => sum + x * answer.fit.residuals[i]!, 0);
          expect(Math.abs(dot)).toBeLessThan(1e-6);
        }
        const scaled = leastSquares(
          y,
          columns.map((values, j) => ({ id: `${j}`, values: j === 1 ? values.map((x) => x * 10 ** exponent) : values })),
        );
        if (!scaled.ok) throw new Error('a change of units changes nothing');
        const [before, after] = [answer.fit.coefficients[1]!, scaled.fit.coefficients[1]!];
        expect(Math.abs(after.value * 10 ** exponent - before.value)).toBeLessThan(1e-7 * (1 + Math.abs(before.value)));
        expect(Math.abs(scaled.fit.residualSd - answer.fit.residualSd)).toBeLessThan(1e-7 * (1 + answer.fit.residualSd));
      }),
    );
  });
});
