import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { cellsQuery } from '../data/cell-queries.js';
import { linesQuery } from '../data/queries.js';
import { lastLookedAt } from '../shell/nearest.js';
import { useShortcut } from './page.js';
import { beside, placeOf, placePath, type Place } from './place.js';
import { recentPaths } from './recent.js';

const NONE: readonly string[] = [];
/** What the next line or site is looked at by, as this one is. */
const KEPT = ['from', 'to', 'hours'] as const;

/** Keys that go to other pages. What is of a line or site is of that of the page, else of that which was looked at last, else of the first. */
export function useGoings(): void {
  const navigate = useNavigate();
  const { pathname, searchStr } = useLocation();
  const lines = useQuery(linesQuery).data ?? NONE;
  const cells = useQuery(cellsQuery).data ?? NONE;
  const here = placeOf(pathname);
  const idsOf = (kind: Place['kind']) => (kind === 'line' ? lines : cells);
  const lastOf = (kind: Place['kind']) => lastLookedAt(kind, idsOf(kind), [here, ...recentPaths().map(placeOf)]);
  const go = (href: string) => void navigate({ href });
  const goToLast = (kind: Place['kind'], page: string) => () => {
    const place = lastOf(kind);
    go(place === null ? '/' : placePath(place, page));
  };
  const goBeside = (by: 1 | -1) => () => {
    const id = here && beside(idsOf(here.kind), here.id, by);
    if (!here || id === null) return;
    const search = new URLSearchParams([...new URLSearchParams(searchStr)].filter(([name]) => KEPT.some((each) => each === name)));
    go(`${placePath({ kind: here.kind, id }, here.page)}?${search}`);
  };
  const others = here !== null && beside(idsOf(here.kind), here.id, 1) !== null;
  useShortcut('overview', () => go('/'));
  useShortcut('lines', goToLast('line', ''), lines.length > 0);
  useShortcut('energy', goToLast(here?.kind === 'line' || cells.length === 0 ? 'line' : 'cell', 'energy'), cells.length + lines.length > 0);
  useShortcut('scenarios', () => go('/scenarios'));
  useShortcut('alarms', () => go(here ? `${placePath(here)}#alarms` : '/alarms'));
  useShortcut('data', () => go('/data'));
  useShortcut('previous', goBeside(-1), others);
  useShortcut('next', goBeside(1), others);
}
