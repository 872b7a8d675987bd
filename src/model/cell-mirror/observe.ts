import { CELL_EVENTS } from '../../contract/cell-events.js';
import { PACKML_STATES, UNIT_MODES, type PackmlState, type UnitMode } from '../../contract/packml.js';
import type { Observation, SignalValue } from '../../contract/telemetry.js';
import type { CompiledCell } from '../cell/compile.js';
import { rise } from '../counter.js';
import { advance, breakSilence, countItems } from './advance.js';
import type { CellMirror, Hearing } from './books.js';
import { hearEvent } from './events.js';
import type { MeasuredFact } from './facts.js';
import { meterOf, readMeter } from './meters.js';
import { sourcesOf } from './sources.js';
import { settleWaits } from './waits.js';

const NONE: readonly MeasuredFact[] = [];

/**
 * Takes a reading into the mirror of a cell, and tells what was measured to its end by it. Readings of a source with one time belong
 * together in whatever order they come; the time from the one before has the values of its beginning. One that is older than the time of
 * its source counts as late and moves nothing, but an event, which finds its place. A bad value is no reading.
 */
export function observeCell(cell: CompiledCell, mirror: CellMirror, o: Observation): readonly MeasuredFact[] {
  if (o.quality === 'bad') return NONE;
  const atUs = o.measuredAtUs;
  if (Object.hasOwn(CELL_EVENTS, o.signal)) {
    const facts: MeasuredFact[] = [];
    if (hearEvent(cell, mirror, o, facts)) moveOn(cell, mirror, atUs, facts);
    return facts;
  }
  const source = sourcesOf(cell).byId.get(o.unit);
  if (source === undefined) {
    if (o.unit !== 'weather' && !o.unit.startsWith('meters.')) mirror.strange++;
    return NONE;
  }
  const book = mirror.books[source.index]!;
  if (book.firstUs === null) {
    book.firstUs = book.atUs = book.sinceUs = book.hour.fromUs = atUs;
    if (book.air !== null) book.air.fromUs = atUs;
  }
  if (atUs < book.atUs) {
    mirror.late++;
    return NONE;
  }
  const facts: MeasuredFact[] = [];
  const hearing: Hearing = { cell, mirror, source, book, facts };
  if (atUs > book.atUs) {
    advance(hearing, atUs);
    breakSilence(hearing);
  }
  book.heardUs = atUs;
  take(hearing, o.signal, o.value);
  moveOn(cell, mirror, atUs, facts);
  return facts;
}

function moveOn(cell: CompiledCell, mirror: CellMirror, atUs: number, facts: MeasuredFact[]): void {
  if (mirror.asOfUs !== null && atUs <= mirror.asOfUs) return;
  mirror.asOfUs = atUs;
  settleWaits(cell, mirror, facts);
}

const textOf = (value: SignalValue): string | null => (value === null || value === '' || typeof value === 'boolean' ? null : String(value));
const numberOf = (value: SignalValue): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** What each signal is to the book of its source. Others tell nothing that is kept here. */
function take(h: Hearing, signal: Observation['signal'], value: SignalValue): void {
  const { book } = h;
  const { told } = book;
  switch (signal) {
    case 'state':
      return tell(h, 'state', PACKML_STATES.includes(value as PackmlState) ? (value as PackmlState) : null);
    case 'mode':
      return tell(h, 'mode', UNIT_MODES.includes(value as UnitMode) ? (value as UnitMode) : null);
    case 'blocked':
    case 'starved':
      return tell(h, signal, value === true);
    case 'stopReason':
      return tell(h, 'reason', numberOf(value));
    case 'batch':
      return tell(h, 'lot', textOf(value));
    case 'product':
    case 'order':
    case 'step':
    case 'phase':
      return tell(h, signal, textOf(value));
    case 'speed':
      told.speedPerMin = numberOf(value);
      return;
    case 'speedSetpoint':
      told.setPerMin = numberOf(value);
      return;
    case 'processedCount':
    case 'defectiveCount': {
      const count = numberOf(value);
      if (count !== null) hearCount(h, signal === 'processedCount' ? 'processed' : 'rejected', count);
      return;
    }
    case 'power':
      told.powerKw = numberOf(value);
      meterOf(book, 'electricity', true).rate = told.powerKw;
      if (h.source.standbyBelowKw !== null) book.dirty = true;
      return;
    case 'energy':
      return hearMeter(h, 'electricity', true, value);
    case 'flow':
      tell(h, 'flow', numberOf(value));
      meterOf(book, 'total', false).rate = told.flow;
      return;
    case 'total':
      return hearMeter(h, 'total', false, value);
    default:
      return takeNamed(h, signal, value);
  }
}

/** Signals of families. */
function takeNamed(h: Hearing, signal: string, value: SignalValue): void {
  const dot = signal.indexOf('.');
  const name = signal.slice(dot + 1);
  const number = numberOf(value);
  switch (signal.slice(0, dot)) {
    case 'power':
      meterOf(h.book, name, true).rate = number;
      return;
    case 'energy':
      return hearMeter(h, name, true, value);
    case 'draw':
      meterOf(h.book, `used.${name}`, false).rate = number;
      return;
    case 'used':
      return hearMeter(h, `used.${name}`, false, value);
    case 'hvac':
      return hearAir(h, name, value);
    default:
  }
}

function hearAir(h: Hearing, name: string, value: SignalValue): void {
  const { air } = h.book;
  if (air === null) return;
  if (name === 'setbackActive') tell(h, 'setback', typeof value === 'boolean' ? value : null);
  else if (name === 'fanPower') air.fanKw = numberOf(value);
  else if (name === 'supplyFlow') air.flow = numberOf(value);
  else if (name === 'outdoorAirTemp') air.outdoorC = numberOf(value);
  else if (name === 'roomDp') air.roomDpPa = numberOf(value);
}

function tell<Key extends keyof Hearing['book']['told']>({ book }: Hearing, key: Key, value: Hearing['book']['told'][Key]): void {
  if (book.told[key] === value) return;
  book.told[key] = value;
  book.dirty = true;
}

function hearMeter(h: Hearing, of: string, carrier: boolean, value: SignalValue): void {
  const number = numberOf(value);
  if (number !== null) readMeter(h.book, meterOf(h.book, of, carrier), number);
}

/** No machine makes ten times what it can: such a rise is a new beginning of the counter. A unit counts whole batches at once. */
function hearCount(h: Hearing, of: 'processed' | 'rejected', value: number): void {
  const idealPerMin = h.source.station?.rate ?? Infinity;
  const risen = rise(h.book[of], { value, atUs: h.book.atUs, idealPerMin }) ?? 0;
  if (risen > 0) countItems(h, of, risen);
}
