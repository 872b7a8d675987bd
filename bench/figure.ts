/** One measured number beside what it is measured against. */
export interface Figure {
  name: string;
  ours: number;
  /** what another program does */
  rival?: number;
  /** what is allowed at most, or asked for at least */
  limit?: number;
  /** how many times better than that; below 1 is worse */
  ratio: number | null;
  unit: string;
  /** what the other number is, and what else belongs to it */
  note: string;
}

/** A figure as a line of text. */
export function figureText({ name, ours, rival, limit, ratio, unit, note }: Figure): string {
  const other = rival ?? limit;
  const against = other === undefined ? '' : `against ${other}, ratio ${ratio} (above 1 is better for us) `;
  return `${name.padEnd(64)} ${String(ours).padStart(10)} ${unit.padEnd(6)} ${against}(${note})`;
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Time of one call [ms]. */
export function timed(work: () => void): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

/**
 * Ours and a rival by turns, and by turns the one or the other first, so that what disturbs the machine disturbs both. The first
 * `warmUp` rounds do not count. Ratios are taken round by round.
 */
export function interleave(rounds: number, ours: () => number, rival: () => number, warmUp = 1): { ours: number; rival: number; ratio: number } {
  const pairs = Array.from({ length: rounds + warmUp }, (_, round) => {
    if (round % 2 === 0) return [ours(), rival()] as const;
    const other = rival();
    return [ours(), other] as const;
  }).slice(warmUp);
  return { ours: median(pairs.map(([a]) => a)), rival: median(pairs.map(([, b]) => b)), ratio: median(pairs.map(([a, b]) => b / a)) };
}

export const rounded = (value: number): number => Number(value.toPrecision(4));

/** A time against a limit: the ratio says how many times below the limit it is. */
export function belowLimit(name: string, values: readonly number[], limit: number, unit: string, note: string): Figure {
  const ours = median(values);
  return { name, ours: rounded(ours), limit, ratio: rounded(limit / ours), unit, note };
}
