import { surelyAbove } from './certainty.js';

/** Shares of its working time in which each station of a line was starved and blocked, in the order of the flow: one observation. */
export interface WaitShares {
  starved: readonly number[];
  blocked: readonly number[];
}

export interface TurningPoint {
  /** number of the station in the order of the flow */
  station: number;
  /** the observations show it beyond doubt; false: it may be noise, or others wait as little */
  certain: boolean;
}

export interface TurningPoints {
  /**
   * one: one station is certain; several: several are, the line falls into segments; uncertain: stations turn, but not beyond
   * doubt; tie: stations at the turn wait equally little; none: nowhere does blocked before turn into starved after.
   */
  verdict: 'one' | 'several' | 'uncertain' | 'tie' | 'none';
  points: TurningPoint[];
}

/** Shares that differ by less are equal: they differ by rounding. */
const ROUNDING = 1e-9;

/**
 * The blockage-starvation turning point (Li, Chang and Ni 2009): the station before which stations are blocked more than starved,
 * after which they are starved more than blocked, and which waits less than its neighbours. Where shares turn several times,
 * each turn ends a segment with a point of its own. `inTime`: the observations are stretches of one history.
 * Every condition is tested on its own, the level shared among them (Bonferroni), so that equal stations are no finding.
 */
export function turningPoints(observations: readonly WaitShares[], inTime = false): TurningPoints {
  const stations = observations[0]?.starved.length ?? 0;
  const of = (value: (shares: WaitShares, i: number) => number) => Array.from({ length: stations }, (_, i) => observations.map((shares) => value(shares, i)));
  const starved = of((shares, i) => shares.starved[i]!);
  const blocked = of((shares, i) => shares.blocked[i]!);
  const waits = of((shares, i) => shares.starved[i]! + shares.blocked[i]!);
  const excess = starved.map((values, i) => signOf(meanOf(blocked[i]!) - meanOf(values)));
  const candidates = turnsOf(excess).map((beside) => leastOf(waits.map(meanOf), beside));
  const conditions = candidates.map((least) => (least.length === 1 ? conditionsOf(least[0]!, starved, blocked, waits) : []));
  const tests = conditions.flat().length;
  const points = candidates.flatMap((least, k) => {
    const certain = least.length === 1 && observations.length > 1 && conditions[k]!.every(([more, less]) => surelyAbove(more, less, tests, inTime));
    return least.map((station) => ({ station, certain }));
  });
  const certain = points.filter((point) => point.certain).length;
  const tie = candidates.some((least) => least.length > 1);
  return { verdict: certain > 1 ? 'several' : certain === 1 ? 'one' : tie ? 'tie' : points.length > 0 ? 'uncertain' : 'none', points };
}

const signOf = (difference: number) => (Math.abs(difference) <= ROUNDING ? 0 : Math.sign(difference));

/**
 * Stations at each turn from blocked to starved: the last that is blocked more, those that are neither, and the first that is
 * starved more. One that is neither at an end of the line may be the turn too: nobody stands on its other side.
 */
function turnsOf(excess: readonly number[]): number[][] {
  const turns: number[][] = [];
  for (let i = -1; i + 1 < excess.length; i++) {
    if (i < 0 ? excess[0] !== 0 : excess[i]! <= 0) continue;
    let end = i + 1;
    while (end < excess.length && excess[end] === 0) end++;
    if (end < excess.length && excess[end]! > 0) continue;
    const [from, to] = [Math.max(0, i), Math.min(end, excess.length - 1)];
    turns.push(Array.from({ length: to - from + 1 }, (_, k) => from + k));
  }
  return turns;
}

/** Of these stations those that wait least. */
function leastOf(waits: readonly number[], beside: readonly number[]): number[] {
  const least = Math.min(...beside.map((j) => waits[j]!));
  return beside.filter((j) => waits[j]! <= least + ROUNDING);
}

type Condition = [more: readonly number[], less: readonly number[]];

/** What must hold of a turning point, as far as it has neighbours. */
function conditionsOf(j: number, starved: number[][], blocked: number[][], waits: number[][]): Condition[] {
  const conditions: Condition[] = [];
  if (j > 0) conditions.push([blocked[j - 1]!, starved[j - 1]!], [waits[j - 1]!, waits[j]!]);
  if (j + 1 < waits.length) conditions.push([starved[j + 1]!, blocked[j + 1]!], [waits[j + 1]!, waits[j]!]);
  return conditions;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
