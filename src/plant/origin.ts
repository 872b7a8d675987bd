import type { CellDefinition } from '../contract/cell.js';
import { pathOf, pointerOf } from '../contract/explain.js';
import type { LineDefinition } from '../contract/line.js';
import { holdsAt, specificity, type Inherited, type Origin } from '../contract/origin.js';
import { isMap, listsIds } from '../contract/plain.js';

/** What is said of where a number comes from (null: nothing), and the machine type that gives it (null: the file itself). */
export interface OriginOf {
  origin: Origin | null;
  type: string | null;
}

/** Where the number at a pointer comes from; entries of lists by id or index. */
export const originOf = (definition: LineDefinition | CellDefinition, pointer: string): OriginOf => originAt(definition, byIds(definition, pathOf(pointer)));

/**
 * The same for steps by ids. Of what is said the most specific holds; of equals what the file itself says, before what the type
 * says of what it gives, before the source that a tariff or an emission factor carries; of those the last.
 */
export function originAt(definition: LineDefinition | CellDefinition, steps: readonly string[]): OriginOf {
  const giver = giverOf(definition.inherited ?? [], steps);
  const said = [
    ...impliedBy(definition).map((origin) => ranked(origin, 0)),
    ...(giver?.origins ?? []).map((origin) => ranked({ ...origin, at: `${giver!.at}${origin.at}` }, 1)),
    ...(definition.origins ?? []).map((origin) => ranked(origin, 2)),
  ].filter(({ pattern }) => holdsAt(pattern, steps));
  const best = said.reduce<(typeof said)[number] | null>((before, next) => (before === null || !isBelow(next.rank, before.rank) ? next : before), null);
  return { origin: best?.origin ?? null, type: giver?.type ?? null };
}

function ranked(origin: Origin, speaker: number): { origin: Origin; pattern: string[]; rank: number[] } {
  const pattern = pathOf(origin.at);
  const [depth, named] = specificity(pattern);
  return { origin, pattern, rank: [depth, named, speaker] };
}

function isBelow(a: readonly number[], b: readonly number[]): boolean {
  const differs = a.findIndex((value, index) => value !== b[index]);
  return differs >= 0 && a[differs]! < b[differs]!;
}

/** The innermost machine whose type gives what lies there. */
function giverOf(inherited: readonly Inherited[], steps: readonly string[]): Inherited | null {
  const around = inherited
    .map((each) => ({ each, at: pathOf(each.at) }))
    .filter(({ at }) => isStartOf(at, steps))
    .sort((a, b) => b.at.length - a.at.length);
  const giver = around.find(({ each, at }) => each.gives.some((given) => isStartOf(pathOf(given), steps.slice(at.length))));
  return giver?.each ?? null;
}

const isStartOf = (start: readonly string[], steps: readonly string[]) => start.length <= steps.length && start.every((step, index) => step === steps[index]);

/** Tariffs, contracts, emission factors and emissions say their source themselves. */
function impliedBy(definition: LineDefinition | CellDefinition): Origin[] {
  type Sourced = { source: string } | undefined;
  const said = (at: string, of: { tariff?: Sourced; carbon?: Sourced; contract?: Sourced; emissions?: Sourced }): Origin[] =>
    (['tariff', 'carbon', 'contract', 'emissions'] as const).flatMap((key) => {
      const source = of[key]?.source;
      return source === undefined ? [] : [{ at: `${at}/${key}`, is: 'sourced' as const, source }];
    });
  return definition.kind === 'Line' ? said('', definition) : definition.carriers.flatMap((carrier) => said(pointerOf(['carriers', carrier.id]), carrier));
}

/** The steps of a pointer with the ids of entries in place of their indices. */
function byIds(document: unknown, steps: readonly string[]): string[] {
  let value = document;
  return steps.map((step) => {
    const list = value;
    if (!listsIds(list)) {
      value = isMap(list) ? list[step] : Array.isArray(list) ? (list as unknown[])[Number(step)] : undefined;
      return step;
    }
    const entry = list.find(({ id }) => id === step) ?? list[Number(step)];
    value = entry;
    return entry?.id ?? step;
  });
}

/** The pointer by indices of a pointer by ids, for places in files. */
export function byIndices(document: unknown, pointer: string): string {
  let value = document;
  const steps = pathOf(pointer).map((step) => {
    const list = value;
    const key = Array.isArray(list) && listsIds(list) ? list.findIndex(({ id }) => id === step) : step;
    value = typeof list === 'object' && list !== null ? (list as Record<PropertyKey, unknown>)[key] : undefined;
    return key;
  });
  return pointerOf(steps);
}
