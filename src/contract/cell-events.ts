import { z } from 'zod';
import { UnitId } from './equipment.js';

/** Lots and orders are named by the plant: any short text. */
const Name = z.string().min(1).max(128);
const Items = z.number().min(0);
const Millis = z.int().describe('time [ms since 1970-01-01T00:00:00Z]');

/** Where a batch is told to be: at a unit in the first eight, at no unit in the rest. */
export const BatchEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('batch-begin'), lot: Name, product: UnitId, order: Name, items: Items }),
  z.object({ event: z.literal('step-begin'), lot: Name, step: UnitId, in: Items }),
  z.object({ event: z.literal('phase-begin'), lot: Name, step: UnitId, phase: Name }),
  z.object({ event: z.literal('phase-end'), lot: Name, step: UnitId, phase: Name }),
  z.object({ event: z.literal('step-end'), lot: Name, step: UnitId, in: Items, good: Items, rejected: Items }),
  z.object({ event: z.literal('rework'), lot: Name, from: UnitId.describe('step to which it goes back') }),
  z.object({ event: z.literal('exposed'), lot: Name, step: UnitId, zone: UnitId.describe('whose pressure fell') }),
  z.object({
    event: z.literal('batch-end'),
    lot: Name,
    product: UnitId,
    outcome: z.enum(['done', 'lost']),
    why: z.string().optional(),
    good: Items,
    rejected: Items.optional(),
  }),
  z.object({ event: z.literal('stored'), lot: Name, store: UnitId, items: Items }),
  z.object({ event: z.literal('taken'), lot: Name, store: UnitId, items: Items }),
  z.object({ event: z.literal('merged'), lot: Name, into: Name, items: Items }),
  z.object({ event: z.literal('divided'), lot: Name, into: z.array(Name).min(1), items: Items }),
  z.object({ event: z.literal('held'), lot: Name, release: UnitId }),
]);
export type BatchEvent = z.infer<typeof BatchEvent>;

export const OrderEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('released'), order: Name, product: UnitId, batches: z.int().positive(), due: Millis.nullable() }),
  z.object({ event: z.literal('done'), order: Name, product: UnitId, lost: z.int().min(0), lateS: z.number().nullable().optional() }),
]);
export type OrderEvent = z.infer<typeof OrderEvent>;

/** A result of the laboratory. */
export const QcResult = z.object({ lot: Name, product: UnitId, release: UnitId, test: UnitId, result: z.enum(['pass', 'fail']), at: Millis });
export type QcResult = z.infer<typeof QcResult>;

/** What becomes of a batch that waits for its release. */
export const QcRelease = z.object({ lot: Name, release: UnitId, decision: z.enum(['deviation', 'released', 'rejected']), deviated: z.boolean().optional() });
export type QcRelease = z.infer<typeof QcRelease>;

/** An alarm that a machine or the cell raises, or that has ended. */
export const MachineAlarm = z.object({
  alarm: UnitId,
  raised: z.boolean(),
  severity: z.enum(['low', 'medium', 'high', 'urgent']),
  machine: UnitId.optional().describe('of a flow segment'),
  zone: UnitId.optional(),
  lot: Name.optional(),
  store: UnitId.optional(),
});
export type MachineAlarm = z.infer<typeof MachineAlarm>;

/** Shapes of the signals that carry an event as JSON text. */
export const CELL_EVENTS = { batchEvent: BatchEvent, orderEvent: OrderEvent, qcResult: QcResult, qcRelease: QcRelease, alarmEvent: MachineAlarm } as const;
