import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import type { AlarmCount } from '../../../src/contract/alarm.js';
import { alarmCountsQuery } from '../data/alarm-queries.js';
import { cellsQuery } from '../data/cell-queries.js';
import { linesQuery } from '../data/queries.js';
import { ALARM_ORDER } from '../theme/palette.js';
import { useShortcut } from './page.js';
import { beside, placeOf, placePath, type Place } from './place.js';
import { recentPaths } from './recent.js';

const NONE: readonly string[] = [];
/** What the next line or site is looked at by, as this one is. */
const KEPT = ['from', 'to', 'hours'] as const;

/** Keys that go to other pages. What is of a line or site is of that of the page, else of that which was looked at last, else of the first. */
export function useGoings(): void {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { pathname, searchStr } = useLocation();
  const lines = useQuery(linesQuery).data ?? NONE;
  const cells = useQuery(cellsQuery).data ?? NONE;
  const here = placeOf(pathname);
  const idsOf = (kind: Place['kind']) => (kind === 'line' ? lines : cells);
  const lastOf = (kind: Place['kind']): Place | null => {
    const known = [here, ...recentPaths().map(placeOf)].find((place) => place?.kind === kind && idsOf(kind).includes(place.id));
    const id = known?.id ?? idsOf(kind)[0];
    return id === undefined ? null : { kind, id };
  };
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
  const places = [...cells.map((id): Place => ({ kind: 'cell', id })), ...lines.map((id): Place => ({ kind: 'line', id }))];
  const goToAlarms = async () => {
    const counts = here
      ? []
      : await queries.fetchQuery(alarmCountsQuery).then(
          ({ items }) => items,
          () => [],
        );
    const place = here ?? pressing(places, counts) ?? lastOf('line') ?? lastOf('cell');
    if (place) go(`${placePath(place)}#alarms`);
  };
  const others = here !== null && beside(idsOf(here.kind), here.id, 1) !== null;
  useShortcut('overview', () => go('/'));
  useShortcut('lines', goToLast('line', ''), lines.length > 0);
  useShortcut('energy', goToLast(here?.kind === 'line' || cells.length === 0 ? 'line' : 'cell', 'energy'), places.length > 0);
  useShortcut('scenarios', () => go('/scenarios'));
  useShortcut('alarms', () => void goToAlarms(), places.length > 0);
  useShortcut('data', () => go('/data'));
  useShortcut('previous', goBeside(-1), others);
  useShortcut('next', goBeside(1), others);
}

/** The place with the most pressing alarm; undefined where none stands. */
function pressing(places: readonly Place[], counts: readonly AlarmCount[]): Place | undefined {
  const alarms = new Map(counts.map((count) => [count.line, count.alarms]));
  const worst = ({ id }: Place) => ALARM_ORDER.findIndex((priority) => (alarms.get(id)?.[priority] ?? 0) > 0);
  return places.filter((place) => worst(place) >= 0).sort((a, b) => worst(a) - worst(b))[0];
}
