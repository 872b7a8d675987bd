import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunKpi } from '../../../../src/contract/scenario.js';
import type { Difference } from '../../../../src/contract/verdict.js';
import { itemName } from '../../../../src/contract/item-name.js';
import type { Formats } from '../../format/formats.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownVariant } from './answer.js';
import { digitsTogether, KPI_ORDER, KPI_SHOWN } from './kpi-format.js';

/** Better and worse, not up and down: less energy is ▲ better. */
const GLYPHS = { better: '▲', worse: '▼', 'no-detectable-difference': '≈', 'too-few-runs': '?' } as const;

/** Rows are indicators; each variant has its mean and its paired difference to the line as it is, in figures and in words. */
export function VerdictTable({ variants, productItem }: { variants: ShownVariant[]; productItem: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [baseline, ...others] = variants;
  if (!baseline) return null;
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('run.verdicts')}>
      <table className="verdicts">
        <thead>
          <tr>
            <th scope="col">{t('run.kpi')}</th>
            <th scope="col">{baseline.name}</th>
            {others.map((variant) => (
              <Fragment key={variant.id}>
                <th scope="col">{variant.name}</th>
                <th scope="col">{t('run.differenceColumn')}</th>
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {KPI_ORDER.map((kpi) => ({ kpi, digits: digitsOfKpi(variants, kpi) })).map(({ kpi, digits }) => (
            <tr key={kpi}>
              <th scope="row">
                {t(`kpis.${kpi}`)}
                <span className="minor"> {kpi === 'goodUnits' && productItem ? itemName(format.language, productItem) : KPI_SHOWN[kpi].unit}</span>
              </th>
              <td data-label={baseline.name}>{meanText(baseline, kpi, digits.mean, format) ?? t('run.unknown')}</td>
              {others.map((variant) => [
                <td key={`${variant.id} mean`} data-label={variant.name}>
                  {meanText(variant, kpi, digits.mean, format) ?? t('run.unknown')}
                </td>,
                <td key={`${variant.id} difference`} className="verdict-cell" data-label={t('run.differenceColumn')}>
                  <Verdict difference={variant.difference?.[kpi] ?? null} kpi={kpi} digits={digits.difference} />
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same decimals for all variants. */
function digitsOfKpi(variants: ShownVariant[], kpi: RunKpi): { mean: number; difference: number } {
  const { factor } = KPI_SHOWN[kpi];
  const of = (intervals: Parameters<typeof digitsTogether>[0]) => digitsTogether(intervals, factor);
  return { mean: of(variants.map(({ kpis }) => kpis[kpi])), difference: of(variants.map(({ difference }) => difference?.[kpi])) };
}

function meanText(variant: ShownVariant, kpi: RunKpi, digits: number, format: Formats): string | null {
  const estimate = variant.kpis[kpi];
  if (!estimate) return null;
  const { factor } = KPI_SHOWN[kpi];
  const half = ((estimate.high - estimate.low) / 2) * factor;
  return `${format.decimal(estimate.mean * factor, digits)}\u00a0±\u00a0${format.decimal(half, digits)}`;
}

function Verdict({ difference, kpi, digits }: { difference: Difference | null; kpi: RunKpi; digits: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!difference) return <span className="minor">–</span>;
  const { factor, differenceUnit } = KPI_SHOWN[kpi];
  const text = (value: number) => format.difference(value * factor, digits);
  return (
    <>
      <span className="difference">
        {text(difference.mean)}
        {differenceUnit ? `\u202f${differenceUnit}` : ''}{' '}
        <span className="minor">
          [{text(difference.low)}; {text(difference.high)}]
        </span>
      </span>
      <span className={`verdict verdict-${difference.verdict}`}>
        <span aria-hidden="true">{GLYPHS[difference.verdict]}</span> {t(`run.verdict.${difference.verdict}`)}
      </span>
    </>
  );
}
