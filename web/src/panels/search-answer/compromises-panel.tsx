import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { factorName, levelText, valuesText } from '../../../../src/contract/factor-words.js';
import { areMeansApart } from '../../../../src/contract/means-apart.js';
import type { SearchAnswer } from '../../../../src/contract/search-result.js';
import { ChartCard } from '../../charts/chart-card.js';
import type { Span } from '../../charts/scale.js';
import { ScatterPlot, type ScatterPoint } from '../../charts/scatter-plot.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi } from '../run/answer.js';
import { intervalTexts } from '../run/interval-text.js';
import { standings, voiceOf } from './standing.js';

/** Points of a search for compromises by two of its goals. */
export function CompromisesPanel({ answer, kpis, file }: { answer: SearchAnswer; kpis: readonly ShownKpi[]; file: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const goals = (answer.front?.goals ?? []).flatMap((goal) => kpis.filter(({ id }) => id === goal.kpi).map((kpi) => ({ ...kpi, better: goal.better })));
  const [chosen, setChosen] = useState<[number, number]>([0, 1]);
  const [across, up] = [goals[chosen[0]], goals[chosen[1]]];
  if (!answer.front || !across || !up) return null;
  const standing = standings(answer, t);
  const front = new Set(answer.front.candidates.filter(({ place }) => place === 'front').map(({ point }) => point));
  const span = ({ id, factor }: ShownKpi, point: (typeof answer.points)[number]): Span | null => {
    const found = point.kpis[id];
    return found ? { mean: found.mean * factor, low: found.low * factor, high: found.high * factor } : null;
  };
  const known = answer.points.flatMap((point) => {
    const [horizontal, vertical] = [span(across, point), span(up, point)];
    return horizontal && vertical ? [{ point, horizontal, vertical }] : [];
  });
  if (known.length === 0) return null;
  const [acrossTexts, upTexts] = [intervalTexts(known.map(({ horizontal }) => horizontal), format), intervalTexts(known.map(({ vertical }) => vertical), format)]; // prettier-ignore
  const isApart = known.some(({ point }) => areMeansApart(answer, point));
  const named = ({ name, unit }: ShownKpi) => (unit ? `${name} [${unit}]` : name);
  const points = known.map(({ point, horizontal, vertical }, i): ScatterPoint => {
    const figures = [`${across.name} ${acrossTexts[i]} ${across.unit}`.trim(), `${up.name} ${upTexts[i]} ${up.unit}`.trim(), standing.get(point.id) ?? ''];
    const title = `${point.id} (${valuesText(point.at, answer.factors, voiceOf(format))}): ${figures.filter(Boolean).join('; ')}`;
    return { id: point.id, title, across: horizontal, up: vertical, filled: front.has(point.id) };
  });
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
      table={() => ({
        head: [t('search.point'), ...answer.factors.map(factorName), named(across), named(up), t('search.standing')],
        rows: known.map(({ point }, i) => [
          point.id,
          ...answer.factors.map((factor) => levelText(point.at[factor.id], factor, voiceOf(format))),
          acrossTexts[i],
          upTexts[i],
          standing.get(point.id) ?? '',
        ]),
      })}
      csv={{
        name: `${file}-compromises`,
        rows: () => [
          ['point', ...answer.factors.map(({ id }) => id), ...[across, up].flatMap(({ id }) => [id, `${id} low`, `${id} high`]), 'front'],
          ...known.map(({ point }) => [
            point.id,
            ...answer.factors.map(({ id }) => point.at[id] ?? null),
            ...[across, up].flatMap(({ id }) => [point.kpis[id]?.mean ?? null, point.kpis[id]?.low ?? null, point.kpis[id]?.high ?? null]),
            front.has(point.id) ? 1 : 0,
          ]),
        ],
      }}
      foot={
        <p className="minor">
          {t('search.compromisesKey')} {isApart && t('search.unequal')}
        </p>
      }
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
