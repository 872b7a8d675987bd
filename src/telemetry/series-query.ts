import { z } from 'zod';
import { LineId, SourceId } from '../contract/equipment.js';
import { SignalName } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';

const UNITS_US = { s: 1e6, m: 60e6, min: 60e6, h: 3600e6, d: 86_400e6, wk: 604_800e6 } as const;
const RELATIVE = /^now(?:-(\d{1,9})(s|min|m|h|d|wk))?$/;
const EPOCH_MS = /^\d{1,16}(\.\d{1,3})?$/;
const YEAR_2200_MS = 7_258_118_400_000;
export const EXAMPLES = 'a time such as 2026-01-05T06:00:00Z, milliseconds since 1970, or now-8h';

/** An instant as asked for: fixed, or counted back from the line's now. */
export type Instant = { atUs: Micros } | { beforeNowUs: Micros };

/** An instant in a query: ISO 8601 with its zone, milliseconds since the epoch, `now`, or `now-8h` (s, m, h, d, wk). */
export const InstantText = z.string().transform((text, context): Instant => {
  const relative = RELATIVE.exec(text);
  if (relative) return { beforeNowUs: relative[1] ? Number(relative[1]) * UNITS_US[relative[2] as keyof typeof UNITS_US] : 0 };
  const ms = EPOCH_MS.test(text) ? Number(text) : z.iso.datetime({ offset: true }).safeParse(text).success ? Date.parse(text) : NaN;
  if (ms >= 0 && ms <= YEAR_2200_MS) return { atUs: Math.round(ms * 1000) };
  context.addIssue({ code: 'custom', message: `expected ${EXAMPLES}` });
  return z.NEVER;
});

export const LineParams = z.object({ line: LineId });
export type LineParams = z.infer<typeof LineParams>;

export const SeriesParams = z.strictObject({
  unit: SourceId,
  signal: SignalName,
  from: InstantText.prefault('now-8h').describe(`begin, inclusive: ${EXAMPLES}`),
  to: InstantText.prefault('now').describe('end, exclusive: written like from'),
  maxPoints: z.coerce.number().int().min(2).max(2000).default(1200).describe('at most so many points; where there are more readings they are put into windows'),
});
export type SeriesParams = z.infer<typeof SeriesParams>;

export const StatesParams = z.strictObject({
  from: InstantText.prefault('now-8h').describe(`begin, inclusive: ${EXAMPLES}`),
  to: InstantText.prefault('now').describe('end, exclusive: written like from'),
});
export type StatesParams = z.infer<typeof StatesParams>;

export const toInstantUs = (instant: Instant, nowUs: Micros): Micros => ('atUs' in instant ? instant.atUs : nowUs - instant.beforeNowUs);
