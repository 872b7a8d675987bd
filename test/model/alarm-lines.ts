import type { Observation, SignalName, SignalValue } from '../../src/contract/telemetry.js';
import { passAlarms } from '../../src/model/alarm.js';
import { type AlarmBook, type AlarmFact, newAlarmBook } from '../../src/model/alarm-book.js';
import { act, type Doing, type Done } from '../../src/model/alarm-act.js';
import { hearLine, watchedLine, type WatchedLine } from '../../src/model/alarm-sense.js';
import { observe } from '../../src/model/assimilate.js';
import type { CompiledLine } from '../../src/model/compile.js';
import { type Mirror, newMirror } from '../../src/model/mirror.js';
import { MONDAY_06_UTC, reading, smallLine } from './mirror-lines.js';

const both = (text: string) => ({ en: text, fr: text });

/** An alarm as it stands in a plant file; delays of zero unless told. */
export const alarm = (id: string, on: object, more: object = {}) => ({
  ...{ id, name: both(id), priority: 'high', on, onDelay: '0 s', offDelay: '0 s' },
  ...{ cause: both('cause'), consequence: both('consequence'), response: both('response'), ...more },
});

/** The small line, with alarms of its packer and of the line. */
export function alarmLine(ofPacker: object[], ofLine: object[] = []): CompiledLine {
  const station = (id: string, more: object) => ({
    ...{ id, type: id, name: both(id), item: 'box', rate: '60 /min', power: { standby: '0.5 kW', idle: '1 kW', execute: '4 kW' }, ...more },
  });
  const stations = [
    station('filler', { item: 'bottle', rate: '600 /min', buffer: { capacity: 1000 } }),
    station('packer', { takes: 10, buffer: { capacity: 100 }, alarms: ofPacker }),
    station('wrapper', {}),
  ];
  return smallLine({ stations, alarms: ofLine });
}

export const at = (s: number) => MONDAY_06_UTC + Math.round(s * 1e6);

/** A line with its alarms, spoken to reading by reading. */
export class Watch {
  readonly watched: WatchedLine;
  mirror: Mirror;
  book: AlarmBook;
  facts: AlarmFact[] = [];

  constructor(readonly line: CompiledLine) {
    this.watched = watchedLine(line);
    this.mirror = newMirror(line);
    this.book = newAlarmBook(this.watched);
  }

  hear(observation: Observation): void {
    const { revision } = this.mirror.books;
    observe(this.line, this.mirror, observation);
    if (this.mirror.books.revision !== revision) this.facts.push(...hearLine(this.line, this.watched, this.book, this.mirror.books));
  }

  say(s: number, unit: string, signal: SignalName, value: SignalValue): void {
    this.hear(reading('small', s, unit, signal, value));
  }

  pass(s: number): void {
    this.facts.push(...passAlarms(this.watched, this.book, at(s)));
  }

  /** What a person does to the first alarm. */
  act(doing: Doing): Done {
    const done = act(this.book, this.book.states[0]!, doing);
    if (done.ok) this.facts.push(...done.facts);
    return done;
  }

  /** `raised 12`: what happened to an alarm, seconds after the start. */
  told = (id?: string): string[] =>
    this.facts
      .filter((fact) => id === undefined || fact.alarm === id)
      .map(({ event, atUs, why }) => `${event} ${(atUs - MONDAY_06_UTC) / 1e6}${why === null ? '' : ` ${why}`}`);
}
