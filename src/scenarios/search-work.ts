import type { KpiRow } from '../model/search/rows.js';
import type { JobQueue } from './queue.js';
import type { RunQueue } from './run-job.js';
import { runShares, type RunnerOptions } from './runner.js';
import type { SearchPlant } from './search-place.js';

/** Replications of a plant that are wanted. */
export interface Task {
  plant: number;
  from: number;
  count: number;
}

/** Replications of every plant are begun so many at a time, so that what is done when a run is stopped is done of every point. */
const BLOCK = 20;

/** As many replications of every plant, in blocks. */
export function inBlocks(plants: number, replications: number): Task[] {
  const tasks: Task[] = [];
  for (let from = 0; from < replications; from += BLOCK)
    for (let plant = 0; plant < plants; plant++) tasks.push({ plant, from, count: Math.min(BLOCK, replications - from) });
  return tasks;
}

/** Replications of all plants that tasks want. */
export const replicationsOf = (tasks: readonly Task[]): number => tasks.reduce((sum, { count }) => sum + count, 0);

/** A job, and the task that it is part of. */
interface Part extends Task {
  task: number;
}

/** For each variant its replications from the first that is wanted on, up to the first that is missing. */
export type Rows = KpiRow[][];

/**
 * Works off tasks. Replications of each plant stand in its tasks in their order, without a gap. The outcome depends neither on the split
 * into jobs nor on which worker was first.
 */
export function workOff(queue: RunQueue, plants: readonly SearchPlant[], tasks: readonly Task[], options: RunnerOptions<Rows>): Promise<Rows> {
  const ends: number[] = [];
  for (const { count } of tasks) ends.push((ends.at(-1) ?? 0) + count);
  const taskAt = tasks.flatMap(({ count }, task) => new Array<number>(count).fill(task));
  const partAt = (at: number, count: number): Part => {
    const task = taskAt[at]!;
    const { plant, from, count: all } = tasks[task]!;
    return { task, plant, from: from + at - (ends[task]! - all), count };
  };
  const jobs: JobQueue<Part, KpiRow[][]> = {
    width: queue.width,
    run: ({ plant, from, count }, signal) => plants[plant]!.simulate(queue, from, count, signal),
    close: () => queue.close(),
  };
  const most = (at: number) => ends[taskAt[at]!]! - at;
  return runShares(jobs, taskAt.length, partAt, (shares) => together(plants, tasks, partAt, shares), { ...options, most });
}

function together(
  plants: readonly SearchPlant[],
  tasks: readonly Task[],
  partAt: (at: number, count: number) => Part,
  shares: ReadonlyMap<number, KpiRow[][]>,
): Rows {
  const done = [...shares].map(([at, rows]) => ({ ...partAt(at, rows[0]!.length), rows })).sort((a, b) => a.from - b.from);
  const merged: Rows = [];
  const next = plants.map((_, plant) => tasks.find((task) => task.plant === plant)?.from ?? 0);
  for (const { plant, from, count, rows } of done) {
    if (from !== next[plant]) continue;
    next[plant] = from + count;
    plants[plant]!.of.forEach((variant, i) => (merged[variant] ??= []).push(...rows[i]!));
  }
  for (const { of } of plants) for (const variant of of) merged[variant] ??= [];
  return merged;
}
