import { z } from 'zod';

/** Formats of an export. csv is csv-en. */
export const EXPORT_FORMATS = ['csv-en', 'csv-fr', 'xlsx', 'parquet', 'jsonl'] as const;
export const ExportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** A workbook is made in memory: so many cells, heads left out, take some hundred megabytes, for some ten seconds of a core. */
export const MOST_WORKBOOK_CELLS = 1_000_000;

export const MEDIA_TYPES: Record<ExportFormat, string> = {
  'csv-en': 'text/csv; charset=utf-8; header=present',
  'csv-fr': 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  jsonl: 'application/x-ndjson',
};

/** Ending of the file's name. */
export const ENDINGS: Record<ExportFormat, string> = { 'csv-en': 'csv', 'csv-fr': 'csv', xlsx: 'xlsx', parquet: 'parquet', jsonl: 'jsonl' };
