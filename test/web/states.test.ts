import type { StateSpan } from '../../src/contract/telemetry.js';
import { familyOfState } from '../../web/src/format/state.js';
import { needOfLine, stateOf } from '../../web/src/panels/lines/rank.js';
import { noteServerTime, serverNowUs } from '../../web/src/data/server-clock.js';
import { ageOf } from '../../web/src/store/freshness.js';
import { holderOf } from '../../web/src/store/holder.js';
import { mergeSpans, noteStates, totals } from '../../web/src/store/spans.js';
import { lineView, T0, unitView } from './view.js';

const span = (fromS: number, toS: number, state: string, reason: number | null = null): StateSpan => ({
  unit: 'a',
  fromUs: T0 + fromS * 1e6,
  toUs: T0 + toS * 1e6,
  state,
  reason,
});
const live = (fromS: number, family: 'producing' | 'held' | 'down') => ({ fromUs: T0 + fromS * 1e6, family, state: family, reason: null });

describe('a stored state', () => {
  it('is starved or blocked by the range of its reason', () => {
    expect(familyOfState('Suspended', 1000)).toBe('starved');
    expect(familyOfState('Suspending', 2000)).toBe('blocked');
    expect(familyOfState('Suspended', null)).toBe('unknown');
    expect(familyOfState('Execute', 1000)).toBe('producing');
    expect(familyOfState('Held', 66)).toBe('held');
    expect(familyOfState('Aborted', 257)).toBe('down');
    expect(familyOfState('???', null)).toBe('unknown');
  });
});

describe('a strip', () => {
  it('shows the history up to what the stream told, then that, drawn to now', () => {
    const spans = mergeSpans([span(0, 60, 'Execute'), span(60, 300, 'Held', 66)], [live(100, 'producing'), live(160, 'down')], T0 + 30e6, T0 + 200e6);
    expect(spans.map(({ fromUs, toUs, family }) => [(fromUs - T0) / 1e6, (toUs - T0) / 1e6, family])).toEqual([
      [30, 60, 'producing'],
      [60, 100, 'held'],
      [100, 160, 'producing'],
      [160, 200, 'down'],
    ]);
    expect(totals(spans)).toEqual({ producing: 90, held: 40, down: 40 });
  });

  it('joins neighbours that mean the same', () => {
    const spans = mergeSpans([span(0, 1, 'Holding', 66), span(1, 20, 'Held', 66), span(20, 21, 'Unholding', 66)], [], T0, T0 + 21e6);
    expect(spans).toHaveLength(1);
    expect(totals(spans)).toEqual({ held: 21 });
  });

  it('notes a state once, from when it began', () => {
    const first = noteStates({}, lineView(['producing']), T0);
    expect(first['a']).toEqual([{ fromUs: T0 - 120e6, family: 'producing', state: 'Execute', reason: null }]);
    expect(noteStates(first, lineView(['producing']), T0 + 1e6)).toBe(first);
    const view = lineView(['held'], { units: { a: unitView('held', { state: 'Held', stateSinceUs: T0 + 2e6, reason: 66 }) } });
    expect(noteStates(first, view, T0 + 3e6)['a']!.at(-1)).toEqual({ fromUs: T0 + 2e6, family: 'held', state: 'Held', reason: 66 });
  });

  it('begins a silence when the unit was last heard, also where the page was opened in its midst', () => {
    const first = noteStates({}, lineView(['producing']), T0);
    expect(noteStates(first, lineView(['unknown']), T0 + 40e6)['a']!.at(-1)!.fromUs).toBe(T0);
    expect(noteStates({}, lineView(['unknown']), T0 + 40e6)['a']!.at(-1)!.fromUs).toBe(T0);
  });

  it('begins another meaning of the same state now', () => {
    const first = noteStates({}, lineView(['starved'], { units: { a: unitView('starved', { state: 'Suspended' }) } }), T0);
    const view = lineView(['blocked'], { units: { a: unitView('blocked', { state: 'Suspended' }) } });
    expect(noteStates(first, view, T0 + 5e6)['a']!.at(-1)).toMatchObject({ fromUs: T0 + 5e6, family: 'blocked' });
  });
});

describe('the station that holds the line', () => {
  const slow = (unit: string, effectUnits: number | null) => ({ unit, kind: 'slow' as const, sinceUs: T0 - 600e6, ratio: 0.91, effectUnits, effectKwh: null });

  it('is one that is stopped by itself while others wait for it, the most of them', () => {
    expect(holderOf(lineView(['blocked', 'blocked', 'down', 'starved', 'starved']), T0)).toBe('c');
    expect(holderOf(lineView(['blocked', 'held', 'producing', 'held', 'starved', 'starved']), T0)).toBe('d');
    expect(holderOf(lineView(['producing', 'down', 'producing']), T0)).toBeNull();
  });

  it('is one that produces between a blocked and a starved one', () => {
    expect(holderOf(lineView(['blocked', 'producing', 'starved']), T0)).toBe('b');
  });

  it('is none where only those after a fast machine wait: what they wait for may stand before it', () => {
    expect(holderOf(lineView(['producing', 'producing', 'starved']), T0)).toBeNull();
    expect(holderOf(lineView(['producing', 'idle', 'starved']), T0)).toBeNull();
  });

  it('is the one whose confirmed slowness costs the line the most', () => {
    expect(holderOf(lineView(['producing', 'producing', 'producing', 'starved'], { deviations: [slow('b', -40), slow('c', 0)] }), T0)).toBe('b');
    expect(holderOf(lineView(['producing', 'producing'], { deviations: [slow('a', null), slow('b', 0)] }), T0)).toBeNull();
    expect(holderOf(lineView(['producing', 'blocked'], { deviations: [slow('b', -40)] }), T0)).toBeNull();
  });

  it('is none while nobody has waited for a minute', () => {
    expect(holderOf(lineView(['down', 'starved']), T0 - 61e6)).toBeNull();
    expect(holderOf(lineView(['producing', 'producing']), T0)).toBeNull();
  });

  it('is none where everybody waits for what is outside', () => {
    expect(holderOf(lineView(['starved', 'starved']), T0)).toBeNull();
  });
});

describe('the overview', () => {
  it('says of a line what its worst stopped station is in', () => {
    expect(stateOf(lineView(['producing', 'held', 'down']))).toEqual({ family: 'down', unit: 'c' });
    expect(stateOf(lineView(['blocked', 'producing', 'starved']))).toEqual({ family: 'producing', unit: 'b' });
  });

  it('puts silent lines first, then stopped ones; those never heard of last', () => {
    const lines = [lineView(['producing']), lineView(['down']), lineView(['producing'], { freshness: 'stale' }), lineView(['unknown'], { freshness: 'none' })];
    expect(
      lines
        .map((view, i) => [i, needOfLine(view).need] as const)
        .sort((a, b) => b[1] - a[1])
        .map(([i]) => i),
    ).toEqual([2, 1, 0, 3]);
  });
});

describe('the age of what is shown', () => {
  const received = (over: Parameters<typeof lineView>[1], link: 'live' | 'offline' | 'stale' = 'live') => ({
    view: lineView(['producing'], over),
    asOfUs: T0 + 800_000,
    receivedMs: 1000,
    link,
  });

  const WALL = T0 + 5e6;

  it('grows from the newest reading', () => {
    expect(ageOf(received({}), 1500, WALL)).toEqual({ kind: 'live', ageS: 1.3, atUs: T0, nowUs: T0 + 800_000 });
  });

  it('of a line that catches up is that of its newest reading, not of the queue', () => {
    const behind = { view: lineView(['producing'], { catchingUp: true, clock: 'wall' }), asOfUs: T0, receivedMs: 1000, link: 'live' as const };
    expect(ageOf(behind, 1000, T0 + 7200e6)).toMatchObject({ kind: 'live', ageS: 7200 });
  });

  it('is in seconds of ours, also where the line runs faster', () => {
    expect(ageOf(received({ speed: 8 }), 1000, WALL).ageS).toBe(0.1);
  });

  it('is never live without a live connection', () => {
    expect(ageOf(received({}, 'offline'), 1000, WALL).kind).toBe('offline');
    expect(ageOf(received({}, 'stale'), 1000, WALL).kind).toBe('offline');
    expect(ageOf(null, 1000, WALL).kind).toBe('connecting');
  });

  it('turns from seconds to a time of day', () => {
    expect(ageOf(received({ freshness: 'stale' }), 42_000, WALL).kind).toBe('stale');
    expect(ageOf(received({ freshness: 'stale' }), 700_000, WALL).kind).toBe('since');
  });

  it('of a recording that has ended counts from its last arrival, however long the page is open', () => {
    const heardAtUs = T0 + 1000e6;
    const silent = received({ freshness: 'stale', clock: 'source', speed: 3113, heardAtUs });
    expect(ageOf(silent, 1000, heardAtUs + 45e6)).toEqual({ kind: 'stale', ageS: 45, atUs: heardAtUs, nowUs: heardAtUs + 45e6 });
    expect(ageOf(silent, 1000, heardAtUs + 7200e6)).toEqual({ kind: 'since', ageS: 7200, atUs: heardAtUs, nowUs: heardAtUs + 7200e6 });
  });
});

describe('the clock of the server', () => {
  it('is ours until an answer shows that the two differ, and the newest answer holds', () => {
    const nowMs = Date.parse('2026-11-22T06:00:00Z');
    expect(serverNowUs(nowMs)).toBe(nowMs * 1000);
    noteServerTime('Sun, 22 Nov 2026 05:59:59 GMT', nowMs);
    expect(serverNowUs(nowMs)).toBe(nowMs * 1000);
    noteServerTime('Sun, 22 Nov 2026 06:05:00 GMT', nowMs);
    noteServerTime('Sun, 22 Nov 2026 06:04:00 GMT', nowMs);
    noteServerTime('not a date', nowMs);
    expect(serverNowUs(nowMs)).toBe((nowMs + 300_000) * 1000);
  });
});
