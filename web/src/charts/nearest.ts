/** Which place is nearest; null where there is none. */
export function nearest(places: readonly { x: number; y: number }[], to: { x: number; y: number }): number | null {
  const distances = places.map(({ x, y }) => Math.hypot(x - to.x, y - to.y));
  return distances.length === 0 ? null : distances.indexOf(Math.min(...distances));
}
