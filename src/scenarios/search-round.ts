import type { KpiRow } from '../model/search/rows.js';
import type { RunQueue } from './run-job.js';
import type { RunnerOptions } from './runner.js';
import { grouped, type SearchPlant } from './search-place.js';
import { workOff, type Rows, type Task } from './search-work.js';

/** Replications of a variant that are wanted. */
export interface Wanted<Variant> {
  variant: Variant;
  from: number;
  count: number;
}

/** Simulates what is wanted, of each its rows in order. Variants of which the same replications are wanted share their plants. */
export function simulateRound<Variant>(
  queue: RunQueue,
  wanted: readonly Wanted<Variant>[],
  plantsOf: (variants: readonly Variant[]) => SearchPlant[],
  options: RunnerOptions<Rows>,
): Promise<KpiRow[][]> {
  const plants: SearchPlant[] = [];
  const tasks: Task[] = [];
  for (const { of: places, items } of grouped(wanted, ({ from, count }) => `${from} ${count}`)) {
    const { from, count } = items[0]!;
    for (const plant of plantsOf(items.map(({ variant }) => variant))) {
      tasks.push({ plant: plants.length, from, count });
      plants.push({ ...plant, of: plant.of.map((i) => places[i]!) });
    }
  }
  return workOff(queue, plants, tasks, options);
}
