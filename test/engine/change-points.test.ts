import { bridgeSurvival, likeliestShift, shiftsOf } from '../../src/engine/change-points.js';
import { newStream, nextUniform } from '../../src/engine/random.js';
import { normalUpper } from '../../src/engine/special.js';

const noise = (n: number, seed: number) => {
  const words = newStream('change-points-test', seed);
  return Array.from({ length: n }, () => normalUpper(1 - nextUniform(words, 0)));
};
const LEAST = 7;

describe('change points', () => {
  // Critical values of Kolmogorov's distribution, Smirnov (1948).
  it.each([
    [0.05, 1.3581],
    [0.01, 1.6276],
    [0.5, 0.8276],
  ])('a Brownian bridge swings beyond the value of %d', (chance, x) => {
    expect(bridgeSurvival(x)).toBeCloseTo(chance, 4);
  });
  it('the chance of a swing lies between 0 and 1 at both ends', () => {
    expect([bridgeSurvival(0), bridgeSurvival(0.1999), bridgeSurvival(40)]).toEqual([1, 1, 0]);
    expect(bridgeSurvival(0.2)).toBeCloseTo(1, 10);
  });

  it('a step without noise is found where it is', () => {
    const values = [...new Array<number>(20).fill(1), ...new Array<number>(30).fill(4)];
    expect(likeliestShift(values, 0, 50, 0.1, LEAST)).toMatchObject({ at: 20, earliest: 20, latest: 20 });
    expect(likeliestShift(values, 0, 13, 0.1, LEAST)).toBeNull();
    expect(likeliestShift(new Array<number>(50).fill(2), 0, 50, 0, LEAST)).toMatchObject({ chance: 1 });
  });

  it('two steps are told apart, and the place of neither is moved by the other', () => {
    const values = noise(120, 4).map((e, i) => e / 4 + (i < 40 ? 0 : i < 80 ? 3 : -1));
    expect(shiftsOf(values, 1 / 4, LEAST, 0.01).map(({ at }) => at)).toEqual([40, 80]);
  });

  it('finds a change where there is none in at most one series of a hundred, and says that it may', () => {
    const seeds = Array.from({ length: 400 }, (_, seed) => seed);
    const wrong = seeds.filter((seed) => shiftsOf(noise(100, seed), 1, LEAST, 0.01).length > 0).length;
    // Binomial of 400 and 0.01: at most 9 with chance 0.99.
    expect(wrong).toBeLessThanOrEqual(9);
  });

  it('the set of places holds the true one in 95 of 100 series', () => {
    const seeds = Array.from({ length: 400 }, (_, seed) => seed);
    const held = seeds.filter((seed) => {
      const shift = likeliestShift(
        noise(100, seed).map((e, i) => e + (i < 45 ? 0 : 1.5)),
        0,
        100,
        1,
        LEAST,
      )!;
      return shift.earliest <= 45 && shift.latest >= 45;
    }).length;
    expect(held / seeds.length).toBeGreaterThan(0.92);
  });
});
