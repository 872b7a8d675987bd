import { z } from 'zod';
import { LotRecord } from './cell-view.js';

/** What has become of a lot; `under-way`: nothing yet. */
export const LOT_OUTCOMES = ['under-way', 'done', 'lost', 'merged', 'divided'] as const;
export const LotOutcome = z.enum(LOT_OUTCOMES);
export type LotOutcome = z.infer<typeof LotOutcome>;

/** What lots are sorted by; with - the greatest first. What is not known comes last. */
export const LOT_SORTS = ['begun', '-begun', 'ended', '-ended', 'good', '-good', 'kwh', '-kwh', 'waiting', '-waiting'] as const;
export const LotSort = z.enum(LOT_SORTS);
export type LotSort = z.infer<typeof LotSort>;

export const LotPage = z.strictObject({
  items: z.array(LotRecord),
  next: z.string().nullable().describe('cursor of the next page; null where there is none'),
  total: z.int().describe('lots of all pages'),
});
export type LotPage = z.infer<typeof LotPage>;
