import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ComparedRun } from '../../../../src/contract/comparison.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { useFormat } from '../../parts/use-format.js';

/** What each run was asked: what all have in common is said once. */
export function ComparedRuns({ runs, zone }: { runs: readonly ComparedRun[]; zone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const fact = (name: string, of: (run: ComparedRun) => string, identity: (run: ComparedRun) => string | number = of) => {
    const isSame = new Set(runs.map(identity)).size === 1;
    return [name, ...runs.map((run, i) => (isSame && i > 0 ? t('compare.same') : isSame ? of(run) : <b>{of(run)}</b>))];
  };
  const instants = (seconds: boolean) => runs.map(({ start }) => format.dayAndClock(start.atUs, zone, seconds));
  const toTheSecond = new Set(instants(false)).size < new Set(instants(true)).size;
  return (
    <Card title={t('compare.runs')}>
      <DataTable
        words
        caption={t('compare.runs')}
        head={['', ...runs.map((_, i) => t('compare.run', { n: i + 1 }))]}
        rows={[
          [
            t('whatIf.question'),
            ...runs.map(({ id, question }) => (
              <Link key={id} to="/runs/$run" params={{ run: id }}>
                {question}
              </Link>
            )),
          ],
          fact(
            t('compare.start'),
            ({ start }) => format.dayAndClock(start.atUs, zone, toTheSecond),
            ({ start }) => start.hash,
          ),
          fact(t('compare.horizon'), ({ horizonS }) => format.duration(horizonS)),
          fact(t('compare.replications'), ({ replications }) => format.whole(replications)),
          fact(t('compare.seed'), ({ seed }) => String(seed)),
          fact(
            t('compare.model'),
            ({ modelVersion }) => modelVersion.slice(0, 8),
            ({ modelVersion }) => modelVersion,
          ),
        ]}
      />
    </Card>
  );
}
