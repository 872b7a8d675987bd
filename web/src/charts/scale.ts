/** A round bound not below the greatest of the values: 1, 2 or 5 times a power of ten. */
export function roundBound(value: number): number {
  if (!(value > 0)) return 0.01;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value * 0.999999) ?? 10) * power;
}

/** Decimals that write each of several round values, the same for all. */
export const tickDigits = (ticks: readonly number[]): number => Math.max(0, ...ticks.map((tick) => (/\.(\d+)$/.exec(String(tick))?.[1] ?? '').length));

/** Round values between two bounds, about `count` of them; no parts of one where only whole things are counted. */
export function roundTicks(low: number, high: number, count: number, isCounted = false): number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const step = Math.max(roundBound(span / count), isCounted ? 1 : 0);
  const found: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) found.push(Number((i * step).toPrecision(12)));
  return found;
}

/** A mean with the ends of its interval. */
export interface Span {
  mean: number;
  low: number;
  high: number;
}

/** Bounds with room around intervals, and about `count` round values between them. */
export function axisAround(spans: readonly Span[], count: number): { low: number; high: number; ticks: number[] } {
  const least = Math.min(...spans.map(({ low }) => low));
  const most = Math.max(...spans.map(({ high }) => high));
  const room = (most - least || Math.abs(most) || 1) * 0.06;
  const [low, high] = [least - room, most + room];
  return { low, high, ticks: roundTicks(low, high, count) };
}
