import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CommissioningReport } from '../../../src/contract/commissioning.js';
import type { ReplayAnswer, ReplayRequest } from '../../../src/contract/dead-letter-replay.js';
import type { DeadLetterPage } from '../../../src/contract/telemetry.js';
import { request } from './http.js';
import { telemetryQuery } from './queries.js';

/** How often the page of data health asks again [s]. */
export const HEALTH_EVERY_S = 5;
const again = { staleTime: 0, refetchInterval: HEALTH_EVERY_S * 1000 };

/** How readings come in, kept up to date. */
export const telemetryNowQuery = { ...telemetryQuery, ...again };

/** What is heard and not mapped, silent, late or wrong. */
export const commissioningQuery = queryOptions({
  queryKey: ['commissioning'],
  queryFn: ({ signal }) => request<CommissioningReport>('GET', '/api/v1/commissioning', undefined, signal),
  ...again,
});

/** Which dead letters are meant; all where nothing is said. */
export interface LettersAsked {
  line?: string | undefined;
  topic?: string | undefined;
  reason?: string | undefined;
}

const chosen = (asked: LettersAsked): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined));

const LETTERS = 'dead-letters';
/** Dead letters that wait, newest first, page by page. */
export const deadLettersQuery = ({ line, topic, reason }: LettersAsked) =>
  infiniteQueryOptions({
    queryKey: [LETTERS, line, topic, reason],
    queryFn: ({ pageParam, signal }) => {
      const page = { ...chosen({ line, topic, reason }), ...(pageParam !== null && { cursor: pageParam }), limit: '20' };
      return request<DeadLetterPage>('GET', `/api/v1/dead-letters?${new URLSearchParams(page)}`, undefined, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...again,
  });

/** Reads dead letters again by the mapping of today; of a dry run says what would happen. */
export const replayDeadLetters = (asked: LettersAsked, dryRun: ReplayRequest['dryRun']) =>
  request<ReplayAnswer>('POST', '/api/v1/dead-letters/replay', { ...chosen(asked), dryRun });
