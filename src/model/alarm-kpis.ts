import { ALARM_PRIORITIES, type AlarmEvent, type AlarmPriority } from '../contract/alarm.js';
import type { AlarmKpis } from '../contract/alarm-kpis.js';
import type { Micros } from '../contract/units.js';
import { floodsOf, mostWithin } from './alarm-floods.js';

const MINUTE_US = 60e6;
const TEN_MIN_US = 10 * MINUTE_US;
const DAY_US = 86_400e6;
/** Raised so often within a minute an alarm chatters. */
const CHATTER = 3;
const TOP = 10;

/** Shares by priority as ISA-18.2 and EEMUA 191 are cited: 80, 15 and 5 %, and less than 1 % of the most pressing. */
const TARGETS: Record<AlarmPriority, number> = { urgent: 0.01, high: 0.05, medium: 0.15, low: 0.8 };

/** What the history of alarms holds of a window. */
export interface AlarmWindow {
  line: string;
  fromUs: Micros;
  toUs: Micros;
  /** of the window, oldest first */
  events: readonly AlarmEvent[];
  /** of each alarm the last before the window that was raised or returned */
  before: readonly AlarmEvent[];
}

/** Performance of an alarm system over a window, by the measures of ISA-18.2 (clause 16) and EEMUA 191. */
export function alarmKpis({ line, fromUs, toUs, events, before }: AlarmWindow): AlarmKpis {
  const raised = events.filter(({ event, kind }) => event === 'raised' && kind === 'alarm');
  const times = raised.map(({ atUs }) => atUs);
  const counts = counted(raised);
  const top = [...counts].sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1)).slice(0, TOP);
  const share = (count: number) => (raised.length === 0 ? null : count / raised.length);
  const mean = toUs > fromUs ? (raised.length * TEN_MIN_US) / (toUs - fromUs) : null;
  const floods = floodsOf(times, toUs);
  const inFlood = floods.reduce((sum, flood) => sum + flood.toUs - flood.fromUs, 0);
  return {
    line,
    fromUs,
    toUs,
    alarms: raised.length,
    advisories: events.filter(({ event, kind }) => event === 'raised' && kind === 'advisory').length,
    perTenMin: { mean, max: mostWithin(times, TEN_MIN_US), load: mean === null ? null : mean <= 1 ? 'acceptable' : mean <= 2 ? 'manageable' : 'too-many' },
    floods: { count: floods.length, alarms: floods.reduce((sum, flood) => sum + flood.alarms, 0), timeShare: mean === null ? null : inFlood / (toUs - fromUs) },
    priorities: byPriority((priority) => {
      const alarms = raised.filter((event) => event.priority === priority).length;
      return { alarms, share: share(alarms), target: TARGETS[priority] };
    }),
    chattering: chatteringOf(counts),
    stale: staleOf([...before, ...events], toUs),
    top: top.map(([alarm, each]) => ({ alarm, alarms: each.length, share: share(each.length) })),
    topShare: share(top.reduce((sum, [, each]) => sum + each.length, 0)),
    acknowledged: acknowledgedOf(events),
  };
}

const byPriority = <Of>(of: (priority: AlarmPriority) => Of) =>
  Object.fromEntries(ALARM_PRIORITIES.map((priority) => [priority, of(priority)])) as Record<AlarmPriority, Of>;

/** Times at which each alarm was raised. */
function counted(raised: readonly AlarmEvent[]): Map<string, Micros[]> {
  const times = new Map<string, Micros[]>();
  for (const { alarm, atUs } of raised) times.set(alarm, [...(times.get(alarm) ?? []), atUs]);
  return times;
}

function chatteringOf(counts: ReadonlyMap<string, readonly Micros[]>): AlarmKpis['chattering'] {
  const worst = [...counts].map(([alarm, times]) => ({ alarm, alarms: mostWithin(times, MINUTE_US) }));
  return worst.filter(({ alarms }) => alarms >= CHATTER).sort((a, b) => b.alarms - a.alarms || (a.alarm < b.alarm ? -1 : 1));
}

function staleOf(events: readonly AlarmEvent[], toUs: Micros): AlarmKpis['stale'] {
  const since = new Map<string, Micros>();
  for (const { alarm, event, kind, atUs } of events) {
    if (event === 'raised' && kind === 'alarm') since.set(alarm, atUs);
    if (event === 'returned') since.delete(alarm);
  }
  const stale = [...since].flatMap(([alarm, sinceUs]) => (toUs - sinceUs > DAY_US ? [{ alarm, sinceUs }] : []));
  return stale.sort((a, b) => a.sinceUs - b.sinceUs);
}

/** Of those raised in the window and acknowledged before they were raised again. */
function acknowledgedOf(events: readonly AlarmEvent[]): AlarmKpis['acknowledged'] {
  const raisedUs = new Map<string, Micros>();
  const spansS: number[] = [];
  for (const { alarm, event, kind, atUs } of events) {
    if (event === 'raised' && kind === 'alarm') raisedUs.set(alarm, atUs);
    const fromUs = raisedUs.get(alarm);
    if (event !== 'acknowledged' || fromUs === undefined) continue;
    spansS.push((atUs - fromUs) / 1e6);
    raisedUs.delete(alarm);
  }
  return { count: spansS.length, medianS: median(spansS) };
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
