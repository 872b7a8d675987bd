import type { LedgerRow } from '../../../contract/cell-view.js';
import type { CompiledCell, Place } from '../../cell/compile.js';
import { fromHereOn, measurePoints, neighboursOf } from '../../analysis/measure-point.js';
import type { Entry } from './entries.js';
import type { PlannedTime } from './planned.js';
import { sourceOf } from './sources.js';
import { standingTimes } from './standing.js';

/** What a row tells where it is measured. */
export interface Reading {
  timeS: LedgerRow['timeS'];
  /** of its times */
  weight: number;
  stops: number;
  minorStops: number;
  good: number;
  rejected: number;
  /** [s]; null: not known */
  PRI: number | null;
}

/** Where times and counts are measured. */
export interface Measure {
  unit: string;
  /** sources whose times count */
  at: string[];
  /** null: the row is of none of its sources */
  read(entry: Entry): Reading | null;
}

/** A source alone, in items of its own. */
export function measureSource(entry: Entry, planned: PlannedTime): Measure {
  return own(entry.source.place!.unit.id, [entry.source.id], planned);
}

/**
 * A unit: its slots together. Of a segment (a line) time is measured at its slowest machine, good items where they leave the line, rejects
 * at that machine and after it, all in good units of the line at its ideal rate; machine OEEs are never multiplied. Where items can pass
 * the slowest machine by, time is measured at the ends, each with its share of the ideal flow. Stops of the unit as a whole count where the
 * file has laws for them. A segment of which nothing but the unit
 * itself is heard is measured there. `entries`: all there are.
 */
export function measureUnit(cell: CompiledCell, unit: string, entries: readonly Entry[], planned: PlannedTime): Measure {
  const places = cell.places.filter((place) => place.unit.id === unit);
  const [place] = places;
  if (place!.line !== null && places.length === 1) {
    const heard = new Set(entries.flatMap(({ source }) => (source.kind === 'machine' && source.place === place ? [source.station] : [])));
    const points = measurePoints(place!.line);
    if ([...points.map(({ station }) => station), ...place!.line.ends].every((station) => heard.has(station))) return measureSegment(place!, entries);
  }
  return own(unit, places.map(sourceOf), planned);
}

function own(unit: string, at: string[], planned: PlannedTime): Measure {
  const sources = new Set(at);
  return {
    unit,
    at,
    read: ({ source, row }) => (sources.has(source.id) ? { ...row, weight: 1, good: row.processed - row.rejected, PRI: planned(source, row) } : null),
  };
}

function measureSegment({ line, unit }: Place, entries: readonly Entry[]): Measure {
  const { stations, ends, idealRatePerMin } = line!;
  const points = measurePoints(line!);
  const ideal = points.reduce((sum, { idealPerUs }) => sum + idealPerUs, 0);
  const weights = new Map(points.map(({ station, idealPerUs }) => [station, idealPerUs / ideal]));
  const counting = new Set(
    fromHereOn(
      neighboursOf(line!),
      points.map(({ station }) => station),
    ),
  );
  const timesOf = standingTimes(entries.filter(({ source }) => source.place?.unit.id === unit.id));
  return {
    unit: unit.id,
    at: points.map(({ station }) => `${unit.id}.${stations[station]!.id}`),
    read(entry) {
      const { row } = entry;
      const { kind, place, station } = entry.source;
      if (place?.unit.id !== unit.id) return null;
      if (kind === 'place') return unit.stops.length > 0 ? { ...NOTHING, stops: row.stops, minorStops: row.minorStops } : null;
      const { unitsPerItem } = stations[station]!;
      const weight = weights.get(station) ?? 0;
      return {
        timeS: weight > 0 ? timesOf(entry) : {},
        weight,
        stops: weight * row.stops,
        minorStops: weight * row.minorStops,
        good: ends.includes(station) ? (row.processed - row.rejected) * unitsPerItem : 0,
        rejected: counting.has(station) ? row.rejected * unitsPerItem : 0,
        PRI: 60 / idealRatePerMin,
      };
    },
  };
}

const NOTHING: Reading = { timeS: {}, weight: 0, stops: 0, minorStops: 0, good: 0, rejected: 0, PRI: null };
