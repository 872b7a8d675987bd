import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CellItems } from '../../../../src/contract/cell-items.js';
import type { CellKpiGroup } from '../../../../src/contract/cell-kpi.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { Named } from '../../parts/named.js';
import { useFormat } from '../../parts/use-format.js';
import { keyText } from './group-key.js';
import { COLUMNS } from './kpi-columns.js';

/** The main indicators, one row a group. A click shows what one is made of. */
export function KpiTable({
  groups,
  nameOf,
  items,
  cell,
  chosen,
  onChoose,
}: {
  groups: readonly CellKpiGroup[];
  nameOf: (group: CellKpiGroup) => string;
  items: CellItems;
  cell: string;
  chosen: { kpi: string; group: string };
  onChoose: (kpi: string, group: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card
      title={t('kpi.table')}
      aside={
        <>
          <span className="hint">{t('kpi.tableHint')}</span>
          <DownloadCsv name={`${cell}-kpis`} rows={() => kpiRows(groups, nameOf)} of={t('kpi.table')} />
        </>
      }
    >
      <DataTable
        caption={t('kpi.table')}
        head={[t(`kpi.groupings.${groups[0]!.by}`), ...COLUMNS.map((id) => t(`kpi.columns.${id}`)), t('kpi.energy'), t('lot.good')]}
        rows={groups.map((group) => {
          const name = nameOf(group);
          const key = keyText(group.key);
          return [
            group.by === 'lot' && group.key.lot ? (
              <Link to="/cells/$cell/lots/$lot" params={{ cell, lot: group.key.lot }}>
                {name}
              </Link>
            ) : (
              <Named id={group.key.source ?? group.key.unit ?? group.key.product ?? null}>{name}</Named>
            ),
            ...COLUMNS.map((id) => {
              const kpi = group.kpis.find((each) => each.id === id);
              if (!kpi) return <span className="minor">–</span>;
              const text = kpi.unit === 'fraction' ? format.percent(kpi.value) : format.figure(kpi.value);
              const pressed = chosen.kpi === id && chosen.group === key;
              return (
                <button
                  type="button"
                  className="kpi-value"
                  aria-pressed={pressed}
                  aria-label={t('charts.pair', {
                    name: `${name}, ${format.name(kpi.name)}`,
                    value: kpi.remark === null ? text : `${text}, ${t('kpi.remark')}`,
                  })}
                  title={kpi.remark === null ? undefined : t(`kpi.remarks.${kpi.remark}`)}
                  onClick={() => onChoose(id, key)}
                >
                  {text}
                  {kpi.remark !== null && <span aria-hidden="true"> ⚠</span>}
                </button>
              );
            }),
            format.kwh(group.energy.totalKwh),
            group.elements === null ? <span className="minor">–</span> : format.count(group.counts.good, items.ofGroup(group).counted),
          ];
        })}
      />
    </Card>
  );
}

/** Every indicator of every group, not rounded. Fractions are shares: 0.9 is 90 %. */
function kpiRows(groups: readonly CellKpiGroup[], nameOf: (group: CellKpiGroup) => string): (string | number | null)[][] {
  const ids = [...new Set(groups.flatMap(({ kpis }) => kpis.map(({ id }) => id)))];
  return [
    [groups[0]!.by, ...ids, 'energyKwh', 'good'],
    ...groups.map((group) => [
      nameOf(group),
      ...ids.map((id) => group.kpis.find((kpi) => kpi.id === id)?.value ?? null),
      group.energy.totalKwh,
      group.counts.good,
    ]),
  ];
}
