import { chainFrom, meanOver, stationary } from './chain.js';

/** Two unreliable machines of continuous flow about a buffer. Failures and repairs are exponential, p and r their rates. */
export interface FluidOfTwo {
  mode: 'operation' | 'time';
  rates: [number, number];
  p: [number, number];
  r: [number, number];
  capacity: number;
}

/** The level in so many steps, each up or down a matter of chance with the right mean: first order in the step. */
function inSteps({ mode, rates, p, r, capacity }: FluidOfTwo, steps: number): { throughput: number; meanBuffer: number } {
  const step = capacity / steps;
  const speeds = ([n, a, b]: number[]): [number, number] => {
    const [first, second] = [a! * rates[0], b! * rates[1]];
    return [n === steps ? Math.min(first, second) : first, n === 0 ? Math.min(first, second) : second];
  };
  const chain = chainFrom([0, 1, 1], (state): [number, number[]][] => {
    const [n, a, b] = state as [number, number, number];
    const [first, second] = speeds(state);
    const fails = (i: 0 | 1, up: number, speed: number) => (up === 0 ? 0 : mode === 'time' ? p[i] : (p[i] * speed) / rates[i]);
    return [
      [first > second ? (first - second) / step : 0, [n + 1, a, b]],
      [second > first ? (second - first) / step : 0, [n - 1, a, b]],
      [fails(0, a, first), [n, 0, b]],
      [fails(1, b, second), [n, a, 0]],
      [a === 0 ? r[0] : 0, [n, 1, b]],
      [b === 0 ? r[1] : 0, [n, a, 1]],
    ];
  });
  const share = stationary(chain);
  return { throughput: meanOver(chain, share, (state) => speeds(state)[1]), meanBuffer: meanOver(chain, share, ([n]) => n! * step) };
}

/** Throughput and mean content, the step taken to nothing by Richardson's extrapolation. */
export function fluidOfTwo(of: FluidOfTwo): Record<string, number> {
  const [coarse, fine] = [inSteps(of, 60), inSteps(of, 120)];
  return { throughput: 2 * fine.throughput - coarse.throughput, meanBuffer: 2 * fine.meanBuffer - coarse.meanBuffer };
}
