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

/** Variants by their plants: those with the same key are simulated together. */
export function byPlant<Variant>(variants: readonly Variant[], keyOf: (variant: Variant) => string): { of: number[]; variants: Variant[] }[] {
  const plants = new Map<string, { of: number[]; variants: Variant[] }>();
  variants.forEach((variant, i) => {
    const key = keyOf(variant);
    const plant = plants.get(key) ?? { of: [], variants: [] };
    plant.of.push(i);
    plant.variants.push(variant);
    plants.set(key, plant);
  });
  return [...plants.values()];
}
