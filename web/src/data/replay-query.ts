import { queryOptions } from '@tanstack/react-query';
import { applyChange } from '../../../src/contract/leaves.js';
import type { LineReplay } from '../../../src/contract/line-replay.js';
import type { LineView } from '../../../src/contract/stream.js';
import { request } from './http.js';

/** Views of a line at `count` instants from `fromUs` on, as it was then. What was, stays: it is asked for once. */
export const replayQuery = (id: string, fromUs: number, everyUs: number, count: number) =>
  queryOptions({
    queryKey: ['replay', id, fromUs, everyUs, count],
    queryFn: ({ signal }) => {
      const asked = { from: String(Math.round(fromUs / 1000)), every: String(everyUs / 1e6), count: String(count) };
      return request<LineReplay>('GET', `/api/v1/lines/${encodeURIComponent(id)}/replay?${new URLSearchParams(asked)}`, undefined, signal);
    },
    select: framesOf,
    staleTime: Infinity,
    gcTime: 60_000,
  });

/** Every view, made from the one before as on the stream. */
export function framesOf({ first, then }: LineReplay): { atUs: number; view: LineView }[] {
  const frames = [first];
  for (const { atUs, set, gone } of then) frames.push({ atUs, view: applyChange(frames.at(-1)!.view, { set, gone }) });
  return frames;
}
