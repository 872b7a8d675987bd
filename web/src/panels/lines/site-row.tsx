import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import { cellDefinitionQuery } from '../../data/cell-queries.js';
import { ACCOUNT_SIGNS } from '../../format/account.js';
import { routeOrder } from '../../format/route-order.js';
import { AccountBlock } from '../../parts/account-block.js';
import { Freshness, useIsOld } from '../../parts/freshness.js';
import { StateSwatch } from '../../parts/state-swatch.js';
import { PlantTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { AlarmCounts } from '../alarms/alarm-counts.js';
import { useCell } from '../../store/use-cell.js';
import { siteName } from '../../format/site-name.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { needOfCell, worstUnit } from './cell-rank.js';

/** One site of the overview. */
export function SiteRow({ cell, onNeed }: { cell: string; onNeed: (cell: string, need: number) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { received } = useCell(cell);
  const old = useIsOld(received);
  const view = received?.view ?? null;
  const need = needOfCell(view);
  useEffect(() => onNeed(cell, need), [cell, need, onNeed]);
  return (
    <li>
      <Link to="/cells/$cell" params={{ cell }} className={`line-row site-row card ${old ? 'page-old' : ''}`}>
        <span className="line-row-name">
          <b>{view ? format.name(view.name) : cell}</b>
          <span className="minor">{view && siteName(view.site)}</span>
          <span>
            {view?.demo && <PlantTag />} <Freshness received={received} />
          </span>
          {view && view.asOfUs !== null && <AlarmCounts line={cell} />}
        </span>
        {view && view.asOfUs !== null ? <Heard view={view} nowUs={received!.asOfUs} /> : <span className="minor line-row-none">{t('lines.noReading')}</span>}
      </Link>
    </li>
  );
}

function Heard({ view, nowUs }: { view: CellLive; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useCellNames(view.cell);
  const definition = useQuery(cellDefinitionQuery(view.cell)).data?.definition;
  const worst = worstUnit(view);
  const findings = Object.values(view.findings).sort((a, b) => b.foundUs - a.foundUs);
  const producing = view.order.filter((id) => view.units[id]!.account === 'execute').length;
  const [first] = findings;
  return (
    <>
      <span className="line-row-state">
        <span className="unit-strip">
          {routeOrder(definition, view.order).map((id) => {
            const { account } = view.units[id]!;
            const said = t('charts.pair', { name: names.source(id), value: t(`accounts.${account}`) });
            return (
              <span key={id} role="img" aria-label={said} title={said}>
                <StateSwatch family={ACCOUNT_SIGNS[account]} />
              </span>
            );
          })}
        </span>
        <span className="minor">{t('cell.producingOf', { n: producing, all: view.order.length })}</span>
        {worst && (
          <span className="site-worst">
            <AccountBlock account={worst.account} />
            <span className="minor">
              {names.source(worst.source)}
              {worst.sinceUs !== null && `, ${format.duration((nowUs - worst.sinceUs) / 1e6)}`}
            </span>
          </span>
        )}
      </span>
      <span className="site-finding">
        <b>{t('cell.findings', { n: findings.length })}</b>
        <span className="minor">{first ? format.name(first.sentence) : t('cell.noFindings')}</span>
      </span>
      <span className="line-row-figure">
        <span className="minor">{t('cell.lotsUnderWay')}</span>
        <b className="figure">{Object.keys(view.lots).length}</b>
      </span>
      <span className="line-row-figure">
        <span className="minor">{t('cell.electricity')}</span>
        <b className="figure">{format.kw(view.powerKw['electricity'])}</b>
      </span>
    </>
  );
}
