import { BELT_FIELDS, BELT_MARKS, BELT_STEPS, type LineState } from './layout.js';
import type { Way } from './network.js';

const { abs, max } = Math;

/**
 * A conveyor is a delay with a queue at its end: what enters at a rate arrives at its end at the same rate a travel time
 * later, and waits there for the station after it. Its content, travelling and waiting, is bounded by its capacity. The
 * rates at which items entered, and that have not arrived yet, stand in a ring. Its time is that in which the line works.
 */

// Fields of a conveyor in LineState.belts, from 1 on: 0 is the time that the line worked [us].
const QUEUE = 0; // waiting at the end [items]
const ARRIVING = 1; // rate of arrival at the end [items/us]
const ENTERING = 2; // last rate of entry remembered [items/us]
const STEPS = 3; // pairs: working time at which it arrives [us], rate [items/us]
// Fields in LineState.marks
const HEAD = 0;
const COUNT = 1;

const base = (belt: number) => 1 + belt * BELT_FIELDS;

export const waiting = (state: LineState, belt: number): number => state.belts[base(belt) + QUEUE]!;
export const arriving = (state: LineState, belt: number): number => state.belts[base(belt) + ARRIVING]!;

export function addWaiting(state: LineState, belt: number, items: number): void {
  state.belts[base(belt) + QUEUE]! += items;
}

export function setWaiting(state: LineState, belt: number, items: number): void {
  state.belts[base(belt) + QUEUE] = items;
}

const stepAt = (state: LineState, belt: number, k: number) => base(belt) + STEPS + 2 * ((state.marks[BELT_MARKS * belt + HEAD]! + k) % BELT_STEPS);

/** A rate of entry that differs by less than this share from the last one remembered is not a new one: echoes of rounding end here. */
const SAME_ENTRY = 1e-9;

/** Rate at which items enter beyond the remembered one [items/us]: so few that they count as arrived at once. */
export const unremembered = (state: LineState, belt: number, rate: number): number => rate - state.belts[base(belt) + ENTERING]!;

/** From now on items enter at a rate. */
export function enter(state: LineState, { belt, transitUs }: Way, rate: number): void {
  const { belts, marks } = state;
  const before = belts[base(belt) + ENTERING]!;
  if (abs(rate - before) <= SAME_ENTRY * max(rate, before)) return;
  belts[base(belt) + ENTERING] = rate;
  const due = belts[0]! + transitUs;
  let count = marks[BELT_MARKS * belt + COUNT]!;
  if (count > 0 && belts[stepAt(state, belt, count - 1)] === due) count--;
  else if (count === BELT_STEPS) count = takeTogether(state, belt, due);
  const step = stepAt(state, belt, count);
  belts[step] = due;
  belts[step + 1] = rate;
  marks[BELT_MARKS * belt + COUNT] = count + 1;
}

/** The last two rates, the second until `due`, become their mean. */
function takeTogether(state: LineState, belt: number, due: number): number {
  const { belts } = state;
  const before = stepAt(state, belt, BELT_STEPS - 2);
  const last = stepAt(state, belt, BELT_STEPS - 1);
  const items = belts[before + 1]! * (belts[last]! - belts[before]!) + belts[last + 1]! * (due - belts[last]!);
  belts[before + 1] = items / (due - belts[before]!);
  return BELT_STEPS - 1;
}

/** Working time until the rate of arrival changes next [us]; Infinity: it does not. */
export function untilArrival(state: LineState, belt: number): number {
  return state.marks[BELT_MARKS * belt + COUNT]! === 0 ? Infinity : state.belts[stepAt(state, belt, 0)]! - state.belts[0]!;
}

/** Takes up every rate that has arrived. */
export function arrive(state: LineState, belt: number): void {
  const { belts, marks } = state;
  while (untilArrival(state, belt) <= 0) {
    belts[base(belt) + ARRIVING] = belts[stepAt(state, belt, 0) + 1]!;
    marks[BELT_MARKS * belt + HEAD] = (marks[BELT_MARKS * belt + HEAD]! + 1) % BELT_STEPS;
    marks[BELT_MARKS * belt + COUNT]!--;
  }
}

/** Whether nothing travels. */
export const isQuiet = (state: LineState, belt: number): boolean => state.marks[BELT_MARKS * belt + COUNT] === 0 && arriving(state, belt) === 0;

/** Multiplies what is on the conveyor. */
export function scaleBelt(state: LineState, belt: number, factor: number): void {
  const { belts, marks } = state;
  for (const field of [QUEUE, ARRIVING, ENTERING]) belts[base(belt) + field]! *= factor;
  for (let k = 0; k < marks[BELT_MARKS * belt + COUNT]!; k++) belts[stepAt(state, belt, k) + 1]! *= factor;
}

/** Makes the content of a conveyor what it is told to be: what waits gives way first, then what travels. */
export function setContent(state: LineState, { belt, slot }: Way, items: number): void {
  const travelling = state.level[slot]! - waiting(state, belt);
  if (items >= travelling) setWaiting(state, belt, items - travelling);
  else {
    scaleBelt(state, belt, items / travelling);
    setWaiting(state, belt, 0);
  }
  state.level[slot] = items;
}

/** Takes over what is on the conveyor of another state, whose line has worked `from.belts[0]`. */
export function carryBelt(from: LineState, fromBelt: number, to: LineState, belt: number): void {
  to.belts.set(from.belts.subarray(base(fromBelt), base(fromBelt + 1)), base(belt));
  to.marks.set(from.marks.subarray(BELT_MARKS * fromBelt, BELT_MARKS * (fromBelt + 1)), BELT_MARKS * belt);
}
