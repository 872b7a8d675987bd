/**
 * Chances of error of several tests, corrected so that the chance of any false alarm among them stays below the level:
 * reject those at or below it (Holm 1979, step-down). In the order given.
 */
export function holm(chances: readonly number[]): number[] {
  const order = chances.map((_, i) => i).sort((a, b) => chances[a]! - chances[b]!);
  const corrected = new Array<number>(chances.length).fill(1);
  let worst = 0;
  for (const [rank, i] of order.entries()) {
    worst = Math.max(worst, Math.min(1, (chances.length - rank) * chances[i]!));
    corrected[i] = worst;
  }
  return corrected;
}
