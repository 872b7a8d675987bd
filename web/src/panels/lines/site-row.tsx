import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import { producing } from '../../../../src/contract/unit-account.js';
import { alarmCountsQuery } from '../../data/alarm-queries.js';
import { AccountBlock } from '../../parts/account-block.js';
import { Freshness, useIsOld } from '../../parts/freshness.js';
import { DemoTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useCell } from '../../store/use-cell.js';
import { AlarmCounts } from '../alarms/alarm-counts.js';
import { ExpectedPower } from '../cell/expected-power.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { needOfCell, worstUnit } from './cell-rank.js';
import { HealthMark } from './health-mark.js';
import { RowSaid } from './row-said.js';
import { SiteStrip } from './share-strip.js';
import { SiteOutlook } from './site-outlook.js';
import { healthOfCell } from './twin-health.js';
import { useTellNeed, type TellNeed } from './use-order.js';

/** One site of the overview. */
export function SiteRow({ cell, onNeed }: { cell: string; onNeed: TellNeed }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { received } = useCell(cell);
  const old = useIsOld(received);
  const view = received?.view ?? null;
  useTellNeed(onNeed, cell, needOfCell(view, useQuery(alarmCountsQuery).data?.get(cell)));
  return (
    <Link to="/cells/$cell" params={{ cell }} className={`line-row site-row card ${old ? 'page-old' : ''}`}>
      <span className="line-row-name">
        <b title={view ? format.name(view.name) : cell}>{view ? format.name(view.name) : cell}</b>
        <span>
          <Freshness received={received} /> {view?.demo && <DemoTag />}
        </span>
      </span>
      {view && view.asOfUs !== null ? (
        <Heard view={view} nowUs={received!.asOfUs} old={old} />
      ) : (
        <span className="minor line-row-none">{t('lines.noReading')}</span>
      )}
    </Link>
  );
}

function Heard({ view, nowUs, old }: { view: CellLive; nowUs: number; old: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const findings = Object.values(view.findings);
  const [newest] = findings.sort((a, b) => b.foundUs - a.foundUs);
  return (
    <>
      <WorstUnit view={view} nowUs={nowUs} />
      <SiteOutlook view={view} nowUs={nowUs} />
      <SiteStrip cell={view.cell} />
      <span className="line-row-figure">
        <span className="minor">{t('cell.lotsUnderWay')}</span>
        <b className="figure">{Object.keys(view.lots).length}</b>
      </span>
      <span className="line-row-figure" title={t('cell.electricity')}>
        <b className="figure">{format.kw(view.powerKw['electricity'])}</b>
        <ExpectedPower view={view} />
      </span>
      <AlarmCounts line={view.cell} />
      <HealthMark health={old ? 'blind' : healthOfCell(view)} differences={String(findings.length)} />
      {newest && <RowSaid>{format.name(newest.sentence)}</RowSaid>}
    </>
  );
}

/** The unit that needs somebody most and since when; without one how many produce. */
function WorstUnit({ view, nowUs }: { view: CellLive; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useCellNames(view.cell);
  const worst = worstUnit(view);
  const lasting = worst !== null && worst.sinceUs !== null && format.duration((nowUs - worst.sinceUs) / 1e6);
  const since = worst?.account === 'unknown' && lasting ? t('lines.notHeardFor', { time: lasting }) : lasting;
  return (
    <span className="line-row-state">
      {worst && <AccountBlock account={worst.account} />}
      <span className="minor">
        {worst
          ? [names.source(worst.source), since].filter(Boolean).join(', ')
          : t('cell.producingOf', { n: producing(Object.values(view.units)), all: view.order.length })}
      </span>
    </span>
  );
}
