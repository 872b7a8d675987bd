import type { Bottleneck, Loss, TurningPoint, WaterfallEstimate } from '../../contract/losses.js';
import { LOSSES } from '../../contract/losses.js';
import type { CompiledLine } from '../compile.js';
import { meanBetween, surelyGreatest } from './certainty.js';
import { measurePoints, neighboursOf, rowOf } from './measure-point.js';
import { waitShares, type RunAnalysis, type StationWaits } from './run-analysis.js';
import { turningPoints } from './turning-point.js';

/** What a summary needs to know of a line. */
export interface LineShape {
  units: string[];
  /** stations in the order of the flow; null: the line branches */
  row: number[] | null;
  measuredAt: string[];
}

export function shapeOf(line: CompiledLine): LineShape {
  const units = line.stations.map(({ id }) => id);
  return { units, row: rowOf(neighboursOf(line)), measuredAt: measurePoints(line).map(({ station }) => units[station]!) };
}

/** Which machine holds the line, over replications of one line. */
export function bottleneckOf(shape: LineShape, runs: readonly RunAnalysis[]): Bottleneck {
  const shares = shape.units.map((_, i) => runs.map(({ holds }) => holds.units[i]!.momentary));
  const surely = surelyGreatest(shares);
  const pooled = frequencyAndSeverity(
    shape.units.map((_, i) => ({
      turns: total(runs, ({ holds }) => holds.units[i]!.turns),
      us: total(runs, ({ holds }) => holds.units[i]!.momentary * holds.activeUs),
    })),
  );
  const share = (i: number, key: 'momentary' | 'sole' | 'shifting') =>
    meanBetween(
      runs.map(({ holds }) => holds.units[i]![key]),
      false,
    );
  return {
    unit: surely === null ? null : shape.units[surely]!,
    activePeriod: shape.units.map((unit, i) => ({
      unit,
      momentary: share(i, 'momentary'),
      sole: share(i, 'sole'),
      shifting: share(i, 'shifting'),
      ...pooled[i]!,
    })),
    turningPoint: turningPointOf(
      shape,
      runs.map(({ waits }) => waits),
      false,
    ),
  };
}

/**
 * How often a machine became the bottleneck, of all times that one did, and how long it then stayed, by the mean of all (diagnosis of
 * dynamic bottlenecks by relative frequency and relative severity, after West, Schwenken and Deuse, arXiv 2306.16120).
 * Defined so that frequency times severity is the share of the time: null, null where nothing ever was.
 */
export function frequencyAndSeverity(held: readonly { turns: number; us: number }[]): { frequency: number | null; severity: number | null }[] {
  const turns = held.reduce((sum, unit) => sum + unit.turns, 0);
  const us = held.reduce((sum, unit) => sum + unit.us, 0);
  return held.map((unit) => ({
    frequency: turns > 0 ? unit.turns / turns : null,
    severity: unit.turns > 0 && us > 0 ? unit.us / unit.turns / (us / turns) : null,
  }));
}

/** The turning point with the shares that it was read off. An observation in which a station had no time to work says nothing of the line. */
export function turningPointOf({ units, row }: LineShape, observations: readonly StationWaits[], inTime: boolean): TurningPoint {
  const mean = (values: (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : meanBetween(known, inTime);
  };
  const shares = units.map((unit, i) => ({
    unit,
    starved: mean(observations.map(({ starved }) => starved[i]!)),
    blocked: mean(observations.map(({ blocked }) => blocked[i]!)),
  }));
  const told = observations.map(waitShares).filter((each) => each !== null);
  if (row === null) return { verdict: 'branched', points: [], units: shares };
  const ordered = told.map(({ starved, blocked }) => ({ starved: row.map((i) => starved[i]!), blocked: row.map((i) => blocked[i]!) }));
  const { verdict, points } = turningPoints(ordered, inTime);
  return { verdict, points: points.map(({ station, certain }) => ({ unit: units[row[station]!]!, certain })), units: shares };
}

/** The waterfall of replications of one line. */
export function waterfallEstimate({ units, measuredAt }: LineShape, runs: readonly RunAnalysis[]): WaterfallEstimate {
  const values = new Map<string, { loss: Loss['loss']; unit: string | null; lost: number[] }>();
  runs.forEach(({ waterfall }, r) => {
    for (const { loss, unit, lostUnits } of waterfall.losses) {
      const key = `${loss} ${unit}`;
      const row = values.get(key) ?? { loss, unit, lost: new Array<number>(runs.length).fill(0) };
      values.set(key, row);
      row.lost[r] = lostUnits;
    }
  });
  const place = (unit: string | null) => (unit === null ? -1 : units.indexOf(unit));
  return {
    measuredAt,
    theoreticalUnits: runs[0]!.waterfall.theoreticalUnits,
    losses: [...values.values()]
      .sort((a, b) => LOSSES.indexOf(a.loss) - LOSSES.indexOf(b.loss) || place(a.unit) - place(b.unit))
      .map(({ loss, unit, lost }) => ({ loss, unit, lostUnits: meanBetween(lost, false) })),
    goodUnits: meanBetween(
      runs.map(({ waterfall }) => waterfall.goodUnits),
      false,
    ),
  };
}

const total = (runs: readonly RunAnalysis[], value: (run: RunAnalysis) => number) => runs.reduce((sum, run) => sum + value(run), 0);
