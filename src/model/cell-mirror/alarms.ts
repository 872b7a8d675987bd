import { ALARM_PRIORITIES, type AlarmPriority } from '../../contract/alarm.js';
import { MachineAlarm } from '../../contract/cell-events.js';
import type { AlarmRecord, StandingAlarm } from '../../contract/machine-alarm.js';
import type { Observation } from '../../contract/telemetry.js';
import { DAY_US } from '../zone.js';
import type { CellMirror } from './books.js';
import { parseEvent } from './events.js';
import { lotOf } from './lots.js';

/** How long what was cleared is kept, in the time of the cell. */
const KEPT_US = 45 * DAY_US;
/** No more than so many changes are kept, whatever a machine says: then the oldest go before their time. */
const KEPT_CHANGES = 20_000;

interface Change {
  atUs: number;
  raised: boolean;
  severity: AlarmPriority;
}

/** One alarm of one place, and when it was raised and cleared, oldest first. */
interface AlarmBook extends Omit<StandingAlarm, 'severity' | 'sinceUs'> {
  changes: Change[];
}

/** The alarms that the machines of a cell sent, by what tells them apart. Plain JSON. */
export type AlarmBooks = Record<string, AlarmBook>;

/**
 * Takes an alarm into the books, in its place whenever it came; of two with one time the one that came later is the later one. An alarm
 * is cleared by the same names that raised it. False where the reading is none, or was heard before.
 */
export function hearAlarm(books: AlarmBooks, o: Observation): boolean {
  const told = machineAlarmOf(o);
  if (told === null) return false;
  const { id, of, raised, severity, atUs } = told;
  const { changes } = (books[id] ??= { ...of, changes: [] });
  let at = changes.length;
  while (at > 0 && changes[at - 1]!.atUs > atUs) at--;
  for (let i = at - 1; i >= 0 && changes[i]!.atUs === atUs; i--) if (changes[i]!.raised === raised) return false;
  changes.splice(at, 0, { atUs, raised, severity });
  return true;
}

type Named = Omit<AlarmBook, 'changes'>;

/** What a reading says of an alarm, and the name by which the same is told; null where it says nothing of one. */
export function machineAlarmOf({ signal, unit, value, quality, measuredAtUs }: Observation): ({ id: string; of: Named } & Change) | null {
  if (signal !== 'alarmEvent' || quality === 'bad') return null;
  const parsed = MachineAlarm.safeParse(parseEvent(value));
  if (!parsed.success) return null;
  const { alarm, raised, severity, machine = null, lot = null, zone = null, store = null } = parsed.data;
  const of = { alarm, source: unit, machine, lot, zone, store };
  return { id: idOf(of), of, raised, severity, atUs: measuredAtUs };
}

/** `packaging.blister.jam`, `cell.hold-limit:store=cold:lot=B-1`. */
function idOf({ alarm, source, machine, lot, zone, store }: Named): string {
  const place = [source, machine, alarm].filter((part) => part !== null).join('.');
  const about = Object.entries({ zone, store, lot }).filter(([, value]) => value !== null);
  return [place, ...about.map(([name, value]) => `${name}=${value}`)].join(':');
}

/** An alarm that stands; null where it does not, or was never raised. */
export function standingAlarm(books: AlarmBooks, id: string, mirror: Readonly<CellMirror>): StandingAlarm | null {
  const last = books[id] && recordsOf(books[id], mirror).at(-1);
  if (last === undefined || last.clearedUs !== null || last.sinceUs === null) return null;
  const { clearedUs: _, clearedBy: __, ...record } = last;
  return { ...record, sinceUs: last.sinceUs };
}

/** Every alarm that stands, by its id: the most pressing first, then the newest. */
export function standingAlarms(books: AlarmBooks, mirror: Readonly<CellMirror>): Record<string, StandingAlarm> {
  const standing = Object.keys(books).flatMap((id): [string, StandingAlarm][] => {
    const record = standingAlarm(books, id, mirror);
    return record === null ? [] : [[id, record]];
  });
  return Object.fromEntries(standing.sort(([, a], [, b]) => rank(a) - rank(b) || b.sinceUs - a.sinceUs));
}

/** Every alarm that stands, the most pressing first, and then those that were within a window, the newest first. */
export function alarmRecords(books: AlarmBooks, mirror: Readonly<CellMirror>, { fromUs, toUs }: { fromUs: number; toUs: number }): AlarmRecord[] {
  const records = Object.values(books).flatMap((book) => recordsOf(book, mirror));
  const begun = ({ sinceUs, clearedUs }: AlarmRecord) => sinceUs ?? clearedUs!;
  const over = records.filter((record) => record.clearedUs !== null && begun(record) < toUs && record.clearedUs >= fromUs);
  return [...Object.values(standingAlarms(books, mirror)).map(asRecord), ...over.sort((a, b) => begun(b) - begun(a))];
}

/** Drops what was cleared longer than 45 days ago by the time of the cell, and repeats. To be called before lots are dropped. */
export function drainAlarms(books: AlarmBooks, mirror: Readonly<CellMirror>): void {
  if (mirror.asOfUs === null) return;
  const times = Object.values(books)
    .flatMap(({ changes }) => changes.map(({ atUs }) => atUs))
    .sort((a, b) => b - a);
  const beforeUs = Math.max(mirror.asOfUs - KEPT_US, times[KEPT_CHANGES - 1] ?? -Infinity);
  const settledUs = mirror.asOfUs - DAY_US;
  for (const [id, book] of Object.entries(books)) {
    const endedUs = recordsOf(book, mirror).at(-1)?.clearedUs ?? Infinity;
    if (endedUs < beforeUs) delete books[id];
    else book.changes = withoutOld(book.changes, beforeUs).filter((change, i, kept) => change.atUs > settledUs || !repeats(change, kept[i - 1]));
  }
}

/** Without what was cleared before, and told to be so once more. */
function withoutOld(changes: Change[], beforeUs: number): Change[] {
  const old = changes.findLastIndex(({ raised, atUs }) => !raised && atUs < beforeUs);
  const raised = changes.findIndex((change, i) => i > old && change.raised);
  return old < 0 ? changes : raised < 0 ? [] : changes.slice(raised);
}

const repeats = ({ raised, severity }: Change, before: Change | undefined): boolean => before?.raised === raised && before.severity === severity;

const asRecord = (standing: StandingAlarm): AlarmRecord => ({ ...standing, clearedUs: null, clearedBy: null });

const rank = ({ severity }: StandingAlarm): number => ALARM_PRIORITIES.indexOf(severity);

/** From raising to clearing, oldest first: the last may stand. A severity is the last that was told. */
function recordsOf({ changes, ...of }: AlarmBook, mirror: Readonly<CellMirror>): AlarmRecord[] {
  const records: AlarmRecord[] = [];
  for (const { atUs, raised, severity } of changes) {
    const last = records.at(-1);
    const open = last !== undefined && last.clearedUs === null;
    if (raised && !open) records.push({ ...of, severity, sinceUs: atUs, clearedUs: null, clearedBy: null });
    else if (raised) last!.severity = severity;
    else if (open) Object.assign(last, { clearedUs: atUs, clearedBy: 'source' });
    else if (last === undefined) records.push({ ...of, severity, sinceUs: null, clearedUs: atUs, clearedBy: 'source' });
  }
  const last = records.at(-1);
  if (last !== undefined && last.clearedUs === null) {
    const clearedUs = leftUs(mirror, last);
    if (clearedUs !== null) Object.assign(last, { clearedUs, clearedBy: 'lot' });
  }
  return records;
}

/** When the lot of an alarm left the store that it is about, or came to its end; null: not since, or it is about no lot that is known. */
function leftUs(mirror: Readonly<CellMirror>, { lot, store, sinceUs }: AlarmRecord): number | null {
  const record = lot === null ? null : lotOf(mirror, lot);
  if (record === null) return null;
  const stay = store === null ? undefined : record.stays.findLast((one) => one.what === 'stored' && one.where === store && one.fromUs <= sinceUs!);
  const endUs = stay?.toUs ?? record.endedUs;
  return endUs !== null && endUs >= sinceUs! ? endUs : null;
}
