import { queryOptions } from '@tanstack/react-query';
import type { ActiveAlarm, ActiveAlarms, AlarmCount, AlarmHistory, ShelveDocument } from '../../../src/contract/alarm.js';
import type { AlarmKpis } from '../../../src/contract/alarm-kpis.js';
import { request } from './http.js';

/** Whose alarms are meant. */
export interface AlarmPlace {
  kind: 'line' | 'cell';
  id: string;
}

const SECOND_MS = 1000;
const alarmsOf = ({ kind, id }: AlarmPlace) => `/api/v1/${kind}s/${encodeURIComponent(id)}/alarms`;

/** What is not normal. Asked for again when the stream tells of an alarm, and now and then for what it may have missed. */
export const alarmsQuery = (place: AlarmPlace) =>
  queryOptions({
    queryKey: ['alarms', place.id],
    queryFn: ({ signal }) => request<ActiveAlarms>('GET', alarmsOf(place), undefined, signal),
    refetchInterval: 30 * SECOND_MS,
  });

/** The newest events of a line or site, `limit` of them at most. */
export const alarmHistoryQuery = (place: AlarmPlace, limit: number) =>
  queryOptions({
    queryKey: ['alarm-history', place.id, limit],
    queryFn: ({ signal }) => request<AlarmHistory>('GET', `${alarmsOf(place)}/history?${new URLSearchParams({ limit: String(limit) })}`, undefined, signal),
    refetchInterval: 30 * SECOND_MS,
  });

/** How well the alarms of a line or site served in the last seven days. */
export const alarmKpisQuery = (place: AlarmPlace) =>
  queryOptions({
    queryKey: ['alarm-kpis', place.id],
    queryFn: ({ signal }) => request<AlarmKpis>('GET', `${alarmsOf(place)}/kpis?from=now-7d`, undefined, signal),
    staleTime: 300 * SECOND_MS,
  });

/** How many alarms stand by priority, by line and cell. */
export const alarmCountsQuery = queryOptions({
  queryKey: ['alarm-counts'],
  queryFn: ({ signal }) => request<{ items: AlarmCount[] }>('GET', '/api/v1/alarms', undefined, signal),
  select: ({ items }) => new Map(items.map((count) => [count.line, count])),
  refetchInterval: 5 * SECOND_MS,
});

/** What a person does about an alarm; the reason goes into the history under his name. */
export type AlarmDoing =
  | { what: 'acknowledge' | 'unshelve' | 'return-to-service'; why?: string }
  | { what: 'shelve'; asked: ShelveDocument }
  | { what: 'take-out-of-service'; why: string };

export function actOnAlarm(place: AlarmPlace, alarm: string, doing: AlarmDoing): Promise<ActiveAlarm> {
  const body = doing.what === 'shelve' ? doing.asked : doing.why ? { why: doing.why } : {};
  return request<ActiveAlarm>('POST', `${alarmsOf(place)}/${encodeURIComponent(alarm)}/${doing.what}`, body);
}
