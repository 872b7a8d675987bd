import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { horizonOf } from '../../../../src/contract/horizon.js';
import { ServerFailure } from '../../data/failure.js';
import { runQuery } from '../../data/queries.js';
import { useFormat } from '../../parts/use-format.js';
import { Failed } from '../../shell/failed.js';
import { firstHindered } from '../scenarios/hindrance.js';

interface Props {
  ids: readonly string[];
  error: Error;
  reset: () => void;
}

/** Why answers cannot stand side by side, by the runs themselves; what went wrong where they do not tell. */
export function WhyNot({ ids, error, reset }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const isRefusal = error instanceof ServerFailure && error.status >= 400 && error.status < 500;
  const queries = useQueries({ queries: isRefusal ? ids.map((id) => ({ ...runQuery(id), retry: false })) : [] });
  if (queries.some(({ isPending }) => isPending)) return <p className="notice">{t('app.loading')}</p>;
  const isUnknown = queries.some((query) => query.error instanceof ServerFailure && query.error.code === 'not-found');
  const runs = queries.flatMap(({ data }) => (data ? [data] : []));
  const hindered = firstHindered(runs);
  if (!isUnknown && hindered === null) return <Failed error={error} reset={reset} />;
  const question = (id: string) => runs.find((run) => run.id === id)?.question ?? id;
  const duration = (of: Parameters<typeof horizonOf>[0]) => format.duration(horizonOf(of));
  return (
    <div className="notice" role="alert">
      <p>
        {t('compare.cannot')}{' '}
        {isUnknown || hindered === null
          ? t('run.notFound')
          : t(`compare.hindered.${hindered.why}`, {
              question: question(hindered.run.id),
              horizon: duration(hindered.run),
              first: question(runs[0]!.id),
              firstHorizon: duration(runs[0]!),
            })}
      </p>
    </div>
  );
}
