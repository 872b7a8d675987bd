import type { ActiveAlarms, AlarmEvent } from '../contract/alarm.js';
import type { Micros } from '../contract/units.js';
import { activeAlarms, type AlarmBook, type AlarmFact, fitAlarmBook, hearAlarms, newAlarmBook, passAlarms, type WatchedLine } from '../model/alarm.js';
import { alarmRules } from '../model/alarm-rules.js';
import type { Books } from '../model/books.js';
import type { PlantLine } from '../plant/plant.service.js';

const KEPT_EVENTS = 1000;
/** Time alone raises nothing before a line was heard live again, or this long after the start: a broker may still hold what was said meanwhile [us]. */
const PATIENCE_US = 120e6;
/** A reading is live when it is not older than this [us]. */
const LIVE_US = 30e6;

/** The alarms of one line, and what of them is not written yet. */
export class LineAlarms {
  readonly watched: WatchedLine;
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
    readonly plant: PlantLine,
    startedAtUs: Micros,
  ) {
    this.watched = { rules: alarmRules(plant.definition), shifts: plant.compiled.shifts };
    this.book = newAlarmBook(this.watched);
    this.patientUntilUs = startedAtUs + PATIENCE_US;
  }

  /** Goes on where a run of the service before stopped. */
  resume(saved: { book: AlarmBook; offset: number }, kept: AlarmEvent[], wallUs: Micros): void {
    const { book, facts } = fitAlarmBook(this.watched, saved.book);
    Object.assign(this, { book, offset: saved.offset, kept });
    this.note(facts, wallUs);
  }

  hear(books: Readonly<Books>, nextOffset: number, wallUs: Micros): void {
    if (wallUs - books.asOfUs! < LIVE_US) this.patientUntilUs = 0;
    if (nextOffset <= this.offset || this.watched.rules.length === 0) return;
    this.note(hearAlarms(this.plant.compiled, this.watched, this.book, books), wallUs);
  }

  heardBatch(nextOffset: number): void {
    this.offset = Math.max(this.offset, nextOffset);
  }

  /** The time that the alarms stand at, or may be moved on to: the line's now, where that is known and not too early. Null before the first reading. */
  nowUs(lineNowUs: Micros | null, wallUs: Micros): Micros | null {
    const { asOfUs } = this.book;
    if (asOfUs === null || lineNowUs === null || wallUs < this.patientUntilUs) return asOfUs ?? lineNowUs;
    return Math.max(asOfUs, lineNowUs);
  }

  /** Time has gone on without readings. */
  pass(lineNowUs: Micros | null, wallUs: Micros): void {
    const nowUs = this.nowUs(lineNowUs, wallUs);
    if (nowUs !== null) this.note(passAlarms(this.watched, this.book, nowUs), wallUs);
  }

  /** Takes up what has happened, to be written. */
  note(facts: readonly AlarmFact[], recordedAtUs: Micros): void {
    for (const fact of facts) this.unwritten.push({ ...fact, recordedAtUs });
  }

  active(): ActiveAlarms {
    return { seq: this.book.seq, items: activeAlarms(this.watched, this.book) };
  }

  /** What to write now, as it stands: between two batches. Null where all is written. */
  unsaved(): { events: AlarmEvent[]; book: AlarmBook; offset: number } | null {
    if (this.watched.rules.length === 0 && this.unwritten.length === 0) return null;
    if (this.unwritten.length === 0 && this.offset === this.writtenOffset) return null;
    return { events: [...this.unwritten], book: structuredClone(this.book), offset: this.offset };
  }

  saved({ events, offset }: { events: readonly AlarmEvent[]; offset: number }): void {
    this.unwritten.splice(0, events.length);
    this.writtenOffset = offset;
    this.kept = [...this.kept, ...events].slice(-KEPT_EVENTS);
  }
}
