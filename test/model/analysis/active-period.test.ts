import { activePeriods, bottleneckShares, holdsOf, presentBottleneck, shiftingBottleneck } from '../../../src/model/analysis/active-period.js';
import { frequencyAndSeverity } from '../../../src/model/analysis/summary.js';
import { lineOf, S, station, stop } from '../lines.js';
import { recorded } from './lines.js';

/** Case S08 of the shared validation cases. */
const ACTIVE: Record<string, [number, number][]> = {
  M1: [
    [0, 6],
    [7, 12],
    [13, 20],
  ],
  M2: [
    [0, 3],
    [4, 15],
    [16, 20],
  ],
  M3: [
    [1, 5],
    [6, 9],
    [10, 20],
  ],
};

describe('the active period method', () => {
  it('finds the momentary bottleneck of a trace made by hand', () => {
    expect(bottleneckShares(ACTIVE, 20)).toEqual({ M1: 0.2, M2: 0.55, M3: 0.25 });
    const shifts = shiftingBottleneck(ACTIVE, 20);
    expect(shifts.map(({ from, to }) => [from, to]).flat()).toEqual([0, 1, 1, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 9, 9, 10, 10, 12, 12, 13, 13, 15, 15, 16, 16, 20]);
    expect(shifts.map(({ machine }) => machine)).toEqual([...Array(3).fill('M1'), ...Array(8).fill('M2'), ...Array(2).fill('M3')]);
  });

  it('tells sole from shifting: M1 [0, 6], M2 [4, 15] and M3 [10, 20] follow each other and overlap', () => {
    const { activeUs, units } = holdsOf(
      Object.values(ACTIVE).map((periods) => periods.flat()),
      0,
      20,
    );
    expect(activeUs).toBe(20);
    const at = (momentary: number, sole: number, shifting: number) => ({
      momentary: expect.closeTo(momentary, 12),
      sole: expect.closeTo(sole, 12),
      shifting: expect.closeTo(shifting, 12),
      turns: 1,
    });
    expect(units).toEqual([at(0.2, 0.2, 0.1), at(0.55, 0.2, 0.35), at(0.25, 0.25, 0.25)]);
  });

  it('gives frequency and severity whose product is the share of the time', () => {
    const held = [
      { turns: 1, us: 30 },
      { turns: 3, us: 10 },
      { turns: 0, us: 0 },
    ];
    const found = frequencyAndSeverity(held);
    expect(found).toEqual([
      { frequency: 0.25, severity: 3 },
      { frequency: 0.75, severity: expect.closeTo(1 / 3, 12) },
      { frequency: 0, severity: null },
    ]);
    expect(frequencyAndSeverity([{ turns: 0, us: 0 }])).toEqual([{ frequency: null, severity: null }]);
  });

  it('leaves time in which nobody was active out of the shares, and shares equal periods', () => {
    const { activeUs, units } = holdsOf([[0, 4], [0, 4], []], 0, 10);
    expect(activeUs).toBe(4);
    expect(units.map(({ momentary, sole, shifting }) => [momentary, sole, shifting])).toEqual([
      [0.5, 0, 1],
      [0.5, 0, 1],
      [0, 0, 0],
    ]);
    expect(holdsOf([[]], 0, 10)).toEqual({ activeUs: 0, units: [{ momentary: 0, sole: 0, shifting: 0, turns: 0 }] });
  });

  it('takes a machine that others slow down for waiting: the slow one holds a line of fluids alone', () => {
    const line = lineOf([
      station('fast', { rate: '2 /s', buffer: { capacity: 10 } }),
      station('slow', { rate: '1 /s', buffer: { capacity: 10 } }),
      station('last', { rate: '3 /s' }),
    ]);
    const { timeline } = recorded(line, 100);
    const active = activePeriods(timeline);
    expect(active.map((edges) => edges.map((at) => (at - timeline.fromUs) / S))).toEqual([[0, 10], [0, 100], []]);
    expect(holdsOf(active, timeline.fromUs, timeline.toUs).units.map(({ momentary }) => momentary)).toEqual([0, 1, 0]);
    expect(presentBottleneck(active, timeline.toUs)).toEqual({ unit: 1, sinceUs: timeline.fromUs });
  });

  it('counts a stop as active: it is nobody else that is waited for', () => {
    const line = lineOf([station('a', { stops: [stop('jam', { dist: 'fixed', value: '20 s' }, { dist: 'fixed', value: '10 s' })] }), station('b')]);
    const { timeline } = recorded(line, 100);
    const active = activePeriods(timeline);
    expect(active.map((edges) => edges.map((at) => (at - timeline.fromUs) / S))).toEqual([
      [0, 100],
      [0, 20, 30, 50, 60, 80, 90, 100],
    ]);
  });

  it('names nobody at the end where several have been active equally long, or none', () => {
    expect(
      presentBottleneck(
        [
          [0, 10],
          [0, 10],
        ],
        10,
      ),
    ).toBeNull();
    expect(
      presentBottleneck(
        [
          [0, 9],
          [3, 8],
        ],
        10,
      ),
    ).toBeNull();
  });
});
