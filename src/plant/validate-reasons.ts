import type { Issue } from '../contract/problem.js';
import { parentOf } from '../contract/reason-of.js';
import type { StopReason } from '../contract/reason.js';
import { twice } from './twice.js';

/** Codes and ids stand once, ranges lie in each other or apart, and what belongs to what is a tree. */
export function reasonIssues(reasons: readonly StopReason[]): Issue[] {
  const ids = new Set(reasons.map(({ id }) => id));
  return [
    ...twice(reasons, 'code', 'stop reason', '/reasons'),
    ...twice(reasons, 'id', 'stop reason', '/reasons'),
    ...reasons.flatMap((reason, index) => {
      const at = `/reasons/${index}`;
      if (reason.parent !== undefined && !ids.has(reason.parent))
        return [{ pointer: `${at}/parent`, detail: `there is no stop reason with the id "${reason.parent}"` }];
      if (returnsTo(reasons, reason)) return [{ pointer: `${at}/parent`, detail: 'belongs to itself by way of its parents' }];
      const across = reasons.findIndex((other, before) => before < index && crosses(other, reason));
      return across < 0 ? [] : [{ pointer: `${at}/from`, detail: `overlaps the range of /reasons/${across}: one must lie in the other` }];
    }),
  ];
}

function returnsTo(reasons: readonly StopReason[], reason: StopReason): boolean {
  let above = parentOf(reasons, reason);
  for (let steps = 0; above !== null && steps < reasons.length; steps++) {
    if (above === reason) return true;
    above = parentOf(reasons, above);
  }
  return false;
}

function crosses(a: StopReason, b: StopReason): boolean {
  if (a.from === undefined || a.to === undefined || b.from === undefined || b.to === undefined) return false;
  const apart = a.to < b.from || b.to < a.from;
  const [aInB, bInA] = [b.from <= a.from && a.to <= b.to, a.from <= b.from && b.to <= a.to];
  return !apart && aInB === bInA; // equal ranges lie in each other and neither is the narrower
}
