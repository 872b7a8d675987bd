import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchAnswer } from '../../../../src/contract/search-result.js';
import { ChartCard } from '../../charts/chart-card.js';
import { ScatterPlot, type ScatterPoint, type ScatterSpan } from '../../charts/scatter-plot.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi } from '../run/answer.js';
import { intervalText } from '../run/interval-text.js';
import { digitsTogether } from '../run/kpi-format.js';
import { standings, valuesText } from './standing.js';

/** Points of a search for compromises by two of its goals. */
export function CompromisesPanel({ answer, kpis }: { answer: SearchAnswer; kpis: readonly ShownKpi[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const goals = (answer.front?.goals ?? []).flatMap((goal) => kpis.filter(({ id }) => id === goal.kpi).map((kpi) => ({ ...kpi, better: goal.better })));
  const [chosen, setChosen] = useState<[number, number]>([0, 1]);
  const [across, up] = [goals[chosen[0]], goals[chosen[1]]];
  if (!answer.front || !across || !up) return null;
  const standing = standings(answer, t);
  const front = new Set(answer.front.candidates.filter(({ place }) => place === 'front').map(({ point }) => point));
  const span = ({ id, factor }: ShownKpi, point: (typeof answer.points)[number]): ScatterSpan | null => {
    const found = point.kpis[id];
    return found ? { mean: found.mean * factor, low: found.low * factor, high: found.high * factor } : null;
  };
  const points = answer.points.flatMap((point): ScatterPoint[] => {
    const [horizontal, vertical] = [span(across, point), span(up, point)];
    if (!horizontal || !vertical) return [];
    const title = `${point.id}: ${valuesText(point)}. ${standing.get(point.id) ?? ''}`;
    return [{ id: point.id, title, across: horizontal, up: vertical, filled: front.has(point.id) }];
  });
  if (points.length === 0) return null;
  const texts = (of: (point: ScatterPoint) => ScatterSpan) => {
    const digits = digitsTogether(points.map(of), 1);
    return points.map((point) => intervalText(of(point), digits, format));
  };
  const named = ({ name, unit }: ShownKpi) => (unit ? `${name} [${unit}]` : name);
  const axis = (label: string, at: number, choose: (goal: number) => [number, number]) => (
    <NativeSelect
      aria-label={label}
      value={String(at)}
      onChange={(event) => setChosen(choose(Number(event.currentTarget.value)))}
      data={goals.map(({ name }, i) => ({ value: String(i), label: name }))}
    />
  );
  return (
    <ChartCard
      title={
        <>
          {t('search.compromises')} <SimTag />
        </>
      }
      caption={t('search.compromisesCaption')}
      aside={
        goals.length > 2 && (
          <>
            {axis(t('search.across'), chosen[0], (goal) => [goal, chosen[1]])}
            {axis(t('search.up'), chosen[1], (goal) => [chosen[0], goal])}
          </>
        )
      }
      table={() => {
        const [horizontal, vertical] = [texts((point) => point.across), texts((point) => point.up)];
        return {
          head: [t('search.point'), named(across), named(up), t('search.standing')],
          rows: points.map((point, i) => [point.id, horizontal[i], vertical[i], standing.get(point.id) ?? '']),
        };
      }}
      foot={<p className="minor">{t('search.compromisesKey')}</p>}
    >
      <ScatterPlot
        label={t('search.compromisesCaption')}
        better={t('search.better')}
        points={points}
        across={{ name: named(across), better: across.better }}
        up={{ name: named(up), better: up.better }}
      />
    </ChartCard>
  );
}
