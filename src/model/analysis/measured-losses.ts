import type { LineLosses } from '../../contract/losses.js';
import type { CompiledLine } from '../compile.js';
import { activePeriods, holdsOf, presentBottleneck } from './active-period.js';
import type { UnitSums } from './counted.js';
import { goodUnitsOf } from './good-units.js';
import { fromHereOn, measurePoints, neighboursOf } from './measure-point.js';
import { measuredWork, type MeasuredUnit } from './measured-work.js';
import { stationWaits } from './run-analysis.js';
import { startUpsOf, type StartUp } from './start-up.js';
import { frequencyAndSeverity, shapeOf, turningPointOf } from './summary.js';
import { cut, workOf, type Timeline } from './timeline.js';
import { waterfallOf, type Rejected } from './waterfall.js';

/** Losses of a measured line, instants in microseconds. */
export interface MeasuredLosses extends Pick<LineLosses, 'unknownShare' | 'units' | 'waterfall' | 'notes'> {
  bottleneck: (Omit<NonNullable<LineLosses['bottleneck']>, 'now'> & { now: { unit: string; sinceUs: number } | null }) | null;
}

/** Stretches of the window that the turning point is tested over. */
const STRETCHES = 10;

/** Which machine held a line in [fromUs, toUs), and where its units went, from what was heard of its units (in the order of its stations). */
export function measuredLosses(line: CompiledLine, units: readonly MeasuredUnit[], fromUs: number, toUs: number): MeasuredLosses {
  const { shifts, sums, timeline } = measuredWork(line, units, fromUs, toUs);
  const workUs = workOf(timeline);
  const unknownUs = Array.from(timeline.waits.unknownUs);
  const unknown = units.map((_, i) => ratio(unknownUs[i]!, workUs[i]! + unknownUs[i]!));
  const known = workUs.some((us) => us > 0);
  const notes: string[] = [];
  return {
    unknownShare: ratio(total(unknownUs), total(workUs) + total(unknownUs)),
    units: units.map(({ id }, i) => ({ unit: id, unknownShare: unknown[i]! })),
    bottleneck: known ? bottleneck(line, timeline) : null,
    waterfall: known ? waterfall(line, timeline, sums, shifts, notes) : null,
    notes,
  };
}

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

function bottleneck(line: CompiledLine, t: Timeline): MeasuredLosses['bottleneck'] {
  const active = activePeriods(t);
  const { activeUs, units } = holdsOf(active, t.fromUs, t.toUs);
  const relative = frequencyAndSeverity(units.map(({ turns, momentary }) => ({ turns, us: momentary * activeUs })));
  const now = presentBottleneck(active, t.toUs);
  const stretches = Array.from({ length: STRETCHES }, (_, n) => {
    const at = (k: number) => t.fromUs + ((t.toUs - t.fromUs) * k) / STRETCHES;
    return stationWaits(cut(t, at(n), at(n + 1)));
  });
  return {
    now: now && { unit: t.units[now.unit]!, sinceUs: now.sinceUs },
    activePeriod: units.map(({ momentary, sole, shifting }, i) => ({ unit: t.units[i]!, momentary, sole, shifting, ...relative[i]! })),
    turningPoint: turningPointOf(shapeOf(line), stretches, true),
  };
}

function waterfall(line: CompiledLine, t: Timeline, sums: readonly UnitSums[], shifts: [number, number][], notes: string[]): MeasuredLosses['waterfall'] {
  const points = measurePoints(line);
  const neighbours = neighboursOf(line);
  const stations = points.map(({ station }) => station);
  const silent = [...stations.filter((i) => sums[i]!.processed === null), ...line.ends.filter((i) => sums[i]!.good === null)];
  if (silent.length > 0) {
    const ids = [...new Set(silent)].map((i) => line.stations[i]!.id).join(', ');
    notes.push(`no counts of ${ids} are known: losses cannot be told in units`);
    return null;
  }
  const startUps = startUpsOf(t);
  const after = fromHereOn(neighbours, stations);
  const rejected = line.stations.map(({ index, id }): Rejected => {
    const sum = sums[index]!.rejected;
    if (sum === null && after.includes(index)) notes.push(`${id} reports no rejects: what it rejects counts as content of the buffers`);
    return sum === null ? { startUp: 0, run: 0 } : rejectedOf(t, index, startUps, sum);
  });
  const { theoreticalUnits, losses, goodUnits } = waterfallOf({
    timeline: t,
    neighbours,
    points,
    unitsPerItem: line.stations.map(({ unitsPerItem }) => unitsPerItem),
    rejected,
    goodUnits: goodUnitsOf(line, sums, t.fromUs, t.toUs)!,
    shifts,
    microStopUs: line.definition.microStop * 1e6,
  });
  return { measuredAt: stations.map((i) => line.stations[i]!.id), theoreticalUnits, losses, goodUnits };
}

function rejectedOf(t: Timeline, unit: number, startUps: readonly StartUp[], sum: (atUs: number) => number): Rejected {
  let startUp = 0;
  for (const { span, share } of startUps) {
    const begin = t.begin[span]!;
    if (t.unit[span] === unit) startUp += sum(begin + share * (t.end[span]! - begin)) - sum(begin);
  }
  return { startUp, run: sum(t.toUs) - sum(t.fromUs) - startUp };
}
