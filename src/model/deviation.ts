import type { Deviation } from '../contract/stream.js';
import type { Micros } from '../contract/units.js';
import { powerIn } from './account.js';
import type { Fact } from './advance.js';
import type { Books, UnitBooks } from './books.js';
import type { CompiledLine } from './compile.js';
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
  const simulated = expected(line, mirror.model!);
  if (simulated.stations[i]!.ratePerMin < idealPerMin * AT_IDEAL) return;
  watch(line, mirror, i, { of: 'speed', stretch, expected: idealPerMin, lineGood: simulated.lineGood }, facts);
}

/** Compares measured power with what the state draws, while the state lasts. */
export function watchPower(line: CompiledLine, mirror: Mirror, i: number, stretch: Stretch, facts: Fact[]): void {
  const unit = mirror.books.units[i]!;
  if (unit.family.family === 'unknown' || unit.familySinceUs === null || unit.familySinceUs > stretch.fromUs) return;
  const kw = powerIn(line.stations[i]!, unit, stretch.fromUs);
  if (kw > 0) watch(line, mirror, i, { of: 'power', stretch, expected: kw, lineGood: expected(line, mirror.model!).lineGood }, facts);
}

interface Watched {
  of: 'speed' | 'power';
  stretch: Stretch;
  expected: number;
  lineGood: number;
}

function watch(line: CompiledLine, mirror: Mirror, i: number, w: Watched, facts: Fact[]): void {
  const unit = mirror.books.units[i]!;
  const book = unit.watches[w.of];
  const side = book.side;
  const change = step(book, {
    atUs: w.stretch.toUs,
    lengthS: (w.stretch.toUs - w.stretch.fromUs) / 1e6,
    measured: w.stretch.value,
    expected: w.expected,
    limit: w.of === 'speed' ? SPEED_LIMIT : POWER_LIMIT,
    lineGood: goodOfLine(line, mirror.books),
    modelLineGood: w.lineGood,
  });
  if (change === null) return;
  const kind = KIND[w.of][(change === 'begin' ? book.side : side)!];
  const begins = change === 'begin';
  facts.push({ atUs: w.stretch.toUs, kind: 'deviation', unit: unit.id, from: begins ? null : kind, to: begins ? kind : null, why: 'measured' });
}

/** Good units of the line since the books began. */
export function goodOfLine(line: CompiledLine, books: Books): number {
  return books.units[line.goodStation]!.total.good * line.stations[line.goodStation]!.unitsPerItem;
}

/** What is different now, in the order of the flow. The effect on output can be said where one machine alone is off its speed. */
export function deviations(line: CompiledLine, books: Books, modelLineGood: number): Deviation[] {
  const alone = books.units.filter((unit) => unit.watches.speed.on).length === 1;
  const good = goodOfLine(line, books);
  return books.units.flatMap((unit) => {
    const { speed, power } = unit.watches;
    const found: Deviation[] = [];
    if (speed.on)
      found.push({
        ...describe(unit, 'speed', speed),
        effectUnits: alone ? good - speed.lineGood - (modelLineGood - speed.modelLineGood) : null,
        effectKwh: null,
      });
    if (power.on) found.push({ ...describe(unit, 'power', power), effectUnits: null, effectKwh: (power.sumMeasured - power.sumExpected) / S_PER_HOUR });
    return found;
  });
}

function describe(unit: UnitBooks, of: 'speed' | 'power', watch: Watch) {
  return { unit: unit.id, kind: KIND[of][watch.side!], sinceUs: watch.sinceUs, ratio: meanRatio(watch) };
}

/**
 * The state that a look ahead begins with: the live model, and machines that were found to be off their speed keep the
 * speed that was measured since. The live model itself goes on at the ideal rate, so that the difference stays visible.
 */
export function beginning(line: CompiledLine, mirror: Mirror): LineState | null {
  if (!mirror.model) return null;
  const state = copy(mirror.model);
  mirror.books.units.forEach((unit, station) => {
    const { speed } = unit.watches;
    if (speed.on) correct(line, state, { kind: 'speed', station, ratePerMin: meanRatio(speed) * line.stations[station]!.ratePerUs * US_PER_MIN });
  });
  return state;
}
