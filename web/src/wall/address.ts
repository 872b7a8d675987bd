/** Pages of the board of a line, and of a site. The first is the one that is shown where none is asked for. */
export const LINE_PAGES = ['line', 'oee', 'energy'] as const;
export const SITE_PAGES = ['site', 'orders', 'energy'] as const;

export interface WallAddress {
  /** line or site; null: none is named */
  place: string | null;
  /** how long each page stays [s] */
  rotateS: number;
  /** as the address has them; what is no page is left out where they are shown */
  pages: readonly string[];
}

const ROTATE_S = 30;
const LEAST_S = 5;
const MOST_S = 3600;

/** `/wall/osd-1?rotate=30&pages=line,oee`. A stay that is no number is 30 s; one out of bounds the nearest bound. */
export function wallAddress(pathname: string, search: URLSearchParams): WallAddress {
  const named = /^\/wall\/([^/]+)\/?$/.exec(pathname)?.[1];
  const asked = Number(search.get('rotate') ?? NaN);
  return {
    place: named === undefined ? null : decoded(named),
    rotateS: Number.isFinite(asked) ? Math.min(MOST_S, Math.max(LEAST_S, asked)) : ROTATE_S,
    pages: (search.get('pages') ?? '').split(',').filter((page) => page !== ''),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The pages that are asked for and that there are; the first there is where none is left. */
export function pagesOf<Page extends string>(asked: readonly string[], known: readonly [Page, ...Page[]]): readonly [Page, ...Page[]] {
  const [first, ...others] = asked.flatMap((name) => known.find((page) => page === name) ?? []);
  return first === undefined ? [known[0]] : [first, ...others];
}

/** Which page is shown so long after the board was opened. */
export const pageAt = (pages: number, rotateS: number, sinceMs: number) => Math.floor(sinceMs / 1000 / rotateS) % pages;
