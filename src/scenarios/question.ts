import type { UnitId } from '../contract/equipment.js';
import type { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import type { ScenarioRequest } from '../contract/scenario.js';
import { compile, type CompiledLine } from '../model/compile.js';
import { applyChanges, unitsWithSetRate } from '../model/scenario.js';
import { start, snapshot, type LineSnapshot } from '../model/state.js';

/** A Monday morning, for questions that start from the empty line at no particular time. */
export const EMPTY_START = '2026-01-05T06:00:00Z';

/** A question that was understood: what is to be simulated. */
export interface Question {
  request: ScenarioRequest;
  /** The line as it is, then as each variant has it. */
  definitions: LineDefinition[];
  /** Units whose rate each of them sets. */
  setRates: UnitId[][];
}

/** Applies every variant to the line. Issues point into the request. */
export function understand(request: ScenarioRequest, definition: LineDefinition): { ok: true; question: Question } | { ok: false; issues: Issue[] } {
  const issues = repeatedIds(request.variants);
  const definitions = [definition];
  for (const [index, variant] of request.variants.entries()) {
    const changed = applyChanges(definition, variant.changes);
    const at = `/variants/${index}`;
    if (!changed.ok) issues.push(...changed.issues.map(({ pointer, detail }) => ({ pointer: `${at}${pointer}`, detail })));
    else {
      definitions.push(changed.definition);
      issues.push(...consequences(changed.definition).map((detail) => ({ pointer: `${at}/changes`, detail })));
    }
  }
  if (issues.length > 0) return { ok: false, issues };
  const setRates = [[], ...request.variants.map(({ changes }) => unitsWithSetRate(changes))];
  return { ok: true, question: { request, definitions, setRates } };
}

/** Variants that are called as another one. */
export function repeatedIds(variants: readonly { id: string }[]): Issue[] {
  const seen = new Set(['baseline']);
  return variants.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const detail = id === 'baseline' ? 'baseline is what is there: give the variant another id' : `another variant is called "${id}"`;
    return [{ pointer: `/variants/${index}/id`, detail }];
  });
}

/** What would be wrong with the line after the changes. */
export function consequences(definition: LineDefinition): string[] {
  const compiled = compile(definition);
  return compiled.ok ? [] : compiled.issues.map(({ pointer, detail }) => `the changed line would not be right at ${pointer}: ${detail}`);
}

/** The empty line at an instant, every machine ready. */
export function emptyStart(line: CompiledLine, atUs: number, seed: number): LineSnapshot {
  return snapshot(line, start(line, { seed, replication: 0, atUs }));
}
