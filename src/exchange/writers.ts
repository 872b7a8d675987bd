import type { ExportFormat } from '../contract/export.js';
import { CSV_PRESETS, csvWriter } from './csv-writer.js';
import { jsonlWriter } from './jsonl-writer.js';
import { parquetWriter } from './parquet-writer.js';
import type { TableWriter } from './table.js';
import { xlsxWriter } from './xlsx-writer.js';

export const WRITERS: Record<ExportFormat, TableWriter> = {
  'csv-en': csvWriter(CSV_PRESETS['csv-en']),
  'csv-fr': csvWriter(CSV_PRESETS['csv-fr']),
  xlsx: xlsxWriter,
  parquet: parquetWriter,
  jsonl: jsonlWriter,
};
