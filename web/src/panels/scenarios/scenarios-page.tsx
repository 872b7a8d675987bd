import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cellsQuery } from '../../data/cell-queries.js';
import { linesQuery, runsQuery, scenariosQuery } from '../../data/queries.js';
import '../../i18n/site-what-if.js';
import { Card } from '../../parts/card.js';
import { PageHead } from '../../parts/page-head.js';
import { useTitle } from '../../parts/use-title.js';
import { WideTable } from '../../parts/wide-table.js';
import { Failed } from '../../shell/failed.js';
import { cautionOf, hindranceOf } from './hindrance.js';
import { KeptRow } from './kept-row.js';
import { RunRow } from './run-row.js';
import { usePlaceChoices } from './use-place.js';

/** Questions that are kept and runs, of all lines and sites or of one, newest first. */
export function ScenariosPage() {
  const { t } = useTranslation();
  const { place, runs: asked = '' } = useSearch({ from: '/scenarios' });
  const navigate = useNavigate({ from: '/scenarios' });
  const lines = useQuery(linesQuery).data ?? [];
  const cells = useQuery(cellsQuery).data ?? [];
  const places = usePlaceChoices(cells, lines);
  const kept = useInfiniteQuery(scenariosQuery(place));
  const runs = useInfiniteQuery(runsQuery(place));
  useTitle(t('scenarios.title'));
  /** to be compared, in the order in which they were chosen */
  const chosen = asked.split(',').filter((id) => id !== '');
  const choose = (ids: readonly string[]) =>
    void navigate({ search: (known) => ({ ...known, runs: ids.join(',') || undefined }), replace: true, resetScroll: false });
  const failed = [kept, runs].find(({ error, data }) => error !== null && !data);
  const questions = kept.data?.pages.flatMap(({ items }) => items) ?? [];
  const answers = runs.data?.pages.flatMap(({ items }) => items) ?? [];
  const picked = chosen.flatMap((id) => answers.filter((run) => run.id === id));
  return (
    <div className="page">
      <PageHead way={[]} title={t('scenarios.title')}>
        <NativeSelect
          maw={420}
          aria-label={t('scenarios.place')}
          value={place ?? ''}
          onChange={({ currentTarget: { value } }) => void navigate({ search: (known) => ({ ...known, place: value || undefined }), replace: true })}
          data={[{ value: '', label: t('scenarios.everywhere') }, ...places]}
        />
      </PageHead>
      {failed && <Failed error={failed.error} reset={() => void failed.refetch()} />}
      <Card
        title={t('scenarios.runs')}
        aside={
          chosen.length > 1 && (
            <Link className="button" to="/compare" search={{ runs: chosen.join(',') }}>
              {t('compare.link', { n: chosen.length })}
            </Link>
          )
        }
      >
        {answers.length > 1 && <p className="minor">{t('compare.hint')}</p>}
        {runs.isPending && <p className="minor">{t('app.loading')}</p>}
        {runs.data && answers.length === 0 && <p className="minor">{t('scenarios.noRuns')}</p>}
        {answers.length > 0 && (
          <WideTable caption={t('scenarios.runs')} heads={[t('whatIf.question'), t('scenarios.place'), t('scenarios.status'), t('scenarios.says')]}>
            {answers.map((run) => (
              <RunRow
                key={run.id}
                run={run}
                chosen={chosen.includes(run.id)}
                hindrance={hindranceOf(run, picked)}
                caution={chosen.includes(run.id) ? cautionOf(run, picked) : null}
                onChoose={(isChosen) => choose(isChosen ? [...chosen, run.id] : chosen.filter((id) => id !== run.id))}
              />
            ))}
          </WideTable>
        )}
        {runs.hasNextPage && (
          <Button variant="default" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
            {t('scenarios.more')}
          </Button>
        )}
      </Card>
      <Card title={t('scenarios.kept')}>
        {kept.isPending && <p className="minor">{t('app.loading')}</p>}
        {kept.data && questions.length === 0 && <p className="minor">{t('scenarios.noKept')}</p>}
        {questions.length > 0 && (
          <WideTable caption={t('scenarios.kept')} heads={[t('whatIf.question'), t('scenarios.place'), t('scenarios.keptAt'), t('scenarios.doings')]}>
            {questions.map((scenario) => (
              <KeptRow key={scenario.id} scenario={scenario} />
            ))}
          </WideTable>
        )}
        {kept.hasNextPage && (
          <Button variant="default" loading={kept.isFetchingNextPage} onClick={() => void kept.fetchNextPage()}>
            {t('scenarios.more')}
          </Button>
        )}
      </Card>
    </div>
  );
}
