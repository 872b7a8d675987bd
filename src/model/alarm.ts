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
  const states = [...rules.values()].map((rule) => ({ ...newAlarmState(rule), ...kept.get(rule.id), of: kindOf(rule) }));
  for (const state of saved.states) {
    const rule = state.instance ? ruleOfInstance(state) : null;
    if (rule === null) continue;
    rules.set(rule.id, rule);
    states.push({ ...state, of: kindOf(rule) });
  }
  const work = shifts === null || saved.asOfUs === null ? null : workAt(shifts, saved.asOfUs);
  const book = { ...saved, work, states };
  const gone = saved.states.filter(({ id, raised }) => raised && !rules.has(id));
  return { book, facts: number(book, gone.map((state) => factOf(state, saved.asOfUs!, { event: 'returned', why: 'rule-removed' }))) }; // prettier-ignore
}

/** Moves on to an instant, and takes in what is sensed then of some of the alarms. Returns what happened, oldest first. */
export function hearAlarms(watched: Watched, book: AlarmBook, heardUs: Micros, sensed: Iterable<readonly [AlarmState, Sensed]>): AlarmFact[] {
  const atUs = Math.max(book.asOfUs ?? heardUs, heardUs);
  const facts = moveOn(watched, book, atUs);
  for (const [state, now] of sensed) {
    state.sensed = now;
    look(book, watched.rules.get(state.id)!, state, atUs, facts);
  }
  drop(watched, book);
  return number(book, facts);
}

/** Moves time on: delays end, what nothing is heard of becomes silent, shifts end, shelves run out, each at its exact time. */
export function passAlarms(watched: Watched, book: AlarmBook, toUs: Micros): AlarmFact[] {
  const facts = number(book, moveOn(watched, book, toUs));
  drop(watched, book);
  return facts;
}

function moveOn({ rules, shifts }: Watched, book: AlarmBook, toUs: Micros): AlarmFact[] {
  const facts: AlarmFact[] = [];
  let fromUs = book.asOfUs ?? toUs;
  if (shifts !== null) {
    book.work ??= workAt(shifts, fromUs);
    for (let turnUs = book.work.untilUs; turnUs <= toUs; turnUs = book.work.untilUs) {
      settle(rules, book, fromUs, turnUs - 1, facts);
      book.work = workAt(shifts, turnUs);
      for (const state of book.states) look(book, rules.get(state.id)!, state, turnUs, facts);
      fromUs = turnUs;
    }
  }
  settle(rules, book, fromUs, toUs, facts);
  book.asOfUs = Math.max(fromUs, toUs);
  return facts.sort((a, b) => a.atUs - b.atUs);
}

/** What time alone does after one instant and up to another, within one shift or between two. */
function settle(rules: Watched['rules'], book: AlarmBook, fromUs: Micros, toUs: Micros, facts: AlarmFact[]): void {
  for (const state of book.states) {
    const rule = rules.get(state.id)!;
    for (let atUs = nextUs(rule, state, fromUs); atUs <= toUs; atUs = nextUs(rule, state, atUs)) look(book, rule, state, atUs, facts);
  }
}

/** Alarms that come and go are gone once nothing is left of them. */
function drop({ rules }: Watched, book: AlarmBook): void {
  const isOver = ({ instance, raised, unacknowledged, shelved, outOfService, differsSinceUs, sensed }: AlarmState) =>
    instance !== null && !raised && !unacknowledged && shelved === null && outOfService === null && differsSinceUs === null && sensed.holdsFromUs === null;
  if (!book.states.some(isOver)) return;
  for (const { id } of book.states.filter(isOver)) rules.delete(id);
  book.states = book.states.filter((state) => !isOver(state));
}

/** Numbers what has happened. */
export function number(book: AlarmBook, facts: AlarmFact[]): AlarmFact[] {
  for (const fact of facts) fact.seq = ++book.seq;
  return facts;
}

/** The next instant after one at which something may change; Infinity where nothing does until more is heard. */
function nextUs(rule: AlarmRule, { sensed, differsSinceUs, shelved, raised }: AlarmState, afterUs: Micros): Micros {
  let next = Infinity;
  const consider = (us: Micros) => {
    if (us > afterUs && us < next) next = us;
  };
  if (sensed.holdsFromUs !== null) consider(sensed.holdsFromUs);
  if (differsSinceUs !== null) consider(differsSinceUs + delayOf(rule, raised));
  if (shelved) consider(shelved.untilUs);
  return next;
}

const delayOf = (rule: AlarmRule, raised: boolean): number => (raised ? rule.offDelayUs : rule.onDelayUs);

export const holds = ({ sensed }: AlarmState, atUs: Micros): boolean => sensed.holdsFromUs !== null && sensed.holdsFromUs <= atUs;

export const isSuppressed = ({ work }: AlarmBook, rule: AlarmRule, { sensed }: AlarmState): boolean =>
  rule.suppressedWhilePlanned && (sensed.planned || work?.working === false);

/** Draws the conclusions of an instant. */
function look(book: AlarmBook, rule: AlarmRule, state: AlarmState, atUs: Micros, facts: AlarmFact[]): void {
  if (state.shelved && state.shelved.untilUs <= atUs) facts.push(takeOffShelf(state, state.shelved.untilUs, { who: null, why: 'time-up' }));
  const suppressed = isSuppressed(book, rule, state);
  const wanted = !suppressed && (holds(state, atUs) || (state.raised && state.sensed.keeps));
  if (wanted === state.raised) {
    state.differsSinceUs = null;
    return;
  }
  state.differsSinceUs ??= atUs;
  if (!suppressed && atUs < state.differsSinceUs + delayOf(rule, state.raised)) return;
  state.differsSinceUs = null;
  state.raised = wanted;
  if (wanted) raise(state, atUs);
  else state.returnedAtUs = atUs;
  facts.push(factOf(state, atUs, { event: wanted ? 'raised' : 'returned', why: suppressed ? 'planned' : null }));
}

function raise(state: AlarmState, atUs: Micros): void {
  state.raisedAtUs = atUs;
  state.returnedAtUs = null;
  state.acknowledgedBy = null;
  state.unacknowledged = asksAgain(state);
}

/** Whether what holds asks for a person. */
export const asksAgain = ({ of, raised, shelved, outOfService }: AlarmState): boolean =>
  of.kind === 'alarm' && raised && shelved === null && outOfService === null;

/** What holds then asks for a person again. */
export function takeOffShelf(state: AlarmState, atUs: Micros, { who, why }: { who: string | null; why: string | null }): AlarmFact {
  state.shelved = null;
  state.unacknowledged = asksAgain(state);
  state.acknowledgedBy = null;
  return factOf(state, atUs, { event: 'unshelved', who, why });
}

export function factOf(
  { id: alarm, of: { unit, kind, priority }, sensed }: AlarmState,
  atUs: Micros,
  what: Pick<AlarmFact, 'event'> & Partial<AlarmFact>,
): AlarmFact {
  return { seq: 0, atUs, alarm, unit, kind, priority, value: sensed.value, who: null, why: null, untilUs: null, ...what };
}
