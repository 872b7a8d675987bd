import type { Issue } from '../../contract/problem.js';
import { survival, type Distribution } from '../../engine/distribution.js';
import { distributionIssue } from '../issues.js';
import { momentUs } from '../zone.js';

export type Named = readonly { id: string }[];

/** A name that stands for nothing in a list. */
export function unknown(list: Named, id: string | undefined, pointer: string, what: string): Issue[] {
  if (id === undefined || list.some((entry) => entry.id === id)) return [];
  const known = list.map((entry) => entry.id).join(', ');
  return [{ pointer, detail: `there is no ${what} "${id}"; ${known ? `expected one of ${known}` : `no ${what} is defined`}` }];
}

/** A refusal where a condition holds. */
export const when = (wrong: boolean, pointer: string, detail: string): Issue[] => (wrong ? [{ pointer, detail }] : []);

/** A law that is none. */
export function lawIssues(law: Distribution | undefined, pointer: string): Issue[] {
  const detail = law === undefined ? null : distributionIssue(law);
  return detail === null ? [] : [{ pointer, detail }];
}

/** A date that no calendar has. */
export const dateIssues = (timezone: string, moment: string | undefined, pointer: string): Issue[] =>
  when(moment !== undefined && Number.isNaN(momentUs(timezone, moment)), pointer, 'there is no such date');

/** An interval that comes again so soon that a run would see to nothing else. */
export const intervalIssues = (seconds: number, pointer: string): Issue[] => when(seconds < 60, pointer, 'must be a minute at least');

/** Stops of which hardly any is a second after the one before: a run would see to nothing else. Only for laws that are one. */
export const crowdedIssues = (every: Distribution, pointer: string): Issue[] =>
  when(distributionIssue(every) === null && survival(every, 1 - 1e-6) < 0.5, pointer, 'half of them at least must be a second or more');
