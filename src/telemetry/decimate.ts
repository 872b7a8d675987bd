import { CELL_EVENTS } from '../contract/cell-events.js';
import type { Series, SignalName } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { History, SeriesQuery, Window } from './history.js';
import { heldWindows, withSilences, type Step } from './hold.js';

/** What is asked for: a signal of a unit, in a window, at a time. */
export interface SeriesQuestion extends Omit<SeriesQuery, 'everyUs' | 'limit'> {
  /** Now of the line: nothing is held beyond it. */
  nowUs: Micros;
}

interface Seen {
  atUs: Micros;
  /** When its last reading was read, where that is later. */
  lastUs?: Micros;
}
type SeenStep = Step & Seen;

/** A unit that publishes by exception repeats everything at least every minute; five without a word is silence [us]. */
export const SILENT_US = 300e6;

/** Widths that people can read off an axis [s]. */
const WIDTHS_S = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800,
  604_800,
];
/** They rise between two readings and hold for no time: a window without reading tells nothing of them. */
const COUNTERS: ReadonlySet<SignalName> = new Set(['goodCount', 'processedCount', 'defectiveCount', 'energy', 'total']);
const COUNTER_FAMILIES = /^(energy|used)\./;
export const isCounter = (signal: SignalName): boolean => COUNTERS.has(signal) || COUNTER_FAMILIES.test(signal);

const MOST_READINGS = 20_000;
const FINE = 10; // windows of the store in one of the answer, where there are more readings
const MOST_GAPS = 100; // asked for one by one

/** Narrowest readable window that cuts the stretch into at most so many, [us]. */
export function windowFor(stretchUs: Micros, maxPoints: number): Micros {
  // A stretch that does not begin at a multiple of the window touches one more of them.
  const leastUs = stretchUs / (maxPoints - 1);
  const fitting = WIDTHS_S.find((width) => width * 1e6 >= leastUs);
  return fitting !== undefined ? Math.round(fitting * 1e6) : Math.ceil(leastUs / 604_800e6) * 604_800e6;
}

/**
 * At most `maxPoints` points of a signal. A value holds until the next, and while its unit is heard: a unit silent for
 * more than five minutes is not known from its last word on, and neither are its signals (null). The points are the
 * readings themselves, led by the value in force at the begin, or, where these are too many, windows of what held (mean
 * over time, least, greatest). Counters hold nothing: they rise from one reading to the next, and windows without a
 * reading are left out; only a silence is a null. Events are told as they came, up to `maxPoints` of them.
 */
export function decimated(history: History, question: SeriesQuestion, maxPoints: number): Promise<Series> {
  const { signal } = question;
  if (signal in CELL_EVENTS) return history.series({ ...question, everyUs: null, limit: maxPoints });
  return isCounter(signal) ? counterSeries(history, question, maxPoints) : levelSeries(history, question, maxPoints);
}

async function levelSeries(history: History, question: SeriesQuestion, maxPoints: number): Promise<Series> {
  const { line, unit, signal, fromUs, toUs, nowUs } = question;
  const everyUs = windowFor(toUs - fromUs, maxPoints);
  const [before, readings] = await Promise.all([history.lastBefore(line, unit, signal, fromUs), stepsOf(history, question, everyUs, maxPoints)]);
  const untilUs = Math.min(toUs, Math.max(nowUs, (readings.at(-1)?.atUs ?? 0) + 1));
  const steps: readonly SeenStep[] = before ? [before, ...readings] : readings;
  const seenToUs = Math.max(untilUs, Math.min(nowUs, toUs + SILENT_US)); // a silence may go on after the end
  const silences = await silencesIn(history, question, gapsOf([...steps, { atUs: seenToUs }], SILENT_US));
  const held = withSilences(steps, silences);
  const points = pointsOf(held, fromUs, untilUs);
  const common = { line, unit, signal, truncated: false };
  if (points.length <= maxPoints) return { ...common, everyUs: null, atUs: points.map(({ atUs }) => atUs), value: points.map(({ value }) => value) };
  return { ...common, everyUs, ...heldWindows(held, { fromUs, toUs: untilUs }, everyUs, signal === 'stopReason') };
}

/** The readings, or what held in narrow windows where these are too many. */
async function stepsOf(history: History, question: SeriesQuestion, everyUs: Micros, maxPoints: number): Promise<SeenStep[]> {
  const raw = await history.series({ ...question, everyUs: null, limit: MOST_READINGS });
  if (!raw.truncated) return raw.atUs.map((atUs, i) => ({ atUs, value: raw.value[i]! }));
  const fine = await history.held({ ...question, everyUs: everyUs / FINE, limit: FINE * maxPoints });
  return fine.flatMap(({ toUs, last, atUs, ...step }, i): SeenStep[] => {
    const mean = { ...step, atUs: Math.max(atUs, question.fromUs) };
    return (fine[i + 1]?.atUs ?? Infinity) > toUs ? [mean, { atUs: toUs, value: last, lastUs: step.lastUs }] : [mean];
  });
}

/** What is known from `fromUs` on, point by point. A null that begins with a reading comes after it. */
function pointsOf(held: readonly Step[], fromUs: Micros, untilUs: Micros): Step[] {
  const inForce = held.findLast(({ atUs }) => atUs <= fromUs);
  const points: Step[] = inForce && inForce.value !== null ? [{ atUs: fromUs, value: inForce.value }] : [];
  for (const { atUs, value } of held) {
    const last = points.at(-1);
    const told = last === undefined ? value === null : last.atUs === atUs && last.value === value;
    if (told || atUs < fromUs || atUs >= untilUs) continue;
    points.push({ atUs: last?.atUs === atUs ? atUs + 1 : atUs, value });
  }
  return points;
}

async function counterSeries(history: History, question: SeriesQuestion, maxPoints: number): Promise<Series> {
  const raw = await history.series({ ...question, everyUs: null, limit: maxPoints });
  const known = raw.truncated ? null : await withNulls(history, question, raw, 0);
  if (known !== null && known.atUs.length <= maxPoints) return known;
  const everyUs = windowFor(question.toUs - question.fromUs, maxPoints);
  return withNulls(history, question, await history.series({ ...question, everyUs, limit: maxPoints }), everyUs);
}

/** The series with one null in every pause between two points in which the unit was silent. A point stands for `everyUs`. */
async function withNulls(history: History, question: SeriesQuestion, series: Series, everyUs: Micros): Promise<Series> {
  const gaps = gapsOf(
    series.atUs.map((atUs) => ({ atUs, lastUs: atUs + everyUs })),
    SILENT_US,
  );
  const silences = await silencesIn(history, question, gaps);
  const { atUs, value, min, max } = series;
  const result: Series = { ...series, atUs: [], value: [], ...(min && { min: [] }), ...(max && { max: [] }) };
  let next = 0;
  for (let i = 0; i < atUs.length; i++) {
    const before = next;
    while (next < silences.length && silences[next]!.fromUs < atUs[i]!) next++;
    if (next > before && i > 0) push(result, Math.max(silences[before]!.fromUs, atUs[i - 1]! + 1), null, null, null);
    push(result, atUs[i]!, value[i]!, min?.[i] ?? null, max?.[i] ?? null);
  }
  return result;
}

/** Stretches longer than `longestUs` between what was read last and the next reading. */
function gapsOf(steps: readonly Seen[], longestUs: Micros): Window[] {
  const gaps: Window[] = [];
  for (let i = 1; i < steps.length; i++) {
    const { atUs, lastUs } = steps[i - 1]!;
    const gap = { fromUs: lastUs ?? atUs, toUs: steps[i]!.atUs };
    if (gap.toUs - gap.fromUs > longestUs) gaps.push(gap);
  }
  return gaps;
}

/** Silences of the unit within gaps of one of its signals: outside of them it was heard. */
async function silencesIn(history: History, { line, unit, fromUs }: SeriesQuestion, gaps: readonly Window[]): Promise<Window[]> {
  const clipped = gaps.map((gap) => ({ fromUs: Math.max(gap.fromUs, fromUs), toUs: gap.toUs })).filter((gap) => gap.toUs > gap.fromUs);
  const asked = clipped.length > MOST_GAPS ? [{ fromUs: clipped[0]!.fromUs, toUs: clipped.at(-1)!.toUs }] : clipped;
  const silences: Window[] = [];
  for (const gap of asked) silences.push(...(await history.silences(line, unit, gap, SILENT_US)));
  return silences;
}

function push(series: Series, atUs: Micros, value: Series['value'][number], min: number | null, max: number | null): void {
  series.atUs.push(atUs);
  series.value.push(value);
  series.min?.push(min);
  series.max?.push(max);
}
