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
  const { relative = 0, absolute = 0, confidence = 0.95 } = wanted;
  if (!(relative > 0 || absolute > 0)) throw new RangeError('a wanted precision is more than 0');
  let mean = 0;
  let squares = 0;
  let halfWidth: number | null = null;
  let narrowSince: number | null = null;
  for (const [i, value] of values.entries()) {
    const n = i + 1;
    const step = value - mean;
    mean += step / n;
    squares += step * (value - mean);
    if (n < 2) continue;
    const standardError = Math.sqrt(squares / (n - 1) / n);
    halfWidth = standardError === 0 ? 0 : tAt(n - 1, confidence) * standardError;
    if (n < FEWEST || halfWidth > Math.max(absolute, relative * Math.abs(mean))) narrowSince = null;
    else narrowSince ??= n;
  }
  const n = values.length;
  const done = narrowSince !== null && n >= narrowSince + lookAhead(narrowSince);
  if (done) return { at: narrowSince, halfWidth, further: 0 };
  if (narrowSince !== null) return { at: null, halfWidth, further: narrowSince + lookAhead(narrowSince) - n };
  if (halfWidth === null) return { at: null, halfWidth, further: FEWEST + LOOK_AHEAD - n };
  const target = Math.max(absolute, relative * Math.abs(mean));
  const total = target > 0 ? n * (halfWidth / target) * (halfWidth / target) : Infinity;
  return { at: null, halfWidth, further: Math.max(1, Math.ceil(total - n)) + LOOK_AHEAD };
}

const lookAhead = (n: number) => Math.ceil((LOOK_AHEAD / 100) * Math.max(n, 100));

/** t quantiles by degrees of freedom at one confidence: the same few hundred are asked for again and again. */
const tables = new Map<number, number[]>();

function tAt(degrees: number, confidence: number): number {
  const table = tables.get(confidence) ?? [];
  tables.set(confidence, table);
  return (table[degrees] ??= tQuantile((1 + confidence) / 2, degrees));
}
