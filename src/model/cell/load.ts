import { DEMAND_WINDOW_US, US_PER_HOUR } from '../meter.js';

/** Energy of each carrier in each 10 minutes of the UTC clock [kWh]; the first and the last may be cut. */
export interface LoadRecord {
  fromUs: number;
  toUs: number;
  /** when the first of the 10 minutes began */
  gridUs: number;
  kwh: Float64Array[];
}

/** Room for the load of so many carriers over a time. */
export function openLoad(carriers: number, fromUs: number, toUs: number): LoadRecord {
  const gridUs = Math.floor(fromUs / DEMAND_WINDOW_US) * DEMAND_WINDOW_US;
  const windows = Math.max(1, Math.ceil((toUs - gridUs) / DEMAND_WINDOW_US));
  return { fromUs, toUs, gridUs, kwh: Array.from({ length: carriers }, () => new Float64Array(windows)) };
}

/** Adds a stretch of constant power. What lies outside the time of the record is not counted. */
export function accrueLoad(record: LoadRecord, carrier: number, fromUs: number, toUs: number, powerKw: number): void {
  const kwh = record.kwh[carrier]!;
  const end = Math.min(toUs, record.toUs);
  for (let at = Math.max(fromUs, record.fromUs); at < end; ) {
    const window = Math.floor((at - record.gridUs) / DEMAND_WINDOW_US);
    const until = Math.min(end, record.gridUs + (window + 1) * DEMAND_WINDOW_US);
    kwh[window]! += (powerKw * (until - at)) / US_PER_HOUR;
    at = until;
  }
}
