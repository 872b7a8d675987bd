import { z } from 'zod';

export const ORIGINS = ['measured', 'sourced', 'estimated'] as const;

/** Steps of a JSON pointer; entries of a list by their id where they have one; `*` is one step, `**` at the end all below. */
const Pattern = z
  .string()
  .regex(/^(\/(?!\*\*)[^/]+)*(\/\*\*)?$/, { error: () => 'expected places such as /stations/press/rate or /stations/*/power, ** only at the end' })
  .refine((at) => at !== '', { error: () => 'expected a place; /** is everything' });

/** Where the numbers of a place come from. */
export const Origin = z
  .strictObject({
    at: Pattern.describe('the place and all below it: /stations/*/power, /units/press/stops/failure/every'),
    is: z.enum(ORIGINS),
    source: z.string().min(1).optional().describe('publication, data sheet, data set; needed for sourced'),
    from: z.iso.date().optional().describe('first day of the data'),
    to: z.iso.date().optional().describe('last day of the data'),
  })
  .refine(({ is, source }) => is !== 'sourced' || source !== undefined, { error: () => 'sourced needs a source: say which' })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { error: () => 'from must not be after to' });
export type Origin = z.infer<typeof Origin>;

/** What a machine has from its type. Written when types are put in, never by people. */
export const Inherited = z.strictObject({
  at: z.string().describe('pointer of the machine, by ids'),
  type: z.string(),
  gives: z.array(z.string()).describe('what the type gives and the machine does not: pointers below it, by ids'),
  origins: z.array(Origin).describe('what the type says of its numbers: places below the machine'),
});
export type Inherited = z.infer<typeof Inherited>;

/** Whether a pattern holds at a place (steps by ids): it names it, or what it lies in. */
export function holdsAt(pattern: readonly string[], steps: readonly string[]): boolean {
  const fixed = pattern.at(-1) === '**' ? pattern.slice(0, -1) : pattern;
  return fixed.length <= steps.length && fixed.every((step, index) => step === '*' || step === steps[index]);
}

/** How specific a pattern is: more steps first, then more of them named. */
export function specificity(pattern: readonly string[]): [steps: number, named: number] {
  const fixed = pattern.filter((step) => step !== '**');
  return [fixed.length, fixed.filter((step) => step !== '*').length];
}
