import { NEVER } from '../engine/calendar.js';
import { priceAt, type PriceCalendar } from './bill.js';

/**
 * A meter of a carrier: its cost by the hour of a tariff, and its highest mean over whole 10 minutes. It lives in METER_FIELDS
 * numbers of the caller's array, from `at` on.
 */
export const METER_PRICE = 0; // [EUR/kWh]
export const METER_PRICE_UNTIL = 1; // [us]
export const METER_COST = 2; // [EUR]
export const METER_WINDOW_FROM = 3; // start of the present 10 minutes, or of the account within them [us]
export const METER_WINDOW_KWH = 4;
export const METER_PEAK = 5; // highest mean over whole 10 minutes [kW]; -1 before the first
export const METER_FIELDS = 6;

/** The interval of French demand metering, on the clock (UTC) [us]. */
export const DEMAND_WINDOW_US = 600e6;
export const US_PER_HOUR = 3600e6;

/** Sums begin at zero here. */
export function openMeter(sums: Float64Array, at: number, atUs: number): void {
  sums.fill(0, at, at + METER_FIELDS);
  sums[at + METER_PRICE_UNTIL] = atUs;
  sums[at + METER_WINDOW_FROM] = atUs;
  sums[at + METER_PEAK] = -1;
}

/** Goes over a time that is not counted: prices are those of then, and the 10 minutes begin anew. */
export function skipMeter(sums: Float64Array, at: number, atUs: number): void {
  sums[at + METER_PRICE_UNTIL] = sums[at + METER_WINDOW_FROM] = atUs;
  sums[at + METER_WINDOW_KWH] = 0;
}

/** Adds a stretch of constant power to a meter. Without prices it costs nothing. */
export function accrueMeter(prices: PriceCalendar | null, sums: Float64Array, at: number, fromUs: number, toUs: number, powerKw: number): void {
  let nowUs = fromUs;
  while (nowUs < toUs) {
    if (nowUs >= sums[at + METER_PRICE_UNTIL]!) readPrice(prices, sums, at, nowUs);
    const windowEnd = Math.floor(nowUs / DEMAND_WINDOW_US) * DEMAND_WINDOW_US + DEMAND_WINDOW_US;
    const end = Math.min(toUs, windowEnd, sums[at + METER_PRICE_UNTIL]!);
    const kwh = (powerKw * (end - nowUs)) / US_PER_HOUR;
    sums[at + METER_COST]! += kwh * sums[at + METER_PRICE]!;
    sums[at + METER_WINDOW_KWH]! += kwh;
    if (end === windowEnd) closeWindow(sums, at, end);
    nowUs = end;
  }
}

function closeWindow(sums: Float64Array, at: number, end: number): void {
  // A window that the account cut at its beginning has no mean of its own.
  if (end - sums[at + METER_WINDOW_FROM]! === DEMAND_WINDOW_US) {
    sums[at + METER_PEAK] = Math.max(sums[at + METER_PEAK]!, (sums[at + METER_WINDOW_KWH]! * US_PER_HOUR) / DEMAND_WINDOW_US);
  }
  sums[at + METER_WINDOW_FROM] = end;
  sums[at + METER_WINDOW_KWH] = 0;
}

function readPrice(prices: PriceCalendar | null, sums: Float64Array, at: number, atUs: number): void {
  const now = prices ? priceAt(prices, atUs) : { price: 0, untilUs: NEVER };
  sums[at + METER_PRICE] = now.price;
  sums[at + METER_PRICE_UNTIL] = now.untilUs;
}
