import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartCard } from '../../charts/chart-card.js';
import { ReplicationDots } from '../../charts/replication-dots.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { quartiles, replicationTable, type ShownKpi, type ShownVariant } from './answer.js';
import { digitsTogether } from './kpi-format.js';

/** Every replication of one indicator, variant by variant. */
export function ReplicationsPanel({ variants, kpis, file }: { variants: readonly ShownVariant[]; kpis: readonly ShownKpi[]; file: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState<string | null>(null);
  const kpi = kpis.find(({ id }) => id === chosen) ?? kpis[0];
  if (!kpi) return null;
  const { id, factor, unit } = kpi;
  const rows = variants.flatMap(({ name, kpis: known }) => {
    const estimate = known[id];
    const box = estimate?.values && quartiles(estimate.values);
    if (!estimate?.values || !box) return [];
    const scaled = (value: number) => value * factor;
    const [q1, median, q3] = box;
    return [
      {
        name,
        values: estimate.values.map(scaled),
        mean: scaled(estimate.mean),
        low: scaled(estimate.low),
        high: scaled(estimate.high),
        q1: scaled(q1),
        median: scaled(median),
        q3: scaled(q3),
      },
    ];
  });
  if (rows.length === 0) return null;
  const digits = digitsTogether(rows, 1);
  const write = (value: number) => format.decimal(value, Number.isInteger(value) ? 0 : digits);
  return (
    <ChartCard
      title={
        <>
          {t('run.dots')} <SimTag />
        </>
      }
      caption={t('run.dotsLabel')}
      aside={
        <NativeSelect
          aria-label={t('run.kpi')}
          value={id}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={kpis.map((each) => ({ value: each.id, label: `${each.name}${each.unit ? `, ${each.unit}` : ''}` }))}
        />
      }
      table={() => ({
        head: [t('run.replication'), ...rows.map((row) => row.name)],
        rows: Array.from({ length: Math.max(...rows.map(({ values }) => values.length)) }, (_, i) => [
          String(i + 1),
          ...rows.map((row) => (row.values[i] === undefined ? '–' : `${write(row.values[i])}${unit ? `\u202f${unit}` : ''}`)),
        ]),
      })}
      csv={{ name: `${file}-replications`, rows: () => replicationTable(variants, kpis) }}
      foot={<p className="minor">{t('run.dotsHint')}</p>}
    >
      <ReplicationDots rows={rows} label={t('run.dotsLabel')} write={write} />
    </ChartCard>
  );
}
