import fc from '../../../property.js';
import { edge, type Family, mayBegin, newSums, type Side, strongest, SUM } from '../../../../src/model/cell-mirror/findings/detector.js';

const TOLERANCE = 0.1;

/** The same by trying every instant and, in the closed form of the family, every ratio. */
function byHand(samples: readonly (readonly [a: number, b: number])[], family: Family, side: Side, least: number): { score: number; from: number } {
  const limit = edge(family, side, TOLERANCE);
  let best = { score: 0, from: -1 };
  for (let from = 0; from <= samples.length - least; from++) {
    const [a, b] = samples.slice(from).reduce(([x, y], [p, q]) => [x + p, y + q], [0, 0]);
    if (side * (a / b - limit) <= 0) continue;
    const score = family === 'log' ? (a - b * limit) ** 2 / (2 * b) : (a > 0 ? a * Math.log(a / (b * limit)) : 0) - a + b * limit;
    if (score > best.score) best = { score, from };
  }
  return best;
}

function detect(samples: readonly (readonly [a: number, b: number])[], family: Family, side: Side, least: number) {
  const sums = newSums();
  const limit = edge(family, side, TOLERANCE);
  const corners: number[][] = [];
  for (const [i, [a, b]] of samples.entries()) {
    mayBegin(corners, sums, limit, side, i);
    sums[SUM.a]! += a;
    sums[SUM.b]! += b;
    sums[SUM.samples]!++;
  }
  const found = strongest(corners, sums, { family, limit, side, samples: least });
  return { score: found?.score ?? 0, from: found ? found.corner[SUM.sinceUs]! : -1, corners: corners.length };
}

describe('the likelihood ratio over every instant', () => {
  const amount = fc.tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0.1, max: 2, noNaN: true }));
  const log = fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: 0.1, max: 2, noNaN: true }));
  it.each([
    ['sum', 1, amount],
    ['sum', -1, amount],
    ['log', 1, log],
    ['log', -1, log],
  ] as const)('is that of trying them all (%s, side %i)', (family, side, arbitrary) => {
    fc.assert(
      fc.property(fc.array(arbitrary, { minLength: 1, maxLength: 60 }), (samples) => {
        const slow = byHand(samples, family, side, 1);
        const fast = detect(samples, family, side, 1);
        expect(fast.score).toBeCloseTo(slow.score, 9);
      }),
    );
  });

  it('keeps few corners of many samples', () => {
    const samples = Array.from({ length: 20_000 }, (_, i) => [1.1 + 0.5 * Math.sin(i * i), 1] as const);
    expect(detect(samples, 'sum', 1, 1).corners).toBeLessThan(30);
    expect(
      detect(
        Array.from({ length: 500 }, () => [1, 1] as const),
        'sum',
        1,
        1,
      ).corners,
    ).toBe(1);
  });

  it('names the first sample after a change', () => {
    const samples = Array.from({ length: 50 }, (_, i) => [i < 30 ? 1 : 1.4, 1] as const);
    expect(detect(samples, 'sum', 1, 3).from).toBe(30);
    expect(
      detect(
        samples.map(([a]) => [Math.log(a), 1] as const),
        'log',
        1,
        3,
      ).from,
    ).toBe(30);
  });

  it('waits for enough samples since', () => {
    expect(
      detect(
        [
          [9, 1],
          [9, 1],
        ],
        'sum',
        1,
        3,
      ),
    ).toMatchObject({ score: 0, from: -1 });
  });
});
