/** An address with some search parameters set and others left out. */
export function withSearch(address: string, set: Record<string, string>, without: readonly string[]): string {
  const url = new URL(address);
  for (const name of without) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(set)) url.searchParams.set(name, value);
  return url.href;
}
