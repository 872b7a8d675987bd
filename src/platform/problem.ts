import type { Issue, ProblemCode } from '../contract/problem.js';

/** A fault of the caller, or a state that he must hear of, as it goes out over HTTP (RFC 9457). */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly issues: readonly Issue[] = [],
    /** When it is worth trying again [s]: the Retry-After header. */
    readonly retryAfterS: number | null = null,
  ) {
    super(detail);
    this.name = 'ProblemError';
  }
}
