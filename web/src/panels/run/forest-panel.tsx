import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { verdictWord } from '../../../../src/contract/verdict-words.js';
import { ChartCard } from '../../charts/chart-card.js';
import { ForestPlot } from '../../charts/forest-plot.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { forestRows, type ShownKpi, type ShownVariant } from './answer.js';

interface Props {
  variants: readonly ShownVariant[];
  kpis: readonly ShownKpi[];
  /** the least difference that matters, of the mean as it is */
  matters: number;
}

const ALL = '';

/** Paired differences of all indicators, or of one, around zero. */
export function ForestPanel({ variants, kpis, matters }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState(ALL);
  const every = forestRows(
    variants,
    kpis.map(({ id }) => id),
  );
  if (every.length === 0) return null;
  const shown = kpis.filter(({ id }) => every.some((row) => row.kpi === id));
  const rows = every.filter((row) => chosen === ALL || row.kpi === chosen);
  const kpiName = (id: string) => kpis.find((kpi) => kpi.id === id)?.name ?? id;
  const nameOf = ({ kpi, variant }: (typeof rows)[number]) => (variants.length > 2 ? `${kpiName(kpi)}, ${variant}` : kpiName(kpi));
  return (
    <ChartCard
      title={
        <>
          {t('run.forest')} <SimTag />
        </>
      }
      caption={t('run.forestLabel')}
      aside={
        shown.length > 1 && (
          <NativeSelect
            aria-label={t('run.kpi')}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={[{ value: ALL, label: t('run.allKpis') }, ...shown.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        )
      }
      table={() => ({
        head: [t('run.kpi'), t('run.differenceColumn'), t('run.verdicts')],
        rows: rows.map((row) => [
          nameOf(row),
          `${format.difference(row.mean * 100, 2)}\u202f% ${format.bounds(format.difference(row.low * 100, 2), format.difference(row.high * 100, 2))}`,
          t(`run.verdict.${verdictWord(row)}`),
        ]),
      })}
      csv={{ name: 'differences', rows: () => [['kpi', 'variant', 'share', 'low', 'high', 'verdict'], ...rows.map((row) => [row.kpi, row.variant, row.mean, row.low, row.high, row.verdict])] }} // prettier-ignore
      foot={<p className="minor">{t('run.forestBand', { share: format.plain(matters * 100) })}</p>}
    >
      <ForestPlot
        label={t('run.forestLabel')}
        matters={matters}
        rows={rows.map((row) => ({
          id: `${row.kpi} ${row.variant}`,
          name: nameOf(row),
          verdict: t(`run.verdict.${verdictWord(row)}`),
          found: row.verdict === 'better' || row.verdict === 'worse',
          mean: row.mean,
          low: row.low,
          high: row.high,
        }))}
      />
    </ChartCard>
  );
}
