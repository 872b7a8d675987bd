import { earliest } from '../engine/calendar.js';
import type { CompiledLine } from './compile.js';
import { isQuiet } from './conveyor.js';
import { isFirst } from './feed.js';
import { plan, settle } from './flow.js';
import { LINE_AT, LINE_FED, LINE_METER, LINE_MIRROR, LINE_SETTLED, LINE_WORKING, type LineState } from './layout.js';
import { skipMeter } from './meter.js';
import { readShifts } from './run.js';

/** A line that works off what it is given, batch after batch: how a world of batches and the flow of items meet. */

/**
 * Gives a first station so many items more to take, in what goes into it: processed items * takes. Before the first charge
 * its feed has no end. Throws where there is no such station, another comes before it, or the amount is not more than zero.
 */
export function charge(line: CompiledLine, state: LineState, station: number, items: number): void {
  if (line.stations[station] === undefined || !isFirst(line, station)) throw new RangeError(`${line.definition.id} has no first station ${station}`);
  if (!(items > 0 && items < Infinity)) throw new RangeError(`cannot charge ${items} items`);
  settle(line, state, state.line[LINE_AT]!);
  state.line[LINE_FED] = 1;
  state.fed[station] = 1;
  state.feed[station]! += items;
  plan(line, state);
}

/** When something happens next [us]; NEVER: nothing does. */
export const nextEventUs = (state: LineState): number => state.timers[earliest(state.timers)]!;

/** Whether every first station used up what it was charged with, and all of it has left the line. */
export const isDrained = (line: CompiledLine, state: LineState): boolean =>
  line.stations.every(({ index }) => !isFirst(line, index) || (state.fed[index] === 1 && state.feed[index] === 0)) && state.level.every((level) => level === 0);

/**
 * Moves a line that rests to a later instant as if there were no time in between: no time, no energy and no age is booked,
 * and what is under way, a repair, the time before standby, goes on from where it was. Shifts and prices are those of then.
 * Throws where anything moves, or where the instant lies before the state.
 */
export function skipTo(line: CompiledLine, state: LineState, atUs: number): void {
  const fromUs = state.line[LINE_AT]!;
  if (!(atUs >= fromUs)) throw new RangeError(`cannot skip back from ${fromUs} to ${atUs}`);
  settle(line, state, fromUs);
  if (!rests(line, state)) throw new RangeError(`${line.definition.id} does not rest at ${fromUs}: nothing may move`);
  state.line[LINE_AT] = state.line[LINE_SETTLED] = atUs;
  skipMeter(state.line, LINE_METER, atUs);
  for (let i = 0; i < state.since.length; i++) state.since[i]! += atUs - fromUs;
  if (state.line[LINE_MIRROR] === 0) readShifts(line, state);
  plan(line, state);
}

const rests = ({ network }: CompiledLine, state: LineState): boolean =>
  state.rate.every((rate) => rate === 0) && (state.line[LINE_WORKING] === 0 || network === null || network.belts.every(({ belt }) => isQuiet(state, belt)));
