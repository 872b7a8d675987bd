import { useTranslation } from 'react-i18next';
import type { SearchAnswer } from '../../../../src/contract/search-result.js';
import { Card } from '../../parts/card.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi } from '../run/answer.js';
import { valuesText } from './standing.js';

/** What a search for the best has chosen, how surely, and how it holds the constraints. Nothing of a search that seeks no best. */
export function ChosenNotice({ answer: { optimum, front, points }, kpis }: { answer: SearchAnswer; kpis: readonly ShownKpi[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sought = optimum ?? front;
  if (!sought) return null;
  const { constraints, candidates, chosen, spent, asked } = sought;
  const point = points.find(({ id }) => id === chosen);
  const holds = candidates.find((candidate) => candidate.point === chosen)?.holds ?? [];
  const bound = (kpi: ShownKpi | undefined, value: number) => `${format.figure(value * (kpi?.factor ?? 1))} ${kpi?.unit ?? ''}`.trim();
  const confidence = optimum?.confidence;
  const percent = confidence ? format.percentWhole(confidence.value) : '';
  return (
    <Card
      title={
        <>
          {point ? t('search.chosen', { point: point.id, values: valuesText(point) }) : optimum ? t('search.nothing') : t('search.compromises')} <SimTag />
        </>
      }
    >
      {optimum && point && (
        <p className="sentence">
          {confidence ? t(confidence.from === 'procedure' ? 'search.promised' : 'search.estimated', { percent }) : t('search.undecided')}
        </p>
      )}
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
    </Card>
  );
}
