import type { TwinEvent } from '../contract/stream.js';
import type { Micros } from '../contract/units.js';
import { bookUntil, NO_SILENCE_US, powerIn, silentAfterUs, silentFromUs } from './account.js';
import { type Books, emptyAccount, KEPT_MINUTES, KEPT_WINDOWS, type ShiftWindow, since } from './books.js';
import { shiftAt, workAt } from './calendar.js';
import type { CompiledLine } from './compile.js';
import { correct } from './correct.js';
import { expected } from './expected.js';
import type { Mirror } from './mirror.js';
import { brokenOff, markRate } from './rate-trend.js';
import { believe, judge, remind } from './regard.js';
import { follow } from './run.js';
import { type LineState, start, timeOf } from './state.js';

const MINUTE_US = 60e6;

/** Something that happened, not numbered yet. */
export type Fact = Omit<TwinEvent, 'seq'>;

/** Moves the time of a line on: shifts end and begin, the model follows. Time never goes back: an earlier instant changes nothing. */
export function advance(line: CompiledLine, mirror: Mirror, toUs: Micros, facts: Fact[]): void {
  const { books } = mirror;
  if (books.asOfUs === null) begin(line, mirror, toUs);
  const fromUs = books.asOfUs ?? toUs;
  if (toUs <= fromUs) {
    books.asOfUs = fromUs;
    return;
  }
  // Within the time that is nobody's silence it need not be asked how long each unit's is.
  const silentUs = toUs - fromUs <= NO_SILENCE_US ? toUs : fromUs + lineSilentAfterUs(line, books);
  const heardUs = Math.min(toUs, silentUs);
  for (let atUs = Math.floor(fromUs / MINUTE_US + 1) * MINUTE_US; atUs <= heardUs; atUs += MINUTE_US) {
    moveTo(line, mirror, atUs, facts, false);
    markMinute(line, mirror, atUs);
  }
  moveTo(line, mirror, heardUs, facts, false);
  if (toUs > silentUs) sleep(line, mirror, toUs, facts);
  books.asOfUs = toUs;
}

/** Notes at a minute what the stations should draw in the states they are in, and what the line has made and should have; nothing of what is not known. */
function markMinute(line: CompiledLine, { books, model }: Mirror, atUs: Micros): void {
  const heard = books.units.map((unit) => atUs < (silentFromUs(line.definition.clock, unit) ?? 0));
  const known = books.units.flatMap((unit, i) => (heard[i] ? [powerIn(line.stations[i]!, unit, atUs)] : []));
  if (known.length > 0) books.expectedPower = [...books.expectedPower, { atUs, kw: known.reduce((sum, kw) => sum + kw, 0) }].slice(-KEPT_MINUTES);
  const i = line.goodStation;
  const { unitsPerItem } = line.stations[i]!;
  const good = books.output.length > 0 ? books.units[i]!.total.good * unitsPerItem : null;
  const count = heard[i] ? { good, expectedGood: expected(line, model!).stations[i]!.good * unitsPerItem } : null;
  books.rate = markRate(books.rate, atUs, count, KEPT_MINUTES);
}

/** Nothing is heard of the whole line: nothing is expected of it. After that its stations are again what they were last seen to be. */
function sleep(line: CompiledLine, mirror: Mirror, toUs: Micros, facts: Fact[]): void {
  const sinceUs = timeOf(mirror.model!);
  line.stations.forEach((_, station) => correct(line, mirror.model!, { kind: 'condition', station, condition: 'off', law: null, sinceUs }));
  moveTo(line, mirror, toUs, facts, true);
  line.stations.forEach((_, station) => {
    believe(line, mirror, station, toUs);
    remind(line, mirror, station);
  });
}

export function lineSilentAfterUs(line: CompiledLine, books: Books): Micros {
  let longestUs = 0;
  for (const unit of books.units) longestUs = Math.max(longestUs, silentAfterUs(line.definition.clock, unit));
  return longestUs;
}

function begin(line: CompiledLine, mirror: Mirror, atUs: Micros): void {
  const shift = shiftAt(line.shifts, atUs);
  const window: ShiftWindow = shift ? { shift: shift.shift.id, fromUs: shift.fromUs, toUs: shift.toUs } : windowFrom(line, atUs);
  mirror.books.window = window;
  for (const unit of mirror.books.units) unit.bookedUntilUs = window.fromUs;
  mirror.model = start(line, { seed: 0, replication: 0, atUs });
}

function windowFrom(line: CompiledLine, fromUs: Micros): ShiftWindow {
  const shift = shiftAt(line.shifts, fromUs);
  return { shift: shift?.shift.id ?? null, fromUs, toUs: shift?.toUs ?? workAt(line.shifts, fromUs).untilUs };
}

function moveTo(line: CompiledLine, mirror: Mirror, toUs: Micros, facts: Fact[], asleep: boolean): void {
  const model = mirror.model!;
  while (mirror.books.window!.toUs <= toUs) {
    followTo(line, model, mirror.books.window!.toUs);
    turnWindow(line, mirror, facts);
    if (!asleep) line.stations.forEach((_, station) => believe(line, mirror, station, timeOf(model)));
  }
  followTo(line, model, toUs);
}

function followTo(line: CompiledLine, model: LineState, toUs: Micros): void {
  if (timeOf(model) < toUs) follow(line, model, toUs);
}

/** Closes the window at its end and opens the next. */
function turnWindow(line: CompiledLine, mirror: Mirror, facts: Fact[]): void {
  const { books } = mirror;
  const ended = books.window!;
  const { stations } = expected(line, mirror.model!);
  line.stations.forEach((station, i) => bookUntil(line.definition.clock, ended, station, books.units[i]!, ended.toUs));
  const units = books.units.map((unit, i) => ({
    id: unit.id,
    us: unit.us,
    made: since(unit.total, unit.mark),
    expectedGood: stations[i]!.good - unit.modelGoodMark,
  }));
  books.closed = [...books.closed, { ...ended, units }].slice(-KEPT_WINDOWS);
  books.window = windowFrom(line, ended.toUs);
  books.rate = brokenOff(books.rate);
  books.units.forEach((unit, i) => {
    unit.us = emptyAccount();
    unit.mark = { ...unit.total };
    unit.modelGoodMark = stations[i]!.good;
  });
  facts.push({ atUs: ended.toUs, kind: 'shift', unit: null, from: ended.shift, to: books.window.shift, why: 'calendar' });
  line.stations.forEach((_, i) => judge(line, mirror, i, ended.toUs));
}
