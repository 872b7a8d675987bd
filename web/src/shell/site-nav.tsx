import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The pages of one site, on each of them. */
export function SiteNav({ cell }: { cell: string }) {
  const { t } = useTranslation();
  const here = { params: { cell }, activeOptions: { exact: true, includeSearch: false }, activeProps: { 'aria-current': 'page' } } as const;
  return (
    <nav aria-label={t('cell.pages')} className="site-nav">
      <Link to="/cells/$cell" {...here}>
        {t('cell.page')}
      </Link>
      <Link to="/cells/$cell/energy" {...here}>
        {t('cell.energy')}
      </Link>
      <Link to="/cells/$cell/kpis" {...here}>
        {t('cell.indicators')}
      </Link>
      <Link to="/cells/$cell/lots" {...here}>
        {t('lots.title')}
      </Link>
    </nav>
  );
}
