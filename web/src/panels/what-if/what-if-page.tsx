import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { definitionQuery, runQuery } from '../../data/queries.js';
import { PageHead } from '../../parts/page-head.js';
import { DemoTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import { useLine } from '../../store/use-line.js';
import { fromRun, newDraft, standbyDraft } from './draft.js';
import { RecentRuns } from './recent-runs.js';
import { WhatIfForm } from './what-if-form.js';

/** The form of a what-if on one line, empty or filled in from an earlier run. */
export function WhatIfPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { line } = useParams({ from: '/lines/$line/what-if' });
  const { run: earlier, at, standby } = useSearch({ from: '/lines/$line/what-if' });
  const definition = useQuery(definitionQuery(line));
  const run = useQuery({ ...runQuery(earlier ?? ''), enabled: earlier !== undefined });
  const view = useLine(line, 'overview').received?.view ?? null;
  useTitle(`${t('whatIf.title')} · ${line}`);
  if (definition.error) return <Failed error={definition.error} reset={() => void definition.refetch()} />;
  if (!definition.data || (earlier !== undefined && run.isPending)) return <p className="notice">{t('app.loading')}</p>;
  const known = definition.data.definition;
  const empty = newDraft(true, at ?? null);
  const isMachine = known.stations.some(({ id }) => id === standby);
  const draft = run.data ? fromRun(run.data, known) : standby !== undefined && isMachine ? standbyDraft(empty, standby) : empty;
  return (
    <div className="page">
      <PageHead
        way={[
          <Link to="/lines/$line" params={{ line }}>
            {format.name(known.name)}
          </Link>,
        ]}
        title={
          <>
            {t('whatIf.title')} {known.demo && <DemoTag />}
          </>
        }
      >
        {run.data && <p className="minor">{t('whatIf.prefilled')}</p>}
      </PageHead>
      <WhatIfForm key={[line, earlier, at, standby].join(' ')} definition={known} version={definition.data.version} view={view} initial={draft} />
      <RecentRuns line={line} zone={known.timezone} none={t('whatIf.noRecent')} />
    </div>
  );
}
