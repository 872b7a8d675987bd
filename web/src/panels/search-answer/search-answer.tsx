import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cellNames } from '../../../../src/contract/cell-names.js';
import type { Run, RunProgress } from '../../../../src/contract/run.js';
import type { SearchAnswer as Answer } from '../../../../src/contract/search-result.js';
import { cellDefinitionQuery } from '../../data/cell-queries.js';
import { definitionQuery } from '../../data/queries.js';
import '../../i18n/site-what-if.js';
import { DemoTag, PlantTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { CellLink } from '../cell/cell-link.js';
import { Facts } from '../run/facts.js';
import { lineKpis } from '../run/kpi-format.js';
import { RunFrame } from '../run/run-frame.js';
import { SiteFacts } from '../site-answer/site-facts.js';
import { SITE_KPIS, siteKpi } from '../site-answer/site-kpis.js';
import { ChosenNotice } from './chosen-notice.js';
import { CompromisesPanel } from './compromises-panel.js';
import { PointsPanel } from './points-panel.js';
import { SearchNotes } from './search-notes.js';
import { SweepPanel } from './sweep-panel.js';
import { TornadoPanel } from './tornado-panel.js';

/** Indicators that are sought first, then those that are judged, then the others. */
function orderOf({ optimum, front, judged }: Answer, id: string): number {
  const sought = [...(optimum ? [optimum.goal] : []), ...(front?.goals ?? []), ...((optimum ?? front)?.constraints ?? [])].map(({ kpi }) => kpi);
  return sought.includes(id) ? sought.indexOf(id) : judged.includes(id) ? sought.length : sought.length + 1;
}

/** The answer of a search over what-ifs of a line or a site. */
export function SearchAnswer({ run, progress }: { run: Run; progress: RunProgress | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = run.result && 'search' in run.result ? run.result : null;
  const file = `${run.line}-${run.id}`;
  const asked = run.request as { hypothesis?: string };
  const cell = useQuery({ ...cellDefinitionQuery(run.line), enabled: run.of === 'cell' }).data?.definition;
  const line = useQuery({ ...definitionQuery(run.line), enabled: run.of === 'line' }).data?.definition;
  const all = run.of === 'cell' ? SITE_KPIS.map((id) => siteKpi(id, format.language)) : lineKpis(t, format.language, null);
  const known = answer ? all.filter(({ id }) => answer.points.some(({ kpis }) => kpis[id])) : [];
  const kpis = answer ? known.map((kpi) => ({ kpi, order: orderOf(answer, kpi.id) })).sort((a, b) => a.order - b.order).map(({ kpi }) => kpi) : []; // prettier-ignore
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
          <PointsPanel answer={answer} kpis={kpis} file={file} />
          <SearchNotes answer={answer} kpis={all} line={line} names={cellNames(cell, format.language)} />
        </>
      )}
    </RunFrame>
  );
}
