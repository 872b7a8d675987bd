import { queryOptions } from '@tanstack/react-query';
import type { Decision, DecisionPage, NewDecision } from '../../../src/contract/decision.js';
import { request } from './http.js';

const MINUTE_MS = 60_000;
const ofRun = (run: string) => `/api/v1/runs/${encodeURIComponent(run)}/decisions`;

/** What was decided of a run, newest first: the first one stands. */
export const decisionsOfRunQuery = (run: string) =>
  queryOptions({
    queryKey: ['decisions', run],
    queryFn: ({ signal }) => request<DecisionPage>('GET', ofRun(run), undefined, signal),
    select: ({ items }) => items,
    staleTime: MINUTE_MS,
  });

/** The newest decisions by the run that they are about. */
export const standingDecisionsQuery = queryOptions({
  queryKey: ['decisions'],
  queryFn: ({ signal }) => request<DecisionPage>('GET', '/api/v1/decisions?limit=500', undefined, signal),
  select: ({ items }) => new Map([...items].reverse().map((decision) => [decision.run, decision])),
  staleTime: MINUTE_MS,
});

export const decide = (run: string, asked: NewDecision): Promise<Decision> => request('POST', ofRun(run), asked);
