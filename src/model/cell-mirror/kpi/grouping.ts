import type { CellKpiFilter, CellKpiGrouping, CellKpiKey } from '../../../contract/cell-kpi.js';
import type { Bilingual } from '../../../contract/units.js';
import type { CompiledCell } from '../../cell/compile.js';
import type { Entry } from './entries.js';

export interface Group {
  key: CellKpiKey;
  entries: Entry[];
}

const unitOf = ({ source }: Entry): string | null => source.place?.unit.id ?? null;

/** Whether an entry is of what is asked for. */
export function passes(entry: Entry, filter: CellKpiFilter): boolean {
  return (
    (filter.source === undefined || entry.source.id === filter.source) &&
    (filter.unit === undefined || unitOf(entry) === filter.unit) &&
    (filter.shift === undefined || entry.row.shift === filter.shift) &&
    (filter.lot === undefined || entry.lot === filter.lot) &&
    (filter.product === undefined || entry.product === filter.product)
  );
}

/** The group of an entry; null: it is in none. */
function keyOf(by: CellKpiGrouping, entry: Entry): CellKpiKey | null {
  switch (by) {
    case 'shift':
      return entry.row.shift === null ? { shift: null } : { shiftFromUs: entry.row.shiftFromUs, shift: entry.row.shift };
    case 'lot':
      return { lot: entry.lot };
    case 'product':
      return { product: entry.product };
    case 'source':
      return { source: entry.source.id };
    case 'unit':
      return entry.source.place === null ? null : { unit: entry.source.place.unit.id };
    case 'segment':
      return entry.source.place?.unit.flow === undefined ? null : { unit: entry.source.place.unit.id };
    case 'cell':
      return {};
  }
}

/** Groups in the order of time, of the cell file, or of their first shift; what is of none comes last. */
export function groupBy(cell: CompiledCell, by: CellKpiGrouping, entries: readonly Entry[]): Group[] {
  const groups = new Map<string, Group>();
  for (const entry of entries) {
    const key = keyOf(by, entry);
    if (key === null) continue;
    const text = JSON.stringify(key);
    const group = groups.get(text) ?? { key, entries: [] };
    group.entries.push(entry);
    groups.set(text, group);
  }
  const place = placeIn(cell, by);
  return [...groups.values()].sort((a, b) => place(a.key) - place(b.key));
}

function placeIn(cell: CompiledCell, by: CellKpiGrouping): (key: CellKpiKey) => number {
  const { units, products, utilities, zones } = cell.definition;
  const order = {
    product: products.map(({ id }) => id),
    unit: units.map(({ id }) => id),
    source: [
      ...units.flatMap(({ id, slots, flow }) => [
        ...(slots > 1 ? Array.from({ length: slots }, (_, i) => `${id}.${i + 1}`) : [id]),
        ...(flow?.stations ?? []).map((station) => `${id}.${station.id}`),
      ]),
      ...utilities.map(({ id }) => `utilities.${id}`),
      ...zones.map(({ id }) => `zones.${id}`),
    ],
  };
  switch (by) {
    case 'shift':
      return ({ shiftFromUs = Infinity }) => shiftFromUs;
    case 'lot':
      return ({ lot }) => (lot === null ? 1 : 0);
    case 'product':
      return ({ product }) => (product == null ? products.length : order.product.indexOf(product));
    case 'source':
      return ({ source }) => order.source.indexOf(source!);
    case 'unit':
    case 'segment':
      return ({ unit }) => order.unit.indexOf(unit!);
    case 'cell':
      return () => 0;
  }
}

/** Name of a group by the cell file; null where it has none. */
export function nameOf(cell: CompiledCell, by: CellKpiGrouping, { key, entries }: Group): Bilingual | null {
  const { definition: d } = cell;
  switch (by) {
    case 'shift':
      return d.calendars.flatMap(({ shifts }) => shifts).find(({ id }) => id === key.shift)?.name ?? null;
    case 'lot':
      return null;
    case 'product':
      return d.products.find(({ id }) => id === key.product)?.name ?? null;
    case 'source':
      return entries[0]!.source.name;
    case 'unit':
    case 'segment':
      return d.units.find(({ id }) => id === key.unit)!.name;
    case 'cell':
      return d.name;
  }
}
