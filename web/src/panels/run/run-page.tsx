import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Run, RunProgress } from '../../../../src/contract/run.js';
import type { ScenarioDocument } from '../../../../src/contract/scenario.js';
import { isSearch } from '../../../../src/contract/search-kind.js';
import { cancelRun, definitionQuery, runQuery } from '../../data/queries.js';
import { followRun } from '../../data/run-events.js';
import { Crumbs } from '../../parts/crumbs.js';
import { DemoTag, SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import { shownVariants } from './answer.js';
import { Changed } from './changed.js';
import { Comparison } from './comparison.js';
import { Facts } from './facts.js';
import { FileRun } from './file-run.js';
import { RunProgressPanel } from './run-progress.js';

const RETRY_MS = 2000;

/** One run: the question, its progress, its answer. */
export function RunPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { run: id } = useParams({ from: '/runs/$run' });
  const query = useQuery(runQuery(id));
  const progress = useProgress(id, query.data);
  const run = query.data;
  const line = useQuery({ ...definitionQuery(run?.line ?? ''), enabled: run?.of === 'line' });
  const cancel = useMutation({ mutationFn: () => cancelRun(id) });
  useTitle(run?.question ?? t('run.title'));
  if (query.error) return <Failed error={query.error} reset={() => void query.refetch()} />;
  if (!run) return <p className="notice">{t('app.loading')}</p>;
  if (run.of === 'cell' || isSearch(run.request)) return <FileRun run={run} />;
  const definition = line.data?.definition;
  const result = run.result && 'line' in run.result && 'variants' in run.result ? run.result : null;
  const asked = run.request as ScenarioDocument;
  const open = run.status === 'queued' || run.status === 'running';
  const variants = result
    ? shownVariants(result.variants, asked, t('run.baseline'))
    : progress
      ? shownVariants(progress.interim, asked, t('run.baseline'))
      : [];
  return (
    <div className="page">
      <header className="line-head">
        <div>
          <Crumbs
            links={[
              <Link to="/">{t('lines.overview')}</Link>,
              <Link to="/lines/$line" params={{ line: run.line }}>
                {definition ? format.name(definition.name) : run.line}
              </Link>,
              <Link to="/lines/$line/what-if" params={{ line: run.line }}>
                {t('whatIf.title')}
              </Link>,
            ]}
          />
          <h1>
            {run.question} <SimTag /> {definition?.demo && <DemoTag />}
          </h1>
          {result && <Facts result={result} zone={definition?.timezone ?? 'UTC'} />}
        </div>
        <div className="line-head-right">
          {run.result && (
            <a className="button button-quiet" href={`/api/v1/runs/${run.id}/result`} download={`${run.line}-${run.id}.json`}>
              {t('run.download')}
            </a>
          )}
          {!open && (
            <Link className="button" to="/lines/$line/what-if" params={{ line: run.line }} search={{ run: run.id }}>
              {t('whatIf.again')}
            </Link>
          )}
        </div>
      </header>
      {open && (
        <RunProgressPanel run={run} progress={progress}>
          <Button variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>
            {t('whatIf.cancel')}
          </Button>
        </RunProgressPanel>
      )}
      {run.status === 'failed' && (
        <p className="problem" role="alert">
          {t('run.failed', { reason: run.failure ?? '' })}
        </p>
      )}
      {run.status === 'cancelled' && <p className="notice">{t(result ? 'run.cancelledKept' : 'run.cancelled')}</p>}
      <Comparison variants={variants} result={result} definition={definition} changed={definition && <Changed run={run} definition={definition} />} />
    </div>
  );
}

/** Follows a run that has not ended, and fetches it when it has. */
function useProgress(id: string, run: Run | undefined): RunProgress | null {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<RunProgress | null>(null);
  const [attempt, setAttempt] = useState(0);
  const open = run?.status === 'queued' || run?.status === 'running';
  useEffect(() => {
    if (!open) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const again = () => void queries.invalidateQueries({ queryKey: runQuery(id).queryKey });
    const stop = followRun(id, {
      onProgress: setProgress,
      onEnd: again,
      onLost: () => {
        timer = setTimeout(() => {
          again();
          setAttempt((count) => count + 1);
        }, RETRY_MS);
      },
    });
    return () => {
      stop();
      if (timer) clearTimeout(timer);
    };
  }, [id, open, attempt, queries]);
  return progress;
}
