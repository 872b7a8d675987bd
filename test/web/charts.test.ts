import { rowLines } from '../../web/src/charts/row-lines.js';
import fc from '../property.js';
import type { Series } from '../../src/contract/telemetry.js';
import { align, append, since } from '../../web/src/charts/columns.js';
import { anchored, combine, rises, total } from '../../web/src/charts/history.js';
import { roundBound, roundTicks } from '../../web/src/charts/scale.js';
import { goodRises, measuredOutput, valueAt } from '../../web/src/panels/line/output-curves.js';
import { Ring } from '../../web/src/store/ring.js';

const series = (value: (number | null)[], max?: (number | null)[]): Series => ({
  line: 'l',
  unit: 'u',
  signal: 'goodCount',
  everyUs: null,
  atUs: value.map((_, i) => i * 10e6),
  value,
  ...(max ? { max } : {}),
  truncated: false,
});

describe('the name of a row', () => {
  it('stands on two lines where one is too short, and is cut off only where two are', () => {
    const lines = (text: string, px: number | null) => rowLines(text, px).map(({ line }) => line);
    expect(lines('Weight out of limits in a row', 400)).toEqual(['Weight out of limits in a row']);
    expect(lines('Weight out of limits in a row', 170)).toEqual(['Weight out of limits', 'in a row']);
    expect(lines('Weight out of limits in a row', null)).toEqual(['Weight out of limits in a row']);
    expect(lines('Weight out of limits in a row, and more of it than that', 170).join('').endsWith('…')).toBe(true);
  });
});

describe('a ring', () => {
  it('holds the newest rows, oldest first, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 60 }), (values) => {
        const ring = new Ring(1, 7);
        for (const value of values) ring.push(value);
        expect([...ring.column(0)]).toEqual(values.slice(-7));
        expect(ring.last(0)).toBe(values.at(-1) ?? null);
      }),
    );
  });

  it('moves its newest row on', () => {
    const ring = new Ring(2, 3);
    ring.push(1, 10);
    ring.replace(2, 20);
    expect([...ring.column(0), ...ring.column(1)]).toEqual([2, 20]);
  });
});

describe('columns', () => {
  it('put curves on common instants; a gap is null, an instant that a curve does not have undefined', () => {
    expect(
      align([
        { atS: [1, 3], value: [10, NaN] },
        { atS: [2, 3], value: [20, 30] },
      ]),
    ).toEqual([
      [1, 2, 3],
      [10, undefined, null],
      [undefined, 20, 30],
    ]);
  });

  it('let the second curve take over where it begins', () => {
    expect(append({ atS: [1, 2, 3], value: [1, 2, 3] }, { atS: [3, 4], value: [30, 40] })).toEqual({ atS: [1, 2, 3, 4], value: [1, 2, 30, 40] });
    expect(since({ atS: [1, 2, 3], value: [1, 2, 3] }, 2)).toEqual({ atS: [2, 3], value: [2, 3] });
  });
});

describe('a stored counter', () => {
  it('counts its rises; a fall is a reset and counts nothing', () => {
    expect(rises(series([null, 100, 130, 5, 25, null, 30])).value).toEqual([null, 0, 30, 30, 50, 50, 55]);
  });

  it('is read by the greatest of a window', () => {
    expect(rises(series([1, 2], [10, 15])).value).toEqual([0, 5]);
  });

  it('gives the good items of the line: counted as such, or processed less rejected', () => {
    expect(goodRises(series([5, 9]), undefined, undefined).value).toEqual([0, 4]);
    expect(goodRises(series([]), series([0, 100, 200]), series([0, 1, 3])).value).toEqual([0, 99, 197]);
    expect(goodRises(undefined, undefined, undefined).value).toEqual([]);
  });

  it('takes its height from the stream and its shape from the history', () => {
    const history = { atS: [0, 10, 20, 30], value: [0, 1, 2, 3] };
    expect(measuredOutput(history, { atS: [25, 27], value: [240, 320] }, 5, 80)).toEqual({ atS: [10, 20, 25, 27], value: [160, 240, 240, 320] });
    expect(anchored(history, 7, -1)).toEqual({ atS: [], value: [] });
  });
});

describe('steps', () => {
  it('are added where they are known', () => {
    const sum = total(
      [
        { atS: [0, 10], value: [1, 2] },
        { atS: [5], value: [10] },
      ],
      5,
    );
    expect(sum).toEqual({ atS: [0, 5, 10], value: [1, 11, 12] });
    expect(
      combine(
        [
          { atS: [0], value: [1] },
          { atS: [1], value: [2] },
        ],
        ([a, b]) => a! - b!,
      ),
    ).toEqual({ atS: [0, 1], value: [null, -1] });
  });
});

describe('a forecast', () => {
  it('is read between its instants', () => {
    expect(valueAt({ atS: [0, 10], value: [0, 100] }, 4)).toBe(40);
    expect(valueAt({ atS: [0, 10], value: [0, 100] }, 11)).toBeNull();
  });
});

describe('an axis', () => {
  it('ends at a round value and is divided at round values', () => {
    expect([0.013, 0.05, 3, 74].map(roundBound)).toEqual([0.02, 0.05, 5, 100]);
    expect(roundTicks(-0.05, 0.05, 5)).toEqual([-0.04, -0.02, 0, 0.02, 0.04]);
    expect(roundTicks(18000, 46000, 6)).toEqual([20000, 25000, 30000, 35000, 40000, 45000]);
    expect(roundTicks(3, 3, 5)).toEqual([3]);
  });
});
