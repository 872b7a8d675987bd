let aheadMs: number | null = null;

/** The clock of the server in the head of an answer. An answer that took long or was kept tells a time gone by: the newest holds. */
export function noteServerTime(date: string | null, nowMs = Date.now()): void {
  const serverMs = date === null ? NaN : Date.parse(date);
  if (!Number.isNaN(serverMs)) aheadMs = Math.max(aheadMs ?? -Infinity, serverMs - nowMs);
}

/** Heads tell whole seconds: within so much the two clocks are the same [ms]. */
const SAME_MS = 2000;

/** Time of the server's wall clock [us]; ours until an answer has told it. */
export const serverNowUs = (nowMs = Date.now()) => (nowMs + (aheadMs === null || Math.abs(aheadMs) < SAME_MS ? 0 : aheadMs)) * 1000;
