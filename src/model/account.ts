import type { LineDefinition } from '../contract/line.js';
import type { Micros } from '../contract/units.js';
import type { ShiftWindow, UnitBooks } from './books.js';
import type { CompiledStation } from './compile.js';
import { ENERGY_LEVEL, timeElement } from './packml.js';

const US_PER_HOUR = 3.6e9;
/** A wall clock source that says nothing for so long is silent [s]. */
const WALL_LIMIT_S = 30;
/** The same on a source clock: ten of its usual intervals, but at least this [s]. */
const SOURCE_LIMIT_S = 60;
const INTERVALS = 10;
/** For so long no unit is silent [us]. */
export const NO_SILENCE_US: Micros = Math.min(WALL_LIMIT_S, SOURCE_LIMIT_S) * 1e6;

/** After how long without a reading the state of a unit is unknown [us]. */
export function silentAfterUs(clock: LineDefinition['clock'], unit: UnitBooks): Micros {
  if (clock === 'wall') return WALL_LIMIT_S * 1e6;
  return Math.round(Math.max(SOURCE_LIMIT_S, INTERVALS * (unit.intervalS ?? 0)) * 1e6);
}

/** From when on the state of a unit is unknown if it says no more [us]: at once where its source is gone. Null: it was never heard. */
export function silentFromUs(clock: LineDefinition['clock'], unit: UnitBooks): Micros | null {
  if (unit.lastSeenUs === null) return null;
  return unit.goneUs ?? unit.lastSeenUs + silentAfterUs(clock, unit) + 1;
}

/** Power that a unit should draw in the state it is in [kW], at its ideal rate where items draw. A resting unit with a standby policy sinks to standby in time. */
export function powerIn(station: CompiledStation, unit: UnitBooks, atUs: Micros): number {
  const level = ENERGY_LEVEL[unit.state];
  if (level === 'execute') return station.power.execute + station.perItemKwh * station.ratePerUs * US_PER_HOUR;
  return level === 'idle' && atUs >= standbyFromUs(station, unit) ? station.power.standby : station.power[level];
}

/** Books the time of a unit up to an instant: in its present state while it was heard, unknown after that. */
export function bookUntil(clock: LineDefinition['clock'], window: ShiftWindow, station: CompiledStation, unit: UnitBooks, untilUs: Micros): void {
  if (untilUs <= unit.bookedUntilUs) return;
  const heardUntilUs = unit.lastSeenUs === null ? unit.bookedUntilUs : unit.lastSeenUs + silentAfterUs(clock, unit);
  const knownUntilUs = Math.min(untilUs, Math.max(unit.bookedUntilUs, heardUntilUs));
  if (knownUntilUs > unit.bookedUntilUs) bookKnown(window, station, unit, knownUntilUs);
  unit.us[window.shift === null ? 'PDOT' : 'unknown'] += untilUs - knownUntilUs;
  unit.bookedUntilUs = untilUs;
}

function bookKnown(window: ShiftWindow, station: CompiledStation, unit: UnitBooks, untilUs: Micros): void {
  const fromUs = unit.bookedUntilUs;
  const ordered = unit.batch === null || unit.batch.id !== '';
  unit.us[timeElement(unit.state, unit.mode, window.shift === null, ordered)] += untilUs - fromUs;
  const turnUs = Math.min(Math.max(standbyFromUs(station, unit), fromUs), untilUs);
  unit.total.expectedKwh += (powerIn(station, unit, fromUs) * (turnUs - fromUs) + powerIn(station, unit, turnUs) * (untilUs - turnUs)) / US_PER_HOUR;
  if (unit.family.family === 'producing' && unit.batch) unit.batch.produced = true;
  unit.bookedUntilUs = untilUs;
}

/** Time from which a resting unit is in standby by its policy; never where it has none. */
function standbyFromUs(station: CompiledStation, unit: UnitBooks): Micros {
  const { family } = unit.family;
  const rests = family === 'starved' || family === 'blocked' || family === 'idle';
  return station.standby && rests && unit.familySinceUs !== null ? unit.familySinceUs + station.standby.afterUs : Number.MAX_SAFE_INTEGER;
}
