import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { recentRunsQuery } from '../../data/queries.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';

/** The newest questions asked of a line or a site. `none`: what is said where there is none. */
export function RecentRuns({ line, zone, none }: { line: string; zone: string; none: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: runs } = useQuery(recentRunsQuery(line));
  return (
    <Card title={t('whatIf.recent')}>
      {!runs || runs.length === 0 ? (
        <p className="minor">{none}</p>
      ) : (
        <ul className="recent">
          {runs.map((run) => (
            <li key={run.id}>
              <Link to="/runs/$run" params={{ run: run.id }}>
                {run.question}
              </Link>
              <span className="minor">
                {t(`run.status.${run.status}`)}, {format.dayAndClock(Date.parse(run.createdAt) * 1000, zone)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
