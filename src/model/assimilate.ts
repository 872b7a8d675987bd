import { type PackmlState, PACKML_STATES, UNIT_MODES, type UnitMode } from '../contract/packml.js';
import type { Observation, SignalName, SignalValue, TWIN_SIGNALS } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { bookUntil, silentAfterUs } from './account.js';
import { advance, type Fact } from './advance.js';
import { changeBatch } from './batches.js';
import { countDefective, countEnergy, countGood, countProcessed } from './counts.js';
import type { Reading, UnitBooks } from './books.js';
import type { CompiledLine } from './compile.js';
import { beganUs, inItsWindow } from './earlier.js';
import { type Stretch, watchPower, watchSpeed } from './deviation.js';
import type { Mirror } from './mirror.js';
import { produce, regard } from './regard.js';

/** A unit's usual interval follows its last readings with this weight. */
const INTERVAL_GAIN = 1 / 16;
const US_PER_HOUR = 3.6e9;

/** What a handler works on: unit `i` of the line hears something at `atUs`. */
interface Hearing {
  line: CompiledLine;
  mirror: Mirror;
  i: number;
  unit: UnitBooks;
  atUs: Micros;
  /** what this signal said before */
  before: Pick<Reading, 'value' | 'measuredAtUs'> | undefined;
  facts: Fact[];
}

type TwinSignal = (typeof TWIN_SIGNALS)[number];

/** Signals that are summed up: what they say of the time before the books began counts nowhere, nor is it a baseline. */
const SUMMED: ReadonlySet<SignalName> = new Set(['goodCount', 'processedCount', 'defectiveCount', 'energy', 'power']);

/** What each signal does to the mirror. Others are only kept. */
const HANDLERS: Record<TwinSignal, (h: Hearing, value: SignalValue) => void> = {
  state: (h, value) => {
    if (!fromSpeed(h)) hearState(h, value);
  },
  mode: (h, value) => {
    if (!isMode(value)) return;
    account(h);
    h.unit.mode = value;
    regard(h.line, h.mirror, h.i, h.atUs);
  },
  speed: (h, value) => {
    if (fromSpeed(h)) hearState(h, typeof value === 'number' ? (value > 0 ? 'Execute' : 'Stopped') : value);
    if (typeof value !== 'number') return;
    const stretch = stretchOf(h);
    if (stretch) watchSpeed(h.line, h.mirror, h.i, stretch, h.facts);
  },
  speedSetpoint: () => {},
  goodCount: (h, value) => {
    if (typeof value === 'number') countGood(h, value);
  },
  processedCount: (h, value) => {
    if (typeof value === 'number') countProcessed(h, value);
  },
  defectiveCount: (h, value) => {
    if (typeof value === 'number') countDefective(h, value);
  },
  blocked: (h) => interlock(h),
  starved: (h) => interlock(h),
  stopReason: (h, value) => {
    if (value === null || typeof value === 'number') h.unit.reason = value === 0 ? null : value;
  },
  power: (h, value) => {
    const stretch = stretchOf(h);
    if (typeof value !== 'number' || !stretch) return;
    h.unit.total.powerKwh += (stretch.value * (stretch.toUs - stretch.fromUs)) / US_PER_HOUR;
    watchPower(h.line, h.mirror, h.i, stretch, h.facts);
  },
  energy: (h, value) => {
    if (typeof value === 'number') countEnergy(h, value);
  },
  batch: (h, value) => {
    if (typeof value !== 'string' && typeof value !== 'number') return;
    account(h);
    changeBatch(h.mirror.books, h.unit, String(value), h.atUs, h.facts);
  },
};

/**
 * Takes a reading in: moves the line's time on to it, corrects the model and keeps the books. A reading older than what
 * its signal already has is left out and counted; readings of equal time count in the order of their arrival; a null or a
 * bad value is no reading. After an uncertain null, as the death of an edge node gives, what the signal said holds no more;
 * where it told the state, the unit is silent at once. The same readings in the same order give the same mirror, bit for bit.
 */
export function observe(line: CompiledLine, mirror: Mirror, observation: Observation): Fact[] {
  const { books } = mirror;
  const i = line.stationOf.get(observation.unit) ?? -1;
  const { value, measuredAtUs: atUs, receivedAtUs, quality, signal } = observation;
  const ceases = value === null && quality === 'uncertain';
  if (i < 0 || quality === 'bad' || (value === null && !ceases)) return [];
  const unit = books.units[i]!;
  const latest = unit.latest[signal];
  if (ceases && !latest) return [];
  if (latest && atUs < latest.measuredAtUs) {
    books.late += 1;
    return [];
  }
  const facts: Fact[] = [];
  advance(line, mirror, atUs, facts);
  if (!ceases) hear(line, mirror, i, atUs, receivedAtUs);
  const before = latest && { value: latest.value, measuredAtUs: latest.measuredAtUs };
  if (latest) {
    latest.value = value;
    latest.measuredAtUs = atUs;
    latest.receivedAtUs = receivedAtUs;
    latest.quality = quality;
  } else unit.latest[signal] = { value, measuredAtUs: atUs, receivedAtUs, quality };
  books.revision += 1;
  if (!(signal in HANDLERS) || (SUMMED.has(signal) && atUs < beganUs(books))) return facts;
  inItsWindow(books, unit, atUs, () => HANDLERS[signal as TwinSignal]({ line, mirror, i, unit, atUs, before, facts }, value));
  return facts;
}

function hear(line: CompiledLine, mirror: Mirror, i: number, atUs: Micros, receivedAtUs: Micros): void {
  const { books } = mirror;
  const unit = books.units[i]!;
  books.receivedAtUs = Math.max(books.receivedAtUs ?? receivedAtUs, receivedAtUs);
  unit.lastReceivedUs = Math.max(unit.lastReceivedUs ?? receivedAtUs, receivedAtUs);
  if (unit.goneUs !== null && atUs > unit.goneUs) unit.goneUs = null;
  const lastUs = unit.lastSeenUs;
  if (lastUs !== null && atUs <= lastUs) return;
  const limitUs = silentAfterUs(line.definition.clock, unit);
  if (lastUs === null || atUs > lastUs + limitUs) bookUntil(line.definition.clock, books.window!, line.stations[i]!, unit, atUs);
  if (lastUs !== null) {
    const gapS = Math.min(atUs - lastUs, limitUs) / 1e6;
    unit.intervalS = unit.intervalS === null ? gapS : unit.intervalS + INTERVAL_GAIN * (gapS - unit.intervalS);
  }
  unit.lastSeenUs = atUs;
}

/** Books the time up to this reading in the state that held until now. */
function account(h: Hearing): void {
  bookUntil(h.line.definition.clock, h.mirror.books.window!, h.line.stations[h.i]!, h.unit, h.atUs);
}

function hearState(h: Hearing, value: SignalValue): void {
  if (isState(value)) setState(h, value);
  if (value !== null) return;
  setState(h, 'Undefined');
  h.unit.goneUs = h.atUs;
}

function setState(h: Hearing, state: PackmlState): void {
  account(h);
  const { unit } = h;
  if (unit.state !== state || unit.stateSinceUs === null) {
    if (unit.state !== state) h.facts.push({ atUs: h.atUs, kind: 'state', unit: unit.id, from: unit.state, to: state, why: 'measured' });
    unit.state = state;
    unit.stateSinceUs = h.atUs;
    regard(h.line, h.mirror, h.i, h.atUs);
  }
  if (unit.family.family === 'producing') produce(unit);
}

function interlock(h: Hearing): void {
  account(h);
  regard(h.line, h.mirror, h.i, h.atUs);
}

/** The time since the last reading of this number, if the unit was not silent between. */
function stretchOf(h: Hearing): Stretch | null {
  const { before, atUs } = h;
  if (typeof before?.value !== 'number' || atUs <= before.measuredAtUs) return null;
  if (atUs - before.measuredAtUs > silentAfterUs(h.line.definition.clock, h.unit)) return null;
  return { fromUs: before.measuredAtUs, toUs: atUs, value: before.value };
}

const fromSpeed = (h: Hearing): boolean => h.line.definition.stations[h.i]!.state === 'from-speed';
const isState = (value: SignalValue): value is PackmlState => (PACKML_STATES as readonly SignalValue[]).includes(value);
const isMode = (value: SignalValue): value is UnitMode => (UNIT_MODES as readonly SignalValue[]).includes(value);
