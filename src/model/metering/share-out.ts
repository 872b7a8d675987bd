import { endUs, gridStartUs, type ProfileTimes } from '../supply/profile.js';
import { coarseStepOf } from './fine-load.js';
import type { MeteredLoad } from './load.js';
import type { Rates } from './rates.js';

/** A stretch of time that energy is told by: of a state, of a batch. */
export interface KeyedSpan<Key> {
  fromUs: number;
  toUs: number;
  key: Key;
}

/** Time and energy of a key, with what the energy cost and emitted; null where that is not known. */
export interface Portion {
  seconds: number;
  kwh: number;
  costEur: number | null;
  co2eKg: number | null;
}

/**
 * Energy of a load by keys: that of each step goes to the stretches in it by their time, at the rates of its time. Stretches in order, without
 * gap, over all of the window; so the portions add up to the load. `rates` are of coarser steps of the same window.
 */
export function shareOut<Key>(load: MeteredLoad, times: ProfileTimes, spans: readonly KeyedSpan<Key>[], rates: Rates): Map<Key, Portion> {
  const portions = new Map<Key, Portion>();
  const stepUs = times.stepS * 1e6;
  const coarse = coarseStepOf(times, rates.times);
  const none = (rate: Float64Array | null) => (rate === null ? null : 0);
  for (const { fromUs, toUs, key } of spans) {
    const portion = portions.get(key) ?? { seconds: 0, kwh: 0, costEur: none(rates.price), co2eKg: none(rates.factor) };
    portions.set(key, portion);
    portion.seconds += (toUs - fromUs) / 1e6;
    for (let at = fromUs; at < toUs;) {
      const step = Math.floor((at - gridStartUs(times)) / stepUs);
      const beginUs = Math.max(times.fromUs, gridStartUs(times) + step * stepUs);
      const finishUs = Math.min(endUs(times), gridStartUs(times) + (step + 1) * stepUs);
      const until = Math.min(toUs, finishUs);
      const kwh = (load.kwh[step]! * (until - at)) / (finishUs - beginUs);
      portion.kwh += kwh;
      if (portion.costEur !== null) portion.costEur += kwh * rates.price![coarse(step)]!;
      if (portion.co2eKg !== null) portion.co2eKg += kwh * rates.factor![coarse(step)]!;
      at = until;
    }
  }
  return portions;
}
