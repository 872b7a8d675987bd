import type { PartsState } from './layout.js';

/**
 * The calendar of events: a timer each, ordered by (time, kind, number of the timer). The kinds are numbered in the order of
 * priority. Few timers are scanned; of many a binary heap over their numbers is kept, with the place of each, so that
 * setting a timer anew needs no search.
 */

/** Sets a timer. */
export function setTimer(state: PartsState, timer: number, time: number, kind: number): void {
  state.times[timer] = time;
  state.kinds[timer] = kind;
  if (state.heap.length > 0) reseat(state, timer);
}

/** Seats every timer, where there is a heap. */
export function seatAll(state: PartsState): void {
  for (let timer = 0; timer < state.heap.length; timer++) {
    state.heap[timer] = timer;
    state.place[timer] = timer;
  }
  for (let seat = state.heap.length - 1; seat >= 0; seat--) reseat(state, state.heap[seat]!);
}

function before(state: PartsState, a: number, b: number): boolean {
  const ta = state.times[a]!;
  const tb = state.times[b]!;
  if (ta !== tb) return ta < tb;
  const ka = state.kinds[a]!;
  const kb = state.kinds[b]!;
  return ka !== kb ? ka < kb : a < b;
}

/** Finds a timer its place in the heap after its time or kind has changed. */
export function reseat(state: PartsState, timer: number): void {
  const { heap, place } = state;
  let seat = place[timer]!;
  while (seat > 0) {
    const above = (seat - 1) >> 1;
    const other = heap[above]!;
    if (!before(state, timer, other)) break;
    heap[seat] = other;
    place[other] = seat;
    seat = above;
  }
  for (;;) {
    let below = 2 * seat + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && before(state, heap[below + 1]!, heap[below]!)) below++;
    const other = heap[below]!;
    if (!before(state, other, timer)) break;
    heap[seat] = other;
    place[other] = seat;
    seat = below;
  }
  heap[seat] = timer;
  place[timer] = seat;
}
