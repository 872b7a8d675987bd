import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RunComparison } from '../../../../src/contract/comparison.js';
import { askRun, keepRun } from '../../data/queries.js';
import { Failed } from '../../shell/failed.js';
import { isOpen } from '../run/use-run-progress.js';
import { askedTogether, inPlace } from './asked-together.js';

/** Offers to ask the runs that did not begin as the first from its start, so that all stand beside one baseline. */
export function AskTogether({ comparison }: { comparison: RunComparison }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const apart = askedTogether(comparison);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async () => {
      const asked = await Promise.all(apart.map(async ({ run, document }) => ({ run, again: await askRun(document) })));
      for (const { again } of asked) if (isOpen(again)) keepRun(queries, again); // the page follows it until it is there
      return new Map(asked.map(({ run, again }) => [run, again.id]));
    },
    onSuccess: (asked) => {
      void queries.invalidateQueries({ queryKey: ['runs'] });
      const ids = comparison.runs.map(({ id }) => id);
      void navigate({ to: '/compare', search: (known) => ({ ...known, runs: inPlace(ids, asked) }) });
    },
  });
  if (apart.length === 0) return null;
  const runs = apart.map(({ n }) => t('compare.run', { n })).join(', ');
  return (
    <div className="notice">
      <p>{t('compare.apartHint', { runs })}</p>
      <Button variant="default" loading={isPending} onClick={() => mutate()}>
        {t('compare.askTogether')}
      </Button>
      {error && <Failed error={error} reset={reset} />}
    </div>
  );
}
