/** The zone that all places share; `own` where they are of several, or there are none. */
export function commonZone(zones: readonly string[], own: string): string {
  const [first, ...others] = new Set(zones);
  return first !== undefined && others.length === 0 ? first : own;
}
