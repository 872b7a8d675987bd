import type { ActiveAlarm, ActiveAlarms, AlarmEvent } from '../contract/alarm.js';
import type { LineId } from '../contract/equipment.js';
import type { Micros } from '../contract/units.js';
import { passAlarms } from '../model/alarm.js';
import { type AlarmBook, type AlarmFact, fitAlarmBook, newAlarmBook, type Watched } from '../model/alarm-book.js';
import { act, type Doing, type Done } from '../model/alarm-act.js';
import { activeAlarms, alarmView } from '../model/alarm-view.js';

const KEPT_EVENTS = 1000;
/** Time alone raises nothing before a line was heard live again, or this long after the start: a broker may still hold what was said meanwhile [us]. */
const PATIENCE_US = 120e6;
/** A reading is live when it is not older than this [us]. */
const LIVE_US = 30e6;

export interface OfWhat {
  id: LineId;
  kind: 'line' | 'cell';
  /** its now where its time goes on without readings; null where it does not */
  wallNowUs: () => Micros | null;
}

/** The alarms of one line or cell, and what of them is not written yet. */
export class LiveAlarms<Rules extends Watched = Watched> {
  book: AlarmBook;
  /** readings up to this offset of the journal are in the book */
  offset = 0;
  /** the last thousand that are written, oldest first */
  kept: AlarmEvent[] = [];
  /** happened and not written yet */
  unwritten: AlarmEvent[] = [];
  private writtenOffset = -1;
  private patientUntilUs: Micros;

  constructor(
    readonly of: OfWhat,
    readonly watched: Rules,
    startedAtUs: Micros,
  ) {
    this.book = newAlarmBook(watched);
    this.patientUntilUs = startedAtUs + PATIENCE_US;
  }

  /** Goes on where a run of the service before stopped. */
  resume(saved: { book: AlarmBook; offset: number }, kept: AlarmEvent[], wallUs: Micros): void {
    const { book, facts } = fitAlarmBook(this.watched, saved.book);
    Object.assign(this, { book, offset: saved.offset, kept });
    this.note(facts, wallUs);
  }

  /** A reading of a batch that ends at this offset, which brings the newest to `asOfUs`. Nothing is asked of one that was heard before. */
  hear({ asOfUs, nextOffset, wallUs }: { asOfUs: Micros; nextOffset: number; wallUs: Micros }, facts: () => readonly AlarmFact[]): void {
    if (wallUs - asOfUs < LIVE_US) this.patientUntilUs = 0;
    if (nextOffset > this.offset) this.note(facts(), wallUs);
  }

  heardBatch(nextOffset: number): void {
    this.offset = Math.max(this.offset, nextOffset);
  }

  /** The time that the alarms stand at, or may be moved on to: the line's now, where that is known and not too early. Null before the first reading. */
  nowUs(wallUs: Micros): Micros | null {
    const { asOfUs } = this.book;
    const lineNowUs = this.of.wallNowUs();
    if (asOfUs === null || lineNowUs === null || wallUs < this.patientUntilUs) return asOfUs ?? lineNowUs;
    return Math.max(asOfUs, lineNowUs);
  }

  /** Time has gone on without readings. */
  pass(wallUs: Micros): void {
    const nowUs = this.nowUs(wallUs);
    if (nowUs !== null) this.note(passAlarms(this.watched, this.book, nowUs), wallUs);
  }

  active(): ActiveAlarms {
    return { seq: this.book.seq, items: activeAlarms(this.watched, this.book) };
  }

  /** Does what a person asks; null where there is no such alarm. */
  act(id: string, doing: Doing, wallUs: Micros): { done: Done; view: ActiveAlarm } | null {
    const state = this.book.states.find((one) => one.id === id);
    if (state === undefined) return null;
    const done = act(this.book, state, doing);
    if (done.ok) this.note(done.facts, wallUs);
    return { done, view: alarmView(this.watched, state, this.book) };
  }

  /** What to write now, as it stands: between two batches. Null where all is written. */
  unsaved(): { events: AlarmEvent[]; book: AlarmBook; offset: number } | null {
    if (this.unwritten.length === 0 && (this.offset === this.writtenOffset || this.book.states.length === 0)) return null;
    return { events: [...this.unwritten], book: structuredClone(this.book), offset: this.offset };
  }

  saved({ events, offset }: { events: readonly AlarmEvent[]; offset: number }): void {
    this.unwritten.splice(0, events.length);
    this.writtenOffset = offset;
    this.kept = [...this.kept, ...events].slice(-KEPT_EVENTS);
  }

  private note(facts: readonly AlarmFact[], recordedAtUs: Micros): void {
    for (const fact of facts) this.unwritten.push({ ...fact, recordedAtUs });
  }
}
