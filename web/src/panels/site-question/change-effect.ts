import { applyFormula, type Formula, type Measure } from '../../../../src/contract/formula.js';
import { isMap } from '../../../../src/contract/plain.js';
import type { ChangeFields, ChangeKind } from './change-document.js';
import { readField } from './change-fields.js';
import { nowOf, type Now, type Parameters } from './change-now.js';

/** What a formula makes of the value that there is. */
export interface Effect {
  now: Now;
  /** null: the formula cannot be applied to it */
  then: number | null;
  measure: Measure;
}

function isFormula(value: unknown): value is Formula {
  return isMap(value) && typeof value['op'] === 'string' && typeof value['text'] === 'string' && typeof value['measure'] === 'string';
}

/** Counts are whole: the model rounds them down. */
const whole = (value: number, measure: Measure) => (measure === 'count' ? Math.floor(value + 1e-9) : value);

/** The value now and then of a field that a formula changes; null where there is none, or none that is known. */
export function effectOf(kind: ChangeKind, name: string, given: ChangeFields, parameters: Parameters): Effect | null {
  const formula = readField(kind, name, given[name]);
  if (!isFormula(formula)) return null;
  const now = nowOf(kind, name, given, parameters);
  if (now === null) return null;
  const applied = applyFormula(formula, now.value);
  return { now, measure: formula.measure, then: applied.ok ? whole(applied.value, formula.measure) : null };
}
