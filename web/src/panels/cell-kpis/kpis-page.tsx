import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cellDefinitionQuery, kpisQuery } from '../../data/cell-queries.js';
import { serverNowUs } from '../../data/server-clock.js';
import { Card } from '../../parts/card.js';
import { PageHead } from '../../parts/page-head.js';
import { PlantTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { WindowForm } from '../../parts/window-form.js';
import { Failed } from '../../shell/failed.js';
import { CellLink } from '../cell/cell-link.js';
import { useCellItems } from '../cell/use-cell-items.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { groupName, keyText } from './group-key.js';
import { FIRST_GROUPING, FIRST_KPI, FIRST_WINDOW, GROUPINGS, RECORD_DAYS, WINDOWS } from './kpi-columns.js';
import { KpiDetail } from './kpi-detail.js';
import { KpiTable } from './kpi-table.js';

/** Indicators of a site over a window, with what they are made of. */
export function KpisPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { cell } = useParams({ from: '/cells/$cell/kpis' });
  const search = useSearch({ from: '/cells/$cell/kpis' });
  const navigate = useNavigate({ from: '/cells/$cell/kpis' });
  const { by = FIRST_GROUPING, from = FIRST_WINDOW, to = 'now', kpi = FIRST_KPI, group } = search;
  const names = useCellNames(cell);
  const items = useCellItems(cell);
  const inForce = useQuery(cellDefinitionQuery(cell)).data;
  const { data: groups, error, refetch, dataUpdatedAt, isPlaceholderData } = useQuery({ ...kpisQuery(cell, by, from, to), placeholderData: keepPreviousData });
  const timezone = inForce?.definition.timezone ?? 'UTC';
  useTitle(t('cell.indicators'));
  const change = (next: Partial<typeof search>) => void navigate({ search: (known) => ({ ...known, ...next }), replace: true, resetScroll: false });
  const words = { none: t('kpi.none'), outside: t('line.noShift') };
  const nameOf = (each: NonNullable<typeof groups>[number]) => groupName(each, format, names, timezone, words);
  const chosen = groups?.find(({ key }) => keyText(key) === group) ?? groups?.[0];
  return (
    <div className="page">
      <PageHead
        way={[<CellLink cell={cell} definition={inForce?.definition} />]}
        title={
          <>
            {t('cell.indicators')} {inForce?.definition.demo && <PlantTag />}
          </>
        }
      >
        <p className="minor">
          <span>{t('kpi.measured')}</span>
          {groups && <span>{t('lot.readAt', { time: format.moment(dataUpdatedAt * 1000, serverNowUs(), timezone) })}</span>}
        </p>
      </PageHead>
      <WindowForm
        key={`${from} ${to}`}
        from={from}
        to={to}
        presets={WINDOWS.map((value) => ({ label: t(`kpi.windows.${value}`), from: value, to: 'now' }))}
        hint={t('kpi.windowHint')}
        timezone={timezone}
        waiting={isPlaceholderData}
        mostDays={RECORD_DAYS}
        onChange={(next) => change({ from: next.from, to: next.to, group: undefined })}
      >
        <NativeSelect
          label={t('kpi.by')}
          value={by}
          onChange={({ currentTarget: { value } }) => change({ by: GROUPINGS.find((grouping) => grouping === value), group: undefined })}
          data={GROUPINGS.map((value) => ({ value, label: t(`kpi.groupings.${value}`) }))}
        />
      </WindowForm>
      {error && <Failed error={error} reset={() => void refetch()} />}
      {!error && !groups && <p className="notice">{t('app.loading')}</p>}
      {!error && groups && (
        <div className={isPlaceholderData ? 'page page-old' : 'page'}>
          {groups.length === 0 || !chosen ? (
            <Card title={t('kpi.table')}>
              <p className="minor">{t('kpi.nothing')}</p>
            </Card>
          ) : (
            <>
              <KpiTable
                groups={groups}
                nameOf={nameOf}
                items={items}
                cell={cell}
                chosen={{ kpi, group: keyText(chosen.key) }}
                onChoose={(nextKpi, nextGroup) => change({ kpi: nextKpi, group: nextGroup })}
              />
              <KpiDetail
                group={chosen}
                name={nameOf(chosen)}
                kpi={kpi}
                names={names}
                items={items}
                timezone={timezone}
                onKpi={(next) => change({ kpi: next })}
              />
            </>
          )}
        </div>
      )}
    </div>
  );
}
