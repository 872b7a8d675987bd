import { z } from 'zod';
import { SupplyNote } from './supply-note.js';
import { MeasuredAccount } from './cell-view.js';
import { LOCATION_CO2E, MARGINAL_COST } from './energy-worth.js';
import { LineId, SourceId, UnitId } from './equipment.js';
import { Micros } from './units.js';

const Kwh = z.number().describe('[kWh]');
const Cost = z.number().nullable().describe(`${MARGINAL_COST} [EUR]`);
const Co2e = z.number().nullable().describe(`${LOCATION_CO2E} [kg]`);

/** An energy, with what it cost and emitted. */
const Amount = { kwh: Kwh, costEur: Cost, co2eKg: Co2e };

/** Accounts in which a unit makes nothing and waits for nothing: it could have been asleep, or off. */
export const WASTE_ACCOUNTS = ['idle', 'standby'] as const;

export const AccountUse = z.strictObject({
  account: MeasuredAccount,
  seconds: z.number().min(0),
  ...Amount,
});
export type AccountUse = z.infer<typeof AccountUse>;

/** Energy of a source by what it spent its time on. Of a zone execute is production mode and idle set back; of a utility whether anything flowed. */
export const SourceUse = z.strictObject({
  source: SourceId,
  kind: z.enum(['unit', 'machine', 'utility', 'zone']).describe('machines are parts of their unit, and in no sum with it'),
  zone: UnitId.nullable().describe('that a unit or machine stands in'),
  counts: z.boolean().describe('it is in the sums: a machine only where its unit has no meter'),
  ...Amount,
  byCarrierKwh: z.record(UnitId, z.number()),
  accounts: z.array(AccountUse).describe('the most energy first'),
  unknownS: z.number().min(0).describe('time of which nothing was heard [s]'),
});
export type SourceUse = z.infer<typeof SourceUse>;

/** What one source used in the accounts of waste. */
export const SourceWaste = z.strictObject({
  source: SourceId,
  seconds: z.number().min(0),
  ...Amount,
  meanKw: z.number().nullable().describe('kwh by the time; null for 0/0 [kW]'),
  share: z.number().nullable().describe('of the energy of the source; null for 0/0'),
});
export type SourceWaste = z.infer<typeof SourceWaste>;

export const ZoneUse = z.strictObject({
  zone: UnitId.nullable().describe('null: units that stand in none'),
  airKwh: Kwh.describe('fans, cooling and heat of the zone [kWh]'),
  unitsKwh: Kwh.describe('of the units in it [kWh]'),
});
export type ZoneUse = z.infer<typeof ZoneUse>;

/** Answer of GET /api/v1/cells/:cell/energy/states: energy by what machines were doing, from the record of the site. */
export const EnergyUse = z.strictObject({
  cell: LineId,
  fromUs: Micros,
  toUs: Micros,
  carrier: UnitId.nullable().describe('whose energy alone this is; null: of all carriers together'),
  recordFromUs: Micros.nullable().describe('begin of what the record still has; null: it has nothing'),
  kwh: Kwh.describe('units, utilities and zones, and what meters counted besides [kWh]'),
  unitsKwh: Kwh,
  utilitiesKwh: Kwh,
  zonesKwh: Kwh,
  unmeteredKwh: Kwh.nullable().describe(
    'what meters of the plant file counted beside all that hangs on them, in the time that the record has; null: none with a reading of its own was heard [kWh]',
  ),
  accounts: z.array(AccountUse).describe('of all units'),
  outsideExecuteShare: z.number().nullable().describe('of the energy of units, what was used outside execute; null for 0/0'),
  waste: z.strictObject({
    accounts: z.array(z.enum(WASTE_ACCOUNTS)),
    seconds: z.number().min(0),
    ...Amount,
    share: z.number().nullable().describe('of the energy of units; null for 0/0'),
    sources: z.array(SourceWaste).describe('units, and machines of units without a meter, that wasted any: the most energy first'),
  }),
  sources: z.array(SourceUse).describe('in the order of the plant file'),
  zones: z.array(ZoneUse),
  notes: z.array(SupplyNote),
});
export type EnergyUse = z.infer<typeof EnergyUse>;
