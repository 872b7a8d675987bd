import type { Station } from '../contract/line.js';
import type { SignalName } from '../contract/telemetry.js';
import type { CountReading } from '../model/analysis/counted.js';
import type { HeardUnit, MeasuredStep } from '../model/analysis/family-turns.js';
import type { OrderedUnit } from '../model/analysis/line-oee.js';
import type { ReasonedUnit } from '../model/analysis/line-stops.js';
import { measuredTimeline } from '../model/analysis/measured-timeline.js';
import { stopsOf } from '../model/analysis/stops.js';
import { spansOf } from '../model/analysis/timeline.js';
import { workSpans } from '../model/calendar.js';
import type { CompiledLine } from '../model/compile.js';
import { SILENT_US } from '../telemetry/decimate.js';
import type { History, Window } from '../telemetry/history.js';

/** Readings of a signal that are taken one by one; where there are more, the last one of each of as many windows as a quarter of it. */
const MOST_READINGS = 20_000;
const WINDOWS = MOST_READINGS / 4;

/** What the history holds of a unit. */
export type StoredUnit = OrderedUnit & ReasonedUnit;

/** What the history holds of the units of a line, as the analysis wants it. One unit after the other: a week is a lot to read. */
export async function measuredUnits(history: History, line: CompiledLine, window: Window): Promise<StoredUnit[]> {
  const units: StoredUnit[] = [];
  for (const station of line.definition.stations) units.push(await measuredUnit(history, line.definition.id, station, window));
  return units;
}

/** The same without what they counted, orders and reasons. */
export const heardUnits = (history: History, line: CompiledLine, window: Window): Promise<HeardUnit[]> =>
  Promise.all(line.definition.stations.map((station) => heardUnit(history, line.definition.id, station, window)));

/** Whether a machine stood still by itself through all of a window, planned rest apart. */
export async function standsThroughout(history: History, line: CompiledLine, unit: string, window: Window): Promise<boolean> {
  const station = line.definition.stations.find(({ id }) => id === unit);
  if (station === undefined) return false;
  const heard = await heardUnit(history, line.definition.id, station, window);
  const { fromUs, toUs } = window;
  const timeline = measuredTimeline([heard], fromUs, toUs, workSpans(line.shifts, fromUs, toUs), () => NaN);
  const [first] = stopsOf(spansOf(timeline, 0), 0);
  return first !== undefined && first.fromUs === fromUs && first.toUs === null;
}

async function measuredUnit(history: History, line: string, station: Station, window: Window): Promise<StoredUnit> {
  const unit = station.id;
  const counts = async (signal: SignalName) => {
    const readings = [...(await stepsOf(history, line, unit, signal, window)), ...(await nextOf(history, line, unit, signal, window.toUs))];
    return readings.flatMap(({ atUs, value }): CountReading[] => (typeof value === 'number' ? [{ atUs, value }] : []));
  };
  const [heard, batch, good, processed, defective] = await Promise.all([
    heardUnit(history, line, station, window),
    stepsOf(history, line, unit, 'batch', window),
    counts('goodCount'),
    counts('processedCount'),
    counts('defectiveCount'),
  ]);
  return { ...heard, batch, counts: { good, processed, defective } };
}

async function heardUnit(history: History, line: string, station: Station, window: Window): Promise<HeardUnit & Pick<StoredUnit, 'states'>> {
  const unit = station.id;
  const steps = (signal: SignalName) => stepsOf(history, line, unit, signal, window);
  const [states, mode, blocked, starved] = await Promise.all([
    history.states(line, unit, window, { from: station.state === 'from-speed' ? 'speed' : 'state', silentUs: SILENT_US }),
    steps('mode'),
    steps('blocked'),
    steps('starved'),
  ]);
  return { id: unit, states, mode, blocked, starved };
}

/** Readings in the window, led by the one in force at its begin. */
export async function stepsOf(history: History, line: string, unit: string, signal: SignalName, window: Window): Promise<MeasuredStep[]> {
  const asked = { line, unit, signal, ...window };
  const [before, raw] = await Promise.all([
    history.lastBefore(line, unit, signal, window.fromUs),
    history.series({ ...asked, everyUs: null, limit: MOST_READINGS }),
  ]);
  const first = before === null ? [] : [before];
  if (!raw.truncated) return [...first, ...raw.atUs.map((atUs, i) => ({ atUs, value: raw.value[i]! }))];
  const everyUs = Math.ceil((window.toUs - window.fromUs) / WINDOWS);
  const held = await history.held({ ...asked, everyUs, limit: WINDOWS + 2 });
  return [...first, ...held.map(({ lastUs, last }) => ({ atUs: Math.min(lastUs, window.toUs), value: last }))];
}

/** The first reading at or after an instant, unless the signal is silent there: what was counted up to the instant lies before it. */
async function nextOf(history: History, line: string, unit: string, signal: SignalName, fromUs: number): Promise<MeasuredStep[]> {
  const { atUs, value } = await history.series({ line, unit, signal, fromUs, toUs: fromUs + SILENT_US, everyUs: null, limit: 1 });
  return atUs.map((at, i) => ({ atUs: at, value: value[i]! }));
}
