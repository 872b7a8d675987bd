import { z } from 'zod';
import { LawChange, MachineRef, UnitRef } from './change-parts.js';
import { UnitId } from './equipment.js';
import { formula } from './formula.js';
import { DurationDistribution } from './units.js';

const Persons = z.record(UnitId, z.int().positive());
export const CHANGEOVER_PARTS = ['set-up', 'start-up', 'change', 'clearance', 'minor-cleaning', 'major-cleaning'] as const;

/** Changes of what lies between batches, of stops, repair and maintenance. */
export const UPKEEP_CHANGES = [
  z.strictObject({
    kind: z.literal('changeover'),
    unit: UnitRef.optional().describe('all units where not given'),
    parts: z.array(z.enum(CHANGEOVER_PARTS)).min(1).optional().describe('all of them where not given'),
    rule: z.int().min(0).optional().describe('of the changeover rules of the unit only this one, by its place in the file from 0'),
    lasts: LawChange.optional(),
    spread: formula('duration').optional().describe('of the standard deviation that the law has now; where not given it follows the mean'),
  }),
  z.strictObject({
    kind: z.literal('cleaning'),
    unit: UnitRef.optional().describe('all units with a cleaning where not given'),
    campaignBatches: formula('count').nullable().optional().describe('null: no limit'),
    campaignAge: formula('duration').nullable().optional().describe('null: no limit'),
    dirtyHold: formula('duration').nullable().optional().describe('null: no limit'),
    cleanHold: formula('duration').nullable().optional().describe('null: no limit'),
  }),
  z.strictObject({
    kind: z.literal('maintenance'),
    unit: UnitRef,
    task: UnitId.describe('id of the maintenance'),
    every: formula('duration').optional(),
    lasts: LawChange.optional(),
    clock: z.enum(['operation', 'time']).optional(),
    remove: z.literal(true).optional(),
  }),
  z.strictObject({
    kind: z.literal('stops'),
    unit: UnitRef,
    machine: MachineRef.optional(),
    stop: UnitId.describe('id of the stop law'),
    every: LawChange.optional(),
    lasts: LawChange.optional(),
    remove: z.literal(true).optional(),
  }),
  z.strictObject({
    kind: z.literal('predictive'),
    unit: UnitRef,
    machine: MachineRef.optional(),
    stop: UnitId.describe('id of the stop law whose stops are foreseen'),
    share: z.number().gt(0).max(1).describe('share of these stops that is detected before it happens'),
    work: z.strictObject({ lasts: DurationDistribution, persons: Persons.default({}) }).describe('planned work instead of each of them'),
  }),
  z.strictObject({
    kind: z.literal('repair'),
    unit: UnitRef.optional().describe('all units where not given'),
    response: LawChange.nullable().optional().describe('null: at once'),
    persons: Persons.optional().describe('by skill, instead of those that the unit needs'),
  }),
] as const;
