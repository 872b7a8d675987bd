import { NEVER } from '../../engine/calendar.js';
import { BATCH, BATCH_FIELDS, BATCH_TIMERS, type CellState } from './layout.js';

/**
 * The timers of the batches: laboratory, record and hold limit of each row. Which is next is kept in a tournament over them:
 * entry k holds the earlier of the winners of 2k and 2k + 1, where entries from the number of timers on are the timers.
 */

export const BATCH_TIMER = { lab: 0, record: 1, hold: 2 } as const;

/** The slot of the next timer: BATCH_TIMERS times the row, plus which of its timers. */
export const nextBatchTimer = ({ batchNext }: CellState): number => batchNext[1]!;

export function setBatchTimer(state: CellState, row: number, which: number, atUs: number): void {
  const slot = BATCH_TIMERS * row + which;
  if (state.batchTimers[slot] === atUs) return;
  state.batchTimers[slot] = atUs;
  for (let k = (slot + state.batchTimers.length) >> 1; k > 0; k >>= 1) play(state, k);
}

/** None of the timers of a batch runs any more. */
export function clearBatchTimers(state: CellState, row: number): void {
  for (let which = 0; which < BATCH_TIMERS; which++) setBatchTimer(state, row, which, NEVER);
}

/** Plays the whole tournament, of a new table or one that has grown. */
export function playBatchTimers(state: CellState): void {
  for (let k = state.batchTimers.length - 1; k > 0; k--) play(state, k);
}

function play(state: CellState, k: number): void {
  const a = winner(state, 2 * k);
  const b = winner(state, 2 * k + 1);
  state.batchNext[k] = isBefore(state, b, a) ? b : a;
}

const winner = ({ batchNext, batchTimers }: CellState, k: number): number => (k < batchTimers.length ? batchNext[k]! : k - batchTimers.length);

/** Of equal times that of the batch made first, and of one batch in the order of its timers. */
function isBefore({ batchTimers, batches }: CellState, a: number, b: number): boolean {
  if (batchTimers[a] !== batchTimers[b]) return batchTimers[a]! < batchTimers[b]!;
  const serial = (slot: number) => batches[BATCH_FIELDS * Math.floor(slot / BATCH_TIMERS) + BATCH.serial]!;
  return serial(a) !== serial(b) ? serial(a) < serial(b) : a < b;
}
