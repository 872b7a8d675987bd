import { z } from 'zod';
import { Tariff } from './energy.js';
import { UnitId } from './equipment.js';
import { SeriesUse } from './series.js';
import { EmissionOf, SupplyContract } from './supply.js';
import { Power, quantity } from './units.js';

const Carrier = UnitId.describe('id of the carrier');
const PositivePower = quantity('power', { positive: true });

const Boiler = z.number().positive().max(1.1).default(1).describe('heat that a kWh of the carrier gives: 1 of bought heat, about 0.88 of gas');

/**
 * What a variant does otherwise about energy without changing the plant: no simulation is needed. Contract, tariff, prices, emissions and
 * contracted power hold for the bill; the others stand behind the meter, in this order: heat recovery, heat pump, photovoltaics, battery.
 */
export const SupplyChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('contract'), carrier: Carrier, contract: SupplyContract.describe('instead of the contract or tariff of the carrier') }),
  z.strictObject({ kind: z.literal('tariff'), carrier: Carrier, tariff: Tariff.describe('instead of the contract or tariff of the carrier') }),
  z.strictObject({
    kind: z.literal('contracted-power'),
    carrier: Carrier,
    power: z
      .union([z.literal('best'), z.record(z.string(), Power)])
      .describe('by period, others stay; best: the whole kW that cost least over all replications of the variant'),
  }),
  z.strictObject({
    kind: z.literal('prices'),
    carrier: Carrier,
    dayAhead: SeriesUse.extend({ premium: quantity('price').default(0) }).describe('instead of the price of the energy'),
  }),
  z.strictObject({ kind: z.literal('carbon-factor'), carrier: Carrier, source: z.string().min(1), location: EmissionOf, marginal: EmissionOf.optional() }),
  z.strictObject({
    kind: z.literal('heat-recovery'),
    from: UnitId.describe('id of the utility whose electricity becomes heat: compressed air, cold'),
    share: z.number().gt(0).max(1).describe('of its electricity that comes back as heat; of compressors 0.5 to 0.9'),
    carrier: Carrier.describe('what the heat replaces'),
    boiler: Boiler,
  }),
  z.strictObject({
    kind: z.literal('heat-pump'),
    cop: z.number().min(1).max(15).describe('heat for a kWh of electricity, in the mean'),
    capacity: PositivePower.describe('heat that it can give'),
    carrier: Carrier.describe('what it replaces'),
    boiler: Boiler,
  }),
  z
    .strictObject({
      kind: z.literal('pv'),
      peak: PositivePower.describe('nominal power of the modules'),
      yieldKwhPerKw: z.number().positive().max(2500).default(1000).describe('of a nominal kW in a year; 950 to 1,050 near Paris'),
      irradiance: SeriesUse.optional(),
      place: z
        .strictObject({ latitude: z.number().min(-66).max(66), longitude: z.number().min(-180).max(180) })
        .optional()
        .describe('degrees north and east: a clear sky there, where there is no series'),
    })
    .refine(({ irradiance, place }) => (irradiance === undefined) !== (place === undefined), { error: () => 'expected either irradiance or place' }),
  z
    .strictObject({
      kind: z.literal('battery'),
      capacity: quantity('energy', { positive: true }),
      power: PositivePower.describe('most that it takes and gives'),
      efficiency: z.number().gt(0).max(1).default(0.88).describe('there and back'),
      startShare: z.number().min(0).max(1).default(0.5).describe('share of the capacity that is in it at the beginning'),
      strategy: z.enum(['peak-shaving', 'arbitrage']).describe('arbitrage knows prices and load ahead: it is the most that a battery could save'),
      target: PositivePower.optional().describe('of peak shaving; the lowest that it can hold where not given'),
    })
    .refine(({ strategy, target }) => strategy === 'peak-shaving' || target === undefined, { path: ['target'], error: () => 'is for peak-shaving only' }),
]);
export type SupplyChange = z.infer<typeof SupplyChange>;
export type SupplyChangeOf<K extends SupplyChange['kind']> = Extract<SupplyChange, { kind: K }>;
export const SUPPLY_KINDS = SupplyChange.options.map((option) => option.shape.kind.value);
