import { ALARM_PRIORITIES, type ActiveAlarm, type AlarmCount, type AlarmPriority, type AlarmStanding } from '../contract/alarm.js';
import { holds, suppressionOf } from './alarm.js';
import type { AlarmBook, AlarmState, Watched } from './alarm-book.js';
import { rankOf } from './alarm-rules.js';

/** By ISA-18.2. Out of service and shelved go before all; suppressed before what a person still has to acknowledge. */
export function standingOf({ rules }: Watched, state: AlarmState, book: AlarmBook): AlarmStanding {
  const rule = rules.get(state.id)!;
  if (state.outOfService) return 'out-of-service';
  if (state.shelved) return 'shelved';
  if (book.asOfUs !== null && holds(state, book.asOfUs) && suppressionOf(book, rule, state) !== null) return 'suppressed';
  if (state.raised && rule.said.kind === 'advisory') return 'active';
  if (state.raised) return state.unacknowledged ? 'unacknowledged' : 'acknowledged';
  return state.unacknowledged ? 'returned' : 'normal';
}

/** What is shown of an alarm. */
export function alarmView(watched: Watched, state: AlarmState, book: AlarmBook): ActiveAlarm {
  const { id, unit, about, origin, said } = watched.rules.get(state.id)!;
  const { name, kind, priority, cause, consequence, response } = said;
  const { raisedAtUs, returnedAtUs, acknowledgedBy, shelved, outOfService, sensed } = state;
  return {
    ...{ id, unit, about, origin, name, kind, priority, state: standingOf(watched, state, book), raisedAtUs, returnedAtUs, value: sensed.value },
    ...{ acknowledgedBy, shelved: shelved && { ...shelved }, outOfService: outOfService && { ...outOfService }, cause, consequence, response },
  };
}

/** Every alarm that is not normal: the most pressing first, then the newest. */
export function activeAlarms(watched: Watched, book: AlarmBook): ActiveAlarm[] {
  const shown = book.states
    .map((state) => ({ rank: rankOf(watched.rules.get(state.id)!), view: alarmView(watched, state, book) }))
    .filter(({ view }) => view.state !== 'normal');
  return shown.sort((a, b) => a.rank - b.rank || (b.view.raisedAtUs ?? 0) - (a.view.raisedAtUs ?? 0)).map(({ view }) => view);
}

const STANDS: readonly AlarmStanding[] = ['unacknowledged', 'acknowledged', 'returned'];

/** How many stand by priority. */
export function countAlarms(line: string, active: readonly ActiveAlarm[]): AlarmCount {
  const standing = active.filter(({ state }) => STANDS.includes(state));
  const of = (priority: AlarmPriority) => standing.filter((alarm) => alarm.priority === priority).length;
  return {
    line,
    alarms: Object.fromEntries(ALARM_PRIORITIES.map((priority) => [priority, of(priority)])) as AlarmCount['alarms'],
    unacknowledged: standing.filter(({ state }) => state !== 'acknowledged').length,
    advisories: active.filter(({ state }) => state === 'active').length,
  };
}
