import type { Micros } from '../contract/units.js';
import { type AlarmBook, type AlarmFact, type AlarmState, factOf, number, type Sensed, type Watched } from './alarm-book.js';
import type { AlarmRule } from './alarm-rules.js';
import { workAt } from './calendar.js';

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
  return facts.length > 1 ? facts.sort((a, b) => a.atUs - b.atUs) : facts;
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

/** The next instant after one at which something may change; Infinity where nothing does until more is heard. */
function nextUs(rule: AlarmRule, { sensed, differsSinceUs, shelved, raised }: AlarmState, afterUs: Micros): Micros {
  if (sensed.holdsFromUs === null && differsSinceUs === null && shelved === null) return Infinity;
  const delayEndsUs = differsSinceUs === null ? null : differsSinceUs + delayOf(rule, raised);
  return Math.min(later(sensed.holdsFromUs, afterUs), later(delayEndsUs, afterUs), later(shelved?.untilUs ?? null, afterUs));
}

const later = (us: Micros | null, afterUs: Micros): Micros => (us !== null && us > afterUs ? us : Infinity);

const delayOf = (rule: AlarmRule, raised: boolean): number => (raised ? rule.offDelayUs : rule.onDelayUs);

export const holds = ({ sensed }: AlarmState, atUs: Micros): boolean => sensed.holdsFromUs !== null && sensed.holdsFromUs <= atUs;

/** Why an alarm is not raised though it may hold; null: it is. */
export function suppressionOf({ work }: AlarmBook, rule: AlarmRule, { sensed }: AlarmState): 'planned' | 'machine-alarm' | null {
  if (rule.suppressedWhilePlanned && (sensed.planned || work?.working === false)) return 'planned';
  return sensed.told ? 'machine-alarm' : null;
}

/** Draws the conclusions of an instant. */
function look(book: AlarmBook, rule: AlarmRule, state: AlarmState, atUs: Micros, facts: AlarmFact[]): void {
  if (state.shelved && state.shelved.untilUs <= atUs) facts.push(takeOffShelf(state, state.shelved.untilUs, { who: null, why: 'time-up' }));
  const suppressed = suppressionOf(book, rule, state);
  const wanted = suppressed === null && (holds(state, atUs) || (state.raised && state.sensed.keeps));
  if (wanted === state.raised) {
    state.differsSinceUs = null;
    return;
  }
  state.differsSinceUs ??= atUs;
  if (suppressed === null && atUs < state.differsSinceUs + delayOf(rule, state.raised)) return;
  state.differsSinceUs = null;
  state.raised = wanted;
  if (wanted) raise(state, atUs);
  else state.returnedAtUs = atUs;
  // The alarm of the machine asks for the person instead.
  if (suppressed === 'machine-alarm') state.unacknowledged = false;
  facts.push(factOf(state, atUs, { event: wanted ? 'raised' : 'returned', why: suppressed }));
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
