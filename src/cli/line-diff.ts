/** Lines of one text, and those of another that stand in their place. */
export interface Hunk {
  old: readonly string[];
  new: readonly string[];
}

/** Two lists of lines as hunks in their order, by a longest common subsequence; lines that both have are hunks of which both sides are the same list. */
export function lineDiff(old: readonly string[], next: readonly string[]): Hunk[] {
  const width = next.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = next.length - 1; j >= 0; j--)
      longest[i * width + j] =
        old[i] === next[j] ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);

  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < next.length) {
    const from = i;
    while (i < old.length && j < next.length && old[i] === next[j]) [i, j] = [i + 1, j + 1];
    if (i > from) {
      const both = old.slice(from, i);
      hunks.push({ old: both, new: both });
    }
    const [apartI, apartJ] = [i, j];
    while ((i < old.length || j < next.length) && (i === old.length || j === next.length || old[i] !== next[j])) {
      if (j === next.length || (i < old.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) i++;
      else j++;
    }
    if (i > apartI || j > apartJ) hunks.push({ old: old.slice(apartI, i), new: next.slice(apartJ, j) });
  }
  return hunks;
}
