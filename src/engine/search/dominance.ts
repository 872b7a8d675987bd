/** Several goals at once. Merits: a number for each goal, more is better. */
export type Merits = readonly number[];

/** Nowhere worse, and somewhere better. */
export const dominates = (a: Merits, b: Merits): boolean => a.every((value, g) => value >= b[g]!) && a.some((value, g) => value > b[g]!);

/** Those that no other one comes before, then those that only the former come before, and so on. */
export function* layers<T>(items: readonly T[], before: (a: T, b: T) => boolean): Generator<T[]> {
  for (let left = [...items]; left.length > 0;) {
    const layer = new Set(left.filter((item) => !left.some((other) => before(other, item))));
    yield [...layer];
    left = left.filter((item) => !layer.has(item));
  }
}

/**
 * How much room each has among its neighbours: crowding distance (Deb, Pratap, Agarwal and Meyarivan 2002). Infinite at the ends of a goal.
 */
export function crowding(merits: readonly Merits[]): number[] {
  const room = merits.map(() => 0);
  for (const g of merits[0]?.keys() ?? []) {
    const order = merits.map((_, i) => i).sort((a, b) => merits[a]![g]! - merits[b]![g]!);
    const range = merits[order.at(-1)!]![g]! - merits[order[0]!]![g]!;
    for (const [place, i] of order.entries()) {
      const [below, above] = [order[place - 1], order[place + 1]];
      if (below === undefined || above === undefined) room[i] = Infinity;
      else if (range > 0) room[i]! += (merits[above]![g]! - merits[below]![g]!) / range;
    }
  }
  return room;
}

/**
 * Size of what these points dominate above a reference point: the area of two goals, the volume of three, and so on; the last goal is cut
 * into slices. Points that do not lie above the reference in every goal do not count.
 */
export function hypervolume(points: readonly Merits[], reference: Merits): number {
  const above = points.filter((point) => point.every((value, g) => value > reference[g]!));
  if (above.length === 0) return 0;
  const last = reference.length - 1;
  if (last === 0) return Math.max(...above.map(([value]) => value!)) - reference[0]!;
  const order = [...above].sort((a, b) => b[last]! - a[last]!);
  return order.reduce((sum, point, i) => {
    const depth = point[last]! - (order[i + 1]?.[last] ?? reference[last]!);
    if (depth === 0) return sum;
    const slice = order.slice(0, i + 1).map((of) => of.slice(0, last));
    return sum + depth * hypervolume(slice, reference.slice(0, last));
  }, 0);
}
