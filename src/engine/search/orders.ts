/** Good first sequences of orders, which are numbered from 0. */

/** Earliest due date first; orders due at once in the order of their numbers. */
export const earliestDue = (due: readonly number[]): number[] => [...due.keys()].sort((a, b) => due[a]! - due[b]! || a - b);

/** Sum of the changes from each order to the next. */
export const changesOf = (sequence: readonly number[], change: readonly (readonly number[])[]): number =>
  sequence.slice(1).reduce((sum, order, k) => sum + change[sequence[k]!]![order]!, 0);

/**
 * A sequence with little to change between orders: the best that goes from some first order always on to the nearest that is left, then
 * each order moved to where it costs least, until none is better moved. Not always the least there is.
 * `change[i][j]`: time or cost from order i to order j that follows it.
 */
export function fewestChanges(change: readonly (readonly number[])[]): number[] {
  const found = change.map((_, first) => nearest(first, change));
  return settled(
    found.reduce((best, one) => (changesOf(one, change) < changesOf(best, change) ? one : best), found[0] ?? []),
    change,
  );
}

function nearest(first: number, change: readonly (readonly number[])[]): number[] {
  const sequence = [first];
  const left = new Set(change.keys());
  for (left.delete(first); left.size > 0;) {
    const from = change[sequence.at(-1)!]!;
    const next = [...left].reduce((best, order) => (from[order]! < from[best]! ? order : best));
    sequence.push(next);
    left.delete(next);
  }
  return sequence;
}

function settled(sequence: readonly number[], change: readonly (readonly number[])[]): number[] {
  let best = [...sequence];
  for (;;) {
    const moves = best.flatMap((_, from) => best.map((__, to) => inserted(best, from, to)));
    const better = moves.reduce((least, one) => (changesOf(one, change) < changesOf(least, change) - 1e-9 ? one : least), best);
    if (better === best) return best;
    best = better;
  }
}

/** The sequence with what stands at one place moved to another. */
export function inserted(sequence: readonly number[], from: number, to: number): number[] {
  const without = sequence.filter((_, place) => place !== from);
  return [...without.slice(0, to), sequence[from]!, ...without.slice(to)];
}

/** The sequence with two places exchanged. */
export const swapped = (sequence: readonly number[], a: number, b: number): number[] =>
  sequence.map((order, place) => (place === a ? sequence[b]! : place === b ? sequence[a]! : order));
