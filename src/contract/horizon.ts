import { readFormula } from './formula.js';

/** How long is simulated where a question does not say [s]. */
export const HORIZON_S = { line: 8 * 3600, cell: 7 * 86_400 } as const;

/** The horizon of a question that was accepted [s]. */
export function horizonOf({ of, request }: { of: keyof typeof HORIZON_S; request: unknown }): number {
  const horizon: unknown = typeof request === 'object' && request !== null && 'horizon' in request ? request.horizon : undefined;
  return (typeof horizon === 'string' ? readFormula(horizon, 'duration')?.value : undefined) ?? HORIZON_S[of];
}
