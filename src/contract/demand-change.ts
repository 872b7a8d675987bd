import { z } from 'zod';
import { ChangeoverRule, Demand, Order, Product } from './cell.js';
import { UnitRef, WhenText } from './change-parts.js';
import { UnitId } from './equipment.js';
import { formula } from './formula.js';
import { PositiveDuration } from './units.js';

const OrderId = z.string().min(1);
const When = WhenText.optional();

/** Changes of what is asked for, new products, and what goes wrong. */
export const DEMAND_CHANGES = [
  z.strictObject({
    kind: z.literal('demand'),
    demand: UnitId.optional().describe('all demand, or that of the product, where not given'),
    product: UnitId.optional(),
    volume: formula('number').optional().describe('a factor: "x1.2", "+20 %": orders of the same size come more or less often'),
    batches: formula('count').optional().describe('of each order'),
    every: formula('duration').optional(),
    dueAfter: formula('duration').nullable().optional().describe('null: no due date'),
    priority: z.int().optional(),
    remove: z.literal(true).optional(),
  }),
  z.strictObject({
    kind: z.literal('order'),
    order: OrderId,
    batches: formula('count').optional(),
    release: WhenText.nullable().optional().describe('null: from the beginning'),
    due: WhenText.nullable().optional().describe('null: no due date'),
    priority: z.int().optional(),
    remove: z.literal(true).optional(),
  }),
  z.strictObject({
    kind: z.literal('rush-order'),
    id: OrderId,
    product: UnitId,
    batches: z.int().positive().max(100_000),
    release: When.describe('at the start where not given'),
    due: When,
    priority: z.int().optional().describe('before all others where not given'),
  }),
  z.strictObject({
    kind: z.literal('new-product'),
    product: Product,
    demand: z.array(Demand.omit({ product: true })).default([]),
    orders: z.array(Order.omit({ product: true })).default([]),
    changeovers: z
      .array(z.strictObject({ unit: UnitRef, rules: z.array(ChangeoverRule).min(1) }))
      .default([])
      .describe('looked at before the rules that the unit has'),
    launch: z
      .strictObject({
        batches: z.int().positive().max(1000).default(3),
        slower: formula('number').prefault('x1.3').describe('factor on the phases of the recipe and of its units'),
        release: UnitId.optional().describe('release plan instead of each that the route has'),
      })
      .optional()
      .describe('first batches, made from the start on as a product of their own'),
  }),
  z.strictObject({
    kind: z.literal('disruption'),
    unit: UnitRef.optional(),
    slot: z.int().positive().optional().describe('of the unit, from 1'),
    utility: UnitId.optional().describe('every unit that draws any of it'),
    zone: UnitId.optional().describe('every unit that stands in it'),
    from: WhenText,
    lasts: PositiveDuration,
  }),
  z.strictObject({
    kind: z.literal('late-material'),
    order: OrderId.optional(),
    product: UnitId.optional().describe('its orders that are to come, and the next order of its demand'),
    by: PositiveDuration,
  }),
] as const;
