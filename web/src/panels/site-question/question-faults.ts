import type { z } from 'zod';
import { CellScenarioRequest } from '../../../../src/contract/cell-scenario.js';
import { explain, pointerOf } from '../../../../src/contract/explain.js';

/** What the contract says is wrong with a question, in English, and whether something is only not there yet. */
export interface QuestionFault {
  pointer: string;
  detail: string;
  missing: boolean;
}

/** Everything that is wrong with the document of a form, as far as that can be told without the server. */
export function questionFaults(document: unknown, schema: z.ZodType = CellScenarioRequest): QuestionFault[] {
  const explained = explain(schema, document);
  if (explained.ok) return [];
  return explained.faults.map(({ path, message }) => ({
    pointer: pointerOf(path),
    detail: message,
    missing: message.startsWith('missing: ') || isEmpty(document, path),
  }));
}

/** Whether there is nothing at a place: an empty text or list. */
function isEmpty(document: unknown, path: readonly PropertyKey[]): boolean {
  const value = path.reduce<unknown>((inner, step) => (typeof inner === 'object' && inner !== null ? Object.entries(inner).find(([key]) => key === String(step))?.[1] : undefined), document); // prettier-ignore
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
