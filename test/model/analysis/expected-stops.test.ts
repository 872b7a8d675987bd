import { expectedStops } from '../../../src/model/analysis/expected-stops.js';
import type { Distribution } from '../../../src/engine/distribution.js';
import { normalSurvival } from '../../../src/engine/special.js';
import fc from '../../property.js';
import { plantLine } from '../mirror-lines.js';

const HOUR = 3600;
const law = (meanEveryS: number, lasts: Distribution, clock: 'operation' | 'time' = 'operation') => ({
  clock,
  every: { dist: 'exponential' as const, mean: meanEveryS },
  lasts,
});

describe('breakdowns that stop laws mean', () => {
  it('of exponential lengths last the limit and the mean more, and come e^(limit/mean) times as seldom as stops', () => {
    fc.assert(
      fc.property(fc.double({ min: 30, max: 3600, noNaN: true }), fc.double({ min: 1, max: 900, noNaN: true }), (meanS, limitS) => {
        const found = expectedStops([law(HOUR, { dist: 'exponential', mean: meanS })], limitS)!;
        expect(found.mtbfS / (HOUR * Math.exp(limitS / meanS))).toBeCloseTo(1, 6);
        expect(found.mttrS / (limitS + meanS)).toBeCloseTo(1, 3);
      }),
    );
  });

  it('of log-normal lengths last as the mean above a bound does: m exp(s^2/2) Phi(s - d) / Phi(-d), d = ln(x/m)/s', () => {
    const [median, sigma, limit] = [50, 1, 300];
    const d = Math.log(limit / median) / sigma;
    const exact = (median * Math.exp(sigma ** 2 / 2) * normalSurvival(d - sigma)) / normalSurvival(d);
    const found = expectedStops([law(900, { dist: 'lognormal', median, sigma })], limit)!;
    expect(found.mttrS / exact).toBeCloseTo(1, 3);
    expect(found.mtbfS).toBeCloseTo(900 / normalSurvival(d), 6);
  });

  it('are those of all laws together: long micro-stops are breakdowns too, short ones are none', () => {
    const failure = law(20 * HOUR, { dist: 'fixed', value: 1800 });
    const short = law(600, { dist: 'triangular', min: 60, mode: 90, max: 240 });
    const other = law(5 * HOUR, { dist: 'fixed', value: 600 });
    expect(expectedStops([failure, short], 300)!.mtbfS).toBeCloseTo(20 * HOUR, 9);
    const both = expectedStops([failure, short, other], 300)!;
    expect([both.mtbfS, both.mttrS]).toEqual([expect.closeTo(4 * HOUR, 6), expect.closeTo(0.2 * 1800 + 0.8 * 600, 6)]);
  });

  it('are not told where there are none, or where some come by the clock', () => {
    const fixed: Distribution = { dist: 'fixed', value: 300 };
    expect([expectedStops([law(HOUR, fixed)], 300), expectedStops([], 300), expectedStops([law(HOUR, fixed, 'time')], 60)]).toEqual([null, null, null]);
  });

  it('of the cartoner of the demonstration come every 6 h of production, though its file says failures every 20 h', () => {
    const line = plantLine('osd-1.yaml');
    const cartoner = line.stations.find(({ id }) => id === 'cartoner')!;
    expect(expectedStops(cartoner.laws, line.definition.microStop)!.mtbfS / HOUR).toBeCloseTo(6.02, 1);
  });
});
