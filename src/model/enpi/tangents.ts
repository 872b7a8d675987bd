import type { BaselineRequest } from '../../contract/enpi.js';
import type { Coefficient } from '../../engine/least-squares.js';
import { factorise } from '../../engine/triangle.js';
import type { Bases, DesignColumn } from './design.js';
import type { UsablePeriod } from './periods.js';

/** A base that was looked for: how what is expected follows it. */
export interface Tangent {
  of: 'heating' | 'cooling';
  baseC: number;
  /** [kWh] by degree and day that is colder (warmer) than the base */
  slopeKwh: number;
}

/**
 * The bases that were looked for, as further columns of the regression about its solution (Gauss and Newton), so that intervals know that
 * they are not known exactly. A base whose column the others make up, since every day is on one side of it, moves nothing.
 */
export function tangentsOf(
  request: BaselineRequest,
  bases: Bases,
  coefficients: readonly Coefficient[],
  columns: readonly DesignColumn[],
  periods: readonly UsablePeriod[],
): Tangent[] {
  const slopeOf = (of: Tangent['of']) => (of === 'heating' ? 1 : -1) * (coefficients.find(({ id }) => id === of)?.value ?? 0);
  const loose = (['heating', 'cooling'] as const).flatMap((of): Tangent[] => {
    const baseC = bases[of];
    return baseC === null || request[of]?.baseC !== undefined ? [] : [{ of, baseC, slopeKwh: slopeOf(of) }];
  });
  const held: Tangent[] = [];
  for (const tangent of loose) {
    const all = [...columns, ...tangentColumns([...held, tangent], periods)].map(({ values }) => values);
    const free = factorise(
      all,
      periods.map(() => 0),
    ).ok;
    if (free && all.length < periods.length) held.push(tangent);
  }
  return held;
}

/** Their columns. */
export const tangentColumns = (tangents: readonly Tangent[], periods: readonly UsablePeriod[]): { id: string; values: number[] }[] =>
  tangents.map(({ of, baseC, slopeKwh }) => ({ id: `${of}-base`, values: periods.map((period) => slopeKwh * daysBeyond(of, baseC, period)) }));

const daysBeyond = (of: Tangent['of'], baseC: number, { outdoorC, daysEach }: UsablePeriod): number =>
  outdoorC.filter((mean) => (of === 'heating' ? mean < baseC : mean > baseC)).length * daysEach;
