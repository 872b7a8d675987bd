import type { Issue, ProblemCode } from '../../../src/contract/problem.js';
import type { Refusal } from '../../../src/contract/refusal.js';

export type FailureCode = ProblemCode | 'unreachable';

/** An answer of the server that is no success (RFC 9457), or no answer at all. */
export class ServerFailure extends Error {
  constructor(
    readonly code: FailureCode,
    readonly detail: string,
    readonly issues: readonly Issue[] = [],
    readonly status = 0,
    readonly refusal: Refusal | undefined = undefined,
  ) {
    super(detail);
  }
}
