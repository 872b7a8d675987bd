import type { CellDefinition } from '../contract/cell.js';
import { pointerOf } from '../contract/explain.js';
import type { LineDefinition } from '../contract/line.js';
import type { Parameter } from '../contract/parameter.js';
import { isMap, listsIds } from '../contract/plain.js';
import { parametersOf } from './parameters.js';

type Definition = LineDefinition | CellDefinition;

/** A place at which two definitions differ. */
export interface ChangedPlace {
  /** entries of lists by their id, or by their index where they have none */
  steps: string[];
  /** undefined: there is none */
  before: unknown;
  after: unknown;
  /** in which a number is kept; null: none */
  unit: string | null;
  /** of the value before */
  origin: Pick<Parameter, 'origin' | 'source'> | null;
}

/** What is said of numbers, which is not the plant itself. */
const NO_PLACES = new Set(['origins', 'inherited', 'proven']);

/** Places at which a definition differs from another, in their order. Numbers are equal up to rounding. */
export function definitionDiff(before: Definition, after: Definition): ChangedPlace[] {
  const [old, young] = [placesOf(before), placesOf(after)];
  const [oldUnits, youngUnits] = [before, after].map((each) => new Map(parametersOf(each).map((parameter) => [parameter.pointer, parameter]))) as [
    Map<string, Parameter>,
    Map<string, Parameter>,
  ];
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((pointer) => {
    const [a, b] = [old.get(pointer), young.get(pointer)];
    if (alike(a?.value, b?.value)) return [];
    const known = oldUnits.get(pointer);
    const unit = (known ?? youngUnits.get(pointer))?.unit ?? null;
    return [{ steps: (a ?? b)!.steps, before: a?.value, after: b?.value, unit, origin: known ?? null }];
  });
}

interface Leaf {
  steps: string[];
  value: unknown;
}

/** Values by pointer: scalars, distributions, and lists of what has no keys. */
function placesOf(definition: Definition): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const collect = (value: unknown, steps: string[]): void => {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return; // an empty list is none
    const below = (key: string, child: unknown) => collect(child, [...steps, key]);
    if (isMap(value) && typeof value['dist'] !== 'string' && Object.keys(value).length > 0)
      Object.entries(value)
        .filter(([key]) => steps.length > 0 || !NO_PLACES.has(key))
        .forEach(([key, child]) => below(key, child));
    else if (listsIds(value)) for (const entry of value) below(entry.id, entry);
    else if (Array.isArray(value) && value.some(isMap)) value.forEach((entry, index) => below(String(index), entry));
    else leaves.set(pointerOf(steps), { steps, value });
  };
  collect(definition, []);
  return leaves;
}

const ROUNDING = 1e-9;

function alike(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => alike(each, b[i]));
  if (isMap(a) && isMap(b)) return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => alike(a[key], b[key]));
  return a === b;
}
