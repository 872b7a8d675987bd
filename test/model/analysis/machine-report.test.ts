import fc from '../../property.js';
import { heldWithin, histogram, spreadOf } from '../../../src/model/analysis/held-values.js';
import { machineReport } from '../../../src/model/analysis/machine-report.js';
import { smallLine } from '../mirror-lines.js';
import { at, unit } from './measured-line.js';

const line = smallLine();
const steps = (...told: [number, number | null][]) => told.map(([s, value]) => ({ atUs: at(s), value }));
const others = [unit('packer', [[0, 'Execute']]), unit('wrapper', [[0, 'Execute']])];

describe('the report of a machine', () => {
  const filler = unit('filler', [
    [0, 'Execute'],
    [600, 'Aborted'],
    [1200, 'Execute'],
    [2400, 'Undefined'],
    [3000, 'Execute'],
    [3500, 'Held'],
  ]);
  const report = (more: Partial<Parameters<typeof machineReport>[2]> = {}) =>
    machineReport(line, [filler, ...others], { ...filler, power: [], speed: [], ...more }, 0, { fromUs: at(0), toUs: at(3600) }, []);

  it('accounts for its whole time, and for failures by the time in which it ran', () => {
    const { accounts, unknownShare, mtbf, mttr } = report();
    expect(accounts).toEqual([{ account: 'execute', s: 2300 }, { account: 'down', s: 600 }, { account: 'minor-stop', s: 100 }, { account: 'unknown', s: 600 }]); // prettier-ignore
    expect(unknownShare).toBeCloseTo(1 / 6, 12);
    expect([mtbf.n, mtbf.mean, mttr]).toEqual([1, 2300, { n: 1, mean: 600, low: null, high: null }]);
  });

  it('tells power by what it did, beside that of the plant file, and none of time about which nothing was heard', () => {
    const { power } = report({ power: steps([0, 4], [300, 5], [600, 2.5], [1200, 4], [3500, 1]) });
    expect(power!.map(({ account, expectedKw, kw }) => [account, expectedKw, kw.s, Math.round(kw.mean * 1e6) / 1e6, kw.median])).toEqual([
      ['execute', 4, 2300, 4.130435, 4],
      ['down', 2, 600, 2.5, 2.5],
      ['minor-stop', 2, 100, 1, 1],
    ]);
    expect(report().power).toBeNull();
  });

  it('tells how long it ran at which speed beside the ideal rate', () => {
    const { rate } = report({ speed: steps([0, 600], [300, 540], [600, 0], [1200, 540]) });
    expect([rate!.idealPerMin, rate!.perMin.s, rate!.perMin.median]).toEqual([expect.closeTo(600, 9), 2300, 540]);
    expect(rate!.bins.map(({ fromPerMin, s }) => [Math.round(fromPerMin), s])).toEqual([[540, 2000], [552, 0], [564, 0], [576, 0], [588, 0], [600, 300]]); // prettier-ignore
    expect(report().rate).toBeNull();
  });
});

describe('values that hold', () => {
  it('last to the next reading, within the stretches, and not while nothing is heard', () => {
    const held = heldWithin(steps([10, 1], [20, 2], [30, null], [40, 4]), [{ fromUs: at(0), toUs: at(25) }, { fromUs: at(28), toUs: at(60) }], [{ fromUs: at(50), toUs: at(55) }]); // prettier-ignore
    expect(held).toEqual([{ value: 1, s: 10 }, { value: 2, s: 5 }, { value: 2, s: 2 }, { value: 4, s: 10 }, { value: 4, s: 5 }]); // prettier-ignore
    expect(spreadOf([])).toBeNull();
  });

  it('spread in order, and fill a histogram with all of their time', () => {
    const value = fc.record({ value: fc.double({ min: -100, max: 100, noNaN: true }), s: fc.double({ min: 0.1, max: 100, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 50 }), (held) => {
        const { s, min, q1, median, q3, max, mean } = spreadOf(held)!;
        expect([min, q1, median, q3, max]).toEqual([min, q1, median, q3, max].sort((a, b) => a - b));
        expect(mean).toBeGreaterThanOrEqual(min - 1e-9);
        expect(mean).toBeLessThanOrEqual(max + 1e-9);
        expect(histogram(held, 7).reduce((sum, bin) => sum + bin.s, 0)).toBeCloseTo(s, 6);
      }),
    );
  });
});
