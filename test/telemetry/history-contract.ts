import type { Observation } from '../../src/contract/telemetry.js';
import type { History } from '../../src/telemetry/history.js';

const T0 = 1_767_600_000_000_000; // 2026-01-05T08:00:00Z [us], a multiple of every window used here
const S = 1_000_000;

export function reading(signal: Observation['signal'], atS: number, value: Observation['value'], over: Partial<Observation> = {}): Observation {
  return {
    line: 'osd-1',
    unit: 'press',
    signal,
    value,
    measuredAtUs: T0 + Math.round(atS * S),
    receivedAtUs: T0 + Math.round(atS * S) + 1500,
    quality: 'good',
    ...over,
  };
}

export const window = (fromS: number, toS: number) => ({ fromUs: T0 + fromS * S, toUs: T0 + toS * S });
const press = (signal: Observation['signal'], fromS: number, toS: number, everyS: number | null, limit = 1000) => ({
  line: 'osd-1',
  unit: 'press',
  signal,
  ...window(fromS, toS),
  everyUs: everyS === null ? null : everyS * S,
  limit,
});
const at = (...seconds: number[]) => seconds.map((s) => T0 + s * S);

/**
 * What both stores promise. `open` opens the store of one test, again with the same contents when called again;
 * `history.close()` is called by the suite.
 */
export function historyContract(open: () => Promise<History>): void {
  let history: History;
  beforeEach(async () => {
    history = await open();
  });
  afterEach(async () => history.close());

  it('an empty history has offset 0, no points, no newest reading, and a state that is not known', async () => {
    expect(await history.storedOffset()).toBe(0);
    expect((await history.series(press('speed', 0, 10, null))).value).toEqual([]);
    expect((await history.series(press('speed', 0, 10, 5))).value).toEqual([]);
    expect(await history.count('osd-1', window(0, 10))).toBe(0);
    expect(await history.newestUs('osd-1')).toBeNull();
    expect(await history.states('osd-1', 'press', window(0, 10))).toEqual([{ unit: 'press', ...window(0, 10), state: 'Undefined', reason: null }]);
  });

  it('gives back every kind of value exactly, in the order of time', async () => {
    const values = [0.1 + 0.2, 1e21, 5e-324, -0.5, 1_234_567_890_123, 'a "quoted" \\" b\\c\nd é, =', '', true, false, null];
    await history.write(values.map((value, i) => reading('process.mixed', i * 0.000001, value)).reverse(), 10);
    const series = await history.series(press('process.mixed', 0, 1, null));
    expect(series.value).toEqual(values);
    expect(series.atUs).toEqual(values.map((_, i) => T0 + i));
    expect(series.truncated).toBe(false);
  });

  it('gives pages of a line in the order of time, with unit, signal and quality, of the units and signals asked for', async () => {
    await history.write(
      [
        reading('speed', 2, 90, { quality: 'uncertain' }),
        reading('speed', 1, 100),
        reading('state', 1, 'Execute', { unit: 'cartoner' }),
        reading('blocked', 3, true, { quality: 'bad' }),
        reading('batch', 4, null),
        reading('speed', 1, 5, { line: 'osd-2' }),
      ],
      1,
    );
    const all = { units: null, signals: null };
    const short = async (...[line, choice, stretch, limit]: Parameters<History['page']>) =>
      (await history.page(line, choice, stretch, limit)).map(({ atUs, ...rest }) => [(atUs - T0) / S, ...Object.values(rest)].map(String).sort().join(' '));
    expect((await short('osd-1', all, window(0, 10), 10)).sort()).toEqual(
      ['1 100 good press speed', '1 Execute cartoner good state', '2 90 press speed uncertain', '3 bad blocked press true', '4 batch good null press'].sort(),
    );
    expect(await short('osd-1', all, window(2, 4), 10)).toEqual(['2 90 press speed uncertain', '3 bad blocked press true']);
    expect(await short('osd-1', all, window(0, 10), 3)).toHaveLength(3);
    expect(await short('osd-1', { units: ['cartoner'], signals: null }, window(0, 10), 10)).toEqual(['1 Execute cartoner good state']);
    expect(await short('osd-1', { units: ['press'], signals: ['speed', 'batch'] }, window(0, 10), 10)).toEqual([
      '1 100 good press speed',
      '2 90 press speed uncertain',
      '4 batch good null press',
    ]);
    expect(await short('osd-1', { units: null, signals: ['energy'] }, window(0, 10), 10)).toEqual([]);
    expect(await short('osd-1', all, window(-9_000_000, -8_000_000), 10)).toEqual([]);
  });

  it('a number that is none is kept as no value', async () => {
    await history.write([reading('speed', 0, NaN), reading('speed', 1, Infinity), reading('speed', 2, 3)], 3);
    expect((await history.series(press('speed', 0, 10, null))).value).toEqual([null, null, 3]);
  });

  it('keeps the offset with the readings, over a restart too', async () => {
    await history.write([reading('speed', 0, 1)], 17);
    expect(await history.storedOffset()).toBe(17);
    await history.close();
    history = await open();
    expect(await history.storedOffset()).toBe(17);
    expect(await history.newestUs('osd-1')).toBe(T0);
    expect((await history.series(press('speed', 0, 10, null))).value).toEqual([1]);
  });

  it('writing the same again changes nothing, whether or not the offset tells', async () => {
    const batch = [reading('speed', 0, 1), reading('speed', 1, 2), reading('state', 1, 'Execute')];
    await history.write(batch, 3);
    await history.write(batch, 3);
    await history.write(batch, 4);
    expect(await history.count('osd-1', window(0, 10))).toBe(3);
    expect((await history.series(press('speed', 0, 10, null))).value).toEqual([1, 2]);
  });

  it('of two readings of a signal with one time stamp the later written stands, whatever its type', async () => {
    await history.write([reading('process.mixed', 0, 1), reading('process.mixed', 0, 2)], 2);
    expect((await history.series(press('process.mixed', 0, 10, null))).value).toEqual([2]);
    await history.write([reading('process.mixed', 0, 'two')], 3);
    await history.write([reading('process.mixed', 1, 5)], 4);
    expect((await history.series(press('process.mixed', 0, 10, null))).value).toEqual(['two', 5]);
    expect((await history.series(press('process.mixed', 0, 10, 1))).value).toEqual(['two', 5]);
    await history.write([reading('process.mixed', 0, null)], 5);
    expect((await history.series(press('process.mixed', 0, 10, null))).value).toEqual([null, 5]);
    expect((await history.series(press('process.mixed', 0, 10, 1))).value).toEqual([5]);
    expect(await history.count('osd-1', window(0, 10))).toBe(2);
  });

  it('takes late readings in their place and keeps the newest', async () => {
    await history.write([reading('speed', 5, 5)], 1);
    await history.write([reading('speed', 3, 3)], 2);
    await history.write([reading('speed', 4, 4), reading('speed', 5, 55)], 4);
    expect((await history.series(press('speed', 0, 10, null))).value).toEqual([3, 4, 55]);
    expect(await history.newestUs('osd-1')).toBe(T0 + 5 * S);
  });

  it('a window has its start and not its end, and lines, units and signals stay apart', async () => {
    await history.write(
      [
        reading('speed', 0, 1),
        reading('speed', 10, 2),
        reading('power', 5, 7),
        reading('speed', 5, 8, { unit: 'cartoner' }),
        reading('speed', 5, 9, { line: 'osd-2' }),
      ],
      5,
    );
    expect((await history.series(press('speed', 0, 10, null))).value).toEqual([1]);
    expect((await history.series(press('speed', 0, 11, null))).value).toEqual([1, 2]);
    expect(await history.count('osd-1', window(0, 10))).toBe(3);
    expect(await history.count('osd-2', window(0, 10))).toBe(1);
  });

  it('says when the limit cut the points', async () => {
    await history.write(
      [0, 1, 2, 3].map((s) => reading('speed', s, s)),
      4,
    );
    expect(await history.series(press('speed', 0, 10, null, 3))).toMatchObject({ value: [0, 1, 2], truncated: true });
    expect(await history.series(press('speed', 0, 10, null, 4))).toMatchObject({ value: [0, 1, 2, 3], truncated: false });
    expect(await history.series(press('speed', 0, 10, 1, 3))).toMatchObject({ value: [0, 1, 2], truncated: true });
  });

  it('a window of numbers is their mean, least and greatest; empty windows are left out', async () => {
    await history.write([reading('speed', 0, 1), reading('speed', 4, 3), reading('speed', 5, 10), reading('speed', 17, -2), reading('speed', 18, null)], 5);
    expect(await history.series(press('speed', 0, 20, 5))).toEqual({
      line: 'osd-1',
      unit: 'press',
      signal: 'speed',
      everyUs: 5 * S,
      atUs: at(0, 5, 15),
      value: [2, 10, -2],
      min: [1, 10, -2],
      max: [3, 10, -2],
      truncated: false,
    });
  });

  it('windows begin at multiples of their width, also where the question does not, and hold only what was asked for', async () => {
    await history.write(
      [0, 3, 4, 6].map((s) => reading('speed', s, s)),
      4,
    );
    expect(await history.series(press('speed', 3, 10, 5))).toMatchObject({ atUs: at(0, 5), value: [3.5, 6] });
  });

  it('a window of texts or flags is the last one', async () => {
    await history.write(
      [reading('state', 0, 'Execute'), reading('state', 3, 'Held'), reading('state', 6, 'Execute'), reading('blocked', 0, false), reading('blocked', 1, true)],
      5,
    );
    expect(await history.series(press('state', 0, 10, 5))).toMatchObject({ atUs: at(0, 5), value: ['Held', 'Execute'], min: [null, null], max: [null, null] });
    expect(await history.series(press('blocked', 0, 10, 5))).toMatchObject({ value: [true] });
  });

  it('gives what held in narrow windows, step by step: the mean over time, and the last value', async () => {
    const numbers = [reading('power', 0, 8), reading('power', 50, 4), reading('power', 100, 6), reading('power', 190, 1), reading('power', 300, 3)];
    await history.write([...numbers, reading('state', 10, 'Execute'), reading('state', 20, 'Held')], 7);
    const power = await history.held({ ...press('power', 0, 400, null), everyUs: 100 * S });
    expect(power.map(({ value, last, least, greatest, toUs }) => [value, last, least, greatest, (toUs - T0) / S])).toEqual([
      [6, 4, 4, 8, 100],
      [5.5, 1, 1, 6, 200],
      [expect.closeTo(3, 10), 3, 3, 3, 400],
    ]);
    expect(power.map(({ firstUs, lastUs }) => [(firstUs - T0) / S, (lastUs - T0) / S])).toEqual([
      [0, 50],
      [100, 190],
      [300, 300],
    ]);
    const from = { ...press('power', 40, 400, null), everyUs: 100 * S };
    expect((await history.held(from)).map(({ firstUs, lastUs }) => [(firstUs - T0) / S, (lastUs - T0) / S])).toEqual([
      [50, 50],
      [100, 190],
      [300, 300],
    ]);
    expect(power.every(({ atUs, firstUs, toUs }) => toUs - 100 * S <= atUs && atUs <= firstUs)).toBe(true);
    expect(await history.held({ ...press('state', 0, 100, null), everyUs: 100 * S })).toMatchObject([{ value: 'Held', last: 'Held' }]);
    expect(await history.held({ ...press('speed', 0, 100, null), everyUs: 100 * S })).toEqual([]);
  });

  it('knows the reading before an instant, and when nothing was heard of a unit', async () => {
    await history.write(
      [reading('power', 0, 5), reading('mode', 400, 'Production'), reading('power', 1000, null), reading('power', 1000, 1, { unit: 'cartoner' })],
      4,
    );
    expect(await history.lastBefore('osd-1', 'press', 'power', T0 + 1000 * S)).toEqual({ atUs: T0, value: 5 });
    expect(await history.lastBefore('osd-1', 'press', 'power', T0 + 1001 * S)).toEqual({ atUs: T0 + 1000 * S, value: null });
    expect(await history.lastBefore('osd-1', 'press', 'power', T0)).toBeNull();
    expect(await history.silences('osd-1', 'press', window(100, 900), 300 * S)).toEqual([window(100, 400), window(400, 900)]);
    expect(await history.silences('osd-1', 'press', window(900, 1200), 550 * S)).toEqual([window(900, 1000)]);
  });

  it('spans months and years', async () => {
    const month = 31 * 86_400;
    await history.write([reading('speed', -14 * month, 1), reading('speed', 0, 2), reading('speed', month, 3), reading('state', -14 * month, 'Execute')], 4);
    expect((await history.series(press('speed', -15 * month, 2 * month, null))).value).toEqual([1, 2, 3]);
    expect((await history.series(press('speed', -15 * month, 2 * month, 86_400))).value).toEqual([1, 2, 3]);
    expect(await history.states('osd-1', 'press', window(0, 5))).toEqual([{ unit: 'press', ...window(0, 5), state: 'Execute', reason: null }]);
  });

  describe('states', () => {
    const span = (fromS: number, toS: number, state: string, reason: number | null = null) => ({ unit: 'press', ...window(fromS, toS), state, reason });

    it('begin with the state in force, are drawn to the end, and join what repeats', async () => {
      await history.write(
        [
          reading('state', -100, 'Execute'),
          reading('state', 10, 'Execute'),
          reading('state', 20, 'Held'),
          reading('state', 30, 'Execute'),
          reading('state', 50, 'Idle'),
        ],
        5,
      );
      expect(await history.states('osd-1', 'press', window(0, 50))).toEqual([span(0, 20, 'Execute'), span(20, 30, 'Held'), span(30, 50, 'Execute')]);
    });

    it('are not known before the first reading, and where the source says so', async () => {
      await history.write([reading('state', 10, 'Execute'), reading('state', 20, null)], 2);
      expect(await history.states('osd-1', 'press', window(0, 30))).toEqual([span(0, 10, 'Undefined'), span(10, 20, 'Execute'), span(20, 30, 'Undefined')]);
    });

    it('carry the reason of their stop, reported before or after the state itself; a producing unit has none', async () => {
      await history.write(
        [
          reading('state', 0, 'Execute'),
          reading('stopReason', 0, 0),
          reading('state', 10, 'Held'),
          reading('stopReason', 11, 510),
          reading('stopReason', 19, 0),
          reading('state', 20, 'Execute'),
          reading('stopReason', 29, 620),
          reading('state', 30, 'Aborted'),
          reading('state', 40, 'Execute'),
          reading('stopReason', 41, 0),
          reading('state', 50, 'Stopped'),
        ],
        11,
      );
      expect(await history.states('osd-1', 'press', window(0, 60))).toEqual([
        span(0, 10, 'Execute'),
        span(10, 20, 'Held', 510),
        span(20, 30, 'Execute'),
        span(30, 40, 'Aborted', 620),
        span(40, 50, 'Execute'),
        span(50, 60, 'Stopped'),
      ]);
      expect(await history.states('osd-1', 'press', window(35, 40))).toEqual([span(35, 40, 'Aborted', 620)]);
    });

    it('can be read from the speed of a unit that reports none', async () => {
      await history.write([reading('speed', 0, 100), reading('speed', 10, 90), reading('speed', 20, 0), reading('speed', 30, 50)], 4);
      expect(await history.states('osd-1', 'press', window(5, 40), { from: 'speed', silentUs: null })).toEqual([
        span(5, 20, 'Execute'),
        span(20, 30, 'Stopped'),
        span(30, 40, 'Execute'),
      ]);
    });

    it('are not known while nothing at all is heard of the unit for longer than asked', async () => {
      await history.write(
        [
          reading('state', 0, 'Execute'),
          reading('power', 30, 5),
          reading('power', 200, 5),
          reading('state', 230, 'Held'),
          reading('state', 500, 'Execute', { unit: 'cartoner' }),
        ],
        5,
      );
      const options = { from: 'state' as const, silentUs: 60 * S };
      expect(await history.states('osd-1', 'press', window(0, 400), options)).toEqual([
        span(0, 30, 'Execute'),
        span(30, 200, 'Undefined'),
        span(200, 230, 'Execute'),
        span(230, 400, 'Undefined'),
      ]);
      expect(await history.states('osd-1', 'press', window(210, 260), options)).toEqual([span(210, 230, 'Execute'), span(230, 260, 'Held')]);
      expect(await history.states('osd-1', 'press', window(60, 150), options)).toEqual([span(60, 150, 'Undefined')]);
      expect(await history.states('osd-1', 'press', window(1000, 1100), options)).toEqual([span(1000, 1100, 'Undefined')]);
    });

    it('add up to the window, in seconds', async () => {
      await history.write([reading('state', -5, 'Execute'), reading('state', 10.5, 'Held'), reading('state', 12, 'Execute')], 3);
      expect(await history.timeInState('osd-1', 'press', window(0, 20))).toEqual({ Execute: 18.5, Held: 1.5 });
    });
  });
}
