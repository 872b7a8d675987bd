import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cellsQuery } from '../data/cell-queries.js';
import { linesQuery } from '../data/queries.js';
import { placeOf } from '../habits/place.js';
import { recentPaths } from '../habits/recent.js';
import { lastLookedAt, nearestOf } from './nearest.js';

/** Goes to what is nearest to an address that is of no page; says so where nothing is. */
export function NotFound() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const nearest = nearestOf(pathname);
  if (nearest === 'energy') return <NearestEnergy />;
  if (nearest !== null) return <Navigate to="/" replace {...(nearest === 'help' && { hash: 'help' })} />;
  return (
    <div className="notice">
      <p>{t('app.notFound')}</p>
      <Link to="/">{t('app.toLines')}</Link>
    </div>
  );
}

function NearestEnergy() {
  const { t } = useTranslation();
  const { data: cells, isError: noCells } = useQuery(cellsQuery);
  const { data: lines, isError: noLines } = useQuery(linesQuery);
  if (noCells || noLines) return <Navigate to="/" replace />;
  if (!cells || !lines) return <p className="notice">{t('app.loading')}</p>;
  const looked = recentPaths().map(placeOf);
  const place = lastLookedAt('cell', cells, looked) ?? lastLookedAt('line', lines, looked);
  if (place === null) return <Navigate to="/" replace />;
  return place.kind === 'cell' ? (
    <Navigate to="/cells/$cell/energy" params={{ cell: place.id }} replace />
  ) : (
    <Navigate to="/lines/$line/energy" params={{ line: place.id }} replace />
  );
}
