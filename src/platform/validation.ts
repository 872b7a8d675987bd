import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { Issue } from '../contract/problem.js';
import { ProblemError } from './problem.js';

/** What a schema says is wrong: Standard Schema's part, and what zod adds to it. */
interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
  readonly code?: string;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly SchemaIssue[])[];
}

/** Validates whatever has a schema (`@Body({ schema })`) and answers 422 with every issue. */
export const validationPipe = () =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (found) => {
      const issues = found.flatMap((issue) => toIssues(issue, []));
      return new ProblemError('validation', issues.map(({ pointer, detail }) => (pointer ? `${pointer}: ${detail}` : detail)).join('; '), issues);
    },
  });

/** Issues with JSON pointers (RFC 6901). Of a union only the alternative that got furthest is told. */
export function toIssues(issue: SchemaIssue, base: readonly PropertyKey[]): Issue[] {
  const path = [...base, ...(issue.path ?? []).map((segment) => (typeof segment === 'object' ? segment.key : segment))];
  if (issue.code === 'unrecognized_keys' && issue.keys)
    return issue.keys.map((key) => ({ pointer: pointerOf([...path, key]), detail: 'there is no such field' }));
  const alternative = issue.code === 'invalid_union' ? furthest(issue.errors ?? []) : null;
  if (alternative) return alternative.flatMap((inner) => toIssues(inner, path));
  return [{ pointer: pointerOf(path), detail: issue.message }];
}

function furthest(alternatives: readonly (readonly SchemaIssue[])[]): readonly SchemaIssue[] | null {
  const depth = (issues: readonly SchemaIssue[]) => Math.max(0, ...issues.map((issue) => issue.path?.length ?? 0));
  const deepest = Math.max(0, ...alternatives.map(depth));
  const best = alternatives.filter((issues) => issues.length > 0 && depth(issues) === deepest);
  return best.length === 1 || deepest > 0 ? (best[0] ?? null) : null;
}

const pointerOf = (path: readonly PropertyKey[]) => path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
