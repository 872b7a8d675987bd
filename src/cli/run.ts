import type { Command } from 'commander';
import { ScenarioRequest, ScenarioResult, type ScenarioDocument } from '../contract/scenario.js';
import { readDocument } from '../plant/document.js';
import { formatIssues } from '../plant/read.js';
import { resultBytes } from '../scenarios/result.js';
import { aboutThis } from './about.js';
import { compareTables } from './compare.js';
import { readPlant, readText, writeAnswer } from './files.js';
import { duration } from './format.js';
import { CliFault, EXIT, type Io } from './io.js';
import { serverOf, type ServerOptions } from './server.js';
import { simulateLocally } from './simulate-local.js';
import { someNumber } from './simulate.js';
import { WORDS } from './words.js';

interface Options extends ServerOptions {
  plant?: string;
  types: string[];
  threads?: number;
  out?: string;
  fresh?: true;
  json?: true;
}

interface Answer {
  bytes: string;
  about: Record<string, unknown>;
}

export function addRun(program: Command, io: Io): void {
  program
    .command('run')
    .description('ask a what-if: of the live line on a server, or of a plant file from empty')
    .argument('<scenario>', 'scenario as YAML or JSON; - for stdin')
    .option('--server <url>', 'ask this service')
    .option('--token <token>', 'bearer token of the service')
    .option('--plant <file>', 'without a server: the plant file of the line')
    .option('--types <file...>', 'without a server: files of machine types, besides those in the folder of the plant file', [])
    .option('--threads <n>', 'without a server: worker threads', someNumber)
    .option('--fresh', 'run again even where the answer is known')
    .option('--out <folder>', 'write result.json, replications.csv and manifest.json there')
    .option('--json', 'print the answer as JSON')
    .action(async (file: string, options: Options) => {
      const text = await readText(file, io);
      const read = readDocument(text, file, ScenarioRequest);
      if (!read.ok) throw new CliFault(EXIT.validation, formatIssues(read.issues));
      const answer = options.plant === undefined ? await onServer(file, text, read.source.value, options, io) : await here(file, text, read.value, options, io);
      const result = ScenarioResult.parse(JSON.parse(answer.bytes));
      if (options.out !== undefined) writeAnswer(options.out, result, answer.about, io, answer.bytes);
      if (options.json) io.out(answer.bytes);
      else show(result, options.out, io);
    });
}

async function here(file: string, text: string, request: ScenarioRequest, options: Options, io: Io): Promise<Answer> {
  if (options.server !== undefined) throw new CliFault(EXIT.usage, 'expected either --server or --plant');
  const plant = await readPlant(options.plant!, options.types, io);
  if (plant.definition.id !== request.line)
    throw new CliFault(EXIT.validation, `${file} asks about line ${request.line}, ${options.plant} describes line ${plant.definition.id}`);
  const result = await simulateLocally(plant.definition, request, io, options.threads);
  return { bytes: resultBytes(result), about: aboutThis('run', { [file]: text, [options.plant!]: plant.text }) };
}

async function onServer(file: string, text: string, document: unknown, options: Options, io: Io): Promise<Answer> {
  if (options.server === undefined && io.env.PHARMATWIN_SERVER === undefined)
    throw new CliFault(EXIT.usage, 'where to ask? Give --server URL, or --plant FILE to simulate here');
  const { http, url } = serverOf(options, io);
  const run = await http.ask(document as ScenarioDocument, options.fresh === true);
  const end = await http.follow(run.id, ({ done, total, etaS }) => io.progress(WORDS[io.lang].replicationsDone(done, total, etaS)));
  io.progress(null);
  if (end.status !== 'succeeded') throw new CliFault(EXIT.failure, `run ${run.id} was not finished: ${end.failure ?? end.status}`);
  return { bytes: await http.resultText(run.id), about: aboutThis('run', { [file]: text }, { server: url, run: run.id }) };
}

function show(result: ScenarioResult, folder: string | undefined, io: Io): void {
  io.out(`${WORDS[io.lang].simulated(result.line, duration(result.horizonS), result.replications, result.seed)}\n`);
  io.out(compareTables([{ name: 'result', result }], 'table', io.lang));
  for (const note of result.notes) io.err(note);
  if (folder !== undefined) io.err(WORDS[io.lang].written(folder));
}
