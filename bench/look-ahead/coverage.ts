/** How often the truth lay in a range of 80 %, below or above it. */
export interface Coverage {
  all: number;
  within: number;
  below: number;
  above: number;
}

export const KINDS = ['energy', 'items made', 'items finished', 'end of a step', 'end of a lot'] as const;
export type Kind = (typeof KINDS)[number];

export const none = (): Coverage => ({ all: 0, within: 0, below: 0, above: 0 });

export function count(coverage: Coverage, { low, high }: { low: number; high: number }, actual: number): void {
  coverage.all++;
  coverage[actual < low ? 'below' : actual > high ? 'above' : 'within']++;
}

export function add(a: Coverage, b: Coverage): Coverage {
  return { all: a.all + b.all, within: a.within + b.within, below: a.below + b.below, above: a.above + b.above };
}

/** Share within [%]; null of nothing. */
export const percent = ({ within, all }: Coverage): number | null => (all === 0 ? null : (100 * within) / all);
