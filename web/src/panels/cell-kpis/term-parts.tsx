import { useTranslation } from 'react-i18next';
import type { KpiPart, KpiTerm } from '../../../../src/contract/cell-kpi.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import { kpiValue } from '../../format/kpi-value.js';
import { useFormat } from '../../parts/use-format.js';
import { useUnitWords } from './use-unit-words.js';

/** Names of what terms were summed from. */
export type PartNames = Pick<CellNames, 'source' | 'product' | 'carrier'>;

/** So many parts are shown one by one; the smaller ones are summed up. */
const SHOWN = 20;

/** What a term was summed from, the greatest first. */
export function TermParts({ term, names, item }: { term: KpiTerm; names: PartNames; item: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useUnitWords();
  const partName = usePartName(names, item);
  if (term.parts.length === 0) return null;
  const sorted = [...term.parts].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const rest = sorted.slice(SHOWN);
  const value = (number: number) =>
    term.unit === 's' ? `${kpiValue(format, words, number, 's')} (${format.duration(Math.abs(number))})` : kpiValue(format, words, number, term.unit, item);
  return (
    <details>
      <summary>{t('kpi.parts', { n: term.parts.length })}</summary>
      <dl className="terms">
        {sorted.slice(0, SHOWN).map((part, i) => (
          <div key={i}>
            <dt>{partName(part)}</dt>
            <dd>{value(part.value)}</dd>
          </div>
        ))}
        {rest.length > 0 && (
          <div>
            <dt>{t('kpi.rest', { n: rest.length })}</dt>
            <dd>{value(rest.reduce((sum, part) => sum + part.value, 0))}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

function usePartName(names: PartNames, item: string): (part: KpiPart) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (part) => {
    switch (part.kind) {
      case 'account':
        return t(`accounts.${part.account}`);
      case 'counter':
        return t('kpi.counter', { counter: t(`kpi.counters.${part.counter}`), source: part.source === null ? '' : names.source(part.source) });
      case 'planned':
        return t('kpi.planned', {
          source: names.source(part.source),
          product: names.product(part.product),
          items: format.count(part.items, item),
          PRI: format.plain(part.PRI),
        });
      case 'energy':
        return t(part.allotted ? 'kpi.energyShare' : 'kpi.energyOf', { source: names.source(part.source), carrier: names.carrier(part.carrier) });
      case 'lot':
        return part.lot;
    }
  };
}
