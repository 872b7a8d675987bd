import type { ReadNode } from './balance.js';
import { sumLoads, sumOf, type MeteredLoad } from './load.js';

/** What draws for itself: a source, or what a meter counts beside its parts. */
export interface Drawer {
  source: string;
  kind: 'source' | 'remainder';
  load: MeteredLoad;
}

/** Units as wholes, slots, utilities and zones, and what a meter counts beside its parts. */
export function drawersOf({ node, load, partsLoad, parts }: ReadNode): Drawer[] {
  if (load === null) return [];
  if (node.kind === 'source' && load.by !== 'parts') return [{ source: node.id, kind: 'source', load }];
  const below = parts.flatMap(drawersOf);
  if (load.by === 'parts') return below;
  return [...below, { source: node.id, kind: 'remainder', load: partsLoad === null ? load : less(load, partsLoad) }];
}

/** What meters count beside their parts [kWh]; null: no meter with a reading of its own was heard. */
export function unmeteredKwh(tops: readonly ReadNode[]): number | null {
  const remainders = tops.flatMap(drawersOf).filter(({ kind }) => kind === 'remainder');
  return remainders.length === 0 ? null : remainders.reduce((sum, { load }) => sum + sumOf(load.kwh), 0);
}

/** One load less another of the same steps. A time is known where both know it. */
function less(whole: MeteredLoad, part: MeteredLoad): MeteredLoad {
  const negative = { ...part, kwh: part.kwh.map((kwh) => -kwh), pausedKwh: part.pausedKwh.map((kwh) => -kwh) };
  return sumLoads([whole, negative]);
}
