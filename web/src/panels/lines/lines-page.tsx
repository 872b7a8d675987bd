import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cellsQuery } from '../../data/cell-queries.js';
import { linesQuery } from '../../data/queries.js';
import { Failed } from '../../shell/failed.js';
import { LineRow } from './line-row.js';
import { SiteRow } from './site-row.js';
import { useWorstFirst } from './use-worst-first.js';
import { useTitle } from '../../parts/use-title.js';

const NONE: string[] = [];

/** All sites and lines, worst first. */
export function LinesPage() {
  const { t } = useTranslation();
  const lines = useQuery(linesQuery);
  const cells = useQuery(cellsQuery);
  const [sortedLines, tellLine] = useWorstFirst(lines.data ?? NONE);
  const [sortedCells, tellCell] = useWorstFirst(cells.data ?? NONE);
  useTitle(t('lines.overview'));
  const failed = [lines, cells].find(({ error }) => error !== null);
  if (failed) return <Failed error={failed.error} reset={() => void failed.refetch()} />;
  if (!lines.data || !cells.data) return <p className="notice">{t('app.loading')}</p>;
  return (
    <div className="page">
      <header className="line-head">
        <div>
          <h1>{t('lines.overview')}</h1>
          <p className="minor">{t('lines.lead')}</p>
        </div>
        <div className="line-head-right">
          <Link to="/scenarios" className="button button-quiet">
            {t('lines.questions')}
          </Link>
          <Link to="/data" className="button button-quiet">
            {t('lines.dataHealth')}
          </Link>
        </div>
      </header>
      {sortedLines.length + sortedCells.length === 0 && (
        <div className="notice">
          <p>{t('lines.empty')}</p>
          <p className="minor">{t('lines.emptyHow')}</p>
        </div>
      )}
      {sortedCells.length > 0 && (
        <section className="page" aria-labelledby="sites">
          <h2 id="sites">{t('lines.sites')}</h2>
          <ul className="lines">
            {sortedCells.map((cell) => (
              <SiteRow key={cell} cell={cell} onNeed={tellCell} />
            ))}
          </ul>
        </section>
      )}
      {sortedLines.length > 0 && (
        <section className="page" aria-labelledby="lines">
          <h2 id="lines">{t('lines.title')}</h2>
          <ul className="lines">
            {sortedLines.map((line) => (
              <LineRow key={line} line={line} onNeed={tellLine} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
