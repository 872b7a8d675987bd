import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Run } from '../../../../src/contract/run.js';
import { isSearch } from '../../../../src/contract/search-kind.js';
import { PageHead } from '../../parts/page-head.js';
import { SimTag } from '../../parts/tag.js';
import { CellLink } from '../cell/cell-link.js';

/** A run about a site, or a search: its question and how it stands. Its answer is a file. */
export function FileRun({ run }: { run: Run }) {
  const { t } = useTranslation();
  const of = isSearch(run.request) ? 'ofSearch' : 'ofCell';
  const kept = run.status === 'cancelled' && run.result !== null;
  return (
    <div className="page">
      <PageHead
        way={[
          run.of === 'cell' ? (
            <CellLink cell={run.line} definition={undefined} />
          ) : (
            <Link to="/lines/$line" params={{ line: run.line }}>
              {run.line}
            </Link>
          ),
        ]}
        title={
          <>
            {run.question} <SimTag />
          </>
        }
      />
      <p className="notice">
        {run.status === 'failed' ? t(`run.${of}.failed`, { reason: run.failure ?? '' }) : t(`run.${of}.${kept ? 'cancelledKept' : run.status}`)}
      </p>
      {run.result && (
        <a className="button" href={`/api/v1/runs/${run.id}/result`} download={`${run.line}-${run.id}.json`}>
          {t('run.download')}
        </a>
      )}
    </div>
  );
}
