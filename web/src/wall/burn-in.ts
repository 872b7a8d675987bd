/** Side of the square on whose edge the board wanders [px]. */
export const WANDER_PX = 12;
const MINUTE_MS = 60_000;

/**
 * How far the board is moved so long after it was opened, so that no edge burns into the screen: one pixel a minute along the edge of a
 * square, back after 48 minutes [px].
 */
export function burnInShift(sinceMs: number): { x: number; y: number } {
  const along = Math.floor(sinceMs / MINUTE_MS) % (4 * WANDER_PX);
  const side = Math.floor(along / WANDER_PX);
  const step = along % WANDER_PX;
  if (side === 0) return { x: step, y: 0 };
  if (side === 1) return { x: WANDER_PX, y: step };
  return side === 2 ? { x: WANDER_PX - step, y: WANDER_PX } : { x: 0, y: WANDER_PX - step };
}
