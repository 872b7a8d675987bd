/** Items between two machines, first in first out, in runs of the same lot. Plain data. */
export interface Buffer {
  level: number;
  runs: [lot: string, items: number][];
}

export function put(buffer: Buffer, lot: string, items: number): void {
  if (items === 0) return;
  const last = buffer.runs.at(-1);
  if (last && last[0] === lot) last[1] += items;
  else buffer.runs.push([lot, items]);
  buffer.level += items;
}

/** Takes items that are there. Returns the lot of the last one. */
export function take(buffer: Buffer, items: number): string {
  if (items > buffer.level) throw new Error(`${items} items taken of ${buffer.level}`);
  buffer.level -= items;
  let left = items;
  for (;;) {
    const first = buffer.runs[0]!;
    const part = Math.min(left, first[1]);
    first[1] -= part;
    left -= part;
    if (first[1] === 0) buffer.runs.shift();
    if (left === 0) return first[0];
  }
}
