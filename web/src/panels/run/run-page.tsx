import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { isSearch } from '../../../../src/contract/search-kind.js';
import { ServerFailure } from '../../data/failure.js';
import { runQuery } from '../../data/queries.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import { LineAnswer } from './line-answer.js';
import { useRunProgress } from './use-run-progress.js';

const SiteAnswer = lazy(async () => ({ default: (await import('../site-answer/site-answer.js')).SiteAnswer }));
const SearchAnswer = lazy(async () => ({ default: (await import('../search-answer/search-answer.js')).SearchAnswer }));

/** One run: the question, its progress, its answer. */
export function RunPage() {
  const { t } = useTranslation();
  const { run: id } = useParams({ from: '/runs/$run' });
  const query = useQuery(runQuery(id));
  const run = query.data;
  const progress = useRunProgress(id, run);
  useTitle(run?.question ?? t('run.title'));
  if (query.error instanceof ServerFailure && query.error.code === 'not-found')
    return (
      <p className="notice" role="alert">
        {t('run.notFound')} <Link to="/">{t('app.toLines')}</Link>
      </p>
    );
  if (query.error) return <Failed error={query.error} reset={() => void query.refetch()} />;
  if (!run) return <p className="notice">{t('app.loading')}</p>;
  const search = isSearch(run.request);
  if (run.of === 'line' && !search) return <LineAnswer key={id} run={run} progress={progress} />;
  return (
    <Suspense fallback={<p className="notice">{t('app.loading')}</p>}>
      {search ? <SearchAnswer key={id} run={run} progress={progress} /> : <SiteAnswer key={id} run={run} progress={progress} />}
    </Suspense>
  );
}
