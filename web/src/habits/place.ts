/** The line or site of a page. */
export interface Place {
  kind: 'line' | 'cell';
  id: string;
}

/** Pages that are of no place. */
export const PLANT_PAGES = ['overview', 'alarms', 'scenarios', 'data', 'files'] as const;
export type PlantPage = (typeof PLANT_PAGES)[number];

export type PlacePage = 'energy' | 'oee' | 'what-if' | 'kpis' | 'lots';
/** Pages that every line has beside its own, and every site. */
export const PAGES: Record<Place['kind'], readonly PlacePage[]> = { line: ['energy', 'oee', 'what-if'], cell: ['energy', 'kpis', 'lots', 'what-if'] };

const pathOf = ({ kind, id }: Place, page = '') => `/${kind}s/${encodeURIComponent(id)}${page === '' ? '' : `/${page}`}`;

/** The address of a page of a place; that of the place alone where it has no such page. */
export const placePath = (place: Place, page = '') => pathOf(place, PAGES[place.kind].find((each) => each === page) ?? '');

/** The place and its page that a path leads to; null: it is of no place. */
export function placeOf(path: string): (Place & { page: string }) | null {
  const [, kind, id, page = ''] = /^\/(line|cell)s\/([^/]+)(?:\/([^/]+))?/.exec(path) ?? [];
  return kind === undefined || id === undefined ? null : { kind: kind === 'line' ? 'line' : 'cell', id: decodeURIComponent(id), page };
}

/** The id before or after another one, round about; null where there is no other. */
export function beside(ids: readonly string[], id: string, by: 1 | -1): string | null {
  const at = ids.indexOf(id);
  return at < 0 || ids.length < 2 ? null : ids[(at + by + ids.length) % ids.length]!;
}
