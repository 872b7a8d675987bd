import type { Micros } from '../contract/units.js';
import type { Fact } from './advance.js';
import type { OutputMark } from './books.js';
import type { CompiledLine, CompiledStation } from './compile.js';
import { rise } from './counter.js';
import { flow } from './level.js';
import type { Mirror } from './mirror.js';
import { slotAfter, slotBefore } from './network.js';

/** Output is remembered by the minute, for the rate over the last ones. */
const OUTPUT_STEP_US = 60e6;
const OUTPUT_KEPT = 8;
const US_PER_MIN = 60e6;
const MIN_PER_HOUR = 60;

/** A counter of unit `i` of the line is read at `atUs`. */
export interface Counted {
  line: CompiledLine;
  mirror: Mirror;
  i: number;
  atUs: Micros;
  facts: Fact[];
}

/*
 * A unit reports two of three counters as a rule. Each moves what follows from it:
 *   processed and defective: good = processed - defective
 *   good and defective:      processed = good + defective
 */

export function countGood(at: Counted, value: number): void {
  const { counters } = at.mirror.books.units[at.i]!;
  const items = risen(at, 'good', value);
  addGood(at, items);
  if (counters.processed.last === null) addProcessed(at, items);
}

export function countProcessed(at: Counted, value: number): void {
  const { counters } = at.mirror.books.units[at.i]!;
  const items = risen(at, 'processed', value);
  addProcessed(at, items);
  if (counters.good.last === null) addGood(at, items);
}

export function countDefective(at: Counted, value: number): void {
  const unit = at.mirror.books.units[at.i]!;
  const items = risen(at, 'defective', value);
  unit.total.rejected += items;
  const { good, processed } = unit.counters;
  if (good.last === null && processed.last !== null) addGood(at, -items);
  if (good.last !== null && processed.last === null) addProcessed(at, items);
}

/** Energy from the meter [kWh]. */
export function countEnergy(at: Counted, value: number): void {
  at.mirror.books.units[at.i]!.total.meterKwh += risen(at, 'energy', value);
}

const SIGNAL = { good: 'goodCount', processed: 'processedCount', defective: 'defectiveCount', energy: 'energy' } as const;

/** What a counter adds. A rise that no machine makes is not counted, and told. */
function risen({ line, mirror, i, atUs, facts }: Counted, which: keyof typeof SIGNAL, value: number): number {
  const unit = mirror.books.units[i]!;
  const counter = unit.counters[which];
  const { last } = counter;
  const items = rise(counter, { value, atUs, idealPerMin: idealPerMin(line.stations[i]!, which) });
  if (items !== null) return items;
  unit.implausible += 1;
  const why = `${SIGNAL[which]} rises by more than the machine can make: not counted, a new baseline`;
  facts.push({ atUs, kind: 'count', unit: unit.id, from: String(last), to: String(value), why });
  return 0;
}

const idealPerMin = (station: CompiledStation, which: keyof typeof SIGNAL): number =>
  which === 'energy' ? highestKwhPerMin(station) : station.ratePerUs * US_PER_MIN;

/** What a machine draws at its highest power and its ideal rate in a minute [kWh]. */
export const highestKwhPerMin = ({ ratePerUs, power, perItemKwh }: CompiledStation): number =>
  Math.max(...Object.values<number>({ ...power })) / MIN_PER_HOUR + perItemKwh * ratePerUs * US_PER_MIN;

function addGood({ line, mirror, i, atUs }: Counted, items: number): void {
  const { books } = mirror;
  const { total } = books.units[i]!;
  total.good += items;
  if (i === line.goodStation) markOutput(books.output, { atUs, good: total.good });
  flow(line, mirror, slotAfter(line.network, i), items);
}

function addProcessed({ line, mirror, i }: Counted, items: number): void {
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
