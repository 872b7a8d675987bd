import { guarded } from './safe-text.js';
import type { CellValue, Column, Table } from './table.js';
import { localTimes, utcTexts } from './time-text.js';

export interface CsvPreset {
  delimiter: ',' | ';';
  decimal: '.' | ',';
  /** Spreadsheets know by it that the file is UTF-8. */
  byteOrderMark: boolean;
}

/** As spreadsheets in English and in French read them. */
export const CSV_PRESETS: Record<'csv-en' | 'csv-fr', CsvPreset> = {
  'csv-en': { delimiter: ',', decimal: '.', byteOrderMark: false },
  'csv-fr': { delimiter: ';', decimal: ',', byteOrderMark: true },
};

const END = '\r\n';
/** Texts that no reader takes for something else: without quotes they are texts too. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * CSV (RFC 4180): a row of names, then rows. Texts stand in quotes unless they can only be texts, so that numbers, flags, texts and
 * no value differ; those that a spreadsheet would take for formulas are made safe. Of a time there is UTC, and the local time of the site.
 */
export const csvWriter = (preset: CsvPreset) =>
  async function* write({ columns, timezone, rows }: Pick<Table, 'columns' | 'timezone' | 'rows'>): AsyncGenerator<Uint8Array, void> {
    const cell = cellWriter(preset, timezone);
    const header = columns.flatMap(({ name, type }) => (type === 'time' ? [name, `${name}_local`] : [name])).map(quoted);
    let text = `${preset.byteOrderMark ? '\uFEFF' : ''}${header.join(preset.delimiter)}${END}`; // with the first rows: where they cannot be had, nothing goes out
    for await (const block of rows) {
      for (const row of block) {
        for (let i = 0; i < columns.length; i++) text += (i === 0 ? '' : preset.delimiter) + cell(columns[i]!, row[i]!);
        text += END;
      }
      if (text !== '') yield Buffer.from(text);
      text = '';
    }
    if (text !== '') yield Buffer.from(text);
  };

function cellWriter({ delimiter, decimal }: CsvPreset, timezone: string): (column: Column, value: CellValue) => string {
  const local = localTimes(timezone);
  const utc = utcTexts();
  return ({ type }, value) => {
    if (value === null) return type === 'time' ? delimiter : '';
    if (type === 'time') return `${utc(value as number)}${delimiter}${local.text(value as number)}`;
    if (typeof value === 'number') return decimal === ',' ? String(value).replace('.', ',') : String(value);
    return typeof value === 'boolean' ? String(value) : quoted(value);
  };
}

function quoted(text: string): string {
  const safe = guarded(text);
  return PLAIN.test(safe) && safe !== 'true' && safe !== 'false' ? safe : `"${safe.replaceAll('"', '""')}"`;
}
