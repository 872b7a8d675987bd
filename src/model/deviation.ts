import type { UnitId } from '../contract/equipment.js';
import type { Deviation } from '../contract/stream.js';
import type { Micros } from '../contract/units.js';
import { powerIn } from './account.js';
import type { Fact } from './advance.js';
import type { Books, UnitBooks } from './books.js';
import type { CompiledLine, CompiledStation } from './compile.js';
import { correct } from './correct.js';
import { expected } from './expected.js';
import type { Mirror } from './mirror.js';
import { copy, type LineState } from './state.js';
import { meanRatio, step, type Watch } from './watch.js';

/** Shares of the expected value beyond which a sustained difference is said. */
const SPEED_LIMIT = 0.05;
const POWER_LIMIT = 0.15;
/** A rate within this share of the ideal is limited by the station itself. */
const AT_IDEAL = 0.999;

const US_PER_MIN = 6e7;
const US_PER_S = 1e6;
const S_PER_MIN = 60;
const S_PER_HOUR = 3600;

const KIND = { speed: { low: 'slow', high: 'fast' }, power: { low: 'power-low', high: 'power-high' } } as const;

/** A stretch between two readings of one signal of a unit, with the value that held in it. */
export interface Stretch {
  fromUs: Micros;
  toUs: Micros;
  value: number;
}

/**
 * Compares measured speed with the ideal rate, while the unit produces and the model too says that nothing but its own
 * speed limits it: a station that its neighbours hold back tells nothing about itself.
 */
export function watchSpeed(line: CompiledLine, mirror: Mirror, i: number, stretch: Stretch, facts: Fact[]): void {
  const unit = mirror.books.units[i]!;
  if (unit.family.family !== 'producing' || unit.familySinceUs! > stretch.fromUs) return;
  const idealPerMin = line.stations[i]!.ratePerUs * US_PER_MIN;
  if (expected(line, mirror.model!).stations[i]!.ratePerMin < idealPerMin * AT_IDEAL) return;
  watch(unit, { of: 'speed', stretch, expected: idealPerMin }, facts);
}

/** Compares measured power with what the state draws, while the state lasts. */
export function watchPower(line: CompiledLine, mirror: Mirror, i: number, stretch: Stretch, facts: Fact[]): void {
  const unit = mirror.books.units[i]!;
  if (unit.family.family === 'unknown' || unit.familySinceUs === null || unit.familySinceUs > stretch.fromUs) return;
  const kw = powerIn(line.stations[i]!, unit, stretch.fromUs);
  if (kw > 0) watch(unit, { of: 'power', stretch, expected: kw }, facts);
}

interface Watched {
  of: 'speed' | 'power';
  stretch: Stretch;
  expected: number;
}

function watch(unit: UnitBooks, { of, stretch, expected }: Watched, facts: Fact[]): void {
  const book = unit.watches[of];
  const { side } = book;
  const change = step(book, {
    atUs: stretch.toUs,
    lengthS: (stretch.toUs - stretch.fromUs) / 1e6,
    measured: stretch.value,
    expected,
    limit: of === 'speed' ? SPEED_LIMIT : POWER_LIMIT,
  });
  if (change === null) return;
  const begins = change === 'begin';
  const kind = KIND[of][(begins ? book.side : side)!];
  facts.push({ atUs: stretch.toUs, kind: 'deviation', unit: unit.id, from: begins ? null : kind, to: begins ? kind : null, why: 'measured' });
}

/** What is different now, in the order of the flow. */
export function deviations(line: CompiledLine, books: Books): Deviation[] {
  return books.units.flatMap((unit, i) => {
    const { speed, power } = unit.watches;
    const found: Deviation[] = [];
    if (speed.on) found.push({ ...describe(unit, 'speed', speed), effectUnits: effectOfSpeed(line, i, speed), effectKwh: null });
    if (power.on) found.push({ ...describe(unit, 'power', power), effectUnits: null, effectKwh: (power.sumMeasured - power.sumExpected) / S_PER_HOUR });
    return found;
  });
}

/**
 * Good units of the line that a speed has cost or gained by the rates alone, over the time watched: no machine passes on
 * more than the slowest of the others would take, so one that is slower than it could be and still faster than the line
 * costs nothing.
 */
function effectOfSpeed(line: CompiledLine, i: number, { sumMeasured, sumExpected, heldS }: Watch): number {
  const others = line.stations.filter((station) => station.index !== i);
  const limit = heldS * S_PER_MIN * US_PER_S * Math.min(...others.map((station) => station.ratePerUs * goodUnitsPerItem(line, station)));
  const perItem = goodUnitsPerItem(line, line.stations[i]!);
  return (Math.min(sumMeasured * perItem, limit) - Math.min(sumExpected * perItem, limit)) / S_PER_MIN;
}

/** Good units of the line that come of one item which a station processes. */
function goodUnitsPerItem(line: CompiledLine, station: CompiledStation): number {
  return line.stations.slice(station.index).reduce((units, { yield: share }) => units * share, station.unitsPerItem);
}

function describe(unit: UnitBooks, of: 'speed' | 'power', watch: Watch) {
  return { unit: unit.id, kind: KIND[of][watch.side!], sinceUs: watch.sinceUs, ratio: meanRatio(watch) };
}

/** A machine that was found to run at another rate than its ideal one. */
export interface MeasuredRate {
  unit: UnitId;
  sinceUs: Micros;
  /** mean since then while nothing else held it back [items/min] */
  ratePerMin: number;
}

/** Machines with a confirmed deviation of speed, in the order of the flow. */
export function measuredRates(line: CompiledLine, books: Books): MeasuredRate[] {
  return books.units.flatMap(({ id, watches: { speed } }, i) =>
    speed.on ? [{ unit: id, sinceUs: speed.sinceUs, ratePerMin: meanRatio(speed) * line.stations[i]!.ratePerUs * US_PER_MIN }] : [],
  );
}

/**
 * The state that a look ahead begins with: the live model, and machines that were found to be off their speed keep the
 * speed that was measured since. The live model itself goes on at the ideal rate, so that the difference stays visible.
 */
export function beginning(line: CompiledLine, mirror: Mirror): LineState | null {
  if (!mirror.model) return null;
  const state = copy(mirror.model);
  for (const { unit, ratePerMin } of measuredRates(line, mirror.books)) {
    const station = line.stations.findIndex(({ id }) => id === unit);
    correct(line, state, { kind: 'speed', station, ratePerMin });
  }
  return state;
}
