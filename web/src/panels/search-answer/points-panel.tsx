import { useTranslation } from 'react-i18next';
import { factorName, levelText, valuesText } from '../../../../src/contract/factor-words.js';
import { areMeansApart } from '../../../../src/contract/means-apart.js';
import type { SearchAnswer, SearchPoint } from '../../../../src/contract/search-result.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi } from '../run/answer.js';
import { MoreRuns, type AskMore } from '../run/more-runs.js';
import { pointTexts } from './point-texts.js';
import { lackingRuns } from './search-limits.js';
import { standings, voiceOf } from './standing.js';
import { useShownKpi } from './use-shown-kpi.js';

interface Props {
  answer: SearchAnswer;
  /** that are known of the points, those that were sought or judged first */
  kpis: readonly ShownKpi[];
  file: string;
  /** null: a search that shares out its replications */
  askMore: AskMore | null;
}

/** Every point of a search with one indicator: mean, paired difference to the plant as it is, and how the point stands. */
export function PointsPanel({ answer, kpis, file, askMore }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kpi, select } = useShownKpi(kpis);
  if (!kpi) return null;
  const { factors, baseline, points } = answer;
  const { more } = lackingRuns(points, kpi.id);
  const standing = standings(answer, t);
  const texts = pointTexts(kpi, [baseline, ...points], t, format);
  const isUnequal = new Set([baseline, ...points].map(({ replications }) => replications)).size > 1;
  const count = ({ replications }: { replications: number }) => (isUnequal ? [format.whole(replications)] : []);
  // Of a tornado each point has one factor.
  const isOne = answer.search === 'tornado';
  const levels = (of: Pick<SearchPoint, 'at'>) =>
    isOne ? [valuesText(of.at, factors, voiceOf(format))] : factors.map((factor) => levelText(of.at[factor.id], factor, voiceOf(format)));
  const stands = (id: string) => (standing.size > 0 ? [standing.get(id) ?? ''] : []);
  const judged = (point: SearchPoint) => (point.difference[kpi.id] ? `${texts.difference(point)} ${texts.verdict(point)}` : '–');
  return (
    <Card
      title={
        <>
          {t('search.points')} <SimTag />
        </>
      }
      aside={
        <>
          {select}
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
        words
        caption={t('search.pointsCaption')}
        head={[
          t('search.point'),
          ...(isOne ? [t('search.factor')] : factors.map(factorName)),
          `${kpi.name} ${kpi.unit}`.trim(),
          ...(isUnequal ? ['n'] : []),
          t('run.differenceColumn'),
          ...(standing.size > 0 ? [t('search.standing')] : []),
        ]}
        rows={[
          [t('run.baseline'), ...levels(baseline), texts.mean(baseline), ...count(baseline), '', ...(standing.size > 0 ? [''] : [])],
          ...points.map((point) => [point.id, ...levels(point), texts.mean(point), ...count(point), judged(point), ...stands(point.id)]),
        ]}
      />
      {more !== null && askMore && <MoreRuns more={more} of={kpi.name} ask={askMore} />}
      {points.some((point) => areMeansApart(answer, point)) && <p className="minor">{t('search.unequal')}</p>}
    </Card>
  );
}
