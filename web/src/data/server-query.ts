import { queryOptions } from '@tanstack/react-query';
import { request } from './http.js';

/** How often a page asks whether the server is there, and how long it waits for the answer [ms]. */
const EVERY_MS = 5000;
const PATIENCE_MS = 4000;

const SERVER = 'server';

/** Whether the server answers at all. Asked again and again, off line too: one question that fails tells it. */
export const serverQuery = queryOptions({
  queryKey: [SERVER],
  queryFn: ({ signal }) => request<{ status: string }>('GET', '/healthz', undefined, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])),
  retry: false,
  staleTime: 0,
  refetchInterval: EVERY_MS,
  networkMode: 'always',
});

/** Whether a question is about something else than the server itself. */
export const isOfContent = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== SERVER;
