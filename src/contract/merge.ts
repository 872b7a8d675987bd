import { pointerOf } from './explain.js';
import { isMap, listsIds, type Fields } from './plain.js';

/** Where something of a merged document stands: in the machine's own text, or in that of its type. */
export interface Side {
  side: 'own' | 'type';
  pointer: string;
}

export interface Merged {
  value: unknown;
  /** Pointer in what is merged to where it stands. What lies below a pointer lies there below as well. */
  places: Map<string, Side>;
  /** What the type gives: pointers by ids, as wide as can be. */
  gives: string[];
  issues: { pointer: string; detail: string }[];
}

/** Keys by which a map says which of several forms it has: such a map is one value. */
const FORMS = ['dist', 'when'];

/**
 * A type with what a machine gives itself over it. Maps merge by key, null takes a key of the type away; lists whose entries
 * all have ids merge by id, `{ id, omit: true }` leaves an entry of the type out, an empty list leaves out all; everything
 * else, distributions and conditions included, replaces. Pointers are relative to the two values; those of issues to `own`.
 */
export function merge(type: unknown, own: unknown): Merged {
  const merged: Merged = { value: undefined, places: new Map(), gives: [], issues: [] };
  merged.value = mergeInto(merged, { type, own, at: [], typeAt: [], ownAt: [], ids: [] });
  return merged;
}

interface Step {
  type: unknown;
  own: unknown;
  at: (string | number)[];
  typeAt: (string | number)[];
  ownAt: (string | number)[];
  ids: (string | number)[];
}

function mergeInto(merged: Merged, step: Step): unknown {
  const { type, own, at } = step;
  const stands = (side: Side['side']) => merged.places.set(pointerOf(at), { side, pointer: pointerOf(side === 'own' ? step.ownAt : step.typeAt) });
  if (own === undefined) {
    stands('type');
    merged.gives.push(pointerOf(step.ids));
    return type;
  }
  stands('own');
  if (isMap(own) && isMap(type) && !FORMS.some((key) => Object.hasOwn(own, key))) return mergeMaps(merged, step, type, own);
  if (listsIds(own) && listsIds(type)) return mergeLists(merged, step, type, own);
  return own;
}

function mergeMaps(merged: Merged, step: Step, type: Fields, own: Fields): Fields {
  const keys = [...new Set([...Object.keys(type), ...Object.keys(own)])];
  const kept = keys.filter((key) => !(Object.hasOwn(own, key) && own[key] === null && Object.hasOwn(type, key)));
  const valueOf = (fields: Fields, key: string) => (Object.hasOwn(fields, key) ? fields[key] : undefined);
  return Object.fromEntries(kept.map((key) => [key, mergeInto(merged, below(step, key, valueOf(type, key), valueOf(own, key)))]));
}

const below = ({ at, typeAt, ownAt, ids }: Step, key: string, type: unknown, own: unknown): Step => ({
  type,
  own,
  at: [...at, key],
  typeAt: [...typeAt, key],
  ownAt: [...ownAt, key],
  ids: [...ids, key],
});

/** First the entries of the type in their order, then those that are new. */
function mergeLists(merged: Merged, step: Step, type: (Fields & { id: string })[], own: (Fields & { id: string })[]): unknown[] {
  const entries: unknown[] = [];
  const put = (id: string, typeIndex: number, ownIndex: number) =>
    entries.push(
      mergeInto(merged, {
        type: type[typeIndex],
        own: own[ownIndex],
        at: [...step.at, entries.length],
        typeAt: [...step.typeAt, typeIndex],
        ownAt: [...step.ownAt, ownIndex],
        ids: [...step.ids, id],
      }),
    );
  for (const [index, { id }] of type.entries()) {
    const given = own.findIndex((entry) => entry.id === id);
    if (given < 0 || !isOmission(own[given]!)) put(id, index, given);
  }
  for (const [index, entry] of own.entries()) {
    const known = type.some(({ id }) => id === entry.id);
    const again = own.findIndex(({ id }) => id === entry.id) < index;
    if (!known && isOmission(entry))
      merged.issues.push({ pointer: pointerOf([...step.ownAt, index]), detail: `there is no "${entry.id}" in the type that could be left out` });
    else if (!known || again) put(entry.id, -1, index);
  }
  return entries;
}

const isOmission = (entry: Fields): boolean => entry['omit'] === true && Object.keys(entry).length === 2;
