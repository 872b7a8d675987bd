import type { ChangeNote } from '../contract/change-note.js';
import type { Issue } from '../contract/problem.js';
import type { KpiRow } from '../model/search/rows.js';
import type { RunQueue } from './run-job.js';

/** A line or a site as a search sees it: what can be changed of it, and what is told of it. */
export interface SearchPlace<Variant = unknown> {
  /** in the order of answers */
  kpis: readonly string[];
  /** whether more of it is better */
  trend: Readonly<Record<string, 'up' | 'down'>>;
  /** With these changes, as documents that were checked. Issues point into { changes }. */
  vary(changes: readonly unknown[]): { ok: true; variant: Variant; notes: ChangeNote[] } | { ok: false; issues: Issue[] };
}

/** One plant to be simulated, for one variant or several that differ in their supply alone. */
export interface SearchPlant {
  /** indices of the variants */
  of: readonly number[];
  /** KPIs of each of these variants in the replications from `from` on. */
  simulate(queue: RunQueue, from: number, count: number, signal: AbortSignal): Promise<KpiRow[][]>;
}
