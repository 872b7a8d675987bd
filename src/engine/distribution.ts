/** A distribution of positive amounts. The unit is the caller's, the same for every parameter. */
export type Distribution =
  | { dist: 'fixed'; value: number }
  | { dist: 'exponential'; mean: number }
  | { dist: 'uniform'; min: number; max: number }
  | { dist: 'triangular'; min: number; mode: number; max: number }
  | { dist: 'lognormal'; mu: number; sigma: number }
  | { dist: 'weibull'; scale: number; shape: number }
  | { dist: 'gamma'; mean: number; shape: number }
  | { dist: 'empirical'; values: number[] };

/** The amount that is exceeded with probability u: one uniform number in (0, 1) gives one variate, larger u a smaller one. */
export function sample(d: Distribution, u: number): number {
  throw new Error(`not yet: ${d.dist} ${u}`);
}
/** Expected value. */
export function mean(d: Distribution): number {
  throw new Error(`not yet: ${d.dist}`);
}
/** Probability of more than x. */
export function survival(d: Distribution, x: number): number {
  throw new Error(`not yet: ${d.dist} ${x}`);
}
/** What is left given that `age` has passed: inverse of S(age + x) / S(age) at u. Where the law knows no such age it begins anew. */
export function residual(d: Distribution, age: number, u: number): number {
  throw new Error(`not yet: ${d.dist} ${age} ${u}`);
}
/** The distribution of `factor` times the amount. */
export function scale<D extends Distribution>(d: D, factor: number): D {
  throw new Error(`not yet: ${d.dist} ${factor}`);
}
