import { CELL_EVENTS } from '../../contract/cell-events.js';
import { explain, pointerOf } from '../../contract/explain.js';
import { PACKML_STATES, UNIT_MODES } from '../../contract/packml.js';
import { scaled } from '../../contract/scaled.js';
import type { SignalName, SignalValue } from '../../contract/telemetry.js';
import { refuse, shown, type Refusal } from './refusal.js';

export interface CheckedValue {
  ok: true;
  value: SignalValue;
}

/** What a value is said to be: of a signal, as number * scale + offset or by a name. */
export interface Meaning {
  signal: SignalName;
  /** Number of its series, where it is of one source. */
  series?: number | undefined;
  scale?: number | undefined;
  offset?: number | undefined;
  /** Names by what the source sends, in lower case. */
  names?: ReadonlyMap<string, string> | undefined;
}

/** What no packaging or process machine exceeds, by orders of magnitude: a value beyond is a fault of its source. */
const BOUNDS = {
  speed: { least: 0, most: 1e7, unit: ' items/min' },
  count: { least: 0, most: Number.MAX_SAFE_INTEGER, unit: '' },
  power: { least: -1e6, most: 1e6, unit: ' kW' },
  energy: { least: 0, most: 1e12, unit: ' kWh' },
  process: { least: -1e15, most: 1e15, unit: '' },
  flow: { least: -1e9, most: 1e9, unit: ' /h' },
  total: { least: 0, most: 1e15, unit: '' },
  temperature: { least: -100, most: 1000, unit: ' deg C' },
  percent: { least: -10, most: 1000, unit: ' %' },
  pressure: { least: -1e5, most: 1e5, unit: ' Pa' },
  air: { least: -1e4, most: 1e8, unit: ' m3/h' },
} as const;
type Bounds = (typeof BOUNDS)[keyof typeof BOUNDS];

/** Of families: by the signal where it is a well-known one, else by the family. */
const FAMILY_BOUNDS: Readonly<Record<string, Bounds>> = {
  power: BOUNDS.power,
  energy: BOUNDS.energy,
  draw: BOUNDS.flow,
  used: BOUNDS.total,
  'hvac.supplyFlow': BOUNDS.air,
  'hvac.supplyFanSpeed': BOUNDS.percent,
  'hvac.fanPower': BOUNDS.power,
  'hvac.outdoorAirTemp': BOUNDS.temperature,
  'hvac.roomDp': BOUNDS.pressure,
  'hvac.roomRh': BOUNDS.percent,
  'weather.outdoorAirTemp': BOUNDS.temperature,
  'weather.outdoorAirRh': BOUNDS.percent,
};

const MAX_TEXT = 1000; // characters, of a batch id
const MAX_EVENT = 16_384; // characters, of an event or a process text
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;

const kept = (value: SignalValue): CheckedValue => ({ ok: true, value });

/** A value as its signal keeps it, or why it cannot be one of this signal. Null says that the source has no value. */
export function checkValue(meaning: Meaning, value: unknown): CheckedValue | Refusal {
  if (value === null) return kept(null);
  const { signal } = meaning;
  switch (signal) {
    case 'state':
      return meaning.names ? mapped(signal, value, meaning.names, PACKML_STATES) : name(signal, value, PACKML_STATES);
    case 'mode':
      return meaning.names ? mapped(signal, value, meaning.names, UNIT_MODES) : name(signal, value, UNIT_MODES);
    case 'blocked':
    case 'starved':
      return flag(signal, value);
    case 'stopReason':
      return code(signal, value);
    case 'batch':
    case 'product':
    case 'order':
    case 'step':
    case 'phase':
      return text(signal, value);
    case 'batchEvent':
    case 'orderEvent':
    case 'qcResult':
    case 'qcRelease':
    case 'alarmEvent':
      return event(signal, value);
    case 'flow':
      return quantity(meaning, value, BOUNDS.flow);
    case 'total':
      return quantity(meaning, value, BOUNDS.total);
    case 'hvac.setbackActive':
      return flag(signal, value);
    case 'goodCount':
    case 'processedCount':
    case 'defectiveCount':
      return quantity(meaning, value, BOUNDS.count);
    case 'speed':
    case 'speedSetpoint':
      return quantity(meaning, value, BOUNDS.speed);
    case 'power':
      return quantity(meaning, value, BOUNDS.power);
    case 'energy':
      return quantity(meaning, value, BOUNDS.energy);
    default: {
      const bounds = FAMILY_BOUNDS[signal] ?? FAMILY_BOUNDS[signal.slice(0, signal.indexOf('.'))];
      if (bounds) return quantity(meaning, value, bounds);
      if (typeof value === 'boolean') return kept(value);
      if (typeof value === 'string') return text(signal, value, MAX_EVENT); // structures come as JSON
      return quantity(meaning, value, BOUNDS.process);
    }
  }
}

/** A member of an enumeration by its number or its name, in any case. */
function name(signal: string, value: unknown, names: readonly string[]): CheckedValue | Refusal {
  const number = toNumber(value);
  const found =
    number !== null ? names[number] : typeof value === 'string' ? names.find((known) => known.toLowerCase() === value.trim().toLowerCase()) : undefined;
  return found === undefined ? refuse('bad-value', `${signal}: expected a number from 0 to ${names.length - 1} or its name, not ${shown(value)}`) : kept(found);
}

/** A member of an enumeration by what the source sends for it, or by its name. */
function mapped(signal: string, value: unknown, names: ReadonlyMap<string, string>, known: readonly string[]): CheckedValue | Refusal {
  const given = typeof value === 'string' ? value.trim().toLowerCase() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  const found = given === null ? undefined : (names.get(given) ?? known.find((one) => one.toLowerCase() === given));
  return found === undefined ? refuse('bad-value', `${signal}: ${shown(value)} is not in the map of the source`) : kept(found);
}

function flag(signal: string, value: unknown): CheckedValue | Refusal {
  const given = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (given === true || given === 1 || given === 'true' || given === '1') return kept(true);
  if (given === false || given === 0 || given === 'false' || given === '0') return kept(false);
  return refuse('bad-value', `${signal}: expected true or false, not ${shown(value)}`);
}

function code(signal: string, value: unknown): CheckedValue | Refusal {
  const number = toNumber(value);
  return number !== null && Number.isSafeInteger(number) && number >= 0
    ? kept(number)
    : refuse('bad-value', `${signal}: expected a whole number, not ${shown(value)}`);
}

function text(signal: string, value: unknown, most = MAX_TEXT): CheckedValue | Refusal {
  if (typeof value !== 'string' && !Number.isFinite(value)) return refuse('bad-value', `${signal}: expected a text, not ${shown(value)}`);
  const string = String(value);
  return string.length <= most ? kept(string) : refuse('bad-value', `${signal}: longer than ${most} characters`);
}

/** The JSON text of an event, as it came. */
function event(signal: keyof typeof CELL_EVENTS, value: unknown): CheckedValue | Refusal {
  if (typeof value !== 'string') return refuse('bad-value', `${signal}: expected an event as JSON text, not ${shown(value)}`);
  if (value.length > MAX_EVENT) return refuse('bad-value', `${signal}: longer than ${MAX_EVENT} characters`);
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    return refuse('bad-value', `${signal}: expected an event as JSON text, not ${shown(value)}`);
  }
  const explained = explain(CELL_EVENTS[signal], json);
  if (explained.ok) return kept(value);
  const [fault] = explained.faults;
  const place = fault === undefined ? '' : `${pointerOf(fault.path)} ${fault.message}`;
  return refuse('bad-value', `${signal}: ${place.length > 150 ? `${place.slice(0, 150)}…` : place}`);
}

function quantity({ signal, scale = 1, offset = 0 }: Meaning, value: unknown, { least, most, unit }: Bounds): CheckedValue | Refusal {
  const number = toNumber(value);
  const meant = number === null ? NaN : scaled(number, scale, offset);
  if (!Number.isFinite(meant)) return refuse('bad-value', `${signal}: expected a finite number, not ${shown(value)}`);
  return meant >= least && meant <= most ? kept(meant) : refuse('bad-value', `${signal}: ${meant}${unit} is not between ${least} and ${most}${unit}`);
}

/** A number, or a text that is one (many gateways quote every value). */
function toNumber(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : null;
}
