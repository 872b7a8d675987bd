import { marginalPrices } from '../supply/billing.js';
import { layOutCarbon } from '../supply/carbon.js';
import type { ProfileTimes } from '../supply/profile.js';
import type { SuppliedCarrier, SupplyState } from '../supply/state.js';
import { billingOf } from './billed.js';
import { eachStep } from './load.js';

/** What one kWh more costs and emits in each step; null where it is not known. */
export interface Rates {
  times: ProfileTimes;
  /** [EUR/kWh] */
  price: Float64Array | null;
  /** by the average of the network [kg CO2e/kWh] */
  factor: Float64Array | null;
}

export const noRates = (times: ProfileTimes): Rates => ({ times, price: null, factor: null });

/** Rates of a carrier over the steps of a window, by its contract and emissions in the plant file. */
export function ratesOf(carrier: SuppliedCarrier | undefined, times: ProfileTimes, supply: SupplyState): Rates {
  const { billing } = billingOf(carrier, times, supply);
  const location = carrier?.emissions ? layOutCarbon(carrier.emissions, supply.timezone, times, supply.series).location : null;
  const factor = typeof location === 'number' ? new Float64Array(times.steps).fill(location) : location;
  return { times, price: billing && marginalPrices(billing), factor };
}

/** Energy of each step at the rate of that step; null without rates. */
export const worthOf = (kwh: Float64Array, rate: Float64Array | null): number | null => rate && kwh.reduce((sum, value, i) => sum + value * rate[i]!, 0);

/** Mean rate over a time; null where it is not known. */
export type RateOf = (fromUs: number, toUs: number) => number | null;

export function meanRate(times: ProfileTimes, rate: Float64Array | null): RateOf {
  if (rate === null) return () => null;
  return (fromUs, toUs) => {
    let [sum, knownUs] = [0, 0];
    eachStep(times, fromUs, toUs, (step, us) => {
      sum += rate[step]! * us;
      knownUs += us;
    });
    return knownUs > 0 ? sum / knownUs : null;
  };
}
