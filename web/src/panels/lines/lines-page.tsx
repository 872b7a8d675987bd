import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cellsQuery } from '../../data/cell-queries.js';
import { linesQuery } from '../../data/queries.js';
import { PageActions } from '../../parts/page-actions.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import { AllAlarmsLink } from '../alarms/all-alarms-link.js';
import { LineRow } from './line-row.js';
import { SiteRow } from './site-row.js';
import { useOrder } from './use-order.js';

const NONE: string[] = [];

/** All sites and lines, worst first or as the plant files have them, all or those alone that need somebody: as the address says. */
export function LinesPage() {
  const { t } = useTranslation();
  const { sort, only } = useSearch({ from: '/' });
  const lines = useQuery(linesQuery);
  const cells = useQuery(cellsQuery);
  const worstFirst = sort !== 'plant';
  const ids = useMemo(() => [...(cells.data ?? NONE), ...(lines.data ?? NONE)], [cells.data, lines.data]);
  const { rows, tell } = useOrder(ids, worstFirst, only === 'abnormal');
  useTitle(t('lines.overview'));
  const failed = [lines, cells].find(({ error }) => error !== null);
  if (failed) return <Failed error={failed.error} reset={() => void failed.refetch()} />;
  if (!lines.data || !cells.data) return <p className="notice">{t('app.loading')}</p>;
  const isSite = (id: string) => cells.data.includes(id);
  const groups = worstFirst
    ? [{ id: 'all', title: t('lines.worstFirst'), rows }]
    : [
        { id: 'sites', title: t('lines.sites'), rows: rows.filter(({ id }) => isSite(id)) },
        { id: 'lines', title: t('lines.title'), rows: rows.filter(({ id }) => !isSite(id)) },
      ];
  return (
    <div className="page overview">
      <header className="line-head">
        <div className="overview-title">
          <h1>{t('lines.overview')}</h1>
          <AllAlarmsLink />
        </div>
        <div className="line-head-right">
          <Choices />
          <Link to="/scenarios" className="button button-quiet">
            {t('lines.questions')}
          </Link>
          <Link to="/data" className="button button-quiet">
            {t('lines.dataHealth')}
          </Link>
          <Link to="/files" className="button button-quiet">
            {t('lines.plantFiles')}
          </Link>
          <PageActions />
        </div>
      </header>
      {rows.length === 0 && (
        <div className="notice">
          <p>{t('lines.empty')}</p>
          <p className="minor">{t('lines.emptyHow')}</p>
        </div>
      )}
      {rows.length > 0 && rows.every(({ hidden }) => hidden) && <p className="notice">{t('lines.allNormal', { n: rows.length })}</p>}
      {groups.map((group) => (
        <Rows key={group.id} {...group} row={(id) => (isSite(id) ? <SiteRow cell={id} onNeed={tell} /> : <LineRow line={id} onNeed={tell} />)} />
      ))}
    </div>
  );
}

/** Rows that are not to be seen are there all the same: each tells whether it is. */
function Rows({ title, id, rows, row }: Pick<ReturnType<typeof useOrder>, 'rows'> & { title: string; id: string; row: (id: string) => ReactNode }) {
  if (rows.length === 0) return null;
  return (
    <section className="page" data-rows={id} aria-label={title} hidden={rows.every(({ hidden }) => hidden)}>
      {id !== 'all' && <h2>{title}</h2>}
      <ul className="lines">
        {rows.map(({ id: of, hidden }) => (
          <li key={of} hidden={hidden}>
            {row(of)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Choices() {
  const { t } = useTranslation();
  const { sort = 'worst', only = 'all' } = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  return (
    <>
      <SegmentedControl
        aria-label={t('lines.order')}
        value={sort}
        onChange={(value) => void navigate({ search: (search) => ({ ...search, sort: value === 'plant' ? value : undefined }), replace: true })}
        data={(['worst', 'plant'] as const).map((value) => ({ value, label: t(`lines.orders.${value}`) }))}
      />
      <SegmentedControl
        aria-label={t('lines.which')}
        value={only}
        onChange={(value) => void navigate({ search: (search) => ({ ...search, only: value === 'abnormal' ? value : undefined }), replace: true })}
        data={(['all', 'abnormal'] as const).map((value) => ({ value, label: t(`lines.only.${value}`) }))}
      />
    </>
  );
}
