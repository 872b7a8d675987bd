import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cellDefinitionQuery, lotsQuery } from '../../data/cell-queries.js';
import { serverNowUs } from '../../data/server-clock.js';
import { Card } from '../../parts/card.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { PageHead } from '../../parts/page-head.js';
import { PlantTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import { FIRST_WINDOW } from '../cell-kpis/kpi-columns.js';
import { CellLink } from '../cell/cell-link.js';
import { useCellItems } from '../cell/use-cell-items.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { lotRows } from './lot-rows.js';
import { FIRST_SORT } from './lot-columns.js';
import { LotsFilter } from './lots-filter.js';
import { LotsTable } from './lots-table.js';
import { NoLots } from './no-lots.js';

/** Lots of a site, ended and under way, by product, outcome and window. */
export function LotsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { cell } = useParams({ from: '/cells/$cell/lots' });
  const search = useSearch({ from: '/cells/$cell/lots' });
  const navigate = useNavigate({ from: '/cells/$cell/lots' });
  const { from = FIRST_WINDOW, to = 'now', sort = FIRST_SORT, product, outcome } = search;
  const names = useCellNames(cell);
  const items = useCellItems(cell);
  const inForce = useQuery(cellDefinitionQuery(cell)).data;
  const asked = { from, to, sort, product, outcome };
  const lots = useInfiniteQuery({ ...lotsQuery(cell, asked), placeholderData: keepPreviousData });
  const { data, error, refetch, dataUpdatedAt, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage } = lots;
  const timezone = inForce?.definition.timezone ?? 'UTC';
  const nowUs = serverNowUs();
  useTitle(t('lots.title'));
  const change = (next: Partial<typeof search>) => void navigate({ search: (known) => ({ ...known, ...next }), replace: true, resetScroll: false });
  const found = data?.pages.flatMap(({ items }) => items) ?? [];
  const total = data?.pages.at(-1)?.total ?? 0;
  return (
    <div className="page">
      <PageHead
        way={[<CellLink cell={cell} definition={inForce?.definition} />]}
        title={
          <>
            {t('lots.title')} {inForce?.definition.demo && <PlantTag />}
          </>
        }
      >
        <p className="minor">
          <span>{t('lots.measured')}</span>
          {data && <span>{t('lot.readAt', { time: format.moment(dataUpdatedAt * 1000, nowUs, timezone) })}</span>}
        </p>
      </PageHead>
      <LotsFilter values={asked} products={inForce?.definition.products ?? []} timezone={timezone} waiting={isPlaceholderData} onChange={change} />
      {error && !data && <Failed error={error} reset={() => void refetch()} />}
      {!error && !data && <p className="notice">{t('app.loading')}</p>}
      {data && (
        <div className={isPlaceholderData ? 'page page-old' : 'page'}>
          <Card
            title={t('lots.shown', { n: found.length, all: total })}
            aside={found.length > 0 && <DownloadCsv name={`${cell}-lots`} rows={() => lotRows(found, nowUs)} of={t('lots.title')} />}
          >
            {found.length === 0 ? (
              <NoLots cell={cell} from={from} filtered={product !== undefined || outcome !== undefined} onChange={change} />
            ) : (
              <LotsTable
                lots={found}
                sort={sort}
                onSort={(next) => change({ sort: next })}
                names={names}
                items={items}
                cell={cell}
                nowUs={nowUs}
                timezone={timezone}
              />
            )}
            {hasNextPage && (
              <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t('lots.more')}
              </Button>
            )}
          </Card>
        </div>
      )}
    </div>
  );
}
