import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Run } from '../../../../src/contract/run.js';
import { Card } from '../../parts/card.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { SimTag } from '../../parts/tag.js';
import { knownKpis, verdictTable, type ShownKpi, type ShownVariant } from './answer.js';
import { ForestPanel } from './forest-panel.js';
import { ReplicationsPanel } from './replications-panel.js';
import { useAskMore } from './use-ask-more.js';
import { VerdictTable } from './verdict-table.js';

interface Props {
  run: Run;
  /** none until two replications are done */
  variants: readonly ShownVariant[];
  kpis: readonly ShownKpi[];
  /** the least difference that matters, of the mean as it is */
  matters: number;
  /** why an indicator is not known of a variant; null: it is of all */
  why: (kpi: ShownKpi) => string | null;
  /** what the variants have otherwise */
  changed: ReactNode;
  /** what only answers about a line, or a site, tell */
  children: ReactNode;
}

/** The plant as it is against its variants. While a run goes on, only what the replications so far can tell. */
export function Comparison({ run, variants, kpis, matters, why, changed, children }: Props) {
  const { t } = useTranslation();
  const askMore = useAskMore(run);
  const known = knownKpis(kpis, variants);
  const file = `${run.line}-${run.id}`;
  const title = t(variants.length > 1 ? 'run.verdicts' : 'run.figures');
  return (
    <>
      {variants.length > 0 && (
        <Card
          title={
            <>
              {title} <SimTag />
            </>
          }
          aside={<DownloadCsv name={`${file}-verdicts`} of={title} rows={() => verdictTable(variants, kpis)} />}
        >
          <VerdictTable variants={variants} kpis={kpis} askMore={askMore} why={run.result ? why : undefined} />
          <p className="minor">
            {[run.result ? t('run.figuresHint') : t('run.intermediate'), variants.length > 1 && t('run.paired'), variants.length > 2 && t('run.several')]
              .filter(Boolean)
              .join(' ')}
          </p>
        </Card>
      )}
      {changed}
      <ForestPanel variants={variants} kpis={known} matters={matters} />
      {run.result && <ReplicationsPanel variants={variants} kpis={known} file={file} />}
      {children}
    </>
  );
}
