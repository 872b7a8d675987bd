import type { CellNames } from './cell-names.js';
import type { LookAheadNote } from './look-ahead-note.js';

/** The values of a note with the names of the cell file in place of its ids; those that no file names stay. */
export function namedValues({ values }: LookAheadNote, names: CellNames): LookAheadNote['values'] {
  const source = String(values['source'] ?? '');
  const [unit = '', part] = source.split('.');
  const machine = part === undefined || /^\d+$/.test(part) ? null : part;
  const each = (ids: string, nameOf: (id: string) => string) => ids.split(', ').map(nameOf).join(', ');
  const say: Record<string, (id: string) => string> = {
    source: names.place,
    machines: (ids) => each(ids, (id) => names.source(`${source}.${id}`)),
    stops: (ids) => each(ids, (id) => names.alarm(id, unit, machine)),
    product: names.product,
    step: (id) => names.step(id, values['product'] === undefined ? null : String(values['product'])),
    release: names.release,
    test: (id) => names.test(id, String(values['release'] ?? '')),
    store: names.store,
    maintenance: (id) => names.maintenance(id, unit),
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, say[key]?.(String(value)) ?? value]));
}
