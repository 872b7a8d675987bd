import { useQueries } from '@tanstack/react-query';
import { stopsQuery } from '../../data/line-queries.js';
import { reasonGroups, type ReasonGroups } from './reason-groups.js';

const LAST_WEEK = { from: 'now-7d', to: 'now' };

/** Reasons to choose from, those first that these machines had in the last 7 days; until that is known all are others. */
export function useReasonGroups(line: string, units: readonly string[], codes: readonly number[]): ReasonGroups {
  return useQueries({
    queries: [...new Set(units)].map((unit) => ({ ...stopsQuery(line, LAST_WEEK, { unit }, 1), refetchInterval: false as const })),
    combine: (answers) =>
      reasonGroups(
        codes,
        answers.flatMap(({ data }) => data ?? []),
      ),
  });
}
