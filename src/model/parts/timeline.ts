/** Power of a machine or a site over time, piece by piece; times in any unit, the same everywhere. */
export interface PowerSpan {
  from: number;
  to: number;
  state: string;
  kw: number;
}

export interface PriceSpan {
  from: number;
  to: number;
  /** per kWh */
  price: number;
}

export interface TimelineEnergy {
  energyKwh: number;
  cost: number;
  energyByStateKwh: Record<string, number>;
  /** mean power of each demand window from the beginning on; the last may be shorter [kW] */
  demandKw: number[];
}

/** Energy, its cost and the mean power of each demand window. Spans must not overlap; between them there is no power, and outside the prices no cost. */
export function energyOfTimeline(spans: readonly PowerSpan[], prices: readonly PriceSpan[], window: number, hoursPerUnit: number): TimelineEnergy {
  const from = spans.reduce((first, span) => Math.min(first, span.from), Infinity);
  const to = spans.reduce((last, span) => Math.max(last, span.to), -Infinity);
  const energyByStateKwh: Record<string, number> = {};
  for (const span of spans) energyByStateKwh[span.state] = (energyByStateKwh[span.state] ?? 0) + span.kw * (span.to - span.from) * hoursPerUnit;
  const within = (begin: number, end: number) =>
    spans.reduce((sum, span) => sum + span.kw * Math.max(0, Math.min(span.to, end) - Math.max(span.from, begin)), 0);
  const demandKw: number[] = [];
  for (let begin = from; begin < to; begin += window) demandKw.push(within(begin, begin + window) / (Math.min(begin + window, to) - begin));
  return {
    energyKwh: Object.values(energyByStateKwh).reduce((sum, kwh) => sum + kwh, 0),
    cost: prices.reduce((sum, price) => sum + price.price * within(price.from, price.to) * hoursPerUnit, 0),
    energyByStateKwh,
    demandKw,
  };
}
