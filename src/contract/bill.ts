import { z } from 'zod';
import { SupplyNote } from './supply-note.js';
import { Micros } from './units.js';

export const BILL_PARTS = ['supply', 'feedIn', 'fixed', 'capacity', 'networkEnergy', 'overrun', 'demand', 'excise', 'ofFixedNetwork', 'vat'] as const;
export type BillPart = (typeof BILL_PARTS)[number];

const Amounts = {
  kwh: z.number(),
  parts: z.record(z.enum(BILL_PARTS), z.number()).describe('[EUR]; what is fed in is negative'),
  energyEur: z.number(),
  networkEur: z.number(),
  taxEur: z.number(),
  totalEur: z.number(),
};

export const PeriodBill = z.strictObject({
  label: z.string(),
  kwh: z.number(),
  peakKw: z.number().nullable().describe('highest 10-minute mean; null where no whole 10 minutes were in the period'),
  subscribedKw: z.number().nullable(),
  eur: z.number().describe('energy, network energy, capacity and overrun of the period, without taxes'),
});
export type PeriodBill = z.infer<typeof PeriodBill>;

export const MonthBill = z.strictObject({
  month: z.string().describe('such as 2026-01'),
  share: z.number().describe('of the month that is in the horizon'),
  ...Amounts,
});
export type MonthBill = z.infer<typeof MonthBill>;

/** What a load costs under a contract. Months add up to the whole, parts to the total. Nothing is rounded. */
export const Bill = z.strictObject({
  contract: z.string(),
  fromUs: Micros,
  toUs: Micros,
  ...Amounts,
  periods: z.array(PeriodBill),
  months: z.array(MonthBill),
  notes: z.array(SupplyNote),
});
export type Bill = z.infer<typeof Bill>;
