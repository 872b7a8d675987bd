import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CellKpiGroup, KpiTerm } from '../../../../src/contract/cell-kpi.js';
import type { CellItems } from '../../../../src/contract/cell-items.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import { kpiValue } from '../../format/kpi-value.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { filled } from './formula.js';
import { TermParts } from './term-parts.js';
import { useUnitWords } from './use-unit-words.js';

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
  const words = useUnitWords();
  const kpi = group.kpis.find((each) => each.id === id) ?? group.kpis[0];
  if (!kpi) return null;
  const termOf = new Map(kpi.terms.map((term) => [term.symbol, term]));
  const { counted, good } = items.ofGroup(group);
  const itemOf = (symbol: string) => (symbol === 'GU' ? good : counted);
  const number = ({ symbol, value, unit }: KpiTerm) => kpiValue(format, words, value, unit, itemOf(symbol));
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
      <div className="formula" role="group" aria-label={t('kpi.formula')}>
        <span>{filled(kpi.formula, (symbol) => symbol)}</span>
        <span>= {filled(kpi.formula, (symbol) => (termOf.has(symbol) ? number(termOf.get(symbol)!) : symbol))}</span>
        <b className="figure">= {kpiValue(format, words, kpi.value, kpi.unit, good)}</b>
      </div>
      {kpi.remark !== null && <p className="remark">{t(`kpi.remarks.${kpi.remark}`)}</p>}
      {kpi.value === null && <p className="minor">{t('kpi.null')}</p>}
      <ul className="kpi-terms">
        {kpi.terms.map((term) => (
          <li key={term.symbol}>
            <p>
              <abbr>{term.symbol}</abbr> {t('kpi.term', { name: format.name(term.name) })} <b>{number(term)}</b>
              {term.unit === 's' && term.value !== null && <span className="minor"> ({format.duration(term.value)})</span>}
            </p>
            <TermParts term={term} names={names} item={itemOf(term.symbol)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
