import type { ReadRow } from './rows.js';

/** Merges files whose rows stand in time order into one such sequence. At equal times the first file goes first. Ends at the first problem. */
export async function* mergeByTime(files: AsyncGenerator<ReadRow, void>[]): AsyncGenerator<ReadRow, void> {
  const heads: (ReadRow | null)[] = [];
  const advance = async (index: number) => {
    const next = await files[index]!.next();
    heads[index] = next.done ? null : next.value;
  };
  for (let i = 0; i < files.length; i++) await advance(i);
  for (;;) {
    let first = -1;
    for (let i = 0; i < heads.length; i++) {
      const head = heads[i];
      if (!head) continue;
      if (!head.ok) {
        yield head;
        return;
      }
      const best = first < 0 ? null : heads[first];
      if (!best?.ok || head.row.timeMs < best.row.timeMs) first = i;
    }
    if (first < 0) return;
    yield heads[first]!;
    await advance(first);
  }
}
