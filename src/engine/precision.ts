import { tQuantile } from './statistics.js';

/** How sure a mean must be. At least one of relative and absolute. */
export interface Wanted {
  /** half-width of the interval as a share of the mean */
  relative?: number;
  /** half-width in the unit of the values */
  absolute?: number;
  confidence?: number;
}

export interface Enough {
  /** replications after which the interval was narrow enough and stayed so; null: not yet */
  at: number | null;
  /** of all values so far; null for fewer than two */
  halfWidth: number | null;
  /** guess of how many more are needed, from the present spread; 0 where it is enough */
  further: number;
}

const FEWEST = 3;
/** Replications for which the interval must stay narrow: so many, or so many per cent of those so far. */
const LOOK_AHEAD = 5;

/**
 * Whether these replications give the mean with the wanted precision: the sequential procedure of Hoad, Robinson and Davies
 * (2010). An interval that is narrow by luck after few replications does not end it: it must stay narrow for five more
 * (from 100 on, for 5 % more). Throws where no precision is given.
 */
export function enough(values: readonly number[], wanted: Wanted): Enough {
  const so = new Narrowing(wanted);
  for (const value of values) so.add(value);
  const { n, halfWidth, narrowSince, target } = so;
  if (so.isOver) return { at: narrowSince, halfWidth, further: 0 };
  if (narrowSince !== null) return { at: null, halfWidth, further: narrowSince + lookAhead(narrowSince) - n };
  if (halfWidth === null) return { at: null, halfWidth, further: FEWEST + LOOK_AHEAD - n };
  const total = target > 0 ? n * (halfWidth / target) * (halfWidth / target) : Infinity;
  return { at: null, halfWidth, further: Math.max(1, Math.ceil(total - n)) + LOOK_AHEAD };
}

/**
 * After how many of these replications the same procedure ends, as one who adds them one by one would find: what comes after those
 * has no say. Null: not yet.
 */
export function endsAfter(values: readonly number[], wanted: Wanted): number | null {
  const so = new Narrowing(wanted);
  for (const value of values) {
    so.add(value);
    if (so.isOver) return so.n;
  }
  return null;
}

/** The interval of the mean as values are added. */
class Narrowing {
  n = 0;
  halfWidth: number | null = null;
  /** values since which it has been narrow enough */
  narrowSince: number | null = null;
  private readonly wanted: Required<Wanted>;
  private mean = 0;
  private squares = 0;

  constructor({ relative = 0, absolute = 0, confidence = 0.95 }: Wanted) {
    if (!(relative > 0 || absolute > 0)) throw new RangeError('a wanted precision is more than 0');
    this.wanted = { relative, absolute, confidence };
  }

  get target(): number {
    return Math.max(this.wanted.absolute, this.wanted.relative * Math.abs(this.mean));
  }

  get isOver(): boolean {
    return this.narrowSince !== null && this.n >= this.narrowSince + lookAhead(this.narrowSince);
  }

  add(value: number): void {
    const n = ++this.n;
    const step = value - this.mean;
    this.mean += step / n;
    this.squares += step * (value - this.mean);
    if (n < 2) return;
    const standardError = Math.sqrt(this.squares / (n - 1) / n);
    this.halfWidth = standardError === 0 ? 0 : tAt(n - 1, this.wanted.confidence) * standardError;
    if (n < FEWEST || this.halfWidth > this.target) this.narrowSince = null;
    else this.narrowSince ??= n;
  }
}

const lookAhead = (n: number) => Math.ceil((LOOK_AHEAD / 100) * Math.max(n, 100));

/** t quantiles by degrees of freedom at one confidence: the same few hundred are asked for again and again. */
const tables = new Map<number, number[]>();

function tAt(degrees: number, confidence: number): number {
  const table = tables.get(confidence) ?? [];
  tables.set(confidence, table);
  return (table[degrees] ??= tQuantile((1 + confidence) / 2, degrees));
}
