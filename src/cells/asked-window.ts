import { z } from 'zod';
import type { Micros } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import type { Window } from '../telemetry/history.js';
import { EXAMPLES, InstantText, toInstantUs } from '../telemetry/series-query.js';
import type { LiveCell } from './live-cell.js';

/** A stretch of the record of a cell, as it is asked for. */
export const WindowQuery = z.strictObject({
  from: InstantText.prefault('now-7d').describe(`begin, inclusive: ${EXAMPLES}`),
  to: InstantText.prefault('now').describe('end, exclusive: written like from'),
});
export type WindowQuery = z.infer<typeof WindowQuery>;

/** Now of a cell: that of its record, of the wall before its first reading. */
export const nowOfCell = (live: LiveCell, wallUs: Micros): Micros => live.nowUs(wallUs) ?? wallUs;

/** The stretch up to now at most, or a problem where it is none. */
export function windowOfCell(live: LiveCell, { from, to }: WindowQuery, wallUs: Micros): Window {
  const nowUs = nowOfCell(live, wallUs);
  const window = { fromUs: toInstantUs(from, nowUs), toUs: Math.min(nowUs, toInstantUs(to, nowUs)) };
  if (window.fromUs >= window.toUs)
    throw new ProblemError('validation', refusal('windowEmptyOrAhead', {}), [{ pointer: '/from', detail: refusal('beforeTo', {}) }]);
  return window;
}
