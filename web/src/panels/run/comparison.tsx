import { NativeSelect } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { RunKpi, ScenarioResult } from '../../../../src/contract/scenario.js';
import { ChartCard } from '../../charts/chart-card.js';
import { ForestPlot } from '../../charts/forest-plot.js';
import { ReplicationDots } from '../../charts/replication-dots.js';
import { Card } from '../../parts/card.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { forestRows, type ShownVariant } from './answer.js';
import { digitsOf, KPI_ORDER, KPI_SHOWN } from './kpi-format.js';
import { noteKey } from './note-key.js';
import { SharesPanel } from './shares-panel.js';
import { VerdictTable } from './verdict-table.js';

interface Props {
  /** none until two replications are done */
  variants: ShownVariant[];
  result: ScenarioResult | null;
  definition: LineDefinition | undefined;
  /** what the variants have otherwise */
  changed: ReactNode;
}

/** The line as it is against its variants. While a run goes on, only what the replications so far can tell. */
export function Comparison({ variants, result, definition, changed }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = forestRows(variants, KPI_ORDER);
  const nameOf = (row: (typeof rows)[number]) => (variants.length > 2 ? `${t(`kpis.${row.kpi}`)}, ${row.variant}` : t(`kpis.${row.kpi}`));
  /** What a note of the server names, as this page writes it. */
  const shownValues = (values: Record<string, string>) => {
    const station = definition?.stations.find(({ id }) => id === values['unit']);
    const numbers = Object.entries(values).flatMap(([name, text]) => (name === 'since' || name === 'unit' ? [] : [[name, format.plain(Number(text))]]));
    return { ...values, ...(Object.fromEntries(numbers) as Record<string, string>), ...(station ? { unit: format.inSentence(station.name) } : {}) };
  };
  return (
    <>
      {variants.length > 0 && (
        <Card
          title={
            <>
              {t(variants.length > 1 ? 'run.verdicts' : 'run.figures')} <SimTag />
            </>
          }
        >
          <VerdictTable variants={variants} productItem={definition?.product.item ?? null} />
          <p className="minor">
            {[result ? t('run.figuresHint') : t('run.intermediate'), variants.length > 1 && t('run.paired'), variants.length > 2 && t('run.several')]
              .filter(Boolean)
              .join(' ')}
          </p>
        </Card>
      )}
      {changed}
      {rows.length > 0 && (
        <ChartCard
          title={
            <>
              {t('run.forest')} <SimTag />
            </>
          }
          caption={t('run.forestLabel')}
          table={() => ({
            head: [t('run.kpi'), t('run.differenceColumn'), ''],
            rows: rows.map((row) => [
              nameOf(row),
              `${format.difference(row.mean * 100, 2)} % [${format.difference(row.low * 100, 2)}; ${format.difference(row.high * 100, 2)}]`,
              t(`run.verdict.${row.verdict}`),
            ]),
          })}
        >
          <ForestPlot
            label={t('run.forestLabel')}
            rows={rows.map((row) => ({
              name: nameOf(row),
              verdict: t(`run.verdict.${row.verdict}`),
              found: row.verdict === 'better' || row.verdict === 'worse',
              mean: row.mean,
              low: row.low,
              high: row.high,
            }))}
          />
        </ChartCard>
      )}
      {result && <DotsPanel result={result} variants={variants} />}
      {result && <SharesPanel result={result} variants={variants} definition={definition} />}
      {result && result.notes.length > 0 && (
        <Card title={t('run.notes')}>
          <ul className="notes">
            {result.notes.map((note) => {
              const known = noteKey(note);
              return known ? (
                <li key={note}>{t(`notes.${known.key}`, shownValues(known.values))}</li>
              ) : (
                <li key={note} lang="en">
                  {note}
                </li>
              );
            })}
          </ul>
        </Card>
      )}
    </>
  );
}

function DotsPanel({ result, variants }: { result: ScenarioResult; variants: ShownVariant[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [kpi, setKpi] = useState<RunKpi>('goodUnits');
  const { factor, unit } = KPI_SHOWN[kpi];
  const rows = result.variants.flatMap((variant, i) => {
    const estimate = variant.kpis[kpi];
    if (!estimate) return [];
    const { values, mean, low, high, p10, p90 } = estimate;
    return [
      {
        name: variants[i]!.name,
        values: values.map((value) => value * factor),
        mean: mean * factor,
        low: low * factor,
        high: high * factor,
        p10: p10 * factor,
        p90: p90 * factor,
      },
    ];
  });
  const write = (value: number) => format.decimal(value, Number.isInteger(value) ? 0 : digitsOf(Math.abs(value) / 100, value));
  const known = KPI_ORDER.filter((each) => result.variants[0]?.kpis[each]);
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
          value={kpi}
          onChange={(event) => setKpi(event.currentTarget.value as RunKpi)}
          data={known.map((value) => ({ value, label: `${t(`kpis.${value}`)}${KPI_SHOWN[value].unit ? `, ${KPI_SHOWN[value].unit}` : ''}` }))}
        />
      }
      table={() => ({
        head: ['', ...rows.map((row) => row.name)],
        rows: Array.from({ length: result.replications }, (_, i) => [
          String(i + 1),
          ...rows.map((row) => (row.values[i] === undefined ? '–' : `${write(row.values[i])}${unit ? `\u202f${unit}` : ''}`)),
        ]),
      })}
    >
      <ReplicationDots rows={rows} label={t('run.dotsLabel')} write={write} />
    </ChartCard>
  );
}
