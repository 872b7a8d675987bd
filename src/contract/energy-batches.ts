import { z } from 'zod';
import { LineId, UnitId } from './equipment.js';
import { Micros } from './units.js';

const Part = {
  kwh: z.number().describe('measuredKwh + allottedKwh [kWh]'),
  measuredKwh: z.number().describe('meters of units while the lot stood on them [kWh]'),
  allottedKwh: z.number().describe('share of utilities by what the lot drew, and of zones by the time that it stood in them [kWh]'),
  measuredShare: z.number().nullable().describe('measuredKwh by kwh; null for 0/0'),
  good: z.number().describe('good units of the last step of the route'),
  perThousandGoodKwh: z.number().nullable().describe('kwh by 1,000 good units; null without any'),
};

export const LotEnergy = z.strictObject({
  lot: z.string(),
  product: UnitId.nullable(),
  begunUs: Micros.nullable(),
  endedUs: Micros,
  whole: z.boolean().describe('all that was done to it lies in the record; else a part of its energy is missing'),
  ...Part,
});
export type LotEnergy = z.infer<typeof LotEnergy>;

export const ProductEnergy = z.strictObject({
  product: UnitId.nullable(),
  lots: z.int().describe('whole lots, of which the figures are'),
  notWhole: z.int().describe('lots that are in no figure'),
  ...Part,
  perLotKwh: z.number().nullable(),
});
export type ProductEnergy = z.infer<typeof ProductEnergy>;

/** Answer of GET /api/v1/cells/:cell/energy/batches: energy of the lots that ended within a window. */
export const EnergyBatches = z.strictObject({
  cell: LineId,
  fromUs: Micros,
  toUs: Micros,
  products: z.array(ProductEnergy),
  lots: z.array(LotEnergy).describe('the first that ended first'),
  site: z
    .strictObject({
      kwh: z.number(),
      unmeteredKwh: z.number().nullable().describe('of it what meters counted beside all that hangs on them; null: none was heard'),
      good: z.number(),
      perThousandGoodKwh: z.number().nullable(),
    })
    .describe('all energy of the window by the good units of the last step in it: what no lot used is in it'),
});
export type EnergyBatches = z.infer<typeof EnergyBatches>;
