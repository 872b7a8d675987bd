import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { verdictWord } from '../../../../src/contract/verdict-words.js';
import type { Difference } from '../../../../src/contract/verdict.js';
import type { Formats } from '../../format/formats.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi, ShownVariant } from './answer.js';
import { intervalText } from './interval-text.js';
import { digitsTogether } from './kpi-format.js';
import { MoreRuns, type AskMore } from './more-runs.js';
import { VERDICT_GLYPHS } from './verdict-words.js';

/** With more variants than these a mean and its difference share a column. */
const MOST_SIDE_BY_SIDE = 2;

interface Props {
  variants: readonly ShownVariant[];
  kpis: readonly ShownKpi[];
  /** null: no more can be asked for now */
  askMore: AskMore | null;
  /** why an indicator is not known of a variant; null: it is of all, or why is not told */
  why?: ((kpi: ShownKpi) => string | null) | undefined;
}

/** Rows are indicators; each variant has its mean and its paired difference to the plant as it is, in figures and in words. */
export function VerdictTable({ variants, kpis, askMore, why }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [baseline, ...others] = variants;
  if (!baseline) return null;
  const isNarrow = others.length > MOST_SIDE_BY_SIDE;
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
                {!isNarrow && variant.difference && <th scope="col">{t('run.differenceColumn')}</th>}
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {kpis
            .map((kpi) => ({ kpi, digits: digitsOfKpi(variants, kpi), reason: why?.(kpi) ?? null }))
            .map(({ kpi, digits, reason }) => (
              <tr key={kpi.id}>
                <th scope="row">
                  {kpi.name}
                  <span className="minor"> {kpi.unit}</span>
                  {reason !== null && <p className="minor unknown-why">{reason}</p>}
                </th>
                <td data-label={baseline.name}>{meanText(baseline, kpi, digits.mean, format) ?? t('run.unknown')}</td>
                {others.map((variant) => {
                  const mean = meanText(variant, kpi, digits.mean, format) ?? t('run.unknown');
                  const verdict = variant.difference && (
                    <Verdict
                      difference={variant.difference[kpi.id] ?? null}
                      kpi={kpi}
                      digits={digits.difference}
                      of={`${variant.name}, ${kpi.name}`}
                      askMore={askMore}
                    />
                  );
                  if (isNarrow)
                    return (
                      <td key={variant.id} className="verdict-cell" data-label={variant.name}>
                        {mean}
                        {verdict}
                      </td>
                    );
                  return [
                    <td key={`${variant.id} mean`} data-label={variant.name}>
                      {mean}
                    </td>,
                    verdict && (
                      <td key={`${variant.id} difference`} className="verdict-cell" data-label={t('run.differenceColumn')}>
                        {verdict}
                      </td>
                    ),
                  ];
                })}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same decimals for all variants. */
function digitsOfKpi(variants: readonly ShownVariant[], { id, factor }: ShownKpi): { mean: number; difference: number } {
  const of = (intervals: Parameters<typeof digitsTogether>[0]) => digitsTogether(intervals, factor);
  return { mean: of(variants.map(({ kpis }) => kpis[id])), difference: of(variants.map(({ difference }) => difference?.[id])) };
}

function meanText(variant: ShownVariant, { id, factor }: ShownKpi, digits: number, format: Formats): string | null {
  const estimate = variant.kpis[id];
  return estimate ? intervalText(estimate, digits, format, factor) : null;
}

interface VerdictProps {
  difference: Difference | null;
  kpi: ShownKpi;
  digits: number;
  of: string;
  askMore: AskMore | null;
}

function Verdict({ difference, kpi: { factor, differenceUnit }, digits, of, askMore }: VerdictProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!difference) return <span className="minor">–</span>;
  const text = (value: number) => format.difference(value * factor, digits);
  const { verdict, moreRuns } = difference;
  return (
    <>
      <span className="difference">
        {text(difference.mean)}
        {differenceUnit ? `\u202f${differenceUnit}` : ''} <span className="minor">{format.bounds(text(difference.low), text(difference.high))}</span>
      </span>
      <span className={`verdict verdict-${verdict}`}>
        <span aria-hidden="true">{VERDICT_GLYPHS[verdict]}</span> {t(`run.verdict.${verdictWord(difference)}`)}
      </span>
      {verdict === 'too-few-runs' && moreRuns && askMore && <MoreRuns more={moreRuns} of={of} ask={askMore} />}
    </>
  );
}
