import fc from '../property.js';
import { exp, ln, power } from '../../src/engine/elementary.js';
import { newStream, nextUniform } from '../../src/engine/random.js';
import { betaCdf, betaUpper, gammaSurvival, gammaUpper, lnGamma, normalSurvival, normalUpper } from '../../src/engine/special.js';

const uniforms = (count: number) => {
  const words = newStream('test', 1);
  return Array.from({ length: count }, () => nextUniform(words, 0));
};
const relative = (got: number, exact: number) => Math.abs(got - exact) / Math.abs(exact);

describe('elementary functions', () => {
  it('ln agrees with Math.log to 1e-15 over the whole range', () => {
    const worst = Math.max(
      ...uniforms(20_000).map((u) => relative(ln(10 ** (u * 600 - 300)), Math.log(10 ** (u * 600 - 300)))),
      ...uniforms(20_000).map((u) => relative(ln(u), Math.log(u))),
    );
    expect(worst).toBeLessThan(1e-15);
    expect([ln(1), ln(0), ln(-1), ln(Infinity), ln(5e-324)]).toEqual([0, -Infinity, NaN, Infinity, Math.log(5e-324)]);
  });

  it('exp agrees with Math.exp to 1e-15 over the whole range', () => {
    const worst = Math.max(...uniforms(20_000).map((u) => relative(exp(u * 1400 - 700), Math.exp(u * 1400 - 700))));
    expect(worst).toBeLessThan(1e-15);
    expect([exp(0), exp(-Infinity), exp(Infinity), exp(NaN), exp(-800), exp(800)]).toEqual([1, 0, Infinity, NaN, 0, Infinity]);
    expect(relative(exp(709.78), Math.exp(709.78))).toBeLessThan(1e-15);
  });

  it('power is exact for an exponent of one and zero at zero', () => {
    expect([power(0.1, 1), power(0, 2), power(5, 0)]).toEqual([0.1, 0, 1]);
    expect(relative(power(2.5, 3.5), 2.5 ** 3.5)).toBeLessThan(1e-14);
  });
});

describe('special functions', () => {
  it.each([
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [1, 0],
    [5, Math.log(24)],
    [100.5, 361.4355404677776],
  ])('ln Gamma(%d)', (x, exact) => {
    expect(Math.abs(lnGamma(x) - exact)).toBeLessThan(1e-14 * Math.max(1, Math.abs(exact)));
  });

  it.each([
    [0, 0.5],
    [1, 0.15865525393145705],
    [-1, 0.8413447460685429],
    [1.959963984540054, 0.025],
    [5, 2.866515718791939e-7],
    [10, 7.61985302416052e-24],
    [-40, 1],
  ])('a standard normal exceeds %d with its known chance', (x, exact) => {
    expect(relative(normalSurvival(x), exact)).toBeLessThan(1e-14);
  });

  it('normalUpper inverts normalSurvival from 1e-300 to 1 - 1e-12', () => {
    for (const p of [1e-300, 1e-100, 1e-20, 1e-5, 0.02, 0.1, 0.3, 0.5, 0.7, 0.99, 1 - 1e-12])
      expect(relative(normalSurvival(normalUpper(p)), p)).toBeLessThan(1e-12);
  });

  it('the incomplete gamma function is that of Erlang for whole shapes, and gammaUpper inverts it', () => {
    expect(relative(gammaSurvival(3, 2), Math.exp(-2) * (1 + 2 + 2))).toBeLessThan(1e-13);
    expect(relative(gammaSurvival(3, 30), Math.exp(-30) * (1 + 30 + 450))).toBeLessThan(1e-12);
    for (const a of [0.2, 0.7, 1, 2.5, 40]) {
      for (const s of [1e-12, 1e-3, 0.2, 0.5, 0.9, 0.999]) expect(relative(gammaSurvival(a, gammaUpper(a, s)), s)).toBeLessThan(1e-10);
    }
  });

  it('the incomplete beta function has its closed forms', () => {
    expect(relative(betaCdf(0.3, 1, 1), 0.3)).toBeLessThan(1e-14);
    expect(relative(betaCdf(0.3, 2, 1), 0.09)).toBeLessThan(1e-14);
    expect(relative(betaCdf(0.8, 1, 3), 1 - 0.2 ** 3)).toBeLessThan(1e-14);
  });

  const shape = fc.double({ min: -3, max: 6, noNaN: true }).map((power) => 2 ** power);
  const chance = fc.oneof(
    fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }),
    fc.double({ min: -40, max: -1, noNaN: true }).map((p) => 2 ** p),
  );

  it('gammaUpper inverts in both tails, whatever the shape', () => {
    fc.assert(
      fc.property(shape, chance, fc.boolean(), (a, p, upper) => {
        const s = upper ? p : 1 - p;
        expect(relative(gammaSurvival(a, gammaUpper(a, s)), s)).toBeLessThan(1e-11);
      }),
    );
    // a lower tail in which the approximation that the steps begin at is far off
    expect(relative(gammaSurvival(5.286129823198394, gammaUpper(5.286129823198394, 0.9999999988625374)), 0.9999999988625374)).toBeLessThan(1e-15);
  });

  it('betaUpper inverts in both tails', () => {
    const half = shape.map((value) => Math.max(1, value));
    fc.assert(
      fc.property(half, half, chance, (a, b, s) => {
        expect(Math.abs(betaCdf(1 - betaUpper(a, b, s), b, a) - s)).toBeLessThan(1e-8);
      }),
    );
  });
});
