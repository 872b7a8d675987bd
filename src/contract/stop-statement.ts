import { z } from 'zod';
import { LineId, UnitId } from './equipment.js';
import { Micros } from './units.js';

export const MOST_STATEMENTS = 500;

const Unit = UnitId.describe('machine of the line');
const From = Micros.describe('begin, inclusive');
const Assignment = z.strictObject({
  what: z.literal('assign').describe('the stops of the machine in this stretch, or the part of a stop that lies in it, have this reason'),
  unit: Unit,
  fromUs: From,
  toUs: Micros.nullable().describe('end, exclusive; null: the end of the stop that goes on, whenever it comes'),
  reason: z.int().positive().describe('code; one of the plant file where that names reasons'),
  comment: z.string().trim().min(1).max(500).nullable().default(null),
});
const Merger = z.strictObject({
  what: z.literal('merge').describe('the stops of the machine that touch this stretch are one'),
  unit: Unit,
  fromUs: From,
  toUs: Micros.describe('end, exclusive'),
});
const Withdrawal = z.strictObject({
  what: z.literal('withdraw').describe('an earlier statement no longer holds'),
  of: z.int().positive().describe('number of that statement'),
});

/** What a person says of stops: which reason they have, which are one, or that he takes an earlier statement back. */
export const StopStatement = z.discriminatedUnion('what', [Assignment, Merger, Withdrawal]);
export type StopStatement = z.infer<typeof StopStatement>;

/** Body of POST /api/v1/lines/:line/stop-statements: all are kept, or none. Where two tell of one time the later holds. */
export const StopStatements = z.strictObject({ statements: z.array(StopStatement).min(1).max(MOST_STATEMENTS) });
export type StopStatements = z.infer<typeof StopStatements>;
export type StopStatementsDocument = z.input<typeof StopStatements>;

const Kept = {
  seq: z.int().positive().describe('number in the line, in the order in which they were kept'),
  who: z.string().describe('name of the token'),
  recordedAtUs: Micros,
};

/** A statement as it is kept. It is never changed; a later one can take it back. */
export const KeptStatement = z.discriminatedUnion('what', [
  Assignment.extend({ ...Kept, comment: z.string().nullable() }),
  Merger.extend(Kept),
  Withdrawal.extend(Kept),
]);
export type KeptStatement = z.infer<typeof KeptStatement>;

/** Answer of GET (newest first) and POST (in the order of the body) of /api/v1/lines/:line/stop-statements. */
export const KeptStatements = z.strictObject({
  line: LineId,
  items: z.array(KeptStatement),
  next: z.string().nullable().describe('cursor of the page after; null: there is none'),
});
export type KeptStatements = z.infer<typeof KeptStatements>;
