import { marginalPrices, type Billing } from '../supply/billing.js';
import { eachStep } from './load.js';

/** Mean price of one kWh more over a time [EUR/kWh]; null where it is not known. */
export type PriceOf = (fromUs: number, toUs: number) => number | null;

/** Prices of a contract that is laid out; none without one. */
export function pricesOf(billing: Billing | null): PriceOf {
  if (billing === null) return () => null;
  const prices = marginalPrices(billing);
  return (fromUs, toUs) => {
    let [sum, knownUs] = [0, 0];
    eachStep(billing.times, fromUs, toUs, (step, us) => {
      sum += prices[step]! * us;
      knownUs += us;
    });
    return knownUs > 0 ? sum / knownUs : null;
  };
}
