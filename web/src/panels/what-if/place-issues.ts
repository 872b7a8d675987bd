import type { Issue } from '../../../../src/contract/problem.js';

/** Issues of the server at the fields of the form, by JSON pointer: the field whose pointer is the longest beginning of the issue's. */
export function placeIssues(issues: readonly Issue[], fields: Record<string, string>): { at: Record<string, string>; elsewhere: Issue[] } {
  const at: Record<string, string> = {};
  const elsewhere: Issue[] = [];
  for (const issue of issues) {
    const pointer = Object.keys(fields)
      .filter((candidate) => issue.pointer === candidate || issue.pointer.startsWith(`${candidate}/`))
      .sort((a, b) => b.length - a.length)[0];
    const field = pointer === undefined ? undefined : fields[pointer];
    if (field === undefined) elsewhere.push(issue);
    else at[field] = at[field] ? `${at[field]}; ${issue.detail}` : issue.detail;
  }
  return { at, elsewhere };
}
