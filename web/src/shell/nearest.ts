import type { Place } from '../habits/place.js';

/** What is nearest to a path that leads nowhere: the overview, its help, or the energy of a place. Null: nothing is. */
export type Nearest = 'overview' | 'help' | 'energy' | null;

const NEAREST: ReadonlyMap<string, Nearest> = new Map([
  ...(['lines', 'cells', 'sites', 'overview'] as const).map((word) => [word, 'overview'] as const),
  ['help', 'help'],
  ['energy', 'energy'],
]);

export const nearestOf = (path: string): Nearest => NEAREST.get(path.replaceAll('/', '').toLowerCase()) ?? null;

/** Of the places of a kind that which is looked at, else that which was looked at last, else the first; `looked`: the last one first. */
export function lastLookedAt(kind: Place['kind'], ids: readonly string[], looked: readonly (Place | null)[]): Place | null {
  const known = looked.find((place) => place?.kind === kind && ids.includes(place.id));
  const id = known?.id ?? ids[0];
  return id === undefined ? null : { kind, id };
}
