import { newStream, nextUniform } from '../../src/engine/random.js';
import { judge, type Pair } from '../../src/model/verdict.js';

const pair = (base: number[], variant: number[], trend: Pair['trend'] = 'up'): Pair => ({ base, variant, trend });
const alone = (base: number[], variant: number[], trend: Pair['trend'] = 'up', matters?: number) => judge([pair(base, variant, trend)], matters)[0]!;
/** As good as normal: the sum of twelve uniform numbers. */
function noise(seed: number, n: number): number[] {
  const stream = newStream('noise', seed, 0);
  return Array.from({ length: n }, () => Array.from({ length: 12 }, () => nextUniform(stream, 0)).reduce((sum, u) => sum + u, -6));
}

describe('the verdict on a difference', () => {
  it('goes by the sense of the indicator', () => {
    expect(alone([10, 20, 30], [11, 21, 31])).toEqual({ mean: 1, low: 1, high: 1, chance: 0, corrected: 0, verdict: 'better', slight: false, moreRuns: 0 });
    expect(alone([10, 20, 30], [11, 21, 31], 'down').verdict).toBe('worse');
  });

  it('finds none where nothing differs, or by rounding alone', () => {
    expect(alone([10, 20, 30], [10, 20, 30])).toMatchObject({ chance: 1, verdict: 'no-detectable-difference', moreRuns: 0 });
    expect(alone([10, 20, 30], [10 + 1e-12, 20 - 1e-12, 30 + 1e-12]).verdict).toBe('no-detectable-difference');
    expect(alone([0, 0], [0, 0]).verdict).toBe('no-detectable-difference');
  });

  it('is slight where it is sure, and its whole interval lies within what matters', () => {
    const base = noise(5, 40).map((z) => 1000 + 10 * z);
    const more = base.map((value, i) => value + 3 + noise(6, 40)[i]!);
    expect(alone(base, more, 'up', 0.01)).toMatchObject({ verdict: 'better', slight: true });
    expect(alone(base, more, 'down', 0.01)).toMatchObject({ verdict: 'worse', slight: true });
    expect(alone(base, more, 'up', 0.003)).toMatchObject({ verdict: 'better', slight: false });
    expect(alone([0, 0], [1, 1]).slight).toBe(false);
  });

  it('has the p of the paired t-test', () => {
    // Differences 1, 2, 3: mean 2, sd 1, t = 2 sqrt(3) = 3.4641 of 2 degrees: p = 1 - t / sqrt(2 + t^2) = 1 - sqrt(12 / 14)
    const { chance, low, high } = alone([10, 20, 30], [11, 22, 33]);
    expect(chance).toBeCloseTo(1 - Math.sqrt(12 / 14), 12);
    expect([low, high]).toEqual([expect.closeTo(2 - 4.302653 / Math.sqrt(3), 5), expect.closeTo(2 + 4.302653 / Math.sqrt(3), 5)]);
  });

  it('is no difference only where the whole interval lies within what matters; else it is too few runs, and says how many more', () => {
    const base = noise(1, 40).map((z) => 1000 + 10 * z);
    const other = base.map((value, i) => value + noise(2, 40)[i]!);
    expect(alone(base, other, 'up', 0.01).verdict).toBe('no-detectable-difference');
    const tight = alone(base, other, 'up', 0.0001);
    expect(tight.verdict).toBe('too-few-runs');
    // To tell 0.1 of noise of 1 with a chance of 80 %: about (1.96 + 0.84)^2 / 0.1^2 = 784, or less where more was seen.
    const aim = Math.max(base.reduce((sum, value) => sum + value, 0) / 40 / 10_000, Math.abs(tight.mean)) / ((1.95996398 + 0.8416) / 1.96);
    expect(tight.moreRuns).toBe(Math.ceil(40 * ((tight.high - tight.low) / 2 / aim) ** 2) - 40);
    expect(alone([0, 0, 0], [1, -1, 0]).moreRuns).toBeNull();
  });

  it('says how many more would tell it among all that is judged together: the more there are, the more', () => {
    const base = noise(3, 40).map((z) => 1000 + z);
    const doubtful = pair(
      base,
      base.map((value, i) => value + 0.15 + noise(4, 40)[i]!),
    );
    const others = Array.from({ length: 30 }, (_, k) => pair(noise(10 + k, 40), noise(50 + k, 40)));
    const [among] = judge([doubtful, ...others], 0);
    expect(among!.verdict).toBe('too-few-runs');
    expect(among!.moreRuns).toBeGreaterThan(20);
  });

  it('is corrected for all that is judged together: a chance finding among many is none', () => {
    const doubtful = pair([10, 20, 30, 40, 50], [10.2, 20.9, 30.5, 40.1, 50.6]);
    const same = pair([10, 20, 30, 40, 50], [11, 19, 31, 39, 50]);
    expect(judge([doubtful])[0]!.verdict).toBe('better');
    const among = judge([doubtful, ...Array.from({ length: 9 }, () => same)])[0]!;
    expect(among.corrected).toBeCloseTo(10 * among.chance!, 12);
    expect(among.verdict).toBe('too-few-runs');
  });

  it('is a false alarm in no more than 5 % of answers on twins without a difference', () => {
    let alarms = 0;
    for (let answer = 0; answer < 400; answer++) {
      const pairs = Array.from({ length: 7 }, (_, kpi) => pair(noise(answer * 100 + kpi, 10), noise(50_000 + answer * 100 + kpi, 10)));
      if (judge(pairs).some(({ verdict }) => verdict === 'better' || verdict === 'worse')) alarms++;
    }
    expect(alarms).toBeGreaterThan(4);
    expect(alarms).toBeLessThanOrEqual(28); // 20 expected, 3 standard deviations 13
  });
});
