import { CELL_EVENTS } from '../../contract/cell-events.js';
import type { Observation } from '../../contract/telemetry.js';
import { hearAlarms } from '../alarm.js';
import { type AlarmBook, type AlarmFact, type AlarmState, newAlarmState, type Sensed } from '../alarm-book.js';
import type { CompiledCell } from '../cell/compile.js';
import { placeOf, ruleForLot, unitOf, type WatchedCell } from './alarm-rules.js';
import { senseLot, senseSource } from './alarm-sense.js';
import { type AlarmBooks, machineAlarmOf, standingAlarm, standingAlarms } from './alarms.js';
import type { CellMirror } from './books.js';
import { parseEvent } from './events.js';
import { lotsOf } from './lots.js';
import { sourcesOf } from './sources.js';

/** What is known of a cell: its record, and what its machines sent. */
export interface KnownOfCell {
  mirror: Readonly<CellMirror>;
  sent: AlarmBooks;
}

type Heard = [AlarmState, Sensed];

/** Takes in what is known of a cell after a reading that its record took in. Returns what happened, oldest first. */
export function hearCell(cell: CompiledCell, watched: WatchedCell, book: AlarmBook, known: KnownOfCell, o: Observation): AlarmFact[] {
  const { mirror } = known;
  if (mirror.asOfUs === null || o.quality === 'bad') return [];
  const lot = lotIn(o);
  const heard = [
    ...ofSource(cell, watched, book, mirror, o),
    ...ofSent(watched, book, known, o, lot),
    ...ofSuppressed(watched, book, known, o),
    ...(lot === null ? [] : ofLot(cell, watched, book, mirror, lot)),
  ];
  return hearAlarms(watched, book, mirror.asOfUs, heard);
}

/** The same of all that is known, as after a start: what rules are new for stands already. */
export function surveyCell(cell: CompiledCell, watched: WatchedCell, book: AlarmBook, { mirror, sent }: KnownOfCell): AlarmFact[] {
  if (mirror.asOfUs === null) return [];
  const rules = [...watched.ofSource.values()].flat();
  const standing = new Set(watched.suppressedBy.size === 0 ? [] : Object.values(standingAlarms(sent, mirror)).map((one) => `${one.alarm} ${placeOf(one)}`));
  const heard: Heard[] = [
    ...rules.map((rule): Heard => {
      const state = stateOf(book, rule.id)!;
      const sensed = senseSource(cell, mirror, rule, state.sensed, null);
      return [state, rule.suppressedBy === null ? sensed : { ...sensed, told: standing.has(`${rule.suppressedBy} ${rule.source}`) }];
    }),
    ...Object.keys(sent).flatMap((id) => sentOf(watched, book, { mirror, sent }, id)),
    ...(watched.ofLots.length === 0 ? [] : lotsOf(mirror).flatMap(({ lot }) => ofLot(cell, watched, book, mirror, lot))),
  ];
  return hearAlarms(watched, book, mirror.asOfUs, heard);
}

const stateOf = (book: AlarmBook, id: string): AlarmState | undefined => book.states.find((state) => state.id === id);

/** A reading that was older than its source had tells nothing. */
function ofSource(cell: CompiledCell, watched: WatchedCell, book: AlarmBook, mirror: Readonly<CellMirror>, o: Observation): Heard[] {
  const rules = watched.ofSource.get(o.unit);
  if (rules === undefined) return [];
  const { heardUs } = mirror.books[sourcesOf(cell).byId.get(o.unit)!.index]!;
  if (o.measuredAtUs < heardUs && !Object.hasOwn(CELL_EVENTS, o.signal)) return [];
  return rules.map((rule): Heard => {
    const state = stateOf(book, rule.id)!;
    return [state, senseSource(cell, mirror, rule, state.sensed, o)];
  });
}

/** Alarms of rules for lots, of one lot. One that is in no such store, and was in none, has none. */
function ofLot(cell: CompiledCell, watched: WatchedCell, book: AlarmBook, mirror: Readonly<CellMirror>, lot: string): Heard[] {
  return watched.ofLots.flatMap((rule): Heard[] => {
    const sensed = senseLot(cell, mirror, rule, lot);
    const mine = ruleForLot(rule, lot);
    const known = stateOf(book, mine.id);
    if (known !== undefined) return [[known, sensed]];
    if (sensed.holdsFromUs === null) return [];
    const state = newAlarmState(mine, { of: rule.id, source: rule.source, sent: false, about: mine.about! });
    watched.rules.set(mine.id, mine);
    book.states.push(state);
    return [[state, sensed]];
  });
}

/** What a machine said of an alarm; and what the way of a lot says of those that are about it. */
function ofSent(watched: WatchedCell, book: AlarmBook, known: KnownOfCell, o: Observation, lot: string | null): Heard[] {
  const told = machineAlarmOf(o);
  if (told !== null) return sentOf(watched, book, known, told.id);
  if (lot === null) return [];
  return book.states.filter(({ instance }) => instance?.sent && instance.about.lot === lot).flatMap(({ id }) => sentOf(watched, book, known, id));
}

/** Rules that say what a machine has just said, or says no more, of the same place. */
function ofSuppressed(watched: WatchedCell, book: AlarmBook, { mirror, sent }: KnownOfCell, o: Observation): Heard[] {
  const told = machineAlarmOf(o);
  const rules = told === null ? undefined : watched.suppressedBy.get(told.of.alarm);
  return (rules ?? [])
    .filter(({ source }) => source === placeOf(told!.of))
    .map(({ id }): Heard => {
      const state = stateOf(book, id)!;
      return [state, { ...state.sensed, told: standingAlarm(sent, told!.id, mirror) !== null }];
    });
}

function sentOf(watched: WatchedCell, book: AlarmBook, { mirror, sent }: KnownOfCell, id: string): Heard[] {
  const standing = standingAlarm(sent, id, mirror);
  const known = stateOf(book, id);
  const sensed: Sensed = { holdsFromUs: standing?.sinceUs ?? null, keeps: false, value: null, planned: false };
  if (standing === null) return known === undefined ? [] : [[known, sensed]];
  const { alarm, source, machine, zone, store, lot, severity } = standing;
  const instance = { of: alarm, source, sent: true, about: { machine, zone, store, lot } };
  const rule = watched.ruleOfInstance({ id, instance, of: { unit: unitOf(source, machine), kind: 'advisory', priority: severity } })!;
  watched.rules.set(id, rule);
  if (known !== undefined) {
    known.of = { ...known.of, priority: rule.said.priority };
    return [[known, sensed]];
  }
  const state = newAlarmState(rule, instance);
  book.states.push(state);
  return [[state, sensed]];
}

/** The lot that an event is about. */
function lotIn({ signal, value }: Observation): string | null {
  if (signal !== 'batchEvent' && signal !== 'qcResult' && signal !== 'qcRelease') return null;
  const event = parseEvent(value);
  return typeof event === 'object' && event !== null && 'lot' in event && typeof event.lot === 'string' ? event.lot : null;
}
