import { dominates as paretoDominates } from './dominance.js';
import type { Goal } from './search.js';

/** How goals are weighed against each other: each counts for itself, or the first counts most, and a later one where the former make no difference. */
export type Preference = 'pareto' | 'lexicographic';

/** How far the first of two points is ahead in a goal, surely at least and surely at most; the difference that is enough to matter. */
export interface Lead {
  low: number;
  high: number;
  enough: number;
}

/** The first is surely preferred. */
export function preferred(leads: readonly Lead[], preference: Preference): boolean {
  const ahead = ({ low, enough }: Lead) => low > enough;
  const notBehind = ({ low, enough }: Lead) => low > -enough;
  if (preference === 'pareto') return leads.some(ahead) && leads.every(notBehind);
  const first = leads.findIndex(ahead);
  return first >= 0 && leads.slice(0, first).every(notBehind);
}

/** The first is surely not preferred. */
export function notPreferred(leads: readonly Lead[], preference: Preference): boolean {
  const notAhead = ({ high, enough }: Lead) => high <= enough;
  const behind = ({ high, enough }: Lead) => high <= -enough;
  if (leads.every(notAhead)) return true;
  if (preference === 'pareto') return leads.some(behind);
  const first = leads.findIndex(behind);
  return first >= 0 && leads.slice(0, first).every(notAhead);
}

/** Goals in their indifferences, of which all but the last are rounded: what makes no difference is equal, and the order is one. More is better. */
export const keyOf = (merits: readonly number[], goals: readonly Goal[]): number[] =>
  merits.map((merit, g) => (g < goals.length - 1 ? Math.round(merit / goals[g]!.indifference) : merit / goals[g]!.indifference));

/** Number of the first place where two keys differ; their length where they do not. */
export function firstDifference(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, k) => value !== b[k]);
  return at < 0 ? a.length : at;
}

/** The first is preferred by means, told as merits. */
export function preferredByMeans(a: readonly number[], b: readonly number[], goals: readonly Goal[], preference: Preference): boolean {
  if (preference === 'pareto') return paretoDominates(a, b);
  const [x, y] = [keyOf(a, goals), keyOf(b, goals)];
  const at = firstDifference(x, y);
  return at < x.length && x[at]! > y[at]!;
}
