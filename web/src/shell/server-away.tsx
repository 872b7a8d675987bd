import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isOfContent, serverQuery } from '../data/server-query.js';
import { useCommonZone } from '../parts/use-common-zone.js';
import { useFormat } from '../parts/use-format.js';

/** Whether the server does not answer. Once it does again, all that is shown is asked for anew. */
export function useServerAway(): { away: boolean; answeredAtMs: number } {
  const queries = useQueryClient();
  const { isError: away, dataUpdatedAt: answeredAtMs } = useQuery(serverQuery);
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !away) void queries.invalidateQueries({ predicate: isOfContent });
    was.current = away;
  }, [away, queries]);
  return { away, answeredAtMs };
}

/** Says on every page that the server does not answer, and since when. */
export function ServerAway({ away, answeredAtMs }: { away: boolean; answeredAtMs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const zone = useCommonZone();
  const time = answeredAtMs === 0 ? '–' : format.clock(answeredAtMs * 1000, zone, true);
  return <div role="status">{away && <p className="server-away">⚠ {t('app.away', { time })}</p>}</div>;
}
