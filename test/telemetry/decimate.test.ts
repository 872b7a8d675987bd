import type { Series } from '../../src/contract/telemetry.js';
import { decimated, windowFor, withGaps } from '../../src/telemetry/decimate.js';
import type { History, SeriesQuery } from '../../src/telemetry/history.js';

const S = 1_000_000;
const series = (over: Partial<Series>): Series => ({
  line: 'osd-1',
  unit: 'press',
  signal: 'speed',
  everyUs: null,
  atUs: [],
  value: [],
  truncated: false,
  ...over,
});
const question = { line: 'osd-1', unit: 'press', signal: 'speed' as const, fromUs: 0, toUs: 100 * S };

/** A history of one series: raw readings at the given seconds, windows of their own. */
function fake(raw: number[], windowed: number[] = []): { history: History; asked: SeriesQuery[] } {
  const asked: SeriesQuery[] = [];
  const answer = async (query: SeriesQuery): Promise<Series> => {
    asked.push(query);
    const seconds = (query.everyUs === null ? raw : windowed).slice(0, query.limit);
    const extra = query.everyUs === null ? {} : { everyUs: query.everyUs, min: seconds, max: seconds };
    return series({ atUs: seconds.map((s) => s * S), value: seconds, truncated: query.everyUs === null && raw.length > query.limit, ...extra });
  };
  return { history: { series: answer } as unknown as History, asked };
}

it('the window is the narrowest readable one that needs no more points than asked for', () => {
  expect(windowFor(8 * 3600 * S, 1200)).toBe(30 * S);
  expect(windowFor(3600 * S, 1200)).toBe(5 * S);
  expect(windowFor(100 * S, 101)).toBe(S);
  expect(windowFor(10 * 365 * 86_400 * S, 100)).toBe(6 * 604_800 * S);
});

it('few readings are given as they are, in one question', async () => {
  const { history, asked } = fake([0, 10, 20]);
  expect(await decimated(history, question, 100)).toMatchObject({ everyUs: null, value: [0, 10, 20], truncated: false });
  expect(asked).toHaveLength(1);
});

it('many readings are given as windows that keep least and greatest', async () => {
  const { history, asked } = fake(
    Array.from({ length: 50 }, (_, i) => i * 2),
    [0, 10, 90],
  );
  expect(await decimated(history, question, 21)).toMatchObject({
    everyUs: 5 * S,
    atUs: [0, 10 * S, 50 * S, 90 * S],
    value: [0, 10, null, 90],
    min: [0, 10, null, 90],
    max: [0, 10, null, 90],
  });
  expect(asked.map((query) => query.everyUs)).toEqual([null, 5 * S]);
});

it('a pause in readings that usually come every 10 s is a null, their usual interval is none', async () => {
  const { history } = fake([0, 10, 20, 30, 80, 90]);
  expect(await decimated(history, question, 100)).toMatchObject({ atUs: [0, 10, 20, 30, 55, 80, 90].map((s) => s * S), value: [0, 10, 20, 30, null, 80, 90] });
});

it('three windows without data are no gap, more are', () => {
  expect(withGaps(series({ atUs: [0, 3, 7], value: [1, 2, 3] }), 3)).toMatchObject({ atUs: [0, 3, 5, 7], value: [1, 2, null, 3] });
});
