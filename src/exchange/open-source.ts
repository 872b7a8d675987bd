import { createReadStream } from 'node:fs';
import type { FileFormat, IngestMapping } from '../contract/ingest-mapping.js';
import { csvSource } from './csv-source.js';
import { jsonlSource } from './jsonl-source.js';
import { SourceFault, type ReadRow } from './source-row.js';

/** A file by its path, or bytes as they come. */
export type Source = { path: string } | { bytes: AsyncIterable<Uint8Array> };

const ENDINGS: [RegExp, FileFormat][] = [
  [/\.(csv|tsv|txt)$/i, 'csv'],
  [/\.(jsonl|ndjson)$/i, 'jsonl'],
  [/\.(parquet|pq)$/i, 'parquet'],
];

/** The format that the ending of a file name stands for; null where it tells none. */
export const formatByName = (file: string): FileFormat | null => ENDINGS.find(([ending]) => ending.test(file))?.[1] ?? null;

/** The rows of a source with the values of the wanted columns, block by block. Throws SourceFault where it cannot be read. */
export function openSource(source: Source, format: FileFormat, wanted: readonly string[], mapping: IngestMapping): AsyncGenerator<ReadRow[], void> {
  if (format === 'parquet') {
    if ('path' in source) return parquet(source.path, wanted);
    throw new SourceFault('a Parquet file cannot be read as it comes: its contents are told at its end. Give the name of the file');
  }
  const pieces = textOf('path' in source ? createReadStream(source.path, { highWaterMark: 262_144 }) : source.bytes, mapping.encoding);
  const { delimiter, decimal, exact } = mapping;
  return format === 'jsonl' ? jsonlSource(pieces, wanted) : csvSource(pieces, { wanted, exact, ...(delimiter && { delimiter }), ...(decimal && { decimal }) });
}

/** DuckDB is loaded where it is needed. */
async function* parquet(file: string, wanted: readonly string[]): AsyncGenerator<ReadRow[], void> {
  const { parquetSource } = await import('./parquet-source.js');
  yield* parquetSource(file, wanted);
}

async function* textOf(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw new SourceFault(`cannot be read: ${(error as Error).message}`);
  }
  yield decoder.decode();
}
