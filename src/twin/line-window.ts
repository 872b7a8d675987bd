import { z } from 'zod';
import type { Micros } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import { shiftAt, shiftsBetween, type ShiftCalendar } from '../model/calendar.js';
import type { Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import type { PlantLine } from '../plant/plant.service.js';
import type { History, Window } from '../telemetry/history.js';
import { nowOfLine } from '../telemetry/line-now.js';
import { EXAMPLES, InstantText, toInstantUs } from '../telemetry/series-query.js';

export const WindowParams = z.strictObject({
  from: InstantText.optional().describe(`begin, inclusive: ${EXAMPLES}; where not given, that of the shift in which "to" lies, or of the last one before`),
  to: InstantText.prefault('now').describe('end, exclusive: written like from; at most now'),
});
export type WindowParams = z.infer<typeof WindowParams>;

/** So much is told of at once. */
export const LONGEST_US = 7 * 86_400e6;
/** A week always holds a shift. */
const LOOK_BACK_US = 8 * 86_400e6;

/** The time that is asked of a line, at most 7 days up to its now. Throws a problem where it cannot be. */
export async function lineWindow({ definition, compiled }: PlantLine, { from, to }: WindowParams, history: History, clock: Clock): Promise<Window> {
  const nowUs = await nowOfLine(definition, history, clock);
  const toUs = Math.min(nowUs, toInstantUs(to, nowUs));
  const fromUs = from === undefined ? shiftBegin(compiled.shifts, toUs) : toInstantUs(from, nowUs);
  if (fromUs >= toUs) throw new ProblemError('validation', refusal('windowEmptyOrAhead', {}), [{ pointer: '/from', detail: refusal('beforeTo', {}) }]);
  if (toUs - fromUs > LONGEST_US)
    throw new ProblemError('validation', refusal('atMostDays', { days: 7 }), [{ pointer: '/from', detail: refusal('withinDays', { days: 7 }) }]);
  return { fromUs, toUs };
}

/** Begin of the shift at work just before an instant, or of the last one before it. */
function shiftBegin(shifts: ShiftCalendar, beforeUs: Micros): Micros {
  const shift = shiftAt(shifts, beforeUs - 1) ?? shiftsBetween(shifts, beforeUs - LOOK_BACK_US, beforeUs).at(-1);
  return shift?.fromUs ?? beforeUs;
}
