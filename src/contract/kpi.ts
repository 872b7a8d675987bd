import { z } from 'zod';

const seconds = (text: string) => z.number().min(0).describe(`${text} [s]`);

/** ISO 22400-2 time and quantity elements of a unit over a window. Letters are the standard's. */
export const KpiElements = z.strictObject({
  PBT: seconds('planned busy time: shifts less planned stops'),
  APT: seconds('actual production time: Execute in mode Production'),
  AUST: seconds('actual unit set-up time: changeover, cleaning, line clearance'),
  ADET: seconds('actual unit delay time: every unplanned stop, starved and blocked included'),
  ADOT: seconds('actual unit down time: available, but without an order'),
  PDOT: seconds('planned down time: outside the shifts'),
  unknown: seconds('time about which nothing was received; in no other element'),
  PQ: z.number().min(0).describe('produced quantity, good and defective [items of the unit]'),
  GQ: z.number().min(0).describe('good quantity [items of the unit]'),
  RQ: z.number().min(0).describe('rejected quantity [items of the unit]'),
  PRI: z.number().positive().describe('planned run time per item [s]'),
});
export type KpiElements = z.infer<typeof KpiElements>;

const Ratio = z.number().nullable();

/** ISO 22400-2 indicators as fractions. Null where the denominator is zero. */
export const Kpis = z.strictObject({
  availability: Ratio.describe('APT / PBT'),
  effectiveness: Ratio.describe('PRI * PQ / APT'),
  qualityRatio: Ratio.describe('GQ / PQ'),
  oee: Ratio.describe('PRI * GQ / PBT'),
});
export type Kpis = z.infer<typeof Kpis>;
