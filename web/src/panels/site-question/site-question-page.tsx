import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { cellNames } from '../../../../src/contract/cell-names.js';
import { cellDefinitionQuery } from '../../data/cell-queries.js';
import { runQuery, scenarioQuery } from '../../data/queries.js';
import '../../i18n/site-what-if.js';
import { PageHead } from '../../parts/page-head.js';
import { PlantTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import { useCell } from '../../store/use-cell.js';
import { CellLink } from '../cell/cell-link.js';
import { RecentRuns } from '../what-if/recent-runs.js';
import { fromSearch, newSearchDraft, type SearchDraft } from '../search-question/search-draft.js';
import { isQuestion, isSiteSearch } from './question-file.js';
import { fromDocument, newSiteDraft, STANDBY_AFTER, standbyDraft, type SiteDraft } from './site-draft.js';
import { SiteQuestionForm } from './site-question-form.js';

const SearchQuestionForm = lazy(async () => ({ default: (await import('../search-question/search-question-form.js')).SearchQuestionForm }));

/** The form of a what-if about one site: empty, or filled in from an earlier run or a question that is kept. */
export function SiteQuestionPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { cell } = useParams({ from: '/cells/$cell/what-if' });
  const { run: earlier, scenario: kept, from, kind, standby } = useSearch({ from: '/cells/$cell/what-if' });
  const definition = useQuery(cellDefinitionQuery(cell));
  const run = useQuery({ ...runQuery(earlier ?? ''), enabled: earlier !== undefined });
  const scenario = useQuery({ ...scenarioQuery(kept ?? ''), enabled: kept !== undefined });
  const live = useCell(cell);
  useTitle(`${t('siteAsk.title')} · ${cell}`);
  if (definition.error) return <Failed error={definition.error} reset={() => void definition.refetch()} />;
  const waits = (earlier !== undefined && run.isPending) || (kept !== undefined && scenario.isPending) || (live.received === null && live.refused === null);
  if (!definition.data || waits) return <p className="notice">{t('app.loading')}</p>;
  const known = definition.data.definition;
  const silent = (live.received?.view.asOfUs ?? null) === null;
  const asked: unknown = run.data?.request ?? scenario.data?.request;
  const none = t('siteAsk.none');
  const standbyQuestion = (source: string) => t('siteAsk.standbyQuestion', { unit: cellNames(known, format.language).place(source), after: STANDBY_AFTER });
  const hash = run.data?.result?.start.hash ?? null;
  const start = from ?? (silent ? 'steady' : 'live');
  const empty = newSiteDraft(start);
  const fresh = standby === undefined ? empty : standbyDraft(empty, standbyQuestion(standby), standby, known);
  const filledIn = isQuestion(asked) || isSiteSearch(asked);
  const isSearch = isSiteSearch(asked) || (!filledIn && kind === 'search');
  const key = [cell, earlier, kept, from, standby, isSearch].join(' ');
  const form = { key, definition: known, version: definition.data.version, silent };
  return (
    <div className="page">
      <PageHead
        way={[<CellLink cell={cell} definition={known} />]}
        title={
          <>
            {t('siteAsk.title')} {known.demo && <PlantTag />}
          </>
        }
      >
        <p className="minor">{filledIn ? t('whatIf.prefilled') : format.name(known.name)}</p>
        {!filledIn && (
          <Link to="/cells/$cell/what-if" params={{ cell }} search={{ ...(from && { from }), ...(!isSearch && { kind: 'search' as const }) }}>
            {t(isSearch ? 'searchAsk.toQuestion' : 'searchAsk.toSearch')}
          </Link>
        )}
      </PageHead>
      {isSearch ? (
        <Suspense fallback={<p className="notice">{t('app.loading')}</p>}>
          <SearchQuestionForm {...form} initial={isSiteSearch(asked) ? searchAgain(fromSearch(asked, none), hash) : newSearchDraft(start)} />
        </Suspense>
      ) : (
        <SiteQuestionForm {...form} initial={isQuestion(asked) ? sameStart(fromDocument(asked, none), hash) : fresh} />
      )}
      <RecentRuns line={cell} zone={known.timezone} none={t('siteAsk.noRecent')} />
    </div>
  );
}

const searchAgain = (draft: SearchDraft, hash: string | null): SearchDraft => ({ ...draft, common: sameStart(draft.common, hash) });

/** A question from a live state begins again where that began, so that the answers can be compared. */
const sameStart = (draft: SiteDraft, hash: string | null): SiteDraft =>
  draft.start.from === 'live' && hash !== null ? { ...draft, start: { ...draft.start, from: 'snapshot', hash } } : draft;
