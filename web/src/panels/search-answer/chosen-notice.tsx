import { useTranslation } from 'react-i18next';
import { valuesText } from '../../../../src/contract/factor-words.js';
import type { SearchAnswer } from '../../../../src/contract/search-result.js';
import { summaryOf } from '../../../../src/contract/search-summary.js';
import { Card } from '../../parts/card.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi } from '../run/answer.js';
import { VerdictTable } from '../run/verdict-table.js';
import { voiceOf } from './standing.js';

/** What a search for the best has chosen, how surely, how it holds the constraints, and what it does beside the plant as it is. Nothing of a search that seeks no best. */
export function ChosenNotice({ answer, kpis }: { answer: SearchAnswer; kpis: readonly ShownKpi[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { optimum, front, points, baseline, judged } = answer;
  const sought = optimum ?? front;
  if (!sought) return null;
  const { constraints, candidates, spent, asked } = sought;
  const { outcome, chosen, sure, compromises } = summaryOf(answer);
  const point = points.find(({ id }) => id === chosen?.point);
  const holds = candidates.find((candidate) => candidate.point === chosen?.point)?.holds ?? [];
  const bound = (kpi: ShownKpi | undefined, value: number) => `${format.figure(value * (kpi?.factor ?? 1))} ${kpi?.unit ?? ''}`.trim();
  // Never more than is sure: 99.7 % is told as 99 %.
  const percent = sure ? format.percentWhole(Math.floor(sure.value * 100 + 1e-9) / 100) : '';
  const head = {
    chosen: point ? t('search.chosen', { point: point.id, values: valuesText(point.at, answer.factors, voiceOf(format)) }) : '',
    compromises: compromises
      ? t('search.compromisesFound', { found: format.whole(compromises.count), count: compromises.sure, percent: format.percentWhole(compromises.confidence) })
      : '',
    nothing: t('search.nothing'),
    stopped: t('search.stopped'),
    told: '',
  }[outcome];
  return (
    <Card
      title={
        <>
          {head} <SimTag />
        </>
      }
    >
      {point && <p className="sentence">{sure ? t(sure.from === 'procedure' ? 'search.promised' : 'search.estimated', { percent }) : t('search.undecided')}</p>}
      {point &&
        constraints.map((constraint, i) => {
          const kpi = kpis.find(({ id }) => id === constraint.kpi);
          const words = t(`search.${constraint.side}`, { kpi: kpi?.name ?? constraint.kpi, bound: bound(kpi, constraint.bound) });
          const held = holds[i];
          return (
            <p key={`${constraint.kpi} ${constraint.side}`} className="sentence">
              {words}
              {held && `: ${t(`search.holds.${held}`)}`}
            </p>
          );
        })}
      <p className="minor">{t('search.spent', { spent: format.whole(spent), budget: format.whole(asked.budget) })}</p>
      {point && (
        <>
          <h3>{t('search.chosenTable')}</h3>
          <VerdictTable
            variants={[
              { id: 'baseline', name: t('run.baseline'), kpis: baseline.kpis, difference: null },
              { id: point.id, name: point.id, kpis: point.kpis, difference: point.difference },
            ]}
            kpis={kpis.filter(({ id }) => judged.includes(id))}
            askMore={null}
          />
          <p className="minor">{t('search.chosenHint')}</p>
        </>
      )}
    </Card>
  );
}
