import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { LineId } from '../contract/equipment.js';
import { FILE_FORMATS, type FileFormat } from '../contract/ingest-mapping.js';
import { Pace } from '../exchange/pace.js';
import { EXCHANGE_WORDS } from './exchange-words.js';
import { ingestFile, type IngestFile } from './ingest-file.js';
import { Sender } from './ingest-send.js';
import { dryRun, leftOutOf, refuse, survey, tellDryRun, tellLeftOut } from './ingest-survey.js';
import { Tally } from './ingest-tally.js';
import { CliFault, EXIT, type Io } from './io.js';
import { serverOf, type ServerOptions, withServer } from './server.js';

interface Options extends ServerOptions {
  mapping?: string;
  line?: string;
  format?: FileFormat;
  speed: number;
  shiftToNow?: true;
  dryRun?: true;
  strict?: true;
  retryFor: number;
  json?: true;
}

const TELL_EVERY_MS = 500;
const NOT_YET_MS = 5; // what is due so soon is not waited for

const DESCRIPTION =
  'store the readings of a file (CSV, JSON lines, Parquet; - for stdin): each request is answered when it is durable, and the same file again changes nothing';

export function addIngest(program: Command, io: Io): void {
  withServer(program.command('ingest').description(DESCRIPTION).argument('<file>'))
    .option('--mapping <file>', 'what its columns mean (YAML); none is needed for what twin export series wrote')
    .option('--line <line>', 'line or process cell, before what mapping and file say')
    .addOption(new Option('--format <format>', 'where the name does not tell').choices(FILE_FORMATS))
    .option('--speed <factor>', 'seconds of the record in a second, or max', speed, Infinity)
    .option('--shift-to-now', 'move the record: it begins now, at --speed max it ends now')
    .option('--dry-run', 'only tell what would be stored, and what is wrong; the service, where it answers, says what it would refuse')
    .option('--strict', 'stop at the first thing that is wrong; of a file, read it whole before anything is stored')
    .option('--retry-for <seconds>', 'how long to try again where the service does not answer', seconds, 60)
    .action(async (name: string, options: Options) => {
      if (options.line !== undefined && !LineId.safeParse(options.line).success)
        throw new CliFault(EXIT.usage, `--line ${options.line}: expected the id of a line or cell`);
      const file = await ingestFile(name, options, io);
      if (!options.dryRun) return ingest(file, options, io);
      const dry = await dryRun(file, serverOf(options, io), lineOf(file, options), io);
      tellDryRun(file, dry, options.json === true, io);
      end(dry.tally, io);
    });
}

function speed(text: string): number {
  const factor = text === 'max' ? Infinity : Number(text);
  if (!(factor > 0)) throw new InvalidArgumentError('Expected a number above zero, or max.');
  return factor;
}

function seconds(text: string): number {
  if (!(Number(text) >= 0)) throw new InvalidArgumentError('Expected a number of seconds.');
  return Number(text);
}

/** The line or cell of readings that name none, and whether it goes before what they name. */
const lineOf = ({ mapping }: IngestFile, { line }: Options) => ({
  line: line ?? mapping.line ?? null,
  forced: line !== undefined || mapping.line !== undefined,
});

async function ingest(file: IngestFile, options: Options, io: Io): Promise<void> {
  const words = EXCHANGE_WORDS[io.lang];
  const beganMs = Date.now();
  const shift = await shiftOf(file, options, io);
  const tally = new Tally(file.name);
  const sender = new Sender({
    http: serverOf(options, io).http,
    ...lineOf(file, options),
    retryForMs: options.retryFor * 1000,
    onRefused: ({ place }, detail) => refuse(tally, { ...place(), problem: detail }, options.strict === true, io),
    say: (sentence) => io.progress(sentence),
  });
  const pace = new Pace({ speed: options.speed, maxGapMs: Infinity }, Date.now);
  let toldMs = 0;
  for await (const block of file.read()) {
    for (const item of block) {
      if (!item.ok) {
        if (options.strict) await sender.flush();
        refuse(tally, item, options.strict === true, io);
        continue;
      }
      tally.take(item.reading);
      if (options.speed !== Infinity) await untilDue(pace.due(item.reading.measuredAtUs / 1000), sender);
      item.reading.measuredAtUs += shift(item.reading.measuredAtUs);
      await (sender.add(item.reading) ?? undefined);
    }
    if (Date.now() - toldMs < TELL_EVERY_MS) continue;
    toldMs = Date.now();
    io.progress(words.under(sender.stored + sender.duplicate, tally.bad));
  }
  await sender.flush();
  io.progress(null);
  const { stored, duplicate } = sender;
  if (options.json)
    io.out(JSON.stringify({ stored, duplicate, bad: tally.bad, leftOut: leftOutOf(file), firstUs: tally.firstUs, lastUs: tally.lastUs, faults: tally.shown }));
  else {
    io.out(words.ingested({ stored, duplicate, refused: tally.bad, seconds: (Date.now() - beganMs) / 1000 }));
    tellLeftOut(file, io);
  }
  end(tally, io);
}

/** How far each reading is moved [us]. Strict reads a file whole first; so does what is to end now, to know its end. */
async function shiftOf(file: IngestFile, options: Options, io: Io): Promise<(measuredAtUs: number) => number> {
  const toEnd = options.shiftToNow && options.speed === Infinity;
  if (file.name === '-' && toEnd) throw new CliFault(EXIT.usage, '--shift-to-now at --speed max needs a file: where stdin ends is not known beforehand');
  const first =
    file.name !== '-' && (options.strict || toEnd) ? await survey(file, options.strict === true, options.strict ? io : { ...io, err: () => undefined }) : null;
  if (!options.shiftToNow) return () => 0;
  let shiftUs = toEnd && first!.lastUs !== null ? Date.now() * 1000 - first!.lastUs : null;
  return (measuredAtUs) => (shiftUs ??= Date.now() * 1000 - measuredAtUs);
}

async function untilDue(dueMs: number, sender: Sender): Promise<void> {
  if (dueMs <= Date.now() + NOT_YET_MS) return;
  await sender.flush();
  for (let leftMs = dueMs - Date.now(); leftMs > 0; leftMs = dueMs - Date.now()) await sleep(Math.min(leftMs, 60_000));
}

function end(tally: Tally, io: Io): void {
  if (tally.bad === 0) return;
  throw new CliFault(EXIT.validation, tally.untold > 0 ? EXCHANGE_WORDS[io.lang].more(tally.untold) : '');
}
