import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import { understandCell } from '../scenarios/cell-question.js';
import { firstUs, startWithoutTwin } from '../scenarios/cell-starts.js';
import { understand } from '../scenarios/question.js';
import type { QuestionFile } from './question-file.js';

/** The definition as each variant of a question has it, by id; or what is wrong, pointing into the question. `nowUs`: the start of one from live. */
export function variantDefinitions(
  { asked }: Pick<QuestionFile, 'asked'>,
  definition: LineDefinition | CellDefinition,
  nowUs: number,
): { ok: true; variants: Map<string, LineDefinition | CellDefinition> } | { ok: false; issues: Issue[] } {
  const named = (definitions: readonly (LineDefinition | CellDefinition)[]) =>
    ({ ok: true, variants: new Map(asked.request.variants.map(({ id }, i) => [id, definitions[i + 1]!])) }) as const;
  if (asked.of === 'line' && definition.kind === 'Line') {
    const understood = understand(asked.request, definition);
    return understood.ok ? named(understood.question.definitions) : understood;
  }
  if (asked.of === 'cell' && definition.kind === 'Cell') {
    const start = startWithoutTwin(asked.request);
    const understood = understandCell(asked.request, definition, start ? firstUs(start) : nowUs);
    return understood.ok ? named(understood.question.variants.map((variant) => variant.definition)) : understood;
  }
  return { ok: false, issues: [{ pointer: `/${asked.of}`, detail: `${definition.id} is a ${definition.kind === 'Line' ? 'line' : 'site'}` }] };
}
