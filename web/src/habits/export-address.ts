import type { ExportFormat } from '../../../src/contract/export.js';
import { placePath, type Place } from './place.js';

/** Tables of the record of a line or site that the service writes as files: their resource, and what they can be asked by. */
const TABLES = {
  series: { of: ['line', 'cell'], resource: 'series', asks: ['window', 'unit'] },
  states: { of: ['line', 'cell'], resource: 'states', asks: ['window'] },
  stops: { of: ['line', 'cell'], resource: 'states', table: 'stops', asks: ['window'] },
  batches: { of: ['line'], resource: 'batches', asks: [] },
  lots: { of: ['cell'], resource: 'lots', asks: ['window'] },
  'lot-steps': { of: ['cell'], resource: 'lots', table: 'steps', asks: ['window'] },
  'lot-stays': { of: ['cell'], resource: 'lots', table: 'stays', asks: ['window'] },
  'lot-tests': { of: ['cell'], resource: 'lots', table: 'tests', asks: ['window'] },
  orders: { of: ['cell'], resource: 'orders', asks: [] },
  alarms: { of: ['cell'], resource: 'machine-alarms', asks: ['window'] },
  ledger: { of: ['cell'], resource: 'ledger', asks: ['window'] },
  kpis: { of: ['cell'], resource: 'kpis', asks: ['window'] },
} as const satisfies Record<string, { of: readonly Place['kind'][]; resource: string; table?: string; asks: readonly ('window' | 'unit')[] }>;

export type ExportTable = keyof typeof TABLES;
const isTable = (text: string): text is ExportTable => Object.hasOwn(TABLES, text);
const has = <Item>(items: readonly Item[], item: Item) => items.includes(item);

/** Tables that there are of a line, or of a site. */
export const tablesOf = (kind: Place['kind']): ExportTable[] =>
  Object.keys(TABLES)
    .filter((id) => isTable(id) && has<Place['kind']>(TABLES[id].of, kind))
    .filter(isTable);

/** Whether a table is asked for by a window, or by a machine. */
export const askedBy = (table: ExportTable, by: 'window' | 'unit'): boolean => has<'window' | 'unit'>(TABLES[table].asks, by);

/** These choices of a page also choose in the export: machine pages those of the machine. */
export interface ExportAsked {
  table: ExportTable;
  format: ExportFormat;
  /** as the server takes it */
  from: string;
  to: string;
  unit: string | null;
}

/** Where the service gives a table as a file. */
export function exportAddress(place: Place, { table, format, from, to, unit }: ExportAsked): string {
  const { resource, ...rest } = TABLES[table];
  const search = new URLSearchParams({
    ...('table' in rest && { table: rest.table }),
    ...(askedBy(table, 'window') && { from, to }),
    ...(unit !== null && askedBy(table, 'unit') && { unit }),
    format,
  });
  return `/api/v1${placePath(place)}/${resource}?${search}`;
}

/** Endings of the names of files, by their format. */
export const ENDINGS: Readonly<Record<ExportFormat, string>> = { 'csv-en': 'csv', 'csv-fr': 'csv', xlsx: 'xlsx', parquet: 'parquet', jsonl: 'jsonl' };
export const FORMATS: readonly ExportFormat[] = ['csv-en', 'csv-fr', 'xlsx', 'parquet', 'jsonl'];
