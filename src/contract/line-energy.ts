import { z } from 'zod';
import { KpiAccount } from './cell-kpi.js';
import { EnergyLoad } from './energy-load.js';
import { EnergyProfile } from './energy-profile.js';
import { AccountUse, SourceWaste } from './energy-use.js';
import { LOCATION_CO2E, MARGINAL_COST } from './energy-worth.js';
import { LineId, UnitId } from './equipment.js';
import { StateFamily } from './packml.js';
import { Micros } from './units.js';

/** Accounts in which a machine of a line makes nothing and is not worked on: it waits or rests, and could be asleep. */
export const LINE_WASTE_ACCOUNTS = ['idle', 'waiting', 'starved', 'blocked', 'standby', 'off'] as const;

const Worth = {
  costEur: z.number().nullable().describe(`${MARGINAL_COST} [EUR]`),
  co2eKg: z.number().nullable().describe(`${LOCATION_CO2E} [kg]`),
};
const Kwh = z.number().describe('[kWh]');
const KnownKwh = z.number().nullable().describe('null: nothing was heard [kWh]');
const PerThousand = z.number().nullable().describe('kwh by 1,000 good units; null without any, and where either is not known');

export const LineAccountUse = AccountUse.extend({ account: KpiAccount });
export type LineAccountUse = z.infer<typeof LineAccountUse>;

/** Energy of a machine by what it spent its time on. */
export const MachineEnergy = z.strictObject({
  unit: UnitId,
  by: z.enum(['counter', 'power']).nullable().describe('counter: rises of its counter; power: its power over time; null: nothing was heard of either'),
  kwh: KnownKwh,
  ...Worth,
  pausedKwh: Kwh.describe('of it what the counter rose by over a pause: the sum is measured, when within the pause is not known [kWh]'),
  unknownShare: z.number().min(0).max(1).describe('of the window, in which it is not known what was used'),
  resets: z
    .int()
    .min(0)
    .describe('falls of the counter, and rises that no machine makes: what was used between the last reading before and the first after is not known'),
  accounts: z.array(LineAccountUse).describe('the most energy first; empty where nothing was heard of its energy'),
});
export type MachineEnergy = z.infer<typeof MachineEnergy>;

/** The figures of a line over a window that are held against those of the window before. */
export const LineEnergyFigures = z.strictObject({
  fromUs: Micros,
  toUs: Micros,
  kwh: KnownKwh,
  ...Worth,
  peakKw: z.number().nullable().describe('highest mean over ten minutes that is known in full [kW]'),
  goodUnits: z.number().nullable().describe('that left the line; null where no counter tells'),
  perThousandGoodKwh: PerThousand,
  notProducingShare: z.number().nullable().describe('of the energy of machines in a known state, what was used in another one than producing; null for 0/0'),
  knownShare: z.number().min(0).max(1).describe('of the time of all machines, that in which it is known what they used'),
});
export type LineEnergyFigures = z.infer<typeof LineEnergyFigures>;

/** A batch by what each machine used while it was at it. */
export const LineBatchEnergy = z.strictObject({
  batch: z.string(),
  fromUs: Micros.describe('when the first machine turned to it; begin of the window where that was before'),
  toUs: Micros.describe('when the last machine left it; end of the window where it is not over'),
  whole: z.boolean().describe('all of it lies in the window; else a part of its energy is missing'),
  kwh: Kwh,
  ...Worth,
  goodUnits: z.number().nullable().describe('that left the line while its last machine was at the batch'),
  perThousandGoodKwh: PerThousand.describe('null of a batch that is not whole, too'),
});
export type LineBatchEnergy = z.infer<typeof LineBatchEnergy>;

/** Answer of GET /api/v1/lines/:line/energy: where the electricity of a line went, as it was measured. */
export const LineEnergy = z.strictObject({
  line: LineId,
  figures: LineEnergyFigures,
  before: LineEnergyFigures.describe('of the window as long before it'),
  missing: z.array(UnitId).describe('machines of whose energy nothing was heard: they are in no sum'),
  profile: EnergyProfile.omit({ cell: true }),
  load: EnergyLoad.omit({ cell: true }),
  machines: z.array(MachineEnergy).describe('in the order of the line'),
  accounts: z.array(LineAccountUse).describe('of all machines of whose energy something was heard'),
  waste: z
    .strictObject({
      accounts: z.array(z.enum(LINE_WASTE_ACCOUNTS)),
      seconds: z.number().min(0),
      kwh: Kwh,
      ...Worth,
      share: z.number().nullable().describe('of the energy of the line; null for 0/0'),
      sources: z.array(SourceWaste).describe('machines that wasted any: the most energy first'),
    })
    .describe('what machines used where they waited or rested'),
  states: z
    .array(z.strictObject({ unit: UnitId, bins: z.array(z.partialRecord(StateFamily, z.number().min(0).max(1))) }))
    .describe('share of each equal part of the window in each family of states, by machine; of each part they add up to 1'),
  batches: z.array(LineBatchEnergy).describe('the first that began first'),
});
export type LineEnergy = z.infer<typeof LineEnergy>;
