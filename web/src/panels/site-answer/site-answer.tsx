import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MATTERS } from '../../../../src/contract/matters.js';
import type { Run, RunProgress } from '../../../../src/contract/run.js';
import type { CellScenarioDocument } from '../../../../src/contract/cell-scenario.js';
import { cellDefinitionQuery } from '../../data/cell-queries.js';
import '../../i18n/site-what-if.js';
import { PlantTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { CellLink } from '../cell/cell-link.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { shownVariants } from '../run/answer.js';
import { Comparison } from '../run/comparison.js';
import { RunFrame } from '../run/run-frame.js';
import { ChangedSite } from './changed-site.js';
import { SiteDetail } from './site-detail.js';
import { SiteFacts } from './site-facts.js';
import { shownSiteKpis } from './site-kpis.js';
import { whyOfSite } from './why-unknown-site.js';

/** The answer to a question about a site, as far as it is known. */
export function SiteAnswer({ run, progress }: { run: Run; progress: RunProgress | null }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const definition = useQuery(cellDefinitionQuery(run.line)).data?.definition;
  const names = useCellNames(run.line);
  const result = run.result && 'cell' in run.result && 'variants' in run.result ? run.result : null;
  const asked = run.request as CellScenarioDocument;
  const variants = shownVariants(result?.variants ?? progress?.interim ?? [], asked, t('run.baseline'));
  const view = result && { result, names, definition, variants: result.variants.map((variant, i) => ({ variant, name: variants[i]!.name })) };
  return (
    <RunFrame
      run={run}
      progress={progress}
      way={[
        <CellLink cell={run.line} definition={definition} />,
        <Link to="/cells/$cell/what-if" params={{ cell: run.line }}>
          {t('whatIf.title')}
        </Link>,
      ]}
      tag={definition?.demo && <PlantTag />}
      facts={
        <>
          {asked.hypothesis && <p className="sentence">{t('siteRun.hypothesis', { text: asked.hypothesis })}</p>}
          {result && <SiteFacts result={result} zone={definition?.timezone ?? 'UTC'} />}
        </>
      }
      askAgain={
        <Link className="button" to="/cells/$cell/what-if" params={{ cell: run.line }} search={{ run: run.id }}>
          {t('whatIf.again')}
        </Link>
      }
    >
      <Comparison
        run={run}
        variants={variants}
        kpis={shownSiteKpis(variants, asked.kpis, language, result !== null)}
        matters={result?.matters ?? MATTERS}
        why={(kpi) => result && whyOfSite(kpi, variants, result, { lang: language, names })}
        changed={<ChangedSite title={t('run.changed')} asked={asked} result={result} names={names} definition={definition} />}
      >
        {view && <SiteDetail view={view} file={`${run.line}-${run.id}`} />}
      </Comparison>
    </RunFrame>
  );
}
