import { cumulative, sumAt, sumsOf } from '../../../src/model/analysis/counted.js';
import { measuredLosses } from '../../../src/model/analysis/measured-losses.js';
import type { MeasuredUnit } from '../../../src/model/analysis/measured-work.js';
import { spansOf, type DOES } from '../../../src/model/analysis/timeline.js';
import { measuredTimeline } from '../../../src/model/analysis/measured-timeline.js';
import { smallLine } from '../mirror-lines.js';
import { at, counter, unit } from './measured-line.js';

const line = smallLine();
const losses = (units: MeasuredUnit[], from = 0, to = 3600) => measuredLosses(line, units, at(from), at(to));
const plain = (found: ReturnType<typeof losses>) => found.waterfall!.losses.map(({ loss, unit, lostUnits }) => [loss, unit, Math.round(lostUnits * 1e6) / 1e6]);

describe('counts of the history', () => {
  it('begin anew at a reset, leave out what no machine makes, and are even between two readings', () => {
    const counted = cumulative(
      [0, 100, 50, 60, 1e9].map((value, i) => ({ atUs: at(60 * i), value })),
      60,
    )!;
    expect(counted.sum).toEqual([0, 100, 100, 110, 110]);
    expect([-5, 0, 30, 60, 150, 1000].map((s) => sumAt(counted, at(s)))).toEqual([0, 0, 50, 100, 105, 110]);
    expect(cumulative([], 60)).toBeNull();
  });

  it('follow from the two counters that a unit reports', () => {
    const counts = { good: counter(100, 3), processed: counter(100, 4), defective: counter(100, 1) };
    const none = { good: [], processed: [], defective: [] };
    const told = (pick: Partial<typeof counts>) => {
      const { processed, good, rejected } = sumsOf({ ...none, ...pick }, 600);
      return [processed, good, rejected].map((sum) => sum && sum(at(100)) - sum(at(0)));
    };
    expect(told(counts)).toEqual([400, 300, 100]);
    expect(told({ good: counts.good, processed: counts.processed })).toEqual([400, 300, 100]);
    expect(told({ processed: counts.processed, defective: counts.defective })).toEqual([400, 300, 100]);
    expect(told({ good: counts.good, defective: counts.defective })).toEqual([400, 300, 100]);
    expect(told({ good: counts.good })).toEqual([300, 300, null]);
    expect(told({})).toEqual([null, null, null]);
  });
});

describe('a timeline of measured states', () => {
  const doings = (measured: MeasuredUnit, shifts: [number, number][] = [[at(0), at(3600)]]): [number, keyof typeof DOES][] =>
    spansOf(
      measuredTimeline([measured], at(0), at(3600), shifts, () => 0),
      0,
    ).map(({ fromUs, does }) => [(fromUs - at(0)) / 1e6, does]);

  it('reads states with mode and interlocks, as the books of the line do', () => {
    const told = unit(
      'a',
      [
        [0, 'Execute'],
        [100, 'Suspended'],
        [300, 'Held'],
        [400, 'Execute'],
        [500, 'Stopped'],
        [600, 'Undefined'],
        [700, 'Idle'],
        [800, 'Execute'],
      ],
      {
        starved: [
          { atUs: at(-60), value: false },
          { atUs: at(100), value: true },
          { atUs: at(200), value: false },
        ],
        blocked: [{ atUs: at(200), value: true }],
        mode: [
          { atUs: at(-60), value: 'Production' },
          { atUs: at(1000), value: 'Cleaning' },
          { atUs: at(1100), value: 'Maintenance' },
          { atUs: at(1200), value: 'Production' },
        ],
      },
    );
    expect(doings(told)).toEqual([
      [0, 'producing'],
      [100, 'starved'],
      [200, 'blocked'],
      [300, 'down'],
      [400, 'producing'],
      [500, 'down'],
      [600, 'unknown'],
      [700, 'waiting'],
      [800, 'producing'],
      [1000, 'setup'],
      [1100, 'planned'],
      [1200, 'producing'],
    ]);
  });

  it('takes rest outside the shifts for planned, and work there for work', () => {
    const told = unit('a', [
      [0, 'Aborted'],
      [1000, 'Execute'],
      [2000, 'Undefined'],
    ]);
    expect(doings(told, [[at(500), at(1500)]])).toEqual([
      [0, 'planned'],
      [500, 'down'],
      [1000, 'producing'],
      [2000, 'planned'],
    ]);
  });
});

describe('losses of a measured line', () => {
  // The filler jams for 600 s; the packer, as slow as the line, starves 30 s later for as long; the wrapper follows.
  const filler = unit(
    'filler',
    [
      [0, 'Execute'],
      [1000, 'Held'],
      [1600, 'Execute'],
    ],
    { counts: { processed: counter(3600, 10, (s) => s < 1000 || s > 1600), good: [], defective: counter(3600, 0) } },
  );
  const packer = unit(
    'packer',
    [
      [0, 'Execute'],
      [1030, 'Suspended'],
      [1630, 'Execute'],
    ],
    {
      starved: [
        { atUs: at(1030), value: true },
        { atUs: at(1630), value: false },
      ],
      counts: { processed: counter(3600, 1, (s) => s < 1030 || s > 1630), good: [], defective: counter(3600, 0.1, (s) => s < 1030 || s > 1630) },
    },
  );
  const wrapper = unit(
    'wrapper',
    [
      [0, 'Execute'],
      [1050, 'Suspended'],
      [1650, 'Execute'],
    ],
    {
      starved: [
        { atUs: at(1050), value: true },
        { atUs: at(1650), value: false },
      ],
      counts: { good: counter(3600, 0.9, (s) => s < 1050 || s > 1650), processed: [], defective: [] },
    },
  );

  it('of a line whose slowest machine is its first are those of that machine, and what then is lost on the way', () => {
    expect(line.stations[line.slowestStation]!.id).toBe('filler');
    const found = losses([filler, packer, wrapper]);
    expect(found.waterfall).toMatchObject({ measuredAt: ['filler'], theoreticalUnits: expect.closeTo(3600, 6), goodUnits: expect.closeTo(2700, 6) });
    expect(plain(found)).toEqual([
      ['breakdown', 'filler', 600],
      ['run-rejects', 'packer', 300],
    ]);
    expect(found.notes).toEqual(['wrapper reports no rejects: what it rejects counts as content of the buffers']);
    expect(found).toMatchObject({ unknownShare: 0, units: ['filler', 'packer', 'wrapper'].map((id) => ({ unit: id, unknownShare: 0 })) });
  });

  it('of a starved slowest machine are those of the machine that jammed, shown with who held the line when', () => {
    const slowPacker = smallLine({
      stations: line.definition.stations.map(({ id, item, takes, buffer }) =>
        station(id, item, takes, buffer, id === 'packer' ? '54 /min' : id === 'filler' ? '600 /min' : '60 /min'),
      ),
    });
    const found = measuredLosses(slowPacker, [filler, packer, wrapper], at(0), at(3600));
    expect(found.waterfall).toMatchObject({ measuredAt: ['packer'], theoreticalUnits: expect.closeTo(3240, 6) });
    expect(plain(found)).toEqual([
      ['starved', 'filler', 540], // 600 s at 0.9 /s: down up to 1600 s, its items then on their way
      ['speed', 'packer', -300],
      ['run-rejects', 'packer', 300],
    ]);
    expect(found.bottleneck!.now).toEqual({ unit: 'filler', sinceUs: at(0) });
    expect(found.bottleneck!.activePeriod.map(({ momentary }) => momentary)).toEqual([1, 0, 0]);
  });

  it('are unknown where nothing was heard: time, not units, is what is missing', () => {
    const silent = unit(
      'packer',
      [
        [0, 'Execute'],
        [1800, 'Undefined'],
      ],
      { counts: packer.counts },
    );
    const found = losses([filler, silent, unit('wrapper', [[0, 'Undefined']], { counts: wrapper.counts })]);
    expect(found.units.map(({ unknownShare }) => unknownShare)).toEqual([0, 0.5, 1]);
    expect(found.unknownShare).toBeCloseTo(0.5, 9);
    const { verdict, units } = found.bottleneck!.turningPoint;
    expect(verdict).toBe('none');
    expect(units.map(({ starved }) => starved?.mean ?? null)).toEqual([0, 0, null]);
  });

  it('are null where nothing at all is known, and the waterfall where the counts are missing', () => {
    const nothing = losses(['filler', 'packer', 'wrapper'].map((id) => unit(id, [[0, 'Undefined']])));
    expect(nothing).toMatchObject({ unknownShare: 1, bottleneck: null, waterfall: null });
    const countless = losses([unit('filler', [[0, 'Execute']]), packer, wrapper]);
    expect(countless.waterfall).toBeNull();
    expect(countless.notes).toEqual(['no counts of filler are known: losses cannot be told in units']);
    const night = losses(
      ['filler', 'packer', 'wrapper'].map((id) => unit(id, [[0, 'Undefined']])),
      -7200,
      -3600,
    );
    expect(night).toMatchObject({ unknownShare: null, units: [{ unknownShare: null }, { unknownShare: null }, { unknownShare: null }], bottleneck: null });
  });

  it('sum up to the last digit whatever is heard', () => {
    const found = losses([filler, packer, wrapper], 7, 3331);
    const { theoreticalUnits, losses: lost, goodUnits } = found.waterfall!;
    expect(lost.reduce((sum, { lostUnits }) => sum + lostUnits, goodUnits)).toBeCloseTo(theoreticalUnits, 9);
  });
});

function station(id: string, item: string, takes: number, buffer: { capacity: number } | undefined, rate: string) {
  return {
    id,
    type: id,
    name: { en: id, fr: id },
    item,
    takes,
    rate,
    ...(buffer ? { buffer: { capacity: buffer.capacity } } : {}),
    power: { standby: '1 kW', idle: '1 kW', execute: '4 kW' },
  };
}
