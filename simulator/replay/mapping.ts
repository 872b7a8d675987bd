import { z } from 'zod';
import { loadYaml, parseYaml, type Loaded } from '../yaml-file.js';
import { isTimeZone } from '../../src/contract/time-zone.js';
import { localFormat, zoneToUtc, type ReadLocal } from '../../src/exchange/local-time.js';

/** How the rows of a CSV file become messages: one a column with a value, in the order of the columns here. */
export const ReplayMapping = z.strictObject({
  kind: z.literal('ReplayMapping'),
  delimiter: z.string().length(1).default(','),
  timestamp: z.strictObject({
    column: z.string().min(1),
    format: z.string().refine((format) => localFormat(format) !== null, { error: () => 'expected a format such as "yyyy-MM-dd HH:mm:ss"' }),
    timezone: z.string().refine(isTimeZone, { error: () => 'expected an IANA time zone such as Europe/Ljubljana' }),
  }),
  topic: z.string().regex(/^[^+#]+[^+#/]$/, { error: () => 'expected topic levels without wildcard and without "/" at the end' }),
  columns: z.array(z.strictObject({ column: z.string().min(1), tag: z.string().regex(/^[^+#]+$/), type: z.enum(['number', 'text']).default('number') })).min(1),
});
export type ReplayMapping = z.output<typeof ReplayMapping>;

export interface Mapping {
  definition: ReplayMapping;
  readLocal: ReadLocal;
  toUtc: (localMs: number, notBeforeMs: number) => number;
}

export const loadMapping = (file: string): Loaded<Mapping> => compiled(loadYaml(file, ReplayMapping));
export const parseMapping = (file: string, text: string): Loaded<Mapping> => compiled(parseYaml(file, text, ReplayMapping));

function compiled(loaded: Loaded<ReplayMapping>): Loaded<Mapping> {
  if (!loaded.ok) return loaded;
  const definition = loaded.value;
  return { ok: true, value: { definition, readLocal: localFormat(definition.timestamp.format)!, toUtc: zoneToUtc(definition.timestamp.timezone) } };
}
