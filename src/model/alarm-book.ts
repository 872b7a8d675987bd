import type { AlarmAbout, AlarmEvent } from '../contract/alarm.js';
import type { Micros } from '../contract/units.js';
import type { AlarmRule } from './alarm-rules.js';
import { type ShiftCalendar, workAt } from './calendar.js';

/** What is known of the condition of an alarm, until something more is heard. */
export interface Sensed {
  /** it holds from this instant on, which may lie ahead; null: it does not [us] */
  holdsFromUs: Micros | null;
  /** it does not hold, and by the dead-band an alarm that is raised stays so */
  keeps: boolean;
  /** number that is watched; of a finding measured / expected */
  value: number | null;
  /** the machine is in a state that is planned */
  planned: boolean;
  /** an alarm of a machine stands that says the same; absent: none does */
  told?: boolean;
}

export const UNSENSED: Sensed = { holdsFromUs: null, keeps: false, value: null, planned: false };

/** Where one alarm stands. Plain JSON. */
export interface AlarmState {
  id: string;
  /** as its rule says, for when that is gone */
  of: Pick<AlarmFact, 'unit' | 'kind' | 'priority'>;
  /** of an alarm that comes and goes: what it is made of; null: it stands as long as its rule */
  instance: AlarmInstance | null;
  sensed: Sensed;
  raised: boolean;
  /** since when the condition says otherwise than `raised`; null: it does not [us] */
  differsSinceUs: Micros | null;
  raisedAtUs: Micros | null;
  returnedAtUs: Micros | null;
  /** it was raised, and nobody has acknowledged it */
  unacknowledged: boolean;
  acknowledgedBy: string | null;
  shelved: { untilUs: Micros; who: string; why: string } | null;
  outOfService: { sinceUs: Micros; who: string; why: string } | null;
}

/** An alarm for a lot, or one that a machine sends. */
export interface AlarmInstance {
  /** id of the rule that it is of, or the code of the machine */
  of: string;
  source: string;
  sent: boolean;
  about: AlarmAbout;
}

/** The alarms of a line or cell. Plain JSON; equal for equal readings and doings of people. */
export interface AlarmBook {
  /** they stand as of this time of the line; it never goes back */
  asOfUs: Micros | null;
  /** whether a shift is at work then, and until when that stays so; null: before the first reading, or of a cell */
  work: { working: boolean; untilUs: Micros } | null;
  /** number of the last event */
  seq: number;
  /** first those of rules in their order, then those that come and go */
  states: AlarmState[];
}

/** A line of the history before the wall clock is added. */
export type AlarmFact = Omit<AlarmEvent, 'recordedAtUs'>;

/** What the evaluation needs to know of a line or cell. */
export interface Watched {
  /** by id; those of alarms that come and go are added and taken away */
  rules: Map<string, AlarmRule>;
  /** of a line; the units of a cell have calendars of their own */
  shifts: ShiftCalendar | null;
  /** the rule of an alarm that comes and goes; null: there is none any more */
  ruleOfInstance: (state: Pick<AlarmState, 'id' | 'instance' | 'of'>) => AlarmRule | null;
}

const kindOf = ({ unit, said: { kind, priority } }: AlarmRule): AlarmState['of'] => ({ unit, kind, priority });

export const newAlarmState = (rule: AlarmRule, instance: AlarmInstance | null = null): AlarmState => ({
  id: rule.id,
  of: kindOf(rule),
  instance,
  sensed: UNSENSED,
  raised: false,
  differsSinceUs: null,
  raisedAtUs: null,
  returnedAtUs: null,
  unacknowledged: false,
  acknowledgedBy: null,
  shelved: null,
  outOfService: null,
});

export const newAlarmBook = ({ rules }: Watched): AlarmBook => ({
  asOfUs: null,
  work: null,
  seq: 0,
  states: [...rules.values()].map((rule) => newAlarmState(rule)),
});

/** A saved book for the rules of today. A new rule begins as normal; one that is gone returns what it had raised. */
export function fitAlarmBook(watched: Watched, saved: AlarmBook): { book: AlarmBook; facts: AlarmFact[] } {
  const { rules, shifts, ruleOfInstance } = watched;
  const kept = new Map(saved.states.map((state) => [state.id, state]));
  const states = [...rules.values()].map((rule) => refit({ ...newAlarmState(rule), ...kept.get(rule.id) }, rule));
  for (const state of saved.states) {
    const rule = state.instance ? ruleOfInstance(state) : null;
    if (rule === null) continue;
    rules.set(rule.id, rule);
    states.push(refit(state, rule));
  }
  const work = shifts === null || saved.asOfUs === null ? null : workAt(shifts, saved.asOfUs);
  const book = { ...saved, work, states };
  const gone = saved.states.filter(({ id, raised }) => raised && !rules.has(id));
  const facts = gone.map((state) => factOf(state, saved.asOfUs!, { event: 'returned', why: 'rule-removed' }));
  return { book, facts: number(book, facts) };
}

/** What has become an advisory waits for nobody. */
const refit = (state: AlarmState, rule: AlarmRule): AlarmState => ({
  ...state,
  of: kindOf(rule),
  unacknowledged: state.unacknowledged && rule.said.kind === 'alarm',
});

/** Numbers what has happened. */
export function number(book: AlarmBook, facts: AlarmFact[]): AlarmFact[] {
  for (const fact of facts) fact.seq = ++book.seq;
  return facts;
}

/** What happened to an alarm; without its number. */
export function factOf(
  { id: alarm, of: { unit, kind, priority }, sensed }: AlarmState,
  atUs: Micros,
  what: Pick<AlarmFact, 'event'> & Partial<AlarmFact>,
): AlarmFact {
  return { seq: 0, atUs, alarm, unit, kind, priority, value: sensed.value, who: null, why: null, untilUs: null, ...what };
}
