import fc from 'fast-check';
import { NumberRows, PerSeries } from '../../src/telemetry/per-series.js';
import { seriesNumber, seriesOf } from '../../src/telemetry/series-number.js';

const name = fc.constantFrom('a', 'b', 'c', 'd.e');
const series = fc.record({ line: name, unit: name, signal: fc.constantFrom('state' as const, 'speed' as const, 'process.a' as const) });

describe('the number of a series', () => {
  it('is one for each line, unit and signal', () => {
    fc.assert(
      fc.property(series, series, (one, other) => {
        const same = one.line === other.line && one.unit === other.unit && one.signal === other.signal;
        expect(seriesNumber(one) === seriesNumber(other)).toBe(same);
      }),
    );
  });

  it('is that which a reading brings along, or that of its names', () => {
    const reading = { line: 'a', unit: 'b', signal: 'state' as const, value: null, measuredAtUs: 0, receivedAtUs: 0, quality: 'good' as const };
    expect(seriesOf({ ...reading, series: 7_000 })).toBe(7_000);
    expect(seriesOf(reading)).toBe(seriesNumber(reading));
  });
});

describe('what is kept by the number of a series', () => {
  const sets = fc.array(fc.tuple(fc.nat(5_000), fc.double({ noNaN: true })));

  it('is what was set last, in whatever order the numbers came', () => {
    fc.assert(
      fc.property(sets, fc.nat(6_000), (all, asked) => {
        const [items, rows, expected] = [new PerSeries<number>(), new NumberRows([0, -1]), new Map<number, number>()];
        for (const [n, item] of [...all, [asked - 1, 3] as const].filter(([n]) => n >= 0)) {
          items.set(n, item);
          rows.set(n, 1, item);
          expected.set(n, item);
        }
        for (const n of [asked, ...expected.keys()]) {
          expect(items.get(n)).toBe(expected.get(n));
          expect([rows.get(n, 0), rows.get(n, 1)]).toEqual([0, expected.get(n) ?? -1]);
        }
      }),
    );
  });
});
