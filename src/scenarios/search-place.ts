import type { z } from 'zod';
import type { ChangeNote } from '../contract/change-note.js';
import type { Issue } from '../contract/problem.js';
import type { KpiRow } from '../model/search/rows.js';
import type { RunQueue } from './run-job.js';

export type Varied<Variant> = { ok: true; variant: Variant; notes: ChangeNote[] } | { ok: false; issues: Issue[] };

/** A line or a site as a search sees it: what can be changed of it, and what is told of it. */
export interface SearchPlace<Change, Variant> {
  /** in the order of answers */
  kpis: readonly string[];
  /** whether more of it is better */
  trend: Readonly<Record<string, 'up' | 'down'>>;
  change: z.ZodType<Change>;
  /** The place with these changes. Issues point into { changes }. */
  vary(changes: readonly Change[]): Varied<Variant>;
}

/** One plant to be simulated, for one variant or several that differ in their supply alone. */
export interface SearchPlant {
  /** indices of the variants */
  of: readonly number[];
  /** Figures of each of these variants in `count` replications from `from` on. */
  simulate(queue: RunQueue, from: number, count: number, signal: AbortSignal): Promise<KpiRow[][]>;
}

/** Items with the same key together, with their places; in the order of the first of each. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): { of: number[]; items: Item[] }[] {
  const groups = new Map<string, { of: number[]; items: Item[] }>();
  items.forEach((item, i) => {
    const key = keyOf(item);
    const group = groups.get(key) ?? { of: [], items: [] };
    group.of.push(i);
    group.items.push(item);
    groups.set(key, group);
  });
  return [...groups.values()];
}
