import path from 'node:path';
import { EXPORTED_SERIES, IngestMapping, type FileFormat } from '../contract/ingest-mapping.js';
import { LeftOut, RowMapper, type MappedReading } from '../exchange/mapped-readings.js';
import { formatByName, openSource } from '../exchange/open-source.js';
import { placed, SourceFault } from '../exchange/source-row.js';
import { formatIssue, readDocument } from '../plant/document.js';
import { readText } from './files.js';
import { CliFault, EXIT, type Io } from './io.js';

/** A file with what its rows mean. */
export interface IngestFile {
  name: string;
  mapping: IngestMapping;
  /** Its readings and bad rows, block by block, from the beginning. */
  read(): AsyncGenerator<MappedReading[], void>;
  /** What was left out when it was last read. */
  leftOut: LeftOut;
}

/** The file that is asked for; of our own exports no mapping is needed. */
export async function ingestFile(name: string, asked: { mapping?: string; format?: FileFormat }, io: Io): Promise<IngestFile> {
  const own = asked.mapping === undefined ? EXPORTED_SERIES : await readMapping(asked.mapping, io);
  const format = asked.format ?? own.format ?? formatByName(name);
  if (format === null) throw new CliFault(EXIT.usage, `${name}: the name does not tell its format: say --format csv, jsonl or parquet`);
  const mapping = asked.mapping === undefined && format === 'parquet' ? typedColumns(own) : own;
  const source = name === '-' ? { bytes: io.stdin } : { path: path.resolve(io.cwd, name) };
  async function* read(): AsyncGenerator<MappedReading[], void> {
    const mapper = new RowMapper(mapping);
    file.leftOut = mapper.leftOut;
    try {
      for await (const block of openSource(source, format!, mapper.wanted, mapping)) yield block.flatMap((row) => mapper.readings(row));
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error;
      throw faultOf(name, error, asked.mapping === undefined);
    }
  }
  const file: IngestFile = { name, mapping, read, leftOut: new LeftOut() };
  return file;
}

/** Parquet has a column for each type of value. */
const typedColumns = (mapping: IngestMapping): IngestMapping => ({ ...mapping, long: { ...mapping.long!, text: 'value_text', flag: 'value_flag' } });

async function readMapping(file: string, io: Io): Promise<IngestMapping> {
  const read = readDocument(await readText(file, io), file, IngestMapping);
  if (!read.ok) throw new CliFault(EXIT.validation, read.issues.map(formatIssue).join('\n'));
  return read.value;
}

function faultOf(name: string, error: SourceFault, unmapped: boolean): CliFault {
  if (/ENOENT/.test(error.message)) return new CliFault(EXIT.notFound, `${name}: there is no such file`);
  const hint = unmapped ? '. Without --mapping a file as twin export series writes it is expected' : '';
  return new CliFault(EXIT.validation, placed(name, { line: error.line, column: error.column, problem: `${error.message}${hint}` }));
}
