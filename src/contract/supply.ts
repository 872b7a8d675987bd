import { z } from 'zod';
import { TimeOfDay } from './energy.js';
import { UnitId } from './equipment.js';
import { SeriesUse } from './series.js';
import { Bilingual, Power, quantity } from './units.js';

const Label = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, { error: () => 'expected letters, digits and hyphens, such as "HPH"' });
const Price = quantity('price');
const CapacityPrice = quantity('capacityPrice');
const Share = z.number().min(0).max(1);

export const DAY_TYPES = ['weekday', 'saturday', 'sunday', 'holiday'] as const;
export type DayType = (typeof DAY_TYPES)[number];

/** When a price holds. The first period that fits holds; periods with one label are one. */
export const SupplyPeriod = z.strictObject({
  label: Label,
  months: z.array(z.int().min(1).max(12)).min(1).optional().describe('all where not given'),
  days: z.array(z.enum(DAY_TYPES)).min(1).optional().describe('all where not given; a public holiday is a holiday and nothing else'),
  dates: z.array(z.iso.date()).optional().describe('only these days: mobile peaks that are called'),
  hours: z
    .array(z.strictObject({ from: TimeOfDay, to: TimeOfDay.describe('may be before from: across midnight') }))
    .min(1)
    .optional()
    .describe('on the local clock, in whole 10 minutes; all where not given'),
});
export type SupplyPeriod = z.infer<typeof SupplyPeriod>;

/** What a day-ahead market asks, and the supplier on top. */
const DayAhead = SeriesUse.extend({ premium: Price.default(0) });

/** Of the energy itself. */
const SupplyPrice = z
  .strictObject({ byPeriod: z.record(Label, Price).optional(), dayAhead: DayAhead.optional() })
  .refine(({ byPeriod, dayAhead }) => (byPeriod === undefined) !== (dayAhead === undefined), { error: () => 'expected either byPeriod or dayAhead' });

const Network = z.strictObject({
  fixed: z.array(z.strictObject({ id: UnitId, name: Bilingual.optional(), price: quantity('yearlyPrice') })).default([]),
  capacity: z
    .array(z.strictObject({ period: Label, price: CapacityPrice, subscribed: Power.optional() }))
    .default([])
    .describe('from the dearest period to the cheapest; subscribed powers must not fall along it'),
  energy: z.record(Label, Price).default({}).describe('by period; none, or all'),
  overrun: z
    .strictObject({ factor: z.number().positive().max(10).describe('of the capacity price, times the root of the sum of squares above the subscribed power') })
    .optional()
    .describe('of 10-minute means, every month'),
  demand: z
    .strictObject({
      price: CapacityPrice,
      intervalMin: z.literal([10, 15, 30, 60]).describe('of the means'),
      over: z.enum(['month', 'year']).describe('month: a twelfth of the price for the highest mean of each month'),
    })
    .optional()
    .describe('price of the highest mean, where nothing is subscribed'),
});

const Taxes = z.strictObject({
  excise: Price.default(0),
  ofFixedNetwork: Share.default(0).describe('share of fixed and capacity parts: CTA in France'),
  vat: Share.default(0).describe('on everything; 0 for who reclaims it'),
});

/** A dated contract for one carrier: energy, network and taxes. */
export const SupplyContract = z.strictObject({
  id: UnitId,
  name: Bilingual.optional(),
  source: z.string().min(1).describe('where the prices come from'),
  caveats: z.array(z.string().min(1)).default([]).describe('what was not checked'),
  validFrom: z.iso.date(),
  validTo: z.iso.date().optional().describe('last day'),
  holidays: z.literal('FR').optional().describe('public holidays that are told from other days'),
  periods: z.array(SupplyPeriod).min(1).describe('must cover all hours of the year'),
  energy: SupplyPrice,
  network: Network.prefault({}),
  taxes: Taxes.prefault({}),
  feedIn: Price.default(0).describe('paid for what goes back to the network'),
});
export type SupplyContract = z.infer<typeof SupplyContract>;

/** A file of contracts to choose from. */
export const SupplyContracts = z.strictObject({
  apiVersion: z.literal('twin/v1'),
  kind: z.literal('SupplyContracts'),
  contracts: z.array(SupplyContract).min(1),
});

/** What a kWh emits: one number, or a series. */
export const EmissionOf = z
  .strictObject({ factor: quantity('carbon').optional(), series: SeriesUse.optional() })
  .refine(({ factor, series }) => (factor === undefined) !== (series === undefined), { error: () => 'expected either factor or series' });
export type EmissionOf = z.infer<typeof EmissionOf>;

/** What a carrier emits, by the Greenhouse Gas Protocol. */
export const Emissions = z.strictObject({
  source: z.string().min(1),
  validFrom: z.iso.date(),
  scope: z.literal([1, 2]).describe('1: burnt on site; 2: bought electricity, steam, heat or cold'),
  location: EmissionOf.describe('average of the network, or of the fuel'),
  market: EmissionOf.optional().describe('of what was contracted: guarantees of origin, or the residual mix'),
  marginal: EmissionOf.optional().describe('of the plants that follow a change; beside the average, never instead of it'),
});
export type Emissions = z.infer<typeof Emissions>;
