import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchAnswer } from '../../../../src/contract/search-result.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi } from '../run/answer.js';
import { intervalText } from '../run/interval-text.js';
import { digitsTogether } from '../run/kpi-format.js';
import { VERDICT_GLYPHS } from '../run/verdict-words.js';
import { levelText, standings } from './standing.js';

interface Props {
  answer: SearchAnswer;
  /** that are known of the points, those that were sought or judged first */
  kpis: readonly ShownKpi[];
  file: string;
}

/** Every point of a search with one indicator: mean, paired difference to the plant as it is, and how the point stands. */
export function PointsPanel({ answer, kpis, file }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState(kpis[0]?.id ?? '');
  const kpi = kpis.find(({ id }) => id === chosen) ?? kpis[0];
  if (!kpi) return null;
  const { factors, baseline, points } = answer;
  const standing = standings(answer, t);
  const digits = digitsTogether([baseline.kpis[kpi.id], ...points.map(({ kpis: its }) => its[kpi.id])], kpi.factor);
  const mean = (its: (typeof points)[number]['kpis']) => {
    const interval = its[kpi.id];
    return interval ? intervalText(interval, digits, format, kpi.factor) : t('run.unknown');
  };
  const difference = (of: (typeof points)[number]) => {
    const found = of.difference[kpi.id];
    if (!found) return '–';
    const text = (value: number) => format.difference(value * kpi.factor, digits);
    return `${text(found.mean)} [${text(found.low)}; ${text(found.high)}] ${VERDICT_GLYPHS[found.verdict]} ${t(`run.verdict.${found.verdict}`)}`;
  };
  const columns = factors.map(({ id, name }) => name ?? id);
  const levels = (at: Readonly<Record<string, string | number | null>>) => factors.map(({ id }) => levelText(at[id]));
  const stands = (id: string) => (standing.size > 0 ? [standing.get(id) ?? ''] : []);
  return (
    <Card
      title={
        <>
          {t('search.points')} <SimTag />
        </>
      }
      aside={
        <>
          <NativeSelect
            aria-label={t('run.kpi')}
            value={kpi.id}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={kpis.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <DownloadCsv
            name={file}
            of={t('search.points')}
            rows={() => [
              ['point', ...factors.map(({ id }) => id), ...kpis.flatMap(({ id }) => [id, `${id} low`, `${id} high`])],
              ...points.map(({ id, at, kpis: its }) => [
                id,
                ...factors.map((factor) => at[factor.id] ?? null),
                ...kpis.flatMap((each) => [its[each.id]?.mean ?? null, its[each.id]?.low ?? null, its[each.id]?.high ?? null]),
              ]),
            ]}
          />
        </>
      }
    >
      <DataTable
        caption={t('search.pointsCaption')}
        head={[
          t('search.point'),
          ...columns,
          `${kpi.name} ${kpi.unit}`.trim(),
          t('run.differenceColumn'),
          ...(standing.size > 0 ? [t('search.standing')] : []),
        ]}
        rows={[
          [t('run.baseline'), ...levels(baseline.at), mean(baseline.kpis), '', ...(standing.size > 0 ? [''] : [])],
          ...points.map((point) => [point.id, ...levels(point.at), mean(point.kpis), difference(point), ...stands(point.id)]),
        ]}
      />
    </Card>
  );
}
