import { CellAlarm, MachineAlarmText } from '../../../src/contract/cell-alarm.js';
import type { CellDefinition } from '../../../src/contract/cell.js';
import type { Observation } from '../../../src/contract/telemetry.js';
import { passAlarms } from '../../../src/model/alarm.js';
import { type AlarmBook, type AlarmFact, fitAlarmBook, newAlarmBook } from '../../../src/model/alarm-book.js';
import { act, type Doing, type Done } from '../../../src/model/alarm-act.js';
import { activeAlarms } from '../../../src/model/alarm-view.js';
import { type WatchedCell, watchedCell } from '../../../src/model/cell-mirror/alarm-rules.js';
import { hearCell, surveyCell } from '../../../src/model/cell-mirror/alarm-watch.js';
import { type AlarmBooks, hearAlarm } from '../../../src/model/cell-mirror/alarms.js';
import type { CellMirror } from '../../../src/model/cell-mirror/books.js';
import { observeCell } from '../../../src/model/cell-mirror/observe.js';
import { openMirror } from '../../../src/model/cell-mirror/open-mirror.js';
import type { CompiledCell } from '../../../src/model/cell/compile.js';
import { alarm } from '../alarm-lines.js';
import { compiled } from './heard.js';
import { AT_S, reading, smallCell, US } from './small.js';

const HOUR_S = 3600;
const both = (text: string) => ({ en: text, fr: text });

/** What a machine's alarm means; delays of zero unless told. */
export const meaning = (id: string, more: object = {}) =>
  MachineAlarmText.parse({
    id,
    name: both(`name of ${id}`),
    onDelay: '0 s',
    offDelay: '0 s',
    cause: both('c'),
    consequence: both('k'),
    response: both('r'),
    ...more,
  });

/** The small cell with alarms. Steam is at its limit at 100 kg/h, a batch may stay in the cold for 10 h, and a mixer clean for 20 h and soiled for 5 h. */
export function alarmCell(alarms: { id: string; on: object; more?: object }[], more: Partial<CellDefinition> = {}): CompiledCell {
  const { definition } = smallCell;
  const rules = alarms.map(({ id, on, more: rest }) => CellAlarm.parse(alarm(id, on, rest)));
  const units = definition.units.map((unit) =>
    unit.id === 'mixer' ? { ...unit, cleaning: { ...unit.cleaning!, cleanHold: 20 * HOUR_S, dirtyHold: 5 * HOUR_S } } : unit,
  );
  return compiled({
    ...definition,
    units,
    utilities: definition.utilities.map((utility) => ({ ...utility, capacity: 100 })),
    stores: definition.stores.map((store) => ({ ...store, holdLimit: 10 * HOUR_S })),
    alarms: rules,
    ...more,
  });
}

/** A cell with its alarms, spoken to reading by reading. */
export class WatchCell {
  watched: WatchedCell;
  readonly mirror: CellMirror;
  readonly sent: AlarmBooks = {};
  book: AlarmBook;
  facts: AlarmFact[] = [];

  constructor(readonly cell: CompiledCell) {
    this.watched = watchedCell(cell);
    this.mirror = openMirror(cell);
    this.book = newAlarmBook(this.watched);
  }

  hear(o: Observation): this {
    observeCell(this.cell, this.mirror, o);
    hearAlarm(this.sent, o);
    this.facts.push(...hearCell(this.cell, this.watched, this.book, this, o));
    return this;
  }
  say(unit: string, atS: number, values: Partial<Record<Observation['signal'], Observation['value']>>): this {
    for (const [signal, value] of Object.entries(values)) this.hear(reading(unit, atS, signal as Observation['signal'], value ?? null));
    return this;
  }
  event(unit: string, atS: number, body: object, signal: Observation['signal'] = 'batchEvent'): this {
    return this.hear(reading(unit, atS, signal, JSON.stringify(body)));
  }
  alarm(unit: string, atS: number, raised: boolean, more: object = {}): this {
    return this.event(unit, atS, { alarm: 'jam', severity: 'medium', raised, ...more }, 'alarmEvent');
  }
  pass(atS: number): this {
    this.facts.push(...passAlarms(this.watched, this.book, (AT_S + atS) * US));
    return this;
  }
  survey(): this {
    this.facts.push(...surveyCell(this.cell, this.watched, this.book, this));
    return this;
  }
  /** As after a restart of the service. */
  restart(): this {
    this.watched = watchedCell(this.cell);
    this.book = fitAlarmBook(this.watched, JSON.parse(JSON.stringify(this.book)) as AlarmBook).book;
    return this;
  }
  act(id: string, doing: Doing): Done {
    const done = act(
      this.book,
      this.book.states.find((state) => state.id === id)!,
      doing,
    );
    if (done.ok) this.facts.push(...done.facts);
    return done;
  }
  active = () => activeAlarms(this.watched, this.book);
  /** `hot raised 12`, in seconds after the start. */
  told = (): string[] => this.facts.map(({ alarm: id, event, atUs }) => `${id} ${event} ${(atUs - AT_S * US) / US}`);
}
