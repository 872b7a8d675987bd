import type { Tariff } from '../contract/energy.js';

/** The prices of a tariff in a time zone. */
export interface PriceCalendar {
  timezone: string;
  tariff: Tariff;
}
