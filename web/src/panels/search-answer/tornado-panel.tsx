import { useTranslation } from 'react-i18next';
import { factorName, levelText } from '../../../../src/contract/factor-words.js';
import type { SearchAnswer } from '../../../../src/contract/search-result.js';
import { ChartCard } from '../../charts/chart-card.js';
import type { Span } from '../../charts/scale.js';
import { TornadoPlot } from '../../charts/tornado-plot.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi } from '../run/answer.js';
import { digitsTogether } from '../run/kpi-format.js';
import { voiceOf } from './standing.js';
import { endsOf } from './tornado-ends.js';
import { useShownKpi } from './use-shown-kpi.js';

/** What each factor alone does to one indicator. */
export function TornadoPanel({ answer, kpis, file }: { answer: SearchAnswer; kpis: readonly ShownKpi[]; file: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = answer.tornado ?? [];
  const { kpi, select } = useShownKpi(kpis.filter(({ id }) => all.some((each) => each.kpi === id)));
  const bars = all.find((each) => each.kpi === kpi?.id)?.bars;
  if (!kpi || !bars) return null;
  const factorOf = (id: string) => answer.factors.find((factor) => factor.id === id) ?? { id, name: null };
  const name = (id: string) => factorName(factorOf(id));
  const rows = bars.map((bar) => ({ ...bar, ends: endsOf(answer, kpi.id, bar) }));
  const digits = digitsTogether(
    rows.flatMap(({ span, ends }) => [span, ends.low.span, ends.high.span]),
    kpi.factor,
  );
  const signed = (value: number) => format.difference(value * kpi.factor, digits);
  const plain = (value: number) => format.decimal(value * kpi.factor, digits);
  const bracketed = ({ mean, low, high }: Span, write: (value: number) => string) => `${write(mean)} ${format.bounds(write(low), write(high))}`;
  const scaled = ({ mean, low, high }: Span): Span => ({ mean: mean * kpi.factor, low: low * kpi.factor, high: high * kpi.factor });
  const unit = kpi.differenceUnit ?? kpi.unit;
  return (
    <ChartCard
      title={
        <>
          {t('search.tornado')} <SimTag />
        </>
      }
      caption={t('search.tornadoCaption')}
      aside={select}
      table={() => ({
        head: [t('search.factor'), t('search.low'), t('search.changeAtLow'), t('search.high'), t('search.changeAtHigh'), t('search.span')],
        rows: rows.map(({ factor, span, ends }) => [
          name(factor),
          levelText(ends.low.level, factorOf(factor), voiceOf(format)),
          bracketed(ends.low.span, signed),
          levelText(ends.high.level, factorOf(factor), voiceOf(format)),
          bracketed(ends.high.span, signed),
          bracketed(span, plain),
        ]),
      })}
      csv={{
        name: `${file}-tornado-${kpi.id}`,
        rows: () => [
          ['factor', ...['low', 'high'].flatMap((end) => [end, `${end} change`, `${end} change low`, `${end} change high`]), 'span', 'span low', 'span high'],
          ...rows.map(({ factor, span, ends }) => [
            factor,
            ...[ends.low, ends.high].flatMap((end) => [end.level, end.span.mean, end.span.low, end.span.high]),
            span.mean,
            span.low,
            span.high,
          ]),
        ],
      }}
      foot={<p className="minor">{t('search.tornadoKey')}</p>}
    >
      <TornadoPlot
        label={t('search.tornadoCaption')}
        unit={unit}
        rows={rows.map(({ factor, ends }) => ({
          id: factor,
          name: name(factor),
          low: scaled(ends.low.span),
          high: scaled(ends.high.span),
          title: `${name(factor)}: ${levelText(ends.low.level, factorOf(factor), voiceOf(format))} → ${bracketed(ends.low.span, signed)}; ${levelText(ends.high.level, factorOf(factor), voiceOf(format))} → ${bracketed(ends.high.span, signed)}`,
        }))}
      />
    </ChartCard>
  );
}
