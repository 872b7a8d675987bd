import type { Micros } from '../contract/units.js';
import type { CompiledLine } from './compile.js';
import type { OutputMark } from './books.js';
import { rise } from './counter.js';
import { flow } from './level.js';
import type { Mirror } from './mirror.js';
import { slotAfter, slotBefore } from './network.js';

/** Output is remembered by the minute, for the rate over the last ones. */
const OUTPUT_STEP_US = 60e6;
const OUTPUT_KEPT = 8;

/*
 * A unit reports two of three counters as a rule. Each moves what follows from it:
 *   processed and defective: good = processed - defective
 *   good and defective:      processed = good + defective
 */

export function countGood(line: CompiledLine, mirror: Mirror, i: number, value: number, atUs: Micros): void {
  const unit = mirror.books.units[i]!;
  const items = rise(unit.counters.good, value);
  addGood(line, mirror, i, items, atUs);
  if (unit.counters.processed.last === null) addProcessed(line, mirror, i, items);
}

export function countProcessed(line: CompiledLine, mirror: Mirror, i: number, value: number, atUs: Micros): void {
  const unit = mirror.books.units[i]!;
  const items = rise(unit.counters.processed, value);
  addProcessed(line, mirror, i, items);
  if (unit.counters.good.last === null) addGood(line, mirror, i, items, atUs);
}

export function countDefective(line: CompiledLine, mirror: Mirror, i: number, value: number, atUs: Micros): void {
  const unit = mirror.books.units[i]!;
  const items = rise(unit.counters.defective, value);
  unit.total.rejected += items;
  const { good, processed } = unit.counters;
  if (good.last === null && processed.last !== null) addGood(line, mirror, i, -items, atUs);
  if (good.last !== null && processed.last === null) addProcessed(line, mirror, i, items);
}

function addGood(line: CompiledLine, mirror: Mirror, i: number, items: number, atUs: Micros): void {
  const { books } = mirror;
  const { total } = books.units[i]!;
  total.good += items;
  if (i === line.goodStation) markOutput(books.output, { atUs, good: total.good });
  flow(line, mirror, slotAfter(line.network, i), items);
}

function addProcessed(line: CompiledLine, mirror: Mirror, i: number, items: number): void {
  mirror.books.units[i]!.total.processed += items;
  flow(line, mirror, slotBefore(line.network, i), -items * line.stations[i]!.takes);
}

/** The newest mark moves on with the readings until it is a step away from the one before. */
function markOutput(output: OutputMark[], mark: OutputMark): void {
  const before = output.at(-2);
  if (before && mark.atUs - before.atUs < OUTPUT_STEP_US) output[output.length - 1] = mark;
  else output.push(mark);
  if (output.length > OUTPUT_KEPT) output.shift();
}
