import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cellNames } from '../../../../src/contract/cell-names.js';
import type { Run, RunProgress } from '../../../../src/contract/run.js';
import { cellDefinitionQuery } from '../../data/cell-queries.js';
import { definitionQuery } from '../../data/queries.js';
import '../../i18n/site-what-if.js';
import { DemoTag, PlantTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { CellLink } from '../cell/cell-link.js';
import { Facts } from '../run/facts.js';
import { lineKpis } from '../run/kpi-format.js';
import { RunFrame } from '../run/run-frame.js';
import { useAskMore } from '../run/use-ask-more.js';
import { SiteFacts } from '../site-answer/site-facts.js';
import { isSiteKpi, SITE_KPIS, siteKpi, siteKpiNames } from '../site-answer/site-kpis.js';
import { ChosenNotice } from './chosen-notice.js';
import { kpisInOrder } from './kpi-order.js';
import { CompromisesPanel } from './compromises-panel.js';
import { PointsPanel } from './points-panel.js';
import { SearchNotes } from './search-notes.js';
import { SweepPanel } from './sweep-panel.js';
import { TornadoPanel } from './tornado-panel.js';

/** The answer of a search over what-ifs of a line or a site. */
export function SearchAnswer({ run, progress }: { run: Run; progress: RunProgress | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = run.result && 'search' in run.result ? run.result : null;
  const askMore = useAskMore(run);
  const file = `${run.line}-${run.id}`;
  const asked = run.request as { hypothesis?: string };
  const cell = useQuery({ ...cellDefinitionQuery(run.line), enabled: run.of === 'cell' }).data?.definition;
  const line = useQuery({ ...definitionQuery(run.line), enabled: run.of === 'line' }).data?.definition;
  const all = run.of === 'cell' ? SITE_KPIS.map((id) => siteKpi(id, format.language)) : lineKpis(t, format.language, null);
  const known = answer ? all.filter(({ id }) => answer.points.some(({ kpis }) => kpis[id])) : [];
  const kpis = answer ? kpisInOrder(answer, run.question, known, (id) => (isSiteKpi(id) ? siteKpiNames(id) : known.flatMap((kpi) => (kpi.id === id ? [kpi.name] : [])))) : []; // prettier-ignore
  return (
    <RunFrame
      run={run}
      progress={progress}
      way={[
        run.of === 'cell' ? (
          <CellLink cell={run.line} definition={cell} />
        ) : (
          <Link to="/lines/$line" params={{ line: run.line }}>
            {line ? format.name(line.name) : run.line}
          </Link>
        ),
      ]}
      tag={cell?.demo ? <PlantTag /> : line?.demo ? <DemoTag /> : null}
      facts={
        <>
          {asked.hypothesis && <p className="sentence">{t('siteRun.hypothesis', { text: asked.hypothesis })}</p>}
          {answer && <p className="minor">{t('search.facts', { points: format.whole(answer.points.length) })}</p>}
          {answer && 'cell' in answer && <SiteFacts result={answer} zone={cell?.timezone ?? 'UTC'} />}
          {answer && 'line' in answer && <Facts result={answer} zone={line?.timezone ?? 'UTC'} />}
        </>
      }
      askAgain={
        run.of === 'cell' ? (
          <Link className="button" to="/cells/$cell/what-if" params={{ cell: run.line }} search={{ run: run.id }}>
            {t('whatIf.again')}
          </Link>
        ) : null
      }
    >
      {answer && (
        <>
          <ChosenNotice answer={answer} kpis={kpis} />
          <SweepPanel answer={answer} kpis={kpis} file={file} />
          <TornadoPanel answer={answer} kpis={kpis} file={file} />
          <CompromisesPanel answer={answer} kpis={kpis} file={file} />
          <PointsPanel answer={answer} kpis={kpis} file={file} askMore={askMore} />
          <SearchNotes answer={answer} kpis={all} line={line} names={cellNames(cell, format.language)} />
        </>
      )}
    </RunFrame>
  );
}
