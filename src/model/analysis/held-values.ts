import type { HeldSpread } from '../../contract/held-spread.js';
import { cursor, type MeasuredStep } from './family-turns.js';
import type { Stretch } from './stops.js';

/** A number for so long [s]. */
export interface HeldValue {
  value: number;
  s: number;
}

/** What a signal was within stretches: each number until the next reading, and not where its unit was `silent`. All in order of time. */
export function heldWithin(steps: readonly MeasuredStep[], stretches: readonly Stretch[], silent: readonly Stretch[]): HeldValue[] {
  const edges = [...steps.map(({ atUs }) => atUs), ...silent.flatMap(({ fromUs, toUs }) => [fromUs, toUs])].sort((a, b) => a - b);
  const inForce = cursor(steps, ({ atUs }) => atUs);
  const silence = cursor(silent, ({ fromUs }) => fromUs);
  const held: HeldValue[] = [];
  let next = 0;
  for (const { fromUs, toUs } of stretches) {
    for (let beginUs = fromUs; beginUs < toUs;) {
      while (next < edges.length && edges[next]! <= beginUs) next++;
      const endUs = Math.min(toUs, edges[next] ?? Infinity);
      const value = inForce(beginUs)?.value;
      const heard = (silence(beginUs)?.toUs ?? -Infinity) <= beginUs;
      if (typeof value === 'number' && heard) held.push({ value, s: (endUs - beginUs) / 1e6 });
      beginUs = endUs;
    }
  }
  return held;
}

/** How values spread, each as heavy as it lasted; null where there are none. */
export function spreadOf(held: readonly HeldValue[]): HeldSpread | null {
  const sorted = [...held].sort((a, b) => a.value - b.value);
  const s = sorted.reduce((sum, each) => sum + each.s, 0);
  if (s <= 0) return null;
  const at = (share: number) => {
    let before = 0;
    for (const each of sorted) if ((before += each.s) >= share * s) return each.value;
    return sorted.at(-1)!.value;
  };
  return {
    s,
    mean: sorted.reduce((sum, each) => sum + each.value * each.s, 0) / s,
    min: sorted[0]!.value,
    q1: at(0.25),
    median: at(0.5),
    q3: at(0.75),
    max: sorted.at(-1)!.value,
  };
}

/** Time at values from bin to bin, from the least value to the greatest; `width` of a bin. Bins begin at multiples of it. */
export function histogram(held: readonly HeldValue[], width: number): { from: number; to: number; s: number }[] {
  const bins = new Map<number, number>();
  for (const { value, s } of held) bins.set(Math.floor(value / width), (bins.get(Math.floor(value / width)) ?? 0) + s);
  const numbers = [...bins.keys()];
  if (numbers.length === 0) return [];
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return Array.from({ length: last - first + 1 }, (_, i) => ({ from: (first + i) * width, to: (first + i + 1) * width, s: bins.get(first + i) ?? 0 }));
}
