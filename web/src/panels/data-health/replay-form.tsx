import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ServerFailure } from '../../data/failure.js';
import { replayDeadLetters, type LettersAsked } from '../../data/health-queries.js';
import { useFormat } from '../../parts/use-format.js';
import { Failed } from '../../shell/failed.js';
import { ReplaySaid } from './replay-said.js';

/** Reads the chosen messages again: first what would be stored, then, when that is confirmed, stores it. */
export function ReplayForm({ asked }: { asked: LettersAsked }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: (dryRun: boolean) => replayDeadLetters(asked, dryRun),
    onSuccess: ({ dryRun }) => (dryRun ? undefined : queries.invalidateQueries()),
  });
  const { data: answer, error, isPending } = replay;
  const useful = answer !== undefined && answer.dryRun && answer.letters.stored + answer.letters.duplicate + answer.letters.empty > 0;
  return (
    <section className="replay">
      <h3>{t('health.replay')}</h3>
      <p className="minor">{t('health.replayHint')}</p>
      <div className="letters-more">
        <Button variant="default" loading={isPending} onClick={() => replay.mutate(true)}>
          {t('health.tryReplay')}
        </Button>
        {useful && (
          <Button loading={isPending} onClick={() => replay.mutate(false)}>
            {t('health.doReplay', { n: format.whole(answer.readings) })}
          </Button>
        )}
      </div>
      <div role="status">
        {error && (error instanceof ServerFailure && error.code === 'forbidden' ? <Refused detail={error.detail} /> : <Failed error={error} />)}
        {answer && <ReplaySaid answer={answer} />}
      </div>
    </section>
  );
}

function Refused({ detail }: { detail: string }) {
  const { t } = useTranslation();
  return (
    <p className="problem">
      {t('health.needsEdit')} <span lang="en">{detail}</span>
    </p>
  );
}
