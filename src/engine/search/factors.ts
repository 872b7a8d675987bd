/** What may be chosen: a number between bounds, on a grid where it has a step. */
export interface Factor {
  from: number;
  /** above `from`; on a grid: the last level is the last one not above it */
  to: number;
  /** distance of neighbouring levels, above 0; absent: any number */
  step?: number;
}

/** Rounding that makes 0.1 + 2 * 0.1 the decimal number 0.3. */
const DIGITS = 12;
/** Share of a step by which the last level may miss the bound by rounding. */
const ROUNDING = 1e-9;

/** Levels of a factor on a grid; infinite for one that is not. */
export const levelsOf = ({ from, to, step }: Factor): number => (step === undefined ? Infinity : Math.floor((to - from) / step + ROUNDING) + 1);

/**
 * The level at a coordinate where 0 to 1 is the whole factor; beyond, the factor is mirrored at its bounds again and again, so that
 * whoever moves freely stays inside and finds an optimum on a bound in the middle of its surroundings. Levels of a grid have equal shares.
 */
export function levelAt(factor: Factor, coordinate: number): number {
  const turns = Math.abs(coordinate) % 2;
  const share = turns > 1 ? 2 - turns : turns;
  if (factor.step === undefined) return Math.min(factor.to, factor.from + share * (factor.to - factor.from));
  const levels = levelsOf(factor);
  return levelNumber(factor, Math.min(levels - 1, Math.floor(share * levels)));
}

/** The level of this number, from 0, of a factor on a grid. */
export const levelNumber = ({ from, step = 0 }: Factor, number: number): number => Number((from + number * step).toPrecision(DIGITS));

/** A coordinate that has this level, the middle of its share. */
export function coordinateOf(factor: Factor, level: number): number {
  if (factor.step === undefined) return (level - factor.from) / (factor.to - factor.from);
  return (Math.round((level - factor.from) / factor.step) + 0.5) / levelsOf(factor);
}

export const pointAt = (factors: readonly Factor[], coordinates: readonly number[]): number[] => factors.map((factor, k) => levelAt(factor, coordinates[k]!));

/** Every combination of the levels, the last factor fastest: few enough, they need a race and no search. Throws for a factor that has no step. */
export function gridOf(factors: readonly Factor[]): number[][] {
  if (factors.some(({ step }) => step === undefined)) throw new RangeError('a factor without step has no grid');
  return factors.reduce<number[][]>(
    (points, factor) => points.flatMap((point) => Array.from({ length: levelsOf(factor) }, (_, k) => [...point, levelNumber(factor, k)])),
    [[]],
  );
}
