import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CellKpiGroup } from '../../../../src/contract/cell-kpi.js';
import type { CellItems } from '../../../../src/contract/cell-items.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { KpiFormula } from './kpi-formula.js';

/** An indicator taken apart: its formula, the same with numbers, its terms and what each was summed from. */
export function KpiDetail({
  group,
  name,
  kpi: id,
  names,
  items,
  timezone,
  onKpi,
}: {
  group: CellKpiGroup;
  name: string;
  kpi: string;
  names: CellNames;
  items: CellItems;
  timezone: string;
  onKpi: (kpi: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const kpi = group.kpis.find((each) => each.id === id) ?? group.kpis[0];
  if (!kpi) return null;
  const { counted, good } = items.ofGroup(group);
  const itemOf = (symbol: string) => (symbol === 'GU' ? good : counted);
  return (
    <Card
      title={t('charts.pair', { name, value: format.name(kpi.name) })}
      aside={
        <NativeSelect
          aria-label={t('kpi.other')}
          value={kpi.id}
          onChange={(event) => onKpi(event.currentTarget.value)}
          data={group.kpis.map((each) => ({ value: each.id, label: format.name(each.name) }))}
        />
      }
    >
      <p className="minor sentence">
        <span>{t('kpi.span', { from: format.dayAndClock(group.fromUs, timezone), to: format.dayAndClock(group.toUs, timezone) })}</span>
        {group.measuredAt.length > 0 && <span>{t('kpi.measuredAt', { at: group.measuredAt.map(names.source).join(', ') })}</span>}
        {group.bottleneck && (
          <span>{t('kpi.bottleneck', { unit: names.source(group.bottleneck.unit), share: format.percentWhole(group.bottleneck.busyShare) })}</span>
        )}
        {group.whole === false && <span>{t('kpi.notWhole')}</span>}
        <span>{t('kpi.source', { source: kpi.source === 'ours' ? t('kpi.ours') : kpi.source })}</span>
      </p>
      <KpiFormula kpi={kpi} names={names} itemOf={itemOf} item={good} />
    </Card>
  );
}
