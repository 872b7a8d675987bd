import type { Issue } from '../contract/problem.js';
import { ProblemError } from '../platform/problem.js';

/** 422 with a pointer and a sentence for each issue. */
export const refuseIssues = (issues: Issue[]): ProblemError =>
  new ProblemError('validation', issues.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '), issues);
