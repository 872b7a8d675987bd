import type { Micros } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import type { Window } from '../telemetry/history.js';
import { toInstantUs, type Instant } from '../telemetry/series-query.js';

/** The stretch that is asked for, or a problem where it is none. */
export function windowOf({ from, to }: { from: Instant; to: Instant }, nowUs: Micros): Window {
  const window = { fromUs: toInstantUs(from, nowUs), toUs: toInstantUs(to, nowUs) };
  if (window.fromUs < window.toUs) return window;
  throw new ProblemError('validation', refusal('windowEmpty', {}), [{ pointer: '/from', detail: refusal('beforeTo', {}) }]);
}
