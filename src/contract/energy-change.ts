import { z } from 'zod';
import { MachineRef, Shifts, UnitRef } from './change-parts.js';
import { ENERGY_STATES, TimeOfDay } from './energy.js';
import { UnitId } from './equipment.js';
import { formula } from './formula.js';
import { Duration, NUMBER, numberOf, PositiveDuration } from './units.js';

/** A step up or down in a unit that only this change has. */
function step(unit: string, example: string) {
  const expected = `expected a step such as "${example}"`;
  const pattern = new RegExp(`^\\s*(${NUMBER})\\s*${unit}\\s*$`);
  return z
    .string({ error: () => expected })
    .regex(pattern, { error: () => expected })
    .transform((text) => numberOf(pattern.exec(text)![1]!))
    .describe(`[${unit}]`);
}

const Positive = z.number().positive();
export const WFI_TECHNOLOGIES = ['med', 'vapour-compression', 'membrane'] as const;

/** Changes of the energy of machines, zones and utilities. */
export const ENERGY_CHANGES = [
  z.strictObject({
    kind: z.literal('setback'),
    zone: UnitId,
    share: formula('share').optional().describe('of the flow, outside production mode; 1: never set back'),
    calendar: UnitId.nullable().optional().describe('when it is in production mode; null: always'),
    shifts: Shifts.optional().describe('the same as a calendar of its own'),
    recovery: formula('duration').optional(),
  }),
  z.strictObject({
    kind: z.literal('standby'),
    unit: UnitRef,
    machine: MachineRef.optional(),
    after: formula('duration').nullable().describe('idle time before standby; null: never'),
    wakeUp: Duration.optional().describe('needed where it has no standby of its own'),
  }),
  z.strictObject({
    kind: z.literal('power'),
    unit: UnitRef.optional(),
    machine: MachineRef.optional(),
    state: z.enum(ENERGY_STATES).optional().describe('of the unit or machine'),
    zone: UnitId.optional(),
    of: z.enum(['fan', 'cooling', 'heat']).optional().describe('of the zone'),
    power: formula('power'),
  }),
  z.strictObject({
    kind: z.literal('stagger'),
    units: z.array(UnitRef).min(2).describe('in the order in which they start'),
    by: PositiveDuration.describe('whole minutes between one and the next, wherever their work begins'),
  }),
  z.strictObject({
    kind: z.literal('window'),
    unit: UnitRef,
    from: TimeOfDay,
    to: TimeOfDay.describe('may be before from: across midnight'),
  }),
  z.strictObject({ kind: z.literal('leak'), utility: UnitId, leak: formula('number').describe('[its unit per hour], at all times') }),
  z.strictObject({
    kind: z.literal('pressure'),
    utility: UnitId.describe('compressed air'),
    by: step('bar', '-0.5 bar'),
    perBar: z.number().min(0).max(0.5).default(0.07).describe('share of the electricity for each bar'),
  }),
  z.strictObject({
    kind: z.literal('chiller'),
    zone: UnitId.optional().describe('all zones where neither zone nor utility is given'),
    utility: UnitId.optional().describe('cold that units draw'),
    by: step('K', '+2 K').describe('of the set-point of chilled water [K]'),
    perK: z.number().min(0).max(0.1).default(0.025).describe('share of the electricity for each kelvin'),
  }),
  z.strictObject({
    kind: z.literal('utility'),
    utility: UnitId,
    capacity: formula('number').nullable().optional().describe('[its unit per hour]; null: no limit'),
    energy: z.record(UnitId, formula('number')).optional().describe('by carrier [kWh for each of its unit]'),
  }),
  z.strictObject({
    kind: z.literal('wfi'),
    utility: UnitId.describe('water for injection, counted in m3, L or kg'),
    technology: z.enum(WFI_TECHNOLOGIES),
    heat: UnitId.default('heat').describe('carrier of its heat'),
    electricityKwhPerM3: Positive.optional(),
    heatKwhPerM3: Positive.optional(),
  }),
] as const;
