import type { LineView } from '../contract/stream.js';
import type { Observation } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { observe } from './assimilate.js';
import { shiftAt } from './calendar.js';
import type { CompiledLine } from './compile.js';
import type { Mirror } from './mirror.js';
import { view } from './view.js';

/** What is heard before the shift begins, so that its counts have something to rise from [us]. */
const BEFORE_US = 600e6;
/** Between two shifts nothing is counted from so long ago [us]. */
const LONGEST_US = 86_400e6;

/** From when on a new mirror must hear readings to be at an instant what the live one was: from before the shift began. */
export function hearsFrom(line: CompiledLine, atUs: Micros): Micros {
  const shift = shiftAt(line.shifts, atUs);
  return Math.max(atUs - LONGEST_US, (shift?.fromUs ?? atUs) - BEFORE_US);
}

/** What a replay is at: instants that are still to be drawn, in order. */
export interface Replay {
  line: CompiledLine;
  mirror: Mirror;
  modelVersion: string;
  instants: Micros[];
}

/**
 * Hears all readings up to an instant, in the order of time, and draws the line at each instant on the way as it was then: what was
 * measured up to it. There is no forecast: none is kept of the past.
 */
export function* replayTo(replay: Replay, readings: Iterable<Observation>, untilUs: Micros): Generator<{ atUs: Micros; view: LineView }> {
  const { line, mirror, instants } = replay;
  for (const reading of readings) {
    while (instants.length > 0 && instants[0]! < reading.measuredAtUs) yield drawThen(replay, instants.shift()!);
    observe(line, mirror, reading);
  }
  while (instants.length > 0 && instants[0]! <= untilUs) yield drawThen(replay, instants.shift()!);
}

function drawThen({ line, mirror, modelVersion }: Replay, atUs: Micros): { atUs: Micros; view: LineView } {
  return { atUs, view: view(line, mirror, { atUs, wallUs: atUs, speed: 1, catchingUp: false, modelVersion, forecast: null, start: null }) };
}
