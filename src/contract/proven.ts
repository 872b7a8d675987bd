import { z } from 'zod';
import { DIMENSIONS, escapePattern, NUMBER, numberOf } from './units.js';

const UNITS: Record<string, number> = Object.fromEntries(Object.values(DIMENSIONS).flatMap(({ units }) => Object.entries(units)));
const EXPECTED = 'expected a number, with its unit where it has one, for example "120 /min"';
const PATTERN = new RegExp(`^\\s*(${NUMBER})\\s*(${Object.keys(UNITS).map(escapePattern).join('|')})\\s*$`);

const Written = z
  .string({ error: () => EXPECTED })
  .regex(PATTERN, { error: () => EXPECTED })
  .transform((text) => {
    const [, number, unit] = PATTERN.exec(text)!;
    return numberOf(number!) * UNITS[unit!]!;
  });

/** A number in the unit in which its place keeps it. */
const Bound = z.union([z.number({ error: () => EXPECTED }), Written]);

/** The range in which a number of the cell was proven: by qualification, validation, or the maker. */
export const Proven = z
  .strictObject({
    of: z
      .string()
      .regex(/^[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+$/, { error: () => 'expected a path by keys and ids, such as units.press.flow.stations.press.rate' })
      .describe('a number, a quantity, or a distribution, of which the mean counts'),
    from: Bound,
    to: Bound,
    source: z.string().min(1).describe('protocol, validation or data sheet'),
  })
  .refine(({ from, to }) => from <= to, { error: () => 'from must not be above to' });
export type Proven = z.infer<typeof Proven>;
