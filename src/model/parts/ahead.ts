import { fillExponential } from '../../engine/exponential.js';
import { STREAM_WORDS } from '../../engine/random.js';
import type { PartsState } from './layout.js';

/**
 * Numbers of a stream that are drawn before they are needed, some at a time: -ln u of its next uniform numbers u. The n-th that is
 * used is the n-th of the stream as ever; made in a row they cost half. They belong to the state, so a copy goes on with them.
 */
export const AHEAD = 8;

/** Draws the next numbers of a stream into a slot whose numbers are all used. */
export function drawAhead(state: PartsState, slot: number, stream: number): void {
  fillExponential(state.words, STREAM_WORDS * stream, state.ahead, AHEAD * slot, AHEAD);
  state.aheadUsed[slot] = 0;
}

/** -ln u of the next uniform number u of a stream that is drawn ahead. */
export function nextAhead(state: PartsState, slot: number, stream: number): number {
  if (state.aheadUsed[slot] === AHEAD) drawAhead(state, slot, stream);
  return state.ahead[AHEAD * slot + state.aheadUsed[slot]!++]!;
}
