import { useTranslation } from 'react-i18next';
import type { Run } from '../../../../src/contract/run.js';
import { PageHead } from '../../parts/page-head.js';
import { SimTag } from '../../parts/tag.js';
import { CellLink } from '../cell/cell-link.js';

/** A run about a site: its question and how it stands. Its answer is a file. */
export function CellRun({ run }: { run: Run }) {
  const { t } = useTranslation();
  const kept = run.status === 'cancelled' && run.result !== null;
  return (
    <div className="page">
      <PageHead
        way={[<CellLink cell={run.line} definition={undefined} />]}
        title={
          <>
            {run.question} <SimTag />
          </>
        }
      />
      <p className="notice">
        {run.status === 'failed' ? t('run.ofCell.failed', { reason: run.failure ?? '' }) : t(`run.ofCell.${kept ? 'cancelledKept' : run.status}`)}
      </p>
      {run.result && (
        <a className="button" href={`/api/v1/runs/${run.id}/result`} download={`${run.line}-${run.id}.json`}>
          {t('run.download')}
        </a>
      )}
    </div>
  );
}
