import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { lotNow } from '../../../../src/contract/lot-figures.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { LotRecord } from '../../../../src/contract/cell-view.js';
import { cellDefinitionQuery, lotQuery } from '../../data/cell-queries.js';
import { serverNowUs } from '../../data/server-clock.js';
import { ServerFailure } from '../../data/failure.js';
import { PageHead } from '../../parts/page-head.js';
import { PlantTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import { CellLink } from '../cell/cell-link.js';
import { useCellItems } from '../cell/use-cell-items.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { GenealogyPanel } from './genealogy-panel.js';
import { StaysPanel } from './stays-panel.js';
import { StepsPanel } from './steps-panel.js';
import { TestsPanel } from './tests-panel.js';

/** The record of a lot: where it came from, what was done to it, what became of it. */
export function LotPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { cell, lot } = useParams({ from: '/cells/$cell/lots/$lot' });
  const { data: record, error, refetch, dataUpdatedAt } = useQuery(lotQuery(cell, lot));
  const inForce = useQuery(cellDefinitionQuery(cell)).data;
  const names = useCellNames(cell);
  const items = useCellItems(cell);
  useTitle(lot);
  if (error instanceof ServerFailure && error.status === 404) {
    return (
      <div className="notice" role="alert">
        <p>{t('lot.unknown', { lot, cell })}</p>
        <Link to="/cells/$cell" params={{ cell }}>
          {t('lot.toCell')}
        </Link>
      </div>
    );
  }
  if (error && !record) return <Failed error={error} reset={() => void refetch()} />;
  if (!record) return <p className="notice">{t('app.loading')}</p>;
  const nowUs = serverNowUs();
  const timezone = inForce?.definition.timezone ?? 'UTC';
  const shown = { record, names, items, cell, nowUs, timezone };
  const lotsLink = (
    <Link to="/cells/$cell/lots" params={{ cell }}>
      {t('lots.title')}
    </Link>
  );
  return (
    <div className="page">
      <PageHead
        way={[<CellLink cell={cell} definition={inForce?.definition} />, lotsLink]}
        title={
          <>
            {t('lot.title', { lot: record.lot })} {inForce?.definition.demo && <PlantTag />}
          </>
        }
      >
        <p className="minor">
          <span>{names.product(record.product)}</span>
          {record.order !== null && <span>{t('lot.order', { order: record.order })}</span>}
          <span>{t('lot.readAt', { time: format.moment(dataUpdatedAt * 1000, nowUs, timezone) })}</span>
        </p>
      </PageHead>
      <Facts record={record} names={names} item={items.ofLot(lotNow(record))} nowUs={nowUs} timezone={timezone} />
      <GenealogyPanel cell={cell} record={record} />
      <StepsPanel {...shown} />
      <div className="line-grid">
        <StaysPanel {...shown} />
        <TestsPanel {...shown} />
      </div>
    </div>
  );
}

function Facts({ record, names, item, nowUs, timezone }: { record: LotRecord; names: CellNames; item: string; nowUs: number; timezone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const moment = (us: number | null) => (us === null ? '–' : format.moment(us, nowUs, timezone));
  const { outcome, why, good, items, begunUs, endedUs } = record;
  const facts = [
    [t('lot.outcomeHead'), `${t(`lot.outcome.${outcome ?? 'under-way'}`)}${why === null ? '' : `: ${names.why(why)}`}`],
    [t('lot.begun'), moment(begunUs)],
    [t('lot.ended'), moment(endedUs)],
    [t('lot.lasted'), begunUs === null ? '–' : format.duration(((endedUs ?? nowUs) - begunUs) / 1e6)],
    [t('lot.items'), format.count(items, item)],
    [t('lot.good'), format.count(good, item)],
  ] as const;
  return (
    <dl className="terms card">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
