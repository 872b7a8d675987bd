import { Pace, Paces } from '../../../src/telemetry/security/pace.js';
import fc from '../../property.js';

describe('a pace', () => {
  it('lets a burst pass and holds back the rest so long that the rate is kept', () => {
    const pace = new Pace(10, 3);
    expect([1, 2, 3, 4, 5].map(() => pace.wait(1000))).toStrictEqual([0, 0, 0, 100, 200]);
    expect(pace.wait(1300)).toBe(0);
  });

  it('is free while nothing would have to wait', () => {
    const pace = new Pace(1, 2);
    expect(pace.isFree(0)).toBe(true);
    pace.wait(0);
    expect(pace.isFree(0)).toBe(true);
    pace.wait(0);
    expect([0, 999, 1000].map((nowMs) => pace.isFree(nowMs))).toStrictEqual([false, false, true]);
  });

  it('keeps the rate in every stretch of time, and the order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 200 }), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 20 }), (gaps, perS, burst) => {
        const pace = new Pace(perS, burst);
        let nowMs = 0;
        const at = gaps.map((gap) => (nowMs += gap) + pace.wait(nowMs));
        for (let from = 0; from < at.length; from++) {
          if (from > 0) expect(at[from]!).toBeGreaterThanOrEqual(at[from - 1]! - 1e-6);
          for (let to = from; to < at.length; to++) expect(to - from + 1).toBeLessThanOrEqual(burst + ((at[to]! - at[from]!) * perS) / 1000 + 1e-6);
        }
      }),
    );
  });

  it('of a name is forgotten once so many others were used', () => {
    const paces = new Paces(1, 1, 2);
    const first = paces.of('a');
    paces.of('b');
    expect(paces.of('a')).toBe(first);
    paces.of('c');
    paces.of('d');
    expect(paces.of('a')).not.toBe(first);
  });
});
