import { DEMAND_WINDOW_US, US_PER_HOUR } from '../meter.js';

/** Energy of each carrier in each 10 minutes of the UTC clock [kWh]; the first and the last may be cut. */
export interface LoadRecord {
  fromUs: number;
  toUs: number;
  /** when the first of the 10 minutes began */
  gridUs: number;
  kwh: Float64Array[];
  /** electricity of these utilities, by number, which is part of that carrier */
  utilities: ReadonlyMap<number, Float64Array>;
}

/** Room for the load of so many carriers over a time; and of utilities by number. */
export function openLoad(carriers: number, fromUs: number, toUs: number, utilities: readonly number[] = []): LoadRecord {
  const gridUs = Math.floor(fromUs / DEMAND_WINDOW_US) * DEMAND_WINDOW_US;
  const windows = Math.max(1, Math.ceil((toUs - gridUs) / DEMAND_WINDOW_US));
  const room = () => new Float64Array(windows);
  return { fromUs, toUs, gridUs, kwh: Array.from({ length: carriers }, room), utilities: new Map(utilities.map((utility) => [utility, room()])) };
}

/** Adds a stretch of constant power to one of the loads of the record. What lies outside the time of the record is not counted. */
export function accrueLoad(record: LoadRecord, kwh: Float64Array, fromUs: number, toUs: number, powerKw: number): void {
  const end = Math.min(toUs, record.toUs);
  for (let at = Math.max(fromUs, record.fromUs); at < end;) {
    const window = Math.floor((at - record.gridUs) / DEMAND_WINDOW_US);
    const until = Math.min(end, record.gridUs + (window + 1) * DEMAND_WINDOW_US);
    kwh[window]! += (powerKw * (until - at)) / US_PER_HOUR;
    at = until;
  }
}
