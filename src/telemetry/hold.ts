import type { SignalValue } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { Reading, Window } from './history.js';

/** A value from its instant on until the next; null where none is known. What was read within it may have been lower and higher. */
export interface Step extends Reading {
  least?: number | null;
  greatest?: number | null;
}

export interface HeldWindows {
  atUs: Micros[];
  value: SignalValue[];
  min: (number | null)[];
  max: (number | null)[];
}

/** A window as it fills. */
interface Cell {
  knownUs: number;
  area: number;
  sum: number;
  count: number;
  min: number;
  max: number;
  last: SignalValue;
}

/**
 * Steps that nothing is known of during the silences. As with states, what held before a silence holds after it until a
 * reading says otherwise. Both in the order of time.
 */
export function withSilences(steps: readonly Step[], silences: readonly Window[]): Step[] {
  const list: Step[] = [];
  let next = 0;
  let held: SignalValue = null;
  for (const silence of silences) {
    while (next < steps.length && steps[next]!.atUs <= silence.fromUs) ({ value: held } = push(list, steps[next++]!));
    if (held === null) continue;
    push(list, { atUs: silence.fromUs, value: null });
    if (next >= steps.length || silence.toUs < steps[next]!.atUs) push(list, { atUs: silence.toUs, value: held });
  }
  return [...list, ...steps.slice(next)];
}

/**
 * Windows of steps, from the first that something is known of to `untilUs`: of numbers the mean over the time in which
 * they were known, with the least and the greatest; of texts, flags and codes the last. Null where nothing is known.
 */
export function heldWindows(steps: readonly Step[], { fromUs, toUs: untilUs }: Window, everyUs: Micros, codes: boolean): HeldWindows {
  const cells = new Map<number, Cell>();
  steps.forEach((step, i) => {
    const beginUs = Math.max(step.atUs, fromUs);
    const endUs = Math.max(beginUs, Math.min(steps[i + 1]?.atUs ?? untilUs, untilUs));
    if (step.value !== null && (step.atUs >= fromUs || endUs > beginUs)) spread(cells, step, { fromUs: beginUs, toUs: endUs }, everyUs, codes);
  });
  const windows: HeldWindows = { atUs: [], value: [], min: [], max: [] };
  const first = Math.min(...cells.keys());
  for (let at = first; at * everyUs < untilUs; at++) {
    const cell = cells.get(at);
    const numeric = cell !== undefined && cell.count > 0;
    windows.atUs.push(at * everyUs);
    windows.value.push(numeric ? meanOf(cell) : (cell?.last ?? null));
    windows.min.push(numeric ? cell.min : null);
    windows.max.push(numeric ? cell.max : null);
  }
  return windows;
}

function spread(cells: Map<number, Cell>, step: Step, held: Window, everyUs: Micros, codes: boolean): void {
  const first = Math.floor(held.fromUs / everyUs);
  for (let at = first; at === first || at * everyUs < held.toUs; at++) {
    const cell = cells.get(at) ?? { knownUs: 0, area: 0, sum: 0, count: 0, min: Infinity, max: -Infinity, last: null };
    cells.set(at, cell);
    if (typeof step.value === 'number' && !codes) {
      const us = Math.min(held.toUs, (at + 1) * everyUs) - Math.max(held.fromUs, at * everyUs);
      cell.knownUs += us;
      cell.area += step.value * us;
      cell.sum += step.value;
      cell.count += 1;
      cell.min = Math.min(cell.min, (at === first ? step.least : null) ?? step.value);
      cell.max = Math.max(cell.max, (at === first ? step.greatest : null) ?? step.value);
    } else {
      cell.last = step.value;
    }
  }
}

/** Mean over time; of readings that hold for no time, since the unit fell silent with them, the plain mean. */
const meanOf = ({ knownUs, area, sum, count }: Cell): number => (knownUs > 0 ? area / knownUs : sum / count);

function push(list: Step[], step: Step): Step {
  list.push(step);
  return step;
}
