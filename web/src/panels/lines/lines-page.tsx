import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cellsQuery } from '../../data/cell-queries.js';
import { linesQuery } from '../../data/queries.js';
import { PageActions } from '../../parts/page-actions.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import { AllAlarmsLink } from '../alarms/all-alarms-link.js';
import { LineRow } from './line-row.js';
import { SiteRow } from './site-row.js';
import { useOrder, type TellNeed } from './use-order.js';

const NONE: string[] = [];

/** All sites and lines, worst first or as the plant files have them, all or those alone that need somebody: as the address says. */
export function LinesPage() {
  const { t } = useTranslation();
  const { sort, only } = useSearch({ from: '/' });
  const lines = useQuery(linesQuery);
  const cells = useQuery(cellsQuery);
  const worstFirst = sort !== 'plant';
  const ofLines = useOrder(lines.data ?? NONE, worstFirst, only === 'abnormal');
  const ofCells = useOrder(cells.data ?? NONE, worstFirst, only === 'abnormal');
  useTitle(t('lines.overview'));
  const failed = [lines, cells].find(({ error }) => error !== null);
  if (failed) return <Failed error={failed.error} reset={() => void failed.refetch()} />;
  if (!lines.data || !cells.data) return <p className="notice">{t('app.loading')}</p>;
  const all = [...ofCells.rows, ...ofLines.rows];
  return (
    <div className="page overview">
      <header className="line-head">
        <h1>{t('lines.overview')}</h1>
        <div className="line-head-right">
          <Choices />
          <AllAlarmsLink />
          <Link to="/scenarios" className="button button-quiet">
            {t('lines.questions')}
          </Link>
          <Link to="/data" className="button button-quiet">
            {t('lines.dataHealth')}
          </Link>
          <Link to="/files" className="button button-quiet">
            {t('lines.plantFiles')}
          </Link>
        </div>
      </header>
      {all.length === 0 && (
        <div className="notice">
          <p>{t('lines.empty')}</p>
          <p className="minor">{t('lines.emptyHow')}</p>
        </div>
      )}
      {all.length > 0 && all.every(({ hidden }) => hidden) && <p className="notice">{t('lines.allNormal', { n: all.length })}</p>}
      <Rows title={t('lines.sites')} id="sites" {...ofCells} row={(id, tell) => <SiteRow cell={id} onNeed={tell} />} />
      <Rows title={t('lines.title')} id="lines" {...ofLines} row={(id, tell) => <LineRow line={id} onNeed={tell} />} />
      <PageActions />
    </div>
  );
}

/** Rows that are not to be seen are there all the same: each tells whether it is. */
function Rows({ title, id, rows, tell, row }: ReturnType<typeof useOrder> & { title: string; id: string; row: (id: string, tell: TellNeed) => ReactNode }) {
  if (rows.length === 0) return null;
  return (
    <section className="page" aria-labelledby={id} hidden={rows.every(({ hidden }) => hidden)}>
      <h2 id={id}>{title}</h2>
      <ul className="lines">
        {rows.map(({ id: of, hidden }) => (
          <li key={of} hidden={hidden}>
            {row(of, tell)}
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
