import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { Argument, Option, type Command } from 'commander';
import { ServerFailure } from '../../client/http.js';
import { CELL_KPI_GROUPINGS } from '../contract/cell-kpi.js';
import { ENDINGS, EXPORT_FORMATS, type ExportFormat } from '../contract/export.js';
import { EXCHANGE_WORDS } from './exchange-words.js';
import { CliFault, EXIT, type Io } from './io.js';
import { serverOf, type ServerOptions, withServer } from './server.js';

interface Options extends ServerOptions {
  format?: ExportFormat | 'csv';
  out?: string;
  from?: string;
  to?: string;
  unit?: string;
  signal?: string;
  every?: string;
  by?: string;
}

/** What can be exported: its address, and the table of it. */
const WHAT = {
  series: { resource: 'series', options: ['from', 'to', 'unit', 'signal', 'every'] },
  states: { resource: 'states', options: ['from', 'to'] },
  stops: { resource: 'states', table: 'stops', options: ['from', 'to'] },
  batches: { resource: 'batches', options: [] },
  lots: { resource: 'lots', options: ['from', 'to'] },
  'lot-steps': { resource: 'lots', table: 'steps', options: ['from', 'to'] },
  'lot-stays': { resource: 'lots', table: 'stays', options: ['from', 'to'] },
  'lot-tests': { resource: 'lots', table: 'tests', options: ['from', 'to'] },
  orders: { resource: 'orders', options: [] },
  alarms: { resource: 'machine-alarms', options: ['from', 'to'] },
  ledger: { resource: 'ledger', options: ['from', 'to'] },
  kpis: { resource: 'kpis', options: ['from', 'to', 'by'] },
} as const satisfies Record<string, { resource: string; table?: string; options: readonly (keyof Options)[] }>;
type What = keyof typeof WHAT;

const OPTIONS = ['from', 'to', 'unit', 'signal', 'every', 'by'] as const;
/** Of process cells only; the others are of lines, or of both. */
const OF_CELLS: ReadonlySet<What> = new Set(['lots', 'lot-steps', 'lot-stays', 'lot-tests', 'orders', 'alarms', 'ledger', 'kpis']);

export function addExport(program: Command, io: Io): void {
  withServer(program.command('export').description('write what is known of a line or process cell to a file, or to stdout'))
    .addArgument(new Argument('<what>', 'what to write; stops of lines have what people said of them in columns said_…').choices(Object.keys(WHAT)))
    .argument('<line>', 'line or process cell')
    .addOption(new Option('--format <format>', 'by the ending of --out, else csv-en; csv-fr has ; and decimal commas').choices([...EXPORT_FORMATS, 'csv']))
    .option('--out <file>', 'file to write; - for stdout', '-')
    .option('--from <time>', 'ISO 8601, or counted back from now, such as now-8h')
    .option('--to <time>', 'written like --from; now where not given')
    .option('--unit <units>', 'of series: units, joined by commas; all where not given')
    .option('--signal <signals>', 'of series: signals, joined by commas; all where not given')
    .option('--every <width>', 'of series: windows instead of readings, such as "1 min"')
    .addOption(new Option('--by <grouping>', 'of kpis: what they are told by').choices(CELL_KPI_GROUPINGS))
    .action(async (what: What, id: string, { out = '-', ...options }: Options) => {
      const unfit = OPTIONS.find((name) => options[name] !== undefined && !(WHAT[what].options as readonly string[]).includes(name));
      if (unfit !== undefined) throw new CliFault(EXIT.usage, `--${unfit} is not for ${what}`);
      const format = options.format === undefined ? formatOf(out) : options.format === 'csv' ? 'csv-en' : options.format;
      const bytes = await open(what, id, format, options, io);
      if (out === '-') return toStdout(bytes, io);
      const size = await toFile(bytes, path.resolve(io.cwd, out));
      io.err(EXCHANGE_WORDS[io.lang].written(size, out));
    });
}

function formatOf(out: string): ExportFormat {
  const ending = path.extname(out).slice(1).toLowerCase();
  return EXPORT_FORMATS.find((format) => ENDINGS[format] === ending) ?? 'csv-en';
}

async function open(what: What, id: string, format: ExportFormat, options: Options, io: Io): Promise<ReadableStream<Uint8Array>> {
  const { http } = serverOf(options, io);
  const { resource, ...rest } = WHAT[what];
  const query = { format, table: 'table' in rest ? rest.table : undefined, ...Object.fromEntries(OPTIONS.map((name) => [name, options[name]])) };
  if (OF_CELLS.has(what)) return http.export({ cell: id }, resource, query, io.lang);
  // Series and states are the same under both; batches are of lines.
  return http.export({ line: id }, resource, query, io.lang);
}

async function toStdout(bytes: ReadableStream<Uint8Array>, io: Io): Promise<void> {
  try {
    for await (const piece of bytes) await io.outBytes(piece);
  } catch (error) {
    throw brokenOff(error);
  }
}

/** Writes beside the file and puts it in its place when it is whole. */
async function toFile(bytes: ReadableStream<Uint8Array>, file: string): Promise<number> {
  const part = `${file}.part`;
  const target = createWriteStream(part);
  try {
    await pipeline(bytes, target);
    await rename(part, file);
    return target.bytesWritten;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw new CliFault(EXIT.failure, `${file}: cannot be written: ${(error as Error).message}`);
    throw brokenOff(error);
  } finally {
    if (!target.closed) await finished(target).catch(() => undefined);
  }
}

const brokenOff = (error: unknown) => new ServerFailure('unreachable', `the export broke off before its end: ${(error as Error).message}`);
