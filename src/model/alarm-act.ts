import type { Micros } from '../contract/units.js';
import { asksAgain, takeOffShelf } from './alarm.js';
import { type AlarmBook, type AlarmFact, type AlarmState, factOf, number } from './alarm-book.js';

/** What a person does to an alarm, and his name. */
export type Doing =
  | { what: 'acknowledge' | 'unshelve' | 'return-to-service'; who: string; why: string | null }
  | { what: 'shelve'; who: string; why: string; untilUs: Micros }
  | { what: 'take-out-of-service'; who: string; why: string };

export type Refused = 'advisory' | 'nothing-to-acknowledge' | 'not-shelved' | 'in-the-past' | 'in-service' | 'out-of-service';
export type Done = { ok: true; facts: AlarmFact[] } | { ok: false; reason: Refused };

/** Does what a person asks, at the time that the book stands at. */
export function act(book: AlarmBook, state: AlarmState, doing: Doing): Done {
  const result = carryOut(state, book.asOfUs!, doing);
  return typeof result === 'string' ? { ok: false, reason: result } : { ok: true, facts: number(book, [result]) };
}

function carryOut(state: AlarmState, atUs: Micros, doing: Doing): AlarmFact | Refused {
  switch (doing.what) {
    case 'acknowledge':
      return acknowledge(state, atUs, doing);
    case 'shelve':
      return shelve(state, atUs, doing);
    case 'unshelve':
      return state.shelved ? takeOffShelf(state, atUs, doing) : 'not-shelved';
    case 'take-out-of-service':
      return takeOut(state, atUs, doing);
    case 'return-to-service':
      return putBack(state, atUs, doing);
  }
}

/** A person has seen it. */
function acknowledge(state: AlarmState, atUs: Micros, { who, why }: { who: string; why: string | null }): AlarmFact | Refused {
  if (state.of.kind === 'advisory') return 'advisory';
  if (!state.unacknowledged) return 'nothing-to-acknowledge';
  state.unacknowledged = false;
  state.acknowledgedBy = who;
  return factOf(state, atUs, { event: 'acknowledged', who, why });
}

/** A person silences it until a time of the line; once more sets another end. */
function shelve(state: AlarmState, atUs: Micros, { who, why, untilUs }: { who: string; why: string; untilUs: Micros }): AlarmFact | Refused {
  if (untilUs <= atUs) return 'in-the-past';
  if (state.outOfService) return 'out-of-service';
  state.shelved = { untilUs, who, why };
  state.unacknowledged = false;
  return factOf(state, atUs, { event: 'shelved', who, why, untilUs });
}

/** For repair or until its rule is changed: without an end, and off the shelf. */
function takeOut(state: AlarmState, atUs: Micros, { who, why }: { who: string; why: string }): AlarmFact | Refused {
  if (state.outOfService) return 'out-of-service';
  state.outOfService = { sinceUs: atUs, who, why };
  state.shelved = null;
  state.unacknowledged = false;
  return factOf(state, atUs, { event: 'out-of-service', who, why });
}

/** What holds then asks for a person again. */
function putBack(state: AlarmState, atUs: Micros, { who, why }: { who: string; why: string | null }): AlarmFact | Refused {
  if (!state.outOfService) return 'in-service';
  state.outOfService = null;
  state.unacknowledged = asksAgain(state);
  state.acknowledgedBy = null;
  return factOf(state, atUs, { event: 'in-service', who, why });
}
