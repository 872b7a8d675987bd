import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Run, RunProgress } from '../../../../src/contract/run.js';
import { cancelRun } from '../../data/queries.js';
import { useShortcut } from '../../habits/page.js';
import { PageActions } from '../../parts/page-actions.js';
import { Crumbs } from '../../parts/crumbs.js';
import { SimTag } from '../../parts/tag.js';
import { hindranceOf } from '../scenarios/hindrance.js';
import { RunProgressPanel } from './run-progress-panel.js';
import { isOpen } from './use-run-progress.js';

const DecisionPanel = lazy(async () => ({ default: (await import('../decision/decision-panel.js')).DecisionPanel }));

interface Props {
  run: Run;
  progress: RunProgress | null;
  /** from the overview to what was asked about */
  way: ReactNode[];
  /** what is invented about it */
  tag: ReactNode;
  /** below the question */
  facts: ReactNode;
  /** to the form, filled in with this question */
  askAgain: ReactNode;
  children: ReactNode;
}

/** What the answers about lines and sites have in common: the question, how far the run is, and how it ended. */
export function RunFrame({ run, progress, way, tag, facts, askAgain, children }: Props) {
  const { t } = useTranslation();
  const cancel = useMutation({ mutationFn: () => cancelRun(run.id) });
  const open = isOpen(run);
  const comparable = hindranceOf(run, []) === null;
  const besideOthers = { to: '/scenarios', search: { place: run.line, runs: run.id } } as const;
  const navigate = useNavigate();
  useShortcut('compare', () => void navigate(besideOthers), comparable);
  return (
    <div className="page">
      <header className="line-head run-head">
        <div>
          <Crumbs links={[<Link to="/">{t('lines.overview')}</Link>, ...way]} />
          <h1>
            {run.question} <SimTag /> {tag}
          </h1>
          {facts}
        </div>
        <div className="line-head-right">
          {run.result && (
            <a className="button button-quiet" href={`/api/v1/runs/${run.id}/result`} download={`${run.line}-${run.id}.json`}>
              {t('run.download')}
            </a>
          )}
          {comparable && (
            <Link className="button button-quiet" aria-keyshortcuts="x" {...besideOthers}>
              {t('run.compare')}
            </Link>
          )}
          {!open && askAgain}
          <PageActions />
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
      {run.status === 'cancelled' && <p className="notice">{t(run.result ? 'run.cancelledKept' : 'run.cancelled')}</p>}
      {children}
      {run.status === 'succeeded' && run.result && (
        <Suspense>
          <DecisionPanel run={run} />
        </Suspense>
      )}
    </div>
  );
}
