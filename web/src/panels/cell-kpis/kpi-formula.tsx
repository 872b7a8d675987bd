import { useTranslation } from 'react-i18next';
import type { CellKpi, KpiTerm } from '../../../../src/contract/cell-kpi.js';
import { kpiValue } from '../../format/kpi-value.js';
import { useFormat } from '../../parts/use-format.js';
import { filled } from './formula.js';
import { TermParts, type PartNames } from './term-parts.js';
import { useUnitWords } from './use-unit-words.js';

/** The formula of an indicator, the same with numbers, and its terms down to what each was summed from. */
export function KpiFormula({
  kpi,
  names,
  itemOf,
  item,
}: {
  kpi: CellKpi;
  names: PartNames;
  /** what a term counts */
  itemOf: (symbol: string) => string;
  /** what the indicator is told by */
  item: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useUnitWords();
  const termOf = new Map(kpi.terms.map((term) => [term.symbol, term]));
  const number = ({ symbol, value, unit }: KpiTerm) => kpiValue(format, words, value, unit, itemOf(symbol));
  return (
    <>
      <div className="formula" role="group" aria-label={t('kpi.formula')}>
        <span>{filled(kpi.formula, (symbol) => symbol)}</span>
        <span>= {filled(kpi.formula, (symbol) => (termOf.has(symbol) ? number(termOf.get(symbol)!) : symbol))}</span>
        <b className="figure">= {kpiValue(format, words, kpi.value, kpi.unit, item)}</b>
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
    </>
  );
}
