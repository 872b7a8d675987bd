import { z } from 'zod';
import { LineId, SourceId } from './equipment.js';
import { TimeZone } from './time-zone.js';
import { SignalName } from './telemetry.js';

export const FILE_FORMATS = ['csv', 'jsonl', 'parquet'] as const;
export const FileFormat = z.enum(FILE_FORMATS);
export type FileFormat = z.infer<typeof FileFormat>;

export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le'] as const;

const Column = z.string().min(1);
const Factor = z.number().refine((factor) => factor !== 0, { error: () => 'must not be 0: nothing would be left of the number' });

/** What the cells of a column, or of a tag, mean. */
const MEANING = {
  unit: SourceId,
  signal: SignalName,
  type: z.enum(['number', 'text', 'flag']).optional().describe('what its cells must hold; where not given, what they look like and the signal can be'),
  scale: Factor.optional().describe('multiplies numbers'),
  offset: z.number().optional().describe('is added after that'),
  values: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .describe('what stands in a cell to what it means, such as RUN: Execute'),
};
export const CellMeaning = z.strictObject(MEANING);
export type CellMeaning = z.infer<typeof CellMeaning>;

const Long = z
  .strictObject({
    unit: Column.optional().describe('column of the unit'),
    signal: Column.optional().describe('column of the signal'),
    tag: Column.optional().describe('column of the tag, instead of unit and signal'),
    tags: z.record(z.string(), CellMeaning).optional().describe('what each tag means; rows of other tags are left out'),
    line: Column.optional().describe('column of the line or cell, where a file holds several'),
    value: Column,
    text: Column.optional().describe('column of texts, where files have one column for each type'),
    flag: Column.optional().describe('column of flags'),
    quality: Column.optional().describe('column that holds good, uncertain or bad; good where not given'),
  })
  .refine(
    ({ unit, signal, tag, tags }) => (tag === undefined ? unit !== undefined && signal !== undefined && tags === undefined : !unit && !signal && !!tags),
    {
      error: () => 'expected the columns unit and signal, or the column tag with tags',
    },
  );

/** How the rows of a file become readings: one of each mapped column (wide), or one a row (long). */
export const IngestMapping = z
  .strictObject({
    kind: z.literal('IngestMapping'),
    line: LineId.optional().describe('line or process cell; --line or a column names it where not given'),
    format: FileFormat.optional().describe('by the ending of the file name where not given'),
    encoding: z.enum(ENCODINGS).default('utf-8').describe('of CSV and JSON lines'),
    delimiter: z.string().length(1).optional().describe('of CSV; found by looking at the file where not given'),
    decimal: z.enum(['.', ',']).optional().describe('decimal mark of CSV; found by looking at the file where not given'),
    timestamp: z.strictObject({
      column: Column,
      format: z.string().min(1).default('iso').describe('iso, s, ms, us or ns since 1970, or a format such as dd/MM/yyyy HH:mm:ss'),
      timezone: TimeZone.default('UTC').describe('of times that carry no zone'),
    }),
    missing: z.array(z.string()).default([]).describe('what stands in cells that say nothing, such as "No Data"; empty ones say nothing in any case'),
    columns: z
      .array(CellMeaning.extend({ column: Column }))
      .min(1)
      .optional()
      .describe('wide: what each column means'),
    long: Long.optional(),
    exact: z
      .boolean()
      .default(false)
      .describe('CSV as the service exports it: what stands in quotes is a text, an empty cell is no value, an apostrophe before = + - @ was put there'),
  })
  .refine(({ columns, long }) => (columns === undefined) !== (long === undefined), { error: () => 'expected either columns or long' });
export type IngestMapping = z.output<typeof IngestMapping>;

/** Reads what the service exports as series. */
export const EXPORTED_SERIES: IngestMapping = {
  kind: 'IngestMapping',
  encoding: 'utf-8',
  timestamp: { column: 'time', format: 'iso', timezone: 'UTC' },
  missing: [],
  long: { line: 'line', unit: 'unit', signal: 'signal', value: 'value', quality: 'quality' },
  exact: true,
};
