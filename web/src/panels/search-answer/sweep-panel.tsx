import { useTranslation } from 'react-i18next';
import { factorName, levelText, valuesText } from '../../../../src/contract/factor-words.js';
import type { Holds, SearchAnswer, SearchPoint } from '../../../../src/contract/search-result.js';
import { ChartCard } from '../../charts/chart-card.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi } from '../run/answer.js';
import { gridOf } from './grid.js';
import { heldPoints } from './limit.js';
import { LimitForm, useLimit } from './limit-form.js';
import { pointTexts } from './point-texts.js';
import { voiceOf } from './standing.js';
import { SweepLine } from './sweep-line.js';
import { SweepMap } from './sweep-map.js';
import { useShownKpi } from './use-shown-kpi.js';

/** What a picture of a sweep needs beside its grid. */
export interface SweepView {
  answer: SearchAnswer;
  kpi: ShownKpi;
  held: ReadonlyMap<string, Holds>;
  /** a point in words */
  tell: (point: SearchPoint) => string;
}

/** One indicator over all values of one factor or two, and where limits hold. */
export function SweepPanel({ answer, kpis, file }: { answer: SearchAnswer; kpis: readonly ShownKpi[]; file: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kpi, select } = useShownKpi(kpis);
  const limit = useLimit(kpis);
  const grid = gridOf(answer);
  if (!grid || !kpi) return null;
  const { points, baseline, factors } = answer;
  const held = heldPoints(answer, limit);
  const texts = pointTexts(kpi, [baseline, ...points], t, format);
  const holdsText = (id: string) => {
    const its = held.get(id);
    return its ? t(`search.holds.${its}`) : '';
  };
  const tell = (point: SearchPoint) =>
    [
      valuesText(point.at, factors, voiceOf(format)),
      `${kpi.name} ${texts.mean(point)} ${kpi.unit}`.trim(),
      texts.difference(point),
      texts.verdict(point),
      holdsText(point.id),
    ]
      .filter((text) => text !== '' && text !== '–')
      .join('; ');
  const view: SweepView = { answer, kpi, held, tell };
  const caption = t(grid.down ? 'search.mapCaption' : 'search.lineCaption', { kpi: kpi.name });
  return (
    <ChartCard
      title={
        <>
          {t('search.sweep')} <SimTag />
        </>
      }
      caption={caption}
      aside={select}
      table={() => ({
        head: [
          ...factors.map(factorName),
          `${kpi.name} ${kpi.unit}`.trim(),
          t('run.differenceColumn'),
          t('run.verdicts'),
          ...(held.size > 0 ? [t('search.limit')] : []),
        ],
        rows: [
          [t('run.baseline'), ...factors.slice(1).map(() => ''), texts.mean(baseline), '', '', ...(held.size > 0 ? [''] : [])],
          ...points.map((point) => [
            ...factors.map((factor) => levelText(point.at[factor.id], factor, voiceOf(format))),
            texts.mean(point),
            texts.difference(point),
            texts.verdict(point),
            ...(held.size > 0 ? [holdsText(point.id)] : []),
          ]),
        ],
      })}
      csv={{
        name: `${file}-sweep-${kpi.id}`,
        rows: () => [
          [...factors.map(({ id }) => id), kpi.id, 'low', 'high', 'difference', 'differenceLow', 'differenceHigh', 'verdict', 'limit'],
          ...points.map(({ id, at, kpis: its, difference }) => {
            const [mean, change] = [its[kpi.id], difference[kpi.id]];
            const figures = [mean?.mean, mean?.low, mean?.high, change?.mean, change?.low, change?.high, change?.verdict, held.get(id)];
            return [...factors.map((factor) => at[factor.id] ?? null), ...figures.map((value) => value ?? null)];
          }),
        ],
      }}
      foot={
        <>
          {answer.search === 'sweep' && <LimitForm kpis={kpis} limit={limit} />}
          <p className="minor">
            {t(grid.down ? 'search.mapKey' : grid.across.isNumeric ? 'search.lineKey' : 'search.placesKey')} {held.size > 0 && t('search.heldKey')}
          </p>
        </>
      }
    >
      {grid.down ? <SweepMap view={view} grid={grid} down={grid.down} label={caption} /> : <SweepLine view={view} grid={grid} label={caption} />}
    </ChartCard>
  );
}
