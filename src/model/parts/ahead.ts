import { fillExponential } from '../../engine/exponential.js';
import { STREAM_WORDS } from '../../engine/random.js';
import type { PartsState } from './layout.js';
import { NONE, type PartsModel } from './model.js';

/**
 * Numbers of a stream that are drawn before they are needed, some at a time: -ln u of its next uniform numbers u. The n-th that is
 * used is the n-th of the stream as ever; made in a row they cost half. They belong to the state, so a copy goes on with them.
 * A slot is filled when its last number is used, and where it is met empty: a model whose law is another leaves it so.
 */
export const AHEAD = 32;
/** Drawn at first, so that a fork that is soon thrown away draws little in vain. */
const AT_FIRST = 4;

/** Draws the next numbers of a stream into its slot, which is empty. */
export function drawAhead(state: PartsState, slot: number, stream: number, count: number = AHEAD): void {
  fillExponential(state.words, STREAM_WORDS * stream, state.ahead, AHEAD * (slot + 1) - count, count);
  state.aheadUsed[slot] = AHEAD - count;
}

/** The first numbers of every stream that is drawn ahead. */
export function drawAllAhead(model: PartsModel, state: PartsState): void {
  state.aheadUsed.fill(AHEAD);
  for (let stream = 0; stream < model.counts.streams; stream++) {
    const slot = model.aheadOf[stream]!;
    if (slot !== NONE) drawAhead(state, slot, stream, AT_FIRST);
  }
}

/** -ln u of the next uniform number u of a stream that is drawn ahead. */
export function nextAhead(state: PartsState, slot: number, stream: number): number {
  if (state.aheadUsed[slot] === AHEAD) drawAhead(state, slot, stream);
  const used = state.aheadUsed[slot]!;
  const next = state.ahead[AHEAD * slot + used]!;
  state.aheadUsed[slot] = used + 1;
  if (used + 1 === AHEAD) drawAhead(state, slot, stream);
  return next;
}
