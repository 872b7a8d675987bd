/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}

/** The candidate that was probably meant: at most a third of its letters wrong, or written out longer. Null where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= Math.max(1, Math.floor(candidate.length / 3)) && (best === null || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate ?? candidates.find((candidate) => candidate.length >= 3 && word.toLowerCase().startsWith(candidate.toLowerCase())) ?? null;
}

/** `, did you mean "rate"?`, or the whole choice where nothing is near and the choice is short. */
export function suggestion(word: string, candidates: readonly string[], choice: (list: string) => string): string {
  const near = nearest(word, candidates);
  if (near !== null) return `, did you mean "${near}"?`;
  return candidates.length === 0 ? '' : choice(candidates.join(', '));
}
