import type { ActiveAlarm, AlarmEvent, AlarmStanding } from '../contract/alarm.js';
import type { Micros } from '../contract/units.js';
import { type AlarmRule, rankOf } from './alarm-rules.js';
import { type Sensed, sense, UNSENSED } from './alarm-sense.js';
import type { Books } from './books.js';
import { type ShiftCalendar, workAt } from './calendar.js';
import type { CompiledLine } from './compile.js';

/** Where one alarm stands. Plain JSON. */
export interface AlarmState {
  id: string;
  /** as its rule says, for when that is gone */
  of: Pick<AlarmFact, 'unit' | 'kind' | 'priority'>;
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
}

/** The alarms of a line, in the order of their rules. Plain JSON; equal for equal readings and doings of people. */
export interface AlarmBook {
  /** they stand as of this time of the line; it never goes back */
  asOfUs: Micros | null;
  /** whether a shift is at work then, and until when that stays so; null: before the first reading */
  work: { working: boolean; untilUs: Micros } | null;
  /** number of the last event */
  seq: number;
  states: AlarmState[];
}

/** A line of the history before the wall clock is added. */
export type AlarmFact = Omit<AlarmEvent, 'recordedAtUs'>;

/** What the evaluation needs to know of a line. */
export interface WatchedLine {
  rules: readonly AlarmRule[];
  shifts: ShiftCalendar;
}

const kindOf = ({ unit, said: { kind, priority } }: AlarmRule): AlarmState['of'] => ({ unit, kind, priority });

const newState = (rule: AlarmRule): AlarmState => ({
  id: rule.id,
  of: kindOf(rule),
  sensed: UNSENSED,
  raised: false,
  differsSinceUs: null,
  raisedAtUs: null,
  returnedAtUs: null,
  unacknowledged: false,
  acknowledgedBy: null,
  shelved: null,
});

export const newAlarmBook = ({ rules }: WatchedLine): AlarmBook => ({ asOfUs: null, work: null, seq: 0, states: rules.map(newState) });

/** A saved book for the rules of today. A new rule begins as normal; one that is gone returns what it had raised. */
export function fitAlarmBook({ rules, shifts }: WatchedLine, saved: AlarmBook): { book: AlarmBook; facts: AlarmFact[] } {
  const kept = new Map(saved.states.map((state) => [state.id, state]));
  const states = rules.map((rule) => ({ ...newState(rule), ...kept.get(rule.id), of: kindOf(rule) }));
  const book = { ...saved, work: saved.asOfUs === null ? null : workAt(shifts, saved.asOfUs), states };
  const gone = saved.states.filter(({ id, raised }) => raised && !rules.some((rule) => rule.id === id));
  return {
    book,
    facts: number(
      book,
      gone.map((state) => factOf(state, saved.asOfUs!, { event: 'returned', why: 'rule-removed' })),
    ),
  };
}

/** Takes in what the books of the line say after a reading. Returns what happened, oldest first. */
export function hearAlarms(line: CompiledLine, watched: WatchedLine, book: AlarmBook, books: Books): AlarmFact[] {
  const atUs = Math.max(book.asOfUs ?? books.asOfUs!, books.asOfUs!);
  const facts = moveOn(watched, book, atUs);
  watched.rules.forEach((rule, i) => {
    const state = book.states[i]!;
    state.sensed = sense(line, books, rule);
    look(book, rule, state, atUs, facts);
  });
  return number(book, facts);
}

/** Moves time on: delays end, what nothing is heard of becomes silent, shifts end, shelves run out, each at its exact time. */
export const passAlarms = (watched: WatchedLine, book: AlarmBook, toUs: Micros): AlarmFact[] => number(book, moveOn(watched, book, toUs));

function moveOn({ rules, shifts }: WatchedLine, book: AlarmBook, toUs: Micros): AlarmFact[] {
  const facts: AlarmFact[] = [];
  let fromUs = book.asOfUs ?? toUs;
  book.work ??= workAt(shifts, fromUs);
  for (let turnUs = book.work.untilUs; turnUs <= toUs; turnUs = book.work.untilUs) {
    settle(rules, book, fromUs, turnUs - 1, facts);
    book.work = workAt(shifts, turnUs);
    rules.forEach((rule, i) => look(book, rule, book.states[i]!, turnUs, facts));
    fromUs = turnUs;
  }
  settle(rules, book, fromUs, toUs, facts);
  book.asOfUs = Math.max(fromUs, toUs);
  return facts.sort((a, b) => a.atUs - b.atUs);
}

/** What time alone does after one instant and up to another, within one shift or between two. */
function settle(rules: readonly AlarmRule[], book: AlarmBook, fromUs: Micros, toUs: Micros, facts: AlarmFact[]): void {
  rules.forEach((rule, i) => {
    const state = book.states[i]!;
    for (let atUs = nextUs(rule, state, fromUs); atUs <= toUs; atUs = nextUs(rule, state, atUs)) look(book, rule, state, atUs, facts);
  });
}

function number(book: AlarmBook, facts: AlarmFact[]): AlarmFact[] {
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

const holds = ({ sensed }: AlarmState, atUs: Micros): boolean => sensed.holdsFromUs !== null && sensed.holdsFromUs <= atUs;

const isSuppressed = ({ work }: AlarmBook, rule: AlarmRule, { sensed }: AlarmState): boolean =>
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
  state.unacknowledged = state.of.kind === 'alarm' && state.shelved === null;
}

/** What holds then asks for a person again. */
function takeOffShelf(state: AlarmState, atUs: Micros, { who, why }: Doing): AlarmFact {
  state.shelved = null;
  state.unacknowledged = state.of.kind === 'alarm' && state.raised;
  state.acknowledgedBy = null;
  return factOf(state, atUs, { event: 'unshelved', who, why });
}

interface Doing {
  who: string | null;
  why: string | null;
}

export type Refused = 'advisory' | 'nothing-to-acknowledge' | 'not-shelved' | 'in-the-past';
export type Done = { ok: true; facts: AlarmFact[] } | { ok: false; reason: Refused };

/** A person has seen it. `i`: its place among the rules. The book stands as of now. */
export function acknowledge(book: AlarmBook, i: number, { who, why }: Doing & { who: string }): Done {
  const state = book.states[i]!;
  if (state.of.kind === 'advisory') return { ok: false, reason: 'advisory' };
  if (!state.unacknowledged) return { ok: false, reason: 'nothing-to-acknowledge' };
  state.unacknowledged = false;
  state.acknowledgedBy = who;
  return done(book, factOf(state, book.asOfUs!, { event: 'acknowledged', who, why }));
}

/** A person silences it until a time of the line; once more sets another end. */
export function shelve(book: AlarmBook, i: number, { who, why, untilUs }: { who: string; why: string; untilUs: Micros }): Done {
  const state = book.states[i]!;
  if (untilUs <= book.asOfUs!) return { ok: false, reason: 'in-the-past' };
  state.shelved = { untilUs, who, why };
  state.unacknowledged = false;
  return done(book, factOf(state, book.asOfUs!, { event: 'shelved', who, why, untilUs }));
}

export function unshelve(book: AlarmBook, i: number, doing: Doing & { who: string }): Done {
  const state = book.states[i]!;
  return state.shelved ? done(book, takeOffShelf(state, book.asOfUs!, doing)) : { ok: false, reason: 'not-shelved' };
}

const done = (book: AlarmBook, fact: AlarmFact): Done => ({ ok: true, facts: number(book, [fact]) });

function factOf({ id: alarm, of: { unit, kind, priority }, sensed }: AlarmState, atUs: Micros, what: Pick<AlarmFact, 'event'> & Partial<AlarmFact>): AlarmFact {
  return { seq: 0, atUs, alarm, unit, kind, priority, value: sensed.value, who: null, why: null, untilUs: null, ...what };
}

/** By ISA-18.2. Shelved goes before all; suppressed before what a person still has to acknowledge. */
export function standingOf(watched: WatchedLine, i: number, book: AlarmBook): AlarmStanding {
  const [rule, state] = [watched.rules[i]!, book.states[i]!];
  if (state.shelved) return 'shelved';
  if (book.asOfUs !== null && holds(state, book.asOfUs) && isSuppressed(book, rule, state)) return 'suppressed';
  if (state.raised && rule.said.kind === 'advisory') return 'active';
  if (state.raised) return state.unacknowledged ? 'unacknowledged' : 'acknowledged';
  return state.unacknowledged ? 'returned' : 'normal';
}

/** What is shown of an alarm. */
export function alarmView(watched: WatchedLine, i: number, book: AlarmBook): ActiveAlarm {
  const [{ id, unit, said }, state] = [watched.rules[i]!, book.states[i]!];
  const { name, kind, priority, cause, consequence, response = null } = said;
  const { raisedAtUs, returnedAtUs, acknowledgedBy, shelved, sensed } = state;
  return {
    ...{ id, unit, name, kind, priority, state: standingOf(watched, i, book), raisedAtUs, returnedAtUs, value: sensed.value },
    ...{ acknowledgedBy, shelved: shelved && { ...shelved }, cause, consequence, response },
  };
}

/** Every alarm that is not normal: the most pressing first, then the newest. */
export function activeAlarms(watched: WatchedLine, book: AlarmBook): ActiveAlarm[] {
  const shown = watched.rules.map((rule, i) => ({ rank: rankOf(rule), view: alarmView(watched, i, book) })).filter(({ view }) => view.state !== 'normal');
  return shown.sort((a, b) => a.rank - b.rank || (b.view.raisedAtUs ?? 0) - (a.view.raisedAtUs ?? 0)).map(({ view }) => view);
}
