import { pointerOf } from './explain.js';
import { merge, type Side } from './merge.js';
import { isMap, type Fields } from './plain.js';

/** A machine type as it stands in its file, before units and defaults. */
export interface KnownType {
  id: string;
  for: 'station' | 'unit';
  /** What it gives. */
  fields: Fields;
  /** What it says of where its numbers come from. */
  origins: unknown[];
  /** Where it stands in its file. */
  pointer: string;
}

/** Types by what they are for and their id. */
export type TypeLibrary<Type extends KnownType = KnownType> = ReadonlyMap<string, Type>;

export const typeKey = (what: KnownType['for'], id: string): string => `${what} ${id}`;

/** Where something of a resolved document stands: in the file of a type, or (null) in the document's own. */
export interface Place<Type> {
  type: Type | null;
  pointer: string;
}

export interface Resolved<Type> {
  value: unknown;
  placeOf: (pointer: string) => Place<Type>;
  /** Pointers into the document as it was. */
  issues: { pointer: string; detail: string }[];
}

/**
 * A document of any kind with the types put into its machines: into stations of a line, into units of a cell and the stations
 * of their flow, into the stations that unit types hold. A type that the library does not know is a label, and changes nothing.
 */
export function resolveTypes<Type extends KnownType>(document: unknown, library: TypeLibrary<Type>): Resolved<Type> {
  const places = new Map<string, Place<Type>>();
  const issues: Resolved<Type>['issues'] = [];
  const inherited: Fields[] = [];

  const placeOf = (pointer: string): Place<Type> => {
    for (let length = pointer.length; length > 0; length = pointer.lastIndexOf('/', length - 1)) {
      const place = places.get(pointer.slice(0, length));
      if (place) return { type: place.type, pointer: place.pointer + pointer.slice(length) };
    }
    return { type: null, pointer };
  };

  function put(what: KnownType['for'], machine: unknown, pointer: string, ids: string): unknown {
    const type = isMap(machine) && typeof machine['type'] === 'string' ? library.get(typeKey(what, machine['type'])) : undefined;
    if (!isMap(machine) || !type) return machine;
    const merged = merge(type.fields, machine);
    const before = (side: Side): Place<Type> => (side.side === 'type' ? { type, pointer: type.pointer + side.pointer } : placeOf(pointer + side.pointer));
    const stand = [...merged.places].map(([at, side]) => [pointer + at, before(side)] as const);
    for (const issue of merged.issues) issues.push({ pointer: placeOf(pointer + issue.pointer).pointer, detail: issue.detail });
    for (const at of [...places.keys()]) if (at.startsWith(`${pointer}/`)) places.delete(at);
    for (const [at, place] of stand) places.set(at, place);
    if (merged.gives.length > 0) inherited.push({ at: ids, type: type.id, gives: merged.gives, origins: type.origins });
    return merged.value;
  }

  const stationsOf = (holder: unknown, pointer: string, ids: string): unknown =>
    inList(holder, 'stations', (station, index) => put('station', station, `${pointer}/stations/${index}`, `${ids}/stations/${stepOf(station, index)}`));

  function withFlow(unit: unknown, pointer: string, ids: string): unknown {
    return isMap(unit) && Object.hasOwn(unit, 'flow') ? { ...unit, flow: stationsOf(unit['flow'], `${pointer}/flow`, `${ids}/flow`) } : unit;
  }

  if (!isMap(document) || library.size === 0) return { value: document, placeOf, issues };
  const value = ofKind(document);
  return { value: inherited.length === 0 || document['kind'] === 'MachineTypes' ? value : { ...(value as Fields), inherited }, placeOf, issues };

  function ofKind(document: Fields): unknown {
    switch (document['kind']) {
      case 'Line':
        return stationsOf(document, '', '');
      case 'Cell':
        return inList(document, 'units', (unit, index) => {
          const [pointer, ids] = [`/units/${index}`, `/units/${stepOf(unit, index)}`];
          return withFlow(put('unit', unit, pointer, ids), pointer, ids);
        });
      case 'MachineTypes':
        return inList(document, 'types', (type, index) => withFlow(type, `/types/${index}`, ''));
      default:
        return document;
    }
  }
}

function inList(holder: unknown, key: string, change: (entry: unknown, index: number) => unknown): unknown {
  if (!isMap(holder) || !Array.isArray(holder[key])) return holder;
  return { ...holder, [key]: holder[key].map(change) };
}

/** The id of an entry, else its index; as a step of a pointer. */
const stepOf = (entry: unknown, index: number): string => pointerOf([isMap(entry) && typeof entry['id'] === 'string' ? entry['id'] : index]).slice(1);

/** The types of a file's document that can be told apart: those with an id that say what they are for. */
export function typesIn(document: unknown): KnownType[] {
  if (!isMap(document) || !Array.isArray(document['types'])) return [];
  const common = Array.isArray(document['origins']) ? (document['origins'] as unknown[]) : [];
  return document['types'].flatMap((entry: unknown, index): KnownType[] => {
    if (!isMap(entry) || typeof entry['id'] !== 'string' || (entry['for'] !== 'station' && entry['for'] !== 'unit')) return [];
    const { id: _id, for: _for, origins, ...fields } = entry;
    return [
      {
        id: entry['id'],
        for: entry['for'],
        fields,
        origins: [...common, ...(Array.isArray(origins) ? (origins as unknown[]) : [])],
        pointer: `/types/${index}`,
      },
    ];
  });
}
