import { z } from 'zod';
import { LawChange, MachineRef, Shifts, UnitRef } from './change-parts.js';
import { UnitId } from './equipment.js';
import { formula } from './formula.js';

/** Changes of working times, teams, laboratory and quality. */
export const PEOPLE_CHANGES = [
  z.strictObject({
    kind: z.literal('calendar'),
    calendar: UnitId,
    shifts: Shifts.optional().describe('instead of all that it has'),
    add: Shifts.optional(),
    remove: z.array(UnitId).min(1).optional().describe('ids of shifts'),
  }),
  z.strictObject({
    kind: z.literal('working-time'),
    unit: UnitRef,
    calendar: UnitId.nullable().optional().describe('null: always'),
    atShiftEnd: z.enum(['suspend', 'finish']).optional(),
  }),
  z.strictObject({
    kind: z.literal('team'),
    team: UnitId,
    persons: formula('count').optional(),
    absence: z.number().min(0).lt(1).optional().describe('share of the persons who are away'),
    skills: z.array(UnitId).min(1).optional().describe('learnt in addition'),
    calendar: UnitId.nullable().optional().describe('null: always'),
  }),
  z.strictObject({
    kind: z.literal('release'),
    release: UnitId.describe('id of the release plan'),
    test: UnitId.optional().describe('the test that lasts, incubation, calendar and skip are of'),
    lasts: LawChange.optional(),
    incubation: LawChange.nullable().optional().describe('null: none'),
    calendar: UnitId.nullable().optional().describe('when the test is begun; null: always'),
    skip: z.literal(true).optional().describe('the test is left out'),
    record: LawChange.nullable().optional().describe('review of the record; null: none'),
    deviationProbability: formula('share').optional(),
    deviationLasts: LawChange.optional(),
    reject: formula('share').optional(),
  }),
  z.strictObject({ kind: z.literal('rejects'), unit: UnitRef, machine: MachineRef.optional(), rejects: formula('share') }),
  z.strictObject({
    kind: z.literal('recipe-step'),
    product: UnitId.optional().describe('every product with such a step where not given'),
    step: UnitId,
    yield: formula('share').optional(),
    scrap: formula('share').optional(),
    rework: formula('share').optional().describe('probability of the rework that the step has'),
    recovers: formula('share').optional(),
  }),
] as const;
