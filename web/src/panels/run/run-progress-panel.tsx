import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Run, RunProgress } from '../../../../src/contract/run.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';

/** How far a run is. */
export function RunProgressPanel({ run, progress, children }: { run: Run; progress: RunProgress | null; children: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { done, total, etaS } = progress ?? run.progress;
  const words = t('run.progress', { done: format.whole(done), total: format.whole(total) });
  return (
    <Card title={t(`run.status.${progress?.status ?? run.status}`)} aside={children}>
      <Progress.Root size="lg">
        <Progress.Section value={total > 0 ? (100 * done) / total : 0} aria-label={words} />
      </Progress.Root>
      <p className="minor" aria-live="polite">
        {words}
        {etaS !== null && `, ${t('run.eta', { time: format.duration(etaS) })}`}
      </p>
    </Card>
  );
}
