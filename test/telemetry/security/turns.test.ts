import fc from '../../property.js';
import { jest } from '@jest/globals';
import { Turns } from '../../../src/telemetry/security/turns.js';

describe('turns', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  it('let go at once what need not wait, and nobody before it waits', () => {
    const gone: number[] = [];
    new Turns(() => Date.now()).take(0, () => gone.push(1));
    expect(gone).toEqual([1]);
  });

  it('let go in the order in which they came, whatever parts of milliseconds they wait, and none before it is due', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true })), { maxLength: 60 }), (steps) => {
        let nowMs = 0;
        let dueMs = 0;
        const turns = new Turns(() => nowMs);
        const gone: number[] = [];
        steps.forEach(([passMs, moreMs], n) => {
          nowMs += passMs;
          jest.advanceTimersByTime(passMs);
          dueMs = Math.max(nowMs, dueMs + moreMs - 1.5);
          const its = dueMs;
          turns.take(its - nowMs, () => {
            expect(nowMs).toBeGreaterThanOrEqual(its - 1e-9);
            gone.push(n);
          });
        });
        for (let n = 0; n < 1000 && gone.length < steps.length; n++) {
          nowMs += 1;
          jest.advanceTimersByTime(1);
        }
        expect(gone).toEqual(steps.map((_, n) => n));
      }),
    );
  });
});
