/** A curve by its own instants [s]. A null or NaN value is a gap. */
export interface Curve {
  atS: ArrayLike<number>;
  value: ArrayLike<number | null>;
}

export type Column = (number | null | undefined)[];

/**
 * Curves with instants of their own as columns over all instants, as uPlot takes them: null is a gap, undefined an instant
 * that the curve does not have.
 */
export function align(curves: readonly Curve[]): [number[], ...Column[]] {
  const instants = new Set<number>();
  for (const { atS } of curves) for (let i = 0; i < atS.length; i++) instants.add(atS[i]!);
  const x = [...instants].sort((a, b) => a - b);
  const index = new Map(x.map((at, i) => [at, i]));
  const columns = curves.map(({ atS, value }) => {
    const column: Column = new Array<number | null | undefined>(x.length).fill(undefined);
    for (let i = 0; i < atS.length; i++) column[index.get(atS[i]!)!] = known(value[i]);
    return column;
  });
  return [x, ...columns];
}

const known = (value: number | null | undefined) => (value === null || value === undefined || Number.isNaN(value) ? null : value);

/** The first curve up to where the second begins, then the second. */
export function append(first: Curve, second: Curve): Curve {
  const begin = second.atS.length > 0 ? second.atS[0]! : Infinity;
  const atS: number[] = [];
  const value: (number | null)[] = [];
  for (let i = 0; i < first.atS.length && first.atS[i]! < begin; i++) {
    atS.push(first.atS[i]!);
    value.push(known(first.value[i]));
  }
  for (let i = 0; i < second.atS.length; i++) {
    atS.push(second.atS[i]!);
    value.push(known(second.value[i]));
  }
  return { atS, value };
}

/** The part of a curve that is not before `fromS`. */
export function since(curve: Curve, fromS: number): Curve {
  let first = 0;
  while (first < curve.atS.length && curve.atS[first]! < fromS) first++;
  return { atS: Array.prototype.slice.call(curve.atS, first) as number[], value: Array.prototype.slice.call(curve.value, first) as (number | null)[] };
}
