import { useTranslation } from 'react-i18next';
import type { Difference, RunKpi } from '../../../../src/contract/scenario.js';
import { itemName } from '../../format/items.js';
import { useFormat, type Formats } from '../../parts/use-format.js';
import type { ShownVariant } from './answer.js';
import { digitsOf, KPI_ORDER, KPI_SHOWN } from './kpi-format.js';

/** Better and worse, not up and down: less energy is ▲ better. */
const GLYPHS = { better: '▲', worse: '▼', 'no-detectable-difference': '≈' } as const;

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
              <th scope="col" key={variant.id} colSpan={2}>
                {variant.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {KPI_ORDER.map((kpi) => (
            <tr key={kpi}>
              <th scope="row">
                {t(`kpis.${kpi}`)}
                <span className="minor"> {kpi === 'goodUnits' && productItem ? itemName(format.language, productItem) : KPI_SHOWN[kpi].unit}</span>
              </th>
              <td data-label={baseline.name}>{meanText(baseline, kpi, format) ?? t('run.unknown')}</td>
              {others.map((variant) => [
                <td key={`${variant.id} mean`} data-label={variant.name}>
                  {meanText(variant, kpi, format) ?? t('run.unknown')}
                </td>,
                <td key={`${variant.id} difference`} className="verdict-cell">
                  <Verdict difference={variant.difference?.[kpi] ?? null} kpi={kpi} />
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function meanText(variant: ShownVariant, kpi: RunKpi, format: Formats): string | null {
  const estimate = variant.kpis[kpi];
  if (!estimate) return null;
  const { factor } = KPI_SHOWN[kpi];
  const half = ((estimate.high - estimate.low) / 2) * factor;
  const digits = digitsOf(half, estimate.mean * factor);
  return `${format.decimal(estimate.mean * factor, digits)}\u00a0±\u00a0${format.decimal(half, digits)}`;
}

function Verdict({ difference, kpi }: { difference: Difference | null; kpi: RunKpi }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!difference) return <span className="minor">–</span>;
  const { factor, differenceUnit } = KPI_SHOWN[kpi];
  const digits = digitsOf(((difference.high - difference.low) / 2) * factor, difference.mean * factor);
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
