import type { z } from 'zod';
import { CellDefinition } from '../contract/cell.js';
import { pathOf, pointerOf } from '../contract/explain.js';
import { LineDefinition } from '../contract/line.js';
import type { Origin } from '../contract/origin.js';
import type { Parameter } from '../contract/parameter.js';
import { listsIds } from '../contract/plain.js';
import { KEPT_IN } from '../contract/units.js';
import { originAt } from './origin.js';

/** Keys whose numbers describe no machine, product or site: where signals are, what alarms ask for, plans, and what is said of numbers. */
const NO_PARAMETERS = new Set([
  'mqtt',
  'alarms',
  'machineAlarms',
  'reasons',
  'meters',
  'proven',
  'slot',
  'origins',
  'inherited',
  'orders',
  'priority',
  'attributes',
]);

interface Leaf {
  steps: string[];
  value: Parameter['value'];
  unit: string | null;
  isDefault: boolean;
}

/**
 * Every number, quantity and distribution of a line or a cell, with its origin. Pointers go by the ids of entries. A value that
 * is that of the schema is a default, but where an origin names its very place.
 */
export function parametersOf(definition: LineDefinition | CellDefinition): Parameter[] {
  const schema = definition.kind === 'Line' ? LineDefinition : CellDefinition;
  return leavesOf(schema, definition, [], false).map(({ steps, value, unit, isDefault }) => {
    const { origin, type } = originAt(definition, steps);
    const said = { pointer: pointerOf(steps), value, unit };
    if (isDefault && !(origin && names(origin, steps))) return { ...said, origin: 'default', source: null, from: null, to: null, type: null };
    return { ...said, origin: origin?.is ?? null, source: origin?.source ?? null, from: origin?.from ?? null, to: origin?.to ?? null, type };
  });
}

function names({ at }: Origin, steps: readonly string[]): boolean {
  const pattern = pathOf(at);
  return pattern.length === steps.length && pattern.at(-1) === steps.at(-1);
}

function leavesOf(schema: z.core.$ZodType, value: unknown, steps: string[], isDefault: boolean): Leaf[] {
  if (value === undefined || value === null) return [];
  const kept = KEPT_IN.get(schema as z.ZodType);
  if (kept && (kept.whole || typeof value === 'number')) return [{ steps, value: value as Leaf['value'], unit: kept.unit, isDefault }];
  const { def } = schema._zod as unknown as z.core.$ZodTypes['_zod'];
  const below = (inner: z.core.$ZodType, key: string, child: unknown) => (NO_PARAMETERS.has(key) ? [] : leavesOf(inner, child, [...steps, key], isDefault));
  switch (def.type) {
    case 'default':
      return leavesOf(def.innerType, value, steps, isDefault || value === def.defaultValue);
    case 'optional':
    case 'nullable':
      return leavesOf(def.innerType, value, steps, isDefault);
    case 'pipe':
      return leavesOf(def.in, value, steps, isDefault);
    case 'union':
      return def.options
        .filter((option) => hasForm(option, value))
        .slice(0, 1)
        .flatMap((option) => leavesOf(option, value, steps, isDefault));
    case 'number':
      return [{ steps, value: value as number, unit: null, isDefault }];
    case 'object':
      return Object.entries(def.shape).flatMap(([key, inner]) => below(inner, key, (value as Record<string, unknown>)[key]));
    case 'record':
      return Object.entries(value).flatMap(([key, child]) => below(def.valueType, key, child));
    case 'array': {
      const list = value as unknown[];
      const byId = listsIds(list);
      return list.flatMap((entry, index) => leavesOf(def.element, entry, [...steps, byId ? list[index]!['id'] : String(index)], isDefault));
    }
    default:
      return [];
  }
}

/** Whether a union is meant by its list or its map here; simple values have no parameters below. */
const hasForm = (option: z.core.$ZodType, value: unknown): boolean =>
  Array.isArray(value) ? option._zod.def.type === 'array' : typeof value === 'object' && option._zod.def.type === 'object';
