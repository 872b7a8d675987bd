import fc from '../property.js';
import { withSearch } from '../../web/src/format/with-search.js';
import { hoursBefore, sinceInstant } from '../../web/src/panels/line/asked-window.js';
import { CHUNK, chunkFromUs, chunkOf, playerAt, step, wantsNext, type Frame } from '../../web/src/panels/line/past/player.js';
import { SPEEDS } from '../../web/src/panels/line/past/speeds.js';
import { unexplainedStops } from '../../web/src/panels/line/unexplained.js';
import { emptyLine, frozenLine, withView } from '../../web/src/store/live-line.js';
import { lineView, T0 } from './view.js';

const frames = (count: number): Frame[] => Array.from({ length: count }, (_, i) => ({ atUs: T0 + i, view: lineView(['producing']) }));

describe('a replay', () => {
  it('goes on by half a second of watching at its speed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SPEEDS), fc.integer({ min: 1, max: 3 * CHUNK }), (speed, steps) => {
        let player = playerAt(T0, speed);
        for (let i = 0; i < steps; i++) player = step(player, frames(CHUNK), frames(CHUNK));
        expect(chunkFromUs(player, chunkOf(player)) + (player.index % CHUNK) * player.everyUs).toBe(T0 + steps * speed * 500_000);
      }),
    );
  });

  it('waits for views that have not come, and stands still where they end', () => {
    const last = { ...playerAt(T0, 10), index: CHUNK - 1 };
    expect(step(last, frames(CHUNK), undefined)).toEqual(last);
    expect(step(last, frames(CHUNK), [])).toEqual({ ...last, speed: null });
    expect(step({ ...last, index: 3 }, frames(4), undefined)).toEqual({ ...last, index: 3, speed: null });
    expect(step(playerAt(T0, null), frames(CHUNK), frames(CHUNK)).index).toBe(0);
  });

  it('asks for what comes next before it is there', () => {
    expect(wantsNext({ ...playerAt(T0, 1), index: 5 })).toBe(false);
    expect(wantsNext({ ...playerAt(T0, 1), index: 30 })).toBe(true);
    expect(wantsNext({ ...playerAt(T0, null), index: 30 })).toBe(false);
  });
});

describe('windows of the history', () => {
  it('end now where the line is live', () => {
    expect(hoursBefore(T0, 8, false)).toEqual({ from: 'now-8h', to: 'now' });
    expect(sinceInstant(T0, T0 + 5e6, false)).toEqual({ from: String(T0 / 1000), to: 'now' });
  });

  it('cover the hours before a past instant, and are the same for all of an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3600 * 24 }), fc.constantFrom(1, 8, 24), (s, hours) => {
        const atUs = T0 + s * 1e6;
        const { from, to } = hoursBefore(atUs, hours, true);
        expect(Number(from) * 1000).toBeLessThanOrEqual(atUs - hours * 3600e6);
        expect(Number(to) * 1000).toBeGreaterThan(atUs);
        expect(hoursBefore(Math.floor(atUs / 3600e6) * 3600e6, hours, true)).toEqual({ from, to });
      }),
    );
  });
});

it('what is frozen stays as it was while the line goes on', () => {
  const received = (s: number, good: number) => {
    const view = lineView(['producing']);
    return { view: { ...view, output: { ...view.output, good } }, asOfUs: T0 + s * 1e6, receivedMs: s, link: 'live' as const };
  };
  const live = withView(withView(emptyLine(), received(0, 1)), received(10, 2));
  const frozen = frozenLine(live);
  withView(live, received(20, 3));
  expect([...live.good.column(1)]).toEqual([1, 2, 3]);
  expect([...frozen.good.column(1)]).toEqual([1, 2]);
  expect(frozen.received?.asOfUs).toBe(T0 + 10e6);
});

it('stops without a reason are those of machines that stood by themselves, the newest first', () => {
  const span = (unit: string, fromS: number, toS: number, state: string, reason: number | null) => ({
    unit,
    fromUs: T0 + fromS * 1e6,
    toUs: T0 + toS * 1e6,
    state,
    reason,
  });
  const told = [
    span('a', 0, 100, 'Execute', null),
    span('a', 100, 200, 'Held', null),
    span('a', 200, 300, 'Held', 66),
    span('b', 0, 250, 'Suspended', null),
    span('b', 250, 300, 'Aborted', null),
  ];
  const stops = unexplainedStops(['a', 'b'], told, {}, T0, T0 + 300e6, []);
  expect(stops.map(({ unit, fromUs, toUs }) => [unit, (fromUs - T0) / 1e6, (toUs - T0) / 1e6])).toEqual([
    ['b', 250, 300],
    ['a', 100, 200],
  ]);
  const given = [{ unit: 'b', fromUs: T0 + 250e6, toUs: null }, { unit: 'a', fromUs: T0 + 100e6, toUs: T0 + 150e6 }]; // prettier-ignore
  const left = unexplainedStops(['a', 'b'], told, {}, T0, T0 + 300e6, given);
  expect(left.map(({ unit, fromUs, toUs }) => [unit, (fromUs - T0) / 1e6, (toUs - T0) / 1e6])).toEqual([['a', 150, 200]]);
});

it('a link is of the present or of an instant, and keeps what else the address says', () => {
  const address = 'http://twin/lines/l?hours=8&at=2026-11-22T06:00:00Z&speed=10';
  expect(withSearch(address, {}, ['at', 'speed'])).toBe('http://twin/lines/l?hours=8');
  expect(withSearch('http://twin/lines/l?hours=8', { at: '2026-11-22T06:00:00Z' }, [])).toBe('http://twin/lines/l?hours=8&at=2026-11-22T06%3A00%3A00Z');
});
