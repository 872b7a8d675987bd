/** Relative size of a bracket, and of a miss, that is rounding. */
const ROUNDING = 4e-16;

/**
 * The least x in [low, high] that is exceeded with probability u or less, where the survival function falls from above u
 * to at most u. Chandrupatla's method (1997): inverse quadratic interpolation where the function is smooth enough for it,
 * else bisection, so that it is safe where the function jumps.
 */
export function invertSurvival(survival: (x: number) => number, u: number, low: number, high: number): number {
  // a: last point, b: the other side of the bracket, c: the point before
  let a = high;
  let fa = survival(high) - u;
  let b = low;
  let fb = survival(low) - u;
  if (fb <= 0 || low === high) return low;
  let c = b;
  let fc = fb;
  let share = 0.5;
  for (let step = 0; step < 300; step++) {
    const x = a + share * (b - a);
    if (x === a || x === b) break;
    const fx = survival(x) - u;
    if (Math.abs(fx) <= ROUNDING * u) return x;
    if (fx > 0 === fa > 0) {
      c = a;
      fc = fa;
    } else {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const width = Math.abs(b - a);
    const least = ROUNDING * Math.max(Math.abs(a), Math.abs(b));
    if (width <= least) break;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const smooth = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    const quadratic = (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
    const edge = least / (2 * width);
    share = Math.min(1 - edge, Math.max(edge, smooth ? quadratic : 0.5));
  }
  return fa <= 0 ? a : b;
}
