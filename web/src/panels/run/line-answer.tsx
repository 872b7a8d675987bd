import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Run, RunProgress } from '../../../../src/contract/run.js';
import type { ScenarioDocument } from '../../../../src/contract/scenario.js';
import { MATTERS } from '../../../../src/contract/matters.js';
import { definitionQuery } from '../../data/queries.js';
import { DemoTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { shownVariants } from './answer.js';
import { Changed } from './changed.js';
import { Comparison } from './comparison.js';
import { Facts } from './facts.js';
import { lineKpis } from './kpi-format.js';
import { LineNotes } from './line-notes.js';
import { RunFrame } from './run-frame.js';
import { SharesPanel } from './shares-panel.js';
import { whyOfLine } from './why-unknown.js';

/** The answer to a question about a line, as far as it is known. */
export function LineAnswer({ run, progress }: { run: Run; progress: RunProgress | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const definition = useQuery(definitionQuery(run.line)).data?.definition;
  const result = run.result && 'line' in run.result && 'variants' in run.result ? run.result : null;
  const asked = run.request as ScenarioDocument;
  const variants = shownVariants(result?.variants ?? progress?.interim ?? [], asked, t('run.baseline'));
  return (
    <RunFrame
      run={run}
      progress={progress}
      way={[
        <Link to="/lines/$line" params={{ line: run.line }}>
          {definition ? format.name(definition.name) : run.line}
        </Link>,
        <Link to="/lines/$line/what-if" params={{ line: run.line }}>
          {t('whatIf.title')}
        </Link>,
      ]}
      tag={definition?.demo && <DemoTag />}
      facts={result && <Facts result={result} zone={definition?.timezone ?? 'UTC'} />}
      askAgain={
        <Link className="button" to="/lines/$line/what-if" params={{ line: run.line }} search={{ run: run.id }}>
          {t('whatIf.again')}
        </Link>
      }
    >
      <Comparison
        run={run}
        variants={variants}
        kpis={lineKpis(t, format.language, definition?.product.item ?? null)}
        matters={MATTERS}
        why={(kpi) => whyOfLine(kpi, variants, result?.replications ?? 0, format.language)}
        changed={definition && <Changed title={t('run.changed')} run={run} definition={definition} />}
      >
        {result && <SharesPanel file={`${run.line}-${run.id}`} result={result} variants={variants} definition={definition} />}
        {result && <LineNotes notes={result.notes} definition={definition} />}
      </Comparison>
    </RunFrame>
  );
}
