import { ln } from './elementary.js';

/** Below it the recurrence f(x) = f(x + 1) + ... lifts the argument to where the asymptotic series is exact. */
const LARGE = 8;

/** psi(x) = d ln Gamma(x) / dx for x > 0 (Abramowitz and Stegun 6.3.5, 6.3.18). */
export function digamma(x: number): number {
  let shift = 0;
  for (; x < LARGE; x++) shift -= 1 / x;
  const s = 1 / (x * x);
  const series = s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s / 12))))));
  return shift + ln(x) - 0.5 / x - series;
}

/** psi'(x) for x > 0 (Abramowitz and Stegun 6.4.6, 6.4.12). */
export function trigamma(x: number): number {
  let shift = 0;
  for (; x < LARGE; x++) shift += 1 / (x * x);
  const s = 1 / (x * x);
  const series = s * (1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - s * (5 / 66 - s * (691 / 2730 - (s * 7) / 6))))));
  return shift + (1 + 0.5 / x + series) / x;
}
