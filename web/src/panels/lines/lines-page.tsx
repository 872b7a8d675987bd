import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linesQuery } from '../../data/queries.js';
import { Failed } from '../../shell/failed.js';
import { LineRow } from './line-row.js';

/** All lines, worst first. */
export function LinesPage() {
  const { t } = useTranslation();
  const { data: lines, error, refetch } = useQuery(linesQuery);
  const [needs, setNeeds] = useState<Record<string, number>>({});
  const note = useCallback((line: string, need: number) => setNeeds((known) => (known[line] === need ? known : { ...known, [line]: need })), []);
  useEffect(() => {
    document.title = `${t('lines.title')} · Pharmatwin`;
  }, [t]);
  if (error) return <Failed error={error} reset={() => void refetch()} />;
  if (!lines) return <p className="notice">{t('app.loading')}</p>;
  const sorted = [...lines].sort((a, b) => (needs[b] ?? -1) - (needs[a] ?? -1) || a.localeCompare(b));
  return (
    <div className="page">
      <header className="line-head">
        <div>
          <h1>{t('lines.title')}</h1>
          <p className="minor">{t('lines.lead')}</p>
        </div>
      </header>
      {sorted.length === 0 ? (
        <div className="notice">
          <p>{t('lines.empty')}</p>
          <p className="minor">{t('lines.emptyHow')}</p>
        </div>
      ) : (
        <ul className="lines">
          {sorted.map((line) => (
            <LineRow key={line} line={line} onNeed={note} />
          ))}
        </ul>
      )}
    </div>
  );
}
