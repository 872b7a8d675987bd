import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchAnswer } from '../../../../src/contract/search-result.js';
import { ChartCard } from '../../charts/chart-card.js';
import { TornadoPlot } from '../../charts/tornado-plot.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi } from '../run/answer.js';
import { digitsTogether } from '../run/kpi-format.js';

/** What each factor alone does to one indicator. */
export function TornadoPanel({ answer, kpis }: { answer: SearchAnswer; kpis: readonly ShownKpi[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = answer.tornado ?? [];
  const shown = kpis.filter(({ id }) => all.some(({ kpi }) => kpi === id));
  const [chosen, setChosen] = useState(shown[0]?.id ?? '');
  const kpi = shown.find(({ id }) => id === chosen) ?? shown[0];
  const bars = all.find((each) => each.kpi === kpi?.id)?.bars;
  if (!kpi || !bars) return null;
  const name = (factor: string) => answer.factors.find(({ id }) => id === factor)?.name ?? factor;
  const digits = digitsTogether(
    bars.map(({ span }) => span),
    kpi.factor,
  );
  const text = (value: number) => format.difference(value * kpi.factor, digits);
  const plain = (value: number) => format.decimal(value * kpi.factor, digits);
  const unit = kpi.differenceUnit ?? kpi.unit;
  return (
    <ChartCard
      title={
        <>
          {t('search.tornado')} <SimTag />
        </>
      }
      caption={t('search.tornadoCaption')}
      aside={
        <NativeSelect
          aria-label={t('run.kpi')}
          value={kpi.id}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={shown.map(({ id, name: label }) => ({ value: id, label }))}
        />
      }
      table={() => ({
        head: [t('search.factor'), t('search.low'), t('search.high'), t('search.span')],
        rows: bars.map(({ factor, low, high, span }) => [name(factor), text(low), text(high), `${plain(span.mean)} [${plain(span.low)}; ${plain(span.high)}]`]),
      })}
      csv={{
        name: 'tornado',
        rows: () => [
          ['factor', 'low', 'high', 'span', 'span low', 'span high'],
          ...bars.map(({ factor, low, high, span }) => [factor, low, high, span.mean, span.low, span.high]),
        ],
      }}
      foot={<p className="minor">{t('search.tornadoKey')}</p>}
    >
      <TornadoPlot
        label={t('search.tornadoCaption')}
        unit={unit}
        rows={bars.map(({ factor, low, high }) => ({ id: factor, name: name(factor), low: low * kpi.factor, high: high * kpi.factor }))}
      />
    </ChartCard>
  );
}
