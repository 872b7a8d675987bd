import type { KpiElements } from '../contract/kpi.js';
import type { Freshness } from '../contract/freshness.js';
import type { BufferView, Forecast, LineView, Measured, UnitView } from '../contract/stream.js';
import type { Micros } from '../contract/units.js';
import { bookUntil, powerIn, silentFromUs } from './account.js';
import { advance } from './advance.js';
import { fromHereOn, neighboursOf } from './analysis/measure-point.js';
import { batchView } from './batches.js';
import { type Books, type Reading, since, type Totals, type UnitBooks } from './books.js';
import { shiftAt } from './calendar.js';
import type { CompiledLine } from './compile.js';
import { deviations } from './deviation.js';
import { type Expected, expected } from './expected.js';
import { kpis } from './kpi.js';
import { levelOf } from './level.js';
import { copyMirror, type Mirror } from './mirror.js';
import { expectedRateAt } from './rate-trend.js';

/** What a view needs to know beside the mirror. */
export interface Viewing {
  /** instant to draw: the line's now */
  atUs: Micros;
  /** the wall clock */
  wallUs: Micros;
  /** seconds of line time per second */
  speed: number;
  catchingUp: boolean;
  modelVersion: string;
  forecast: Forecast | null;
  start: Forecast | null;
}

/** A live source was heard within this time [us]. */
const LIVE_US = 30e6;
/** The rate of output is that of the last 5 minutes; less than one tells nothing [us]. */
const OUTPUT_SPAN_US = 300e6;
const OUTPUT_LEAST_US = 60e6;
/** Signals that have a place of their own in the view. */
const PLACED = ['state', 'mode', 'speed', 'power', 'stopReason'];

const seconds = (us: number): number => us / 1e6;

/** The line as it is at an instant not before its last reading: states and times are drawn on to it. The mirror stays as it is. */
export function view(line: CompiledLine, mirror: Mirror, v: Viewing): LineView {
  const { definition } = line;
  const shown = copyMirror(mirror);
  const { books } = shown;
  if (books.asOfUs !== null) {
    advance(line, shown, v.atUs, []);
    books.units.forEach((unit, i) => bookUntil(definition.clock, books.window!, line.stations[i]!, unit, books.asOfUs!));
  }
  const simulated = shown.model && expected(line, shown.model);
  const units = books.units.map((unit, i) => unitView(line, books, unit, i, simulated, v));
  const batch = [line.goodStation, ...books.units.keys()].map((i) => books.units[i]!).find((unit) => unit.batch && unit.batch.id !== '');
  return {
    line: definition.id,
    name: definition.name,
    demo: definition.demo,
    timezone: definition.timezone,
    clock: definition.clock,
    speed: v.speed,
    lineTimeUs: books.asOfUs,
    heardAtUs: books.receivedAtUs,
    freshness: units.some((unit) => unit.freshness === 'live') ? 'live' : books.asOfUs === null ? 'none' : 'stale',
    catchingUp: v.catchingUp,
    modelVersion: v.modelVersion,
    productItem: definition.product.item,
    shift: shiftOf(line, books),
    output: outputOf(line, books, units, simulated !== null),
    forecast: v.forecast,
    start: v.start,
    expectedPower: { atUs: books.expectedPower.map(({ atUs }) => atUs), kw: books.expectedPower.map(({ kw }) => kw) },
    rateTrend: rateTrend(line, books),
    batch: batch ? batchView(batch, batch.batch!) : null,
    units: Object.fromEntries(units.map((unit, i) => [books.units[i]!.id, unit])),
    order: books.units.map((unit) => unit.id),
    buffers: Object.fromEntries(
      books.buffers.map((buffer, i): [string, BufferView] => [
        buffer.after,
        {
          after: buffer.after,
          item: definition.stations[i]!.item,
          capacity: buffer.capacity,
          level: levelOf(buffer),
          expectedLevel: simulated?.levels[i] ?? null,
        },
      ]),
    ),
    deviations: deviations(line, books),
  };
}

/** The ideal rate is that of what is counted: of a line with several ends the counter of one of them tells no such rate. */
const rateTrend = (line: CompiledLine, { rate: { atUs, ratePerMin, expectedRatePerMin } }: Books): LineView['rateTrend'] => ({
  idealRatePerMin: line.ends.length === 1 ? line.idealRatePerMin : null,
  atUs,
  ratePerMin,
  expectedRatePerMin,
});

function shiftOf(line: CompiledLine, books: Books): LineView['shift'] {
  if (!books.window || books.window.shift === null) return null;
  const { shift: id, fromUs, toUs } = books.window;
  const shift = line.definition.shifts.find((candidate) => candidate.id === id) ?? shiftAt(line.shifts, fromUs)?.shift;
  return shift ? { id: shift.id, name: shift.name, fromUs, toUs } : null;
}

function unitView(line: CompiledLine, books: Books, unit: UnitBooks, i: number, simulated: Expected | null, v: Viewing): UnitView {
  const station = line.stations[i]!;
  const definition = line.definition.stations[i]!;
  const { enterprise, site, area } = line.definition.equipment;
  const heard = unit.lastSeenUs !== null;
  const silentUs = silentFromUs(line.definition.clock, unit);
  const silent = silentUs === null || books.asOfUs! >= silentUs;
  const made = since(unit.total, unit.mark);
  const elements = elementsOf(unit, made, 60 / definition.rate, 1);
  return {
    equipmentId: `${enterprise}/${site}/${area}/${line.definition.id}/${unit.id}`,
    name: definition.name,
    type: definition.type,
    item: definition.item,
    freshness: freshnessOf(line, unit, v),
    lastSeenUs: unit.lastSeenUs,
    state: unit.state,
    mode: unit.mode,
    family: silent ? 'unknown' : unit.family.family,
    cause: silent ? null : unit.family.cause,
    stateSinceUs: unit.stateSinceUs,
    reason: unit.reason,
    nominalRatePerMin: definition.rate,
    ratePerMin: measured(unit.latest['speed']),
    expectedRatePerMin: silent || unit.family.family === 'unknown' ? null : expectedRate(unit, definition.rate, simulated!.stations[i]!),
    powerKw: measured(unit.latest['power']),
    expectedPowerKw: silent || unit.family.family === 'unknown' ? null : powerIn(station, unit, books.asOfUs!),
    shift: {
      good: elements.GQ,
      rejected: elements.RQ,
      expectedGood: heard ? simulated!.stations[i]!.good - unit.modelGoodMark : null,
      energyKwh: energyOf(unit, made),
      expectedEnergyKwh: heard ? made.expectedKwh : null,
      stops: made.stops,
      elements,
      kpis: kpis(elements),
    },
    signals: Object.fromEntries(Object.entries(unit.latest).flatMap(([signal, reading]) => (PLACED.includes(signal) ? [] : [[signal, measured(reading)]]))),
  };
}

/** A producing unit runs at the rate that its neighbours leave it. Where the model has no material for it and it runs all the same, at its ideal rate. */
function expectedRate(unit: UnitBooks, idealPerMin: number, simulated: Expected['stations'][number]): number {
  if (unit.family.family !== 'producing') return 0;
  return simulated.ratePerMin > 0 ? simulated.ratePerMin : idealPerMin;
}

/** Elements of a unit in the window, its counts in units of the line where a factor is given. */
function elementsOf(unit: UnitBooks, made: Totals, priS: number, unitsPerItem: number): KpiElements {
  const { APT, AUST, ADET, ADOT, PDOT, unknown } = unit.us;
  return {
    PBT: seconds(APT + AUST + ADET + ADOT),
    APT: seconds(APT),
    AUST: seconds(AUST),
    ADET: seconds(ADET),
    ADOT: seconds(ADOT),
    PDOT: seconds(PDOT),
    unknown: seconds(unknown),
    PQ: made.processed * unitsPerItem,
    GQ: Math.max(0, made.good * unitsPerItem),
    RQ: made.rejected * unitsPerItem,
    PRI: priS,
  };
}

/** From the meter, or from the power readings where there is none; null where there is neither. */
function energyOf(unit: UnitBooks, made: Totals): number | null {
  if (unit.counters.energy.last !== null) return made.meterKwh;
  return unit.latest['power'] ? made.powerKwh : null;
}

function outputOf(line: CompiledLine, books: Books, units: UnitView[], begun: boolean): LineView['output'] {
  const counting = books.units[line.goodStation]!;
  const perItem = line.stations[line.goodStation]!.unitsPerItem;
  const inUnits = (count: (unit: UnitView) => number) => units.map((unit, i) => count(unit) * line.stations[i]!.unitsPerItem);
  const rejected = inUnits(({ shift }) => shift.rejected);
  const elements = lineElements(
    line,
    books,
    inUnits(({ shift }) => shift.good),
    rejected,
  );
  return {
    good: units[line.goodStation]!.shift.good * perItem,
    rejected: rejected.reduce((sum, units) => sum + units, 0),
    ratePerMin: outputRate(books, counting.total.good * perItem, perItem),
    expectedRatePerMin: expectedRateAt(books.rate, books.asOfUs),
    powerKw: sumKnown(units.map((unit) => (unit.family === 'unknown' ? null : (unit.powerKw?.value ?? null)))),
    expectedPowerKw: begun ? sumKnown(units.map((unit) => unit.expectedPowerKw)) : null,
    energyKwh: sumKnown(units.map((unit) => unit.shift.energyKwh)),
    expectedEnergyKwh: begun ? sumKnown(units.map((unit) => unit.shift.expectedEnergyKwh)) : null,
    kpis: kpis(elements),
    elements,
  };
}

/**
 * Elements of the line, in good units of it, as its OEE over a window has them (analysis/line-oee.ts): times of its slowest station,
 * since no other can make up for what that one loses (domain: OEE of a line is measured at the bottleneck, machine OEEs are not
 * multiplied); good units where they leave the line; rejects of that station and of those after it. What lies in the buffers between
 * is neither yet.
 */
function lineElements(line: CompiledLine, books: Books, good: readonly number[], rejected: readonly number[]): KpiElements {
  const i = line.slowestStation;
  const slowest = books.units[i]!;
  const elements = elementsOf(slowest, since(slowest.total, slowest.mark), 60 / line.idealRatePerMin, line.stations[i]!.unitsPerItem);
  const RQ = fromHereOn(neighboursOf(line), [i, ...line.ends]).reduce((sum, station) => sum + rejected[station]!, 0);
  const GQ = line.ends.reduce((sum, station) => sum + good[station]!, 0);
  return { ...elements, GQ, RQ, PQ: GQ + RQ };
}

function outputRate(books: Books, good: number, perItem: number): number | null {
  const nowUs = books.asOfUs;
  if (nowUs === null) return null;
  const mark = books.output.findLast((candidate) => candidate.atUs <= nowUs - OUTPUT_SPAN_US) ?? books.output[0];
  if (!mark || nowUs - mark.atUs < OUTPUT_LEAST_US) return null;
  return (good - mark.good * perItem) / (seconds(nowUs - mark.atUs) / 60);
}

function sumKnown(values: readonly unknown[]): number | null {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length > 0 ? numbers.reduce((sum, value) => sum + value, 0) : null;
}

function freshnessOf(line: CompiledLine, unit: UnitBooks, v: Viewing): Freshness {
  if (unit.lastReceivedUs === null) return 'none';
  if (unit.goneUs !== null) return 'stale';
  const heardUs = line.definition.clock === 'wall' && !v.catchingUp ? unit.lastSeenUs! : unit.lastReceivedUs;
  return v.wallUs - heardUs <= LIVE_US ? 'live' : 'stale';
}

const measured = (reading: Reading | undefined): Measured =>
  reading ? { value: reading.value, measuredAtUs: reading.measuredAtUs, quality: reading.quality } : null;
