import type { CellDefinition } from '../contract/cell.js';
import { pathOf, pointerOf } from '../contract/explain.js';
import type { LineDefinition } from '../contract/line.js';
import { holdsAt } from '../contract/origin.js';
import type { PARAMETER_ORIGINS } from '../contract/parameter.js';
import { byIndices } from './origin.js';
import { parametersOf } from './parameters.js';

export interface OriginReport {
  parameters: number;
  counts: Record<(typeof PARAMETER_ORIGINS)[number], number>;
  /** Places, as wide as can be, of which no parameter has an origin. Pointers by indices. */
  unsaid: { pointer: string; parameters: number }[];
  /** What the file says of no parameter: pointers of its origins. */
  idle: string[];
}

/** How much of a definition says where it comes from, and what does not. */
export function reportOrigins(definition: LineDefinition | CellDefinition): OriginReport {
  const parameters = parametersOf(definition);
  const counts: OriginReport['counts'] = { measured: 0, sourced: 0, estimated: 0, default: 0 };
  for (const { origin } of parameters) if (origin !== null) counts[origin]++;
  const places = parameters.map(({ pointer, origin }) => ({ steps: pathOf(pointer), said: origin !== null && origin !== 'default', unsaid: origin === null }));
  const saidBelow = new Set(places.filter(({ said }) => said).flatMap(({ steps }) => starts(steps)));
  const unsaid = new Map<string, number>();
  for (const { steps } of places.filter((place) => place.unsaid)) {
    const widest = starts(steps).find((start) => !saidBelow.has(start))!;
    unsaid.set(widest, (unsaid.get(widest) ?? 0) + 1);
  }
  const idle = (definition.origins ?? []).flatMap(({ at }, index) => (places.some(({ steps }) => holdsAt(pathOf(at), steps)) ? [] : [`/origins/${index}/at`]));
  return {
    parameters: parameters.length,
    counts,
    unsaid: [...unsaid].map(([pointer, count]) => ({ pointer: byIndices(definition, pointer), parameters: count })),
    idle,
  };
}

/** The pointers of what a place lies in, from the whole document on, and its own. */
const starts = (steps: readonly string[]): string[] => Array.from({ length: steps.length + 1 }, (_, length) => pointerOf(steps.slice(0, length)));
