import type { CompiledLine } from '../compile.js';

/** A station at which the line's good units are measured, and the part of the ideal flow of the line that is its own. */
export interface MeasurePoint {
  station: number;
  /** [good units/us] */
  idealPerUs: number;
}

const US_PER_MIN = 60e6;

/**
 * Where losses of a line are measured, as its OEE (view.ts): at its slowest station, since no other can make up for what that one
 * loses. Where items can pass it by on parallel ways it tells nothing of them: there at the stations whose items leave the line,
 * each for its share of the ideal flow, as their own ideal rates share it.
 */
export function measurePoints(line: CompiledLine): MeasurePoint[] {
  const idealPerUs = line.idealRatePerMin / US_PER_MIN;
  if (line.network === null || !passable(line, line.slowestStation)) return [{ station: line.slowestStation, idealPerUs }];
  const rates = line.ends.map((end) => line.stations[end]!.ratePerUs * line.stations[end]!.unitsPerItem);
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return line.ends.map((station, k) => ({ station, idealPerUs: (idealPerUs * rates[k]!) / total }));
}

/** Whether items get from where they enter to where they leave without passing a station. */
function passable(line: CompiledLine, avoided: number): boolean {
  const { before } = line.network!;
  const seen = new Set<number>();
  const enters = (i: number): boolean => {
    if (i === avoided || seen.has(i)) return false;
    seen.add(i);
    return before[i]!.ways.length === 0 || before[i]!.ways.some(({ from }) => enters(from));
  };
  return line.ends.some((end) => {
    seen.clear();
    return enters(end);
  });
}

/** Stations that give to each, and that take from it. */
export interface Neighbours {
  before: number[][];
  after: number[][];
}

export function neighboursOf({ stations, network }: CompiledLine): Neighbours {
  if (network !== null) {
    return { before: network.before.map(({ ways }) => ways.map(({ from }) => from)), after: network.after.map(({ ways }) => ways.map(({ to }) => to)) };
  }
  return {
    before: stations.map((_, i) => (i > 0 ? [i - 1] : [])),
    after: stations.map((_, i) => (i + 1 < stations.length ? [i + 1] : [])),
  };
}

/** These stations and all that come after them. */
export function fromHereOn({ after }: Neighbours, from: readonly number[]): number[] {
  const reached = new Set(from);
  for (const i of reached) for (const next of after[i]!) reached.add(next);
  return [...reached].sort((a, b) => a - b);
}

/** Whether the stations stand in one row, so that each has one before and one after it, and which order that is; null: the line branches. */
export function rowOf({ before, after }: Neighbours): number[] | null {
  const first = before.flatMap((stations, i) => (stations.length === 0 ? [i] : []));
  if (first.length !== 1) return null;
  const row = [first[0]!];
  for (let i = after[first[0]!]!; i.length > 0; i = after[row.at(-1)!]!) {
    if (i.length > 1 || before[i[0]!]!.length > 1) return null;
    row.push(i[0]!);
  }
  return row;
}
