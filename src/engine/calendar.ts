/**
 * The calendar of a model with few timers: the time of each in a fixed slot of an array of the caller, in integer
 * microseconds. The order of events is (time, priority, sequence): the slots stand in order of priority, and of sequence
 * within a priority, and of equal times the lowest slot comes first. For some dozens of timers a scan beats a heap.
 */

/** A timer that does not run. Finite, so that a state survives JSON. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** The slot of the next event. */
export function earliest(times: Float64Array): number {
  let slot = 0;
  let time = times[0]!;
  for (let i = 1; i < times.length; i++) {
    const other = times[i]!;
    if (other < time) {
      time = other;
      slot = i;
    }
  }
  return slot;
}

/** Share of a time, and time [us], by which a quotient of floating point numbers may be beyond the whole microsecond that is meant. */
const ROUNDING = { share: 1e-12, us: 1e-3 };

/** The whole microsecond at or after `us` from now, not after NEVER. */
export function dueIn(now: number, us: number): number {
  return Math.min(NEVER, now + Math.max(0, Math.ceil(us - Math.min(ROUNDING.share * us, ROUNDING.us))));
}
