import { z } from 'zod';
import { LawChange, MachineRef, UnitRef } from './change-parts.js';
import { UnitId } from './equipment.js';
import { formula } from './formula.js';
import { Bilingual } from './units.js';

/** Changes of what units can do, and of the room between them. */
export const CAPACITY_CHANGES = [
  z.strictObject({
    kind: z.literal('rate'),
    unit: UnitRef,
    machine: MachineRef.optional().describe('all of its machines where not given; they take factors only'),
    rate: formula('rate'),
    wear: z
      .number()
      .min(0)
      .max(5)
      .default(0)
      .describe('micro-stops for each time of running, and rejects, follow the speed to this power; 0: they stay as they are'),
  }),
  z.strictObject({
    kind: z.literal('duration'),
    unit: UnitRef.optional(),
    product: UnitId.optional(),
    step: UnitId.optional().describe('of the product, whose recipe has phases of its own'),
    phase: UnitId.optional().describe('all phases where not given; they take factors only'),
    lasts: LawChange,
  }),
  z.strictObject({
    kind: z.literal('buffer'),
    unit: UnitRef,
    after: MachineRef,
    to: UnitId.optional().describe('of several ways on, the one to this machine'),
    capacity: formula('number').describe('items of the machine before it'),
  }),
  z.strictObject({
    kind: z.literal('store'),
    store: UnitId,
    capacity: formula('count').nullable().optional().describe('batches; null: as many as come'),
    holdLimit: formula('duration').nullable().optional().describe('null: no limit'),
  }),
  z.strictObject({
    kind: z.literal('batch-size'),
    product: UnitId,
    size: formula('count'),
    keepItems: z.boolean().default(false).describe('demand comes less or more often, orders have fewer or more batches, so that the items stay the same'),
  }),
  z.strictObject({ kind: z.literal('slots'), unit: UnitRef, slots: formula('count') }),
  z.strictObject({
    kind: z.literal('add-unit'),
    like: UnitRef,
    id: UnitId,
    name: Bilingual.optional(),
    calendar: UnitId.optional().describe('that of the unit it is like where not given'),
  }),
  z.strictObject({ kind: z.literal('remove-unit'), unit: UnitRef }),
  z.strictObject({ kind: z.literal('in-process'), batches: formula('count').nullable().describe('most batches in process; null: no limit') }),
  z.strictObject({ kind: z.literal('dispatch'), rule: z.enum(['fifo', 'due', 'priority', 'campaign']) }),
] as const;
