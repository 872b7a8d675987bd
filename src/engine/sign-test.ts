import { power } from './elementary.js';

/**
 * On which side of zero a mean lies: the fully sequential test of Kim and Nelson. Observations come one by one; the test ends where their
 * sum leaves a triangle that closes as they become more. Wrong with at most chance `error` where the mean is `zone` or more from zero.
 */
export interface SignTest {
  /** mean for which being wrong is guarded against; above 0 */
  readonly zone: number;
  /** chance of the wrong side at a mean of `zone`, below 1/2 */
  readonly error: number;
  /** observations before the first decision, at least 2 */
  readonly first: number;
  /** of these variances: of the first observations only (KN, Kim and Nelson 2001), or of all so far (KN++, Kim and Nelson 2006) */
  readonly variances: 'first' | 'all';
  n: number;
  mean: number;
  squares: number;
  variance: number;
  /** null: not decided; what is once decided stands */
  above: boolean | null;
}

export const newSignTest = (of: Pick<SignTest, 'zone' | 'error' | 'first' | 'variances'>): SignTest => ({
  ...of,
  n: 0,
  mean: 0,
  squares: 0,
  variance: 0,
  above: null,
});

/** Takes one more observation, and decides where it can. A mean of exactly zero that never varies counts as above. */
export function observeSign(test: SignTest, value: number): void {
  if (test.above !== null) return;
  const step = value - test.mean;
  const n = ++test.n;
  test.mean += step / n;
  test.squares += step * (value - test.mean);
  if (n === test.first || test.variances === 'all') test.variance = test.squares / (n - 1);
  if (n < test.first) return;
  const margin = marginOf(test);
  if (Math.abs(test.mean) > margin || margin === 0) test.above = test.mean >= 0;
}

/** How far from zero a mean may lie after n observations: max(0, zone/(2n) (h^2 S^2/zone^2 - n)), with S^2 their variance. */
function marginOf({ variances, first, n, error, zone, variance }: SignTest): number {
  const degrees = (variances === 'first' ? first : n) - 1;
  const eta = 0.5 * (power(2 * error, -2 / degrees) - 1);
  const hSquared = 2 * eta * degrees;
  return Math.max(0, (zone / (2 * n)) * ((hSquared * variance) / (zone * zone) - n));
}
