import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CellScenarioDocument } from '../../../../src/contract/cell-scenario.js';
import type { RunComparison } from '../../../../src/contract/comparison.js';
import type { Run } from '../../../../src/contract/run.js';
import { cellDefinitionQuery } from '../../data/cell-queries.js';
import { comparisonQuery, definitionQuery, runQuery } from '../../data/queries.js';
import '../../i18n/site-what-if.js';
import { Card } from '../../parts/card.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { PageHead } from '../../parts/page-head.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { knownKpis, verdictTable } from '../run/answer.js';
import { Changed } from '../run/changed.js';
import { ForestPanel } from '../run/forest-panel.js';
import { lineKpis } from '../run/kpi-format.js';
import { VerdictTable } from '../run/verdict-table.js';
import { isOpen } from '../run/use-run-progress.js';
import { usePlace } from '../scenarios/use-place.js';
import { ChangedSite } from '../site-answer/changed-site.js';
import { SITE_KPIS, siteKpi } from '../site-answer/site-kpis.js';
import { AskTogether } from './ask-together.js';
import { AwaitedRun } from './awaited-run.js';
import { ComparedRuns } from './compared-runs.js';
import { WhyNot } from './why-not.js';
import { comparedNotes, comparedVariants, hasSeveralBaselines } from './compared-variants.js';

/** A run that is known to go on, until it has ended: what has is told by the comparison. */
const whileOpen = (id: string) => ({
  ...runQuery(id),
  enabled: ({ state: { data } }: { state: { data?: Run | undefined } }) => data !== undefined && isOpen(data),
});

/** Answers of several runs about one line or site side by side. */
export function ComparePage() {
  const { t } = useTranslation();
  const { runs = '' } = useSearch({ from: '/compare' });
  const ids = runs.split(',').filter((id) => id !== '');
  const known = useQueries({ queries: ids.map(whileOpen) });
  const awaited = known.flatMap(({ data: run }) => (run && isOpen(run) ? [run] : []));
  const { data, error, refetch } = useQuery({ ...comparisonQuery(ids), enabled: ids.length > 0 && awaited.length === 0 });
  useTitle(t('compare.title'));
  return (
    <div className="page">
      <PageHead way={[<Link to="/scenarios">{t('scenarios.title')}</Link>]} title={t('compare.title')} />
      {ids.length === 0 && (
        <p className="notice">
          {t('compare.none')} <Link to="/scenarios">{t('compare.toList')}</Link>
        </p>
      )}
      {awaited.map((run) => (
        <AwaitedRun key={run.id} run={run} />
      ))}
      {error && awaited.length === 0 && <WhyNot ids={ids} error={error} reset={() => void refetch()} />}
      {data && <Comparisons comparison={data} />}
    </div>
  );
}

function Comparisons({ comparison }: { comparison: RunComparison }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { of, line: place, runs, matters } = comparison;
  const { zone } = usePlace({ of, line: place });
  const variants = comparedVariants(comparison, t);
  const kpis = knownKpis(of === 'cell' ? SITE_KPIS.map((id) => siteKpi(id, language)) : lineKpis(t, language, null), variants);
  const notes = comparedNotes(comparison, variants, t);
  return (
    <>
      <ComparedRuns runs={runs} zone={zone} />
      <AskTogether comparison={comparison} />
      <Card
        title={
          <>
            {t('run.verdicts')} <SimTag />
          </>
        }
        aside={<DownloadCsv name={`${place}-comparison`} of={t('run.verdicts')} rows={() => verdictTable(variants, kpis)} />}
      >
        <VerdictTable variants={variants} kpis={kpis} askMore={null} />
        <p className="minor">
          {t('run.figuresHint')} {t(hasSeveralBaselines(comparison) ? 'compare.pairedEach' : 'compare.paired')} {variants.length > 2 && t('run.several')}
        </p>
        {notes.length > 0 && (
          <ul className="notes">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </Card>
      {runs.map((run, i) => {
        const its = { run, place, title: t('compare.changed', { n: i + 1 }) };
        return of === 'cell' ? <SiteChanges key={run.id} {...its} /> : <LineChanges key={run.id} {...its} />;
      })}
      <ForestPanel variants={variants} kpis={kpis} matters={matters} />
    </>
  );
}

interface ChangesProps {
  run: RunComparison['runs'][number];
  place: string;
  title: string;
}

function SiteChanges({ run, place, title }: ChangesProps) {
  const names = useCellNames(place);
  const definition = useQuery(cellDefinitionQuery(place)).data?.definition;
  return <ChangedSite title={title} asked={run.request as CellScenarioDocument} result={null} names={names} definition={definition} />;
}

function LineChanges({ run, place, title }: ChangesProps) {
  const definition = useQuery(definitionQuery(place)).data?.definition;
  return definition ? <Changed title={title} run={{ ...run, result: null }} definition={definition} /> : null;
}
