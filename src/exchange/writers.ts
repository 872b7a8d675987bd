import type { ExportFormat } from '../contract/export.js';
import { csvWriter } from './csv-writer.js';
import { jsonlWriter } from './jsonl-writer.js';
import { parquetWriter } from './parquet-writer.js';
import type { TableWriter } from './table.js';
import { xlsxWriter } from './xlsx-writer.js';

export const WRITERS: Record<ExportFormat, TableWriter> = {
  'csv-en': csvWriter({ delimiter: ',', decimal: '.', byteOrderMark: false }),
  'csv-fr': csvWriter({ delimiter: ';', decimal: ',', byteOrderMark: true }),
  xlsx: xlsxWriter,
  parquet: parquetWriter,
  jsonl: jsonlWriter,
};
