import { z } from 'zod';
import { UnitId } from './equipment.js';
import { Bilingual } from './units.js';

const Code = z.int().positive();

/** The loss that a stop for a reason is. */
export const ReasonClass = z.enum(['planned-stop', 'setup', 'breakdown', 'micro-stop', 'starved', 'blocked']);

/** Why a machine stops: one code as it is sent, a range of codes, or a group of other reasons. */
export const StopReason = z
  .strictObject({
    id: UnitId.optional().describe('by which others name it as their parent'),
    code: Code.optional(),
    from: Code.optional().describe('first code of a range'),
    to: Code.optional().describe('last code of a range'),
    name: Bilingual,
    parent: UnitId.optional().describe('id of the reason that it belongs to; the range that its code lies in where not given'),
    class: ReasonClass.optional().describe('that of its parent where not given'),
  })
  .refine(({ id, code, from, to }) => ((from === undefined) === (to === undefined) ? [code, from, id].some((key) => key !== undefined) : false), {
    error: () => 'expected a code, or from and to, or the id of a group',
  })
  .refine(({ code, from }) => code === undefined || from === undefined, { error: () => 'expected either a code or a range, not both' })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, { error: () => 'from must be below to' });
export type StopReason = z.infer<typeof StopReason>;
