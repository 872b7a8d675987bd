import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Issue } from '../contract/problem.js';
import { kindOf, type SearchKind } from '../contract/search-kind.js';
import { openOf } from '../contract/search-summary.js';
import { CellSearchResult, LineSearchResult, type SearchResult } from '../contract/search-result.js';
import { aboutThis } from './about.js';
import { searchNotes } from './answer-notes.js';
import { answerSpeech, type AnswerSpeech, type Plant } from './answer-speech.js';
import { askServer, plantInForce } from './ask-server.js';
import { askedPlant } from './asked-plant.js';
import { FORMATS, type Format } from './compare-format.js';
import { readText, writeFiles } from './files.js';
import { csv } from './format.js';
import { headText } from './head-text.js';
import { CliFault, EXIT, type Io } from './io.js';
import { readSearch, type SearchFile } from './question-file.js';
import { searchCsvRows } from './search-tables.js';
import { searchText } from './search-text.js';
import { SEARCH_WORDS } from './search-words.js';
import type { ServerOptions } from './server.js';
import { searchLocally } from './simulate-local.js';
import { simulateSite } from './simulate-site.js';
import { wholeNumber } from './simulate.js';
import { withPlace } from './where-asked.js';

interface Options extends ServerOptions {
  plant?: string;
  types: string[];
  threads?: number;
  reps?: number;
  seed?: number;
  fresh?: true;
  out?: string;
  format: Format;
  json?: true;
}

/** Searches over what-ifs, each kind under the command that answers it. */
const COMMANDS: { name: string; kinds: readonly SearchKind[]; description: string }[] = [
  { name: 'sweep', kinds: ['sweep', 'tornado'], description: 'vary one or two things over their values, or many one at a time, and tell what each does' },
  { name: 'optimise', kinds: ['optimise', 'pareto', 'schedule'], description: 'find the best of what may be varied, within constraints, and how sure that is' },
];

export function addSearch(program: Command, io: Io): void {
  for (const { name, kinds, description } of COMMANDS)
    withPlace(program.command(name).description(description).argument('<search>', 'search as YAML or JSON; - for stdin'))
      .option('--reps <n>', 'replications instead of those in the file', replications)
      .option('--seed <n>', 'seed of the random numbers instead of that in the file', wholeNumber)
      .option('--fresh', 'search again even where the answer is known')
      .option('--out <folder>', 'write result.json, points.csv and manifest.json there')
      .addOption(new Option('--format <format>').choices(FORMATS).default('table'))
      .option('--json', 'the same as --format json')
      .action(async (file: string, options: Options) => {
        const search = await readSearch(file, options, io);
        const kind = kindOf(search.asked.request);
        if (!kinds.includes(kind)) throw new CliFault(EXIT.usage, `${search.file} is of kind ${kind}: twin ${commandOf(kind)} answers it`);
        const { bytes, about, plant } = await answer(name, search, options, io);
        const result = (search.asked.of === 'cell' ? CellSearchResult : LineSearchResult).parse(JSON.parse(bytes));
        if (options.out !== undefined) write(options.out, result, about, bytes, io);
        const format = options.json ? 'json' : options.format;
        const isForPeople = format === 'table' || format === 'md';
        show(result, bytes, format, answerSpeech(io.lang, isForPeople ? await plant() : undefined), io);
        if (options.out !== undefined) io.err(SEARCH_WORDS[io.lang].written(options.out));
        const open = result.front && result.search === 'pareto' ? openOf(result.front) : null;
        if ((result.optimum ?? result.front)?.ended === 'budget') throw new CliFault(EXIT.notMet, SEARCH_WORDS[io.lang].notDecided(open));
      });
}

const commandOf = (kind: SearchKind): string => COMMANDS.find(({ kinds }) => kinds.includes(kind))!.name;

function replications(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number');
}

interface Answer {
  bytes: string;
  about: Record<string, unknown>;
  /** what it is about, for the names of it */
  plant: () => Promise<Plant>;
}

async function answer(command: string, search: SearchFile, options: Options, io: Io): Promise<Answer> {
  const { plant, server, reps, seed } = options;
  const said = { ...(reps === undefined ? {} : { reps }), ...(seed === undefined ? {} : { seed }) };
  if (plant === undefined) {
    const { bytes, ...where } = await askServer(search, options, io);
    return { bytes, about: aboutThis(command, search.inputs, { ...said, ...where }), plant: () => plantInForce(search.asked, options, io) };
  }
  if (server !== undefined) throw new CliFault(EXIT.usage, 'expected either --server or --plant');
  const text = await readText(plant, io);
  const asked = askedPlant(search, { text, file: plant, types: options.types }, io);
  const how = { threads: options.threads, fault: (issues: readonly Issue[]) => search.fault(issues) };
  const bytes =
    asked.of === 'cell' ? await simulateSite(asked.definition, asked.request, io, how) : await searchLocally(asked.definition, asked.request, io, how);
  return { bytes, about: aboutThis(command, { ...search.inputs, [plant]: text }, said), plant: () => Promise.resolve(asked.definition) };
}

function write(folder: string, result: SearchResult, about: Record<string, unknown>, bytes: string, io: Io): void {
  const { search, modelVersion, engineVersion, start, horizonS, replications, seed } = result;
  const place = 'cell' in result ? { cell: result.cell } : { line: result.line };
  const manifest = { ...about, ...place, search, modelVersion, engineVersion, start, horizonS, replications, seed };
  writeFiles(folder, { 'result.json': bytes, 'points.csv': csv(searchCsvRows(result)) }, manifest, io);
}

function show(result: SearchResult, bytes: string, format: Format, speech: AnswerSpeech, io: Io): void {
  const words = SEARCH_WORDS[io.lang];
  if (format === 'table') io.out(`${headText(result, speech, `, ${words.points(result.points.length)}`)}\n`);
  io.out(searchText(result, bytes, format, speech));
  if (format !== 'table') return;
  const refused = (result.optimum ?? result.front)?.refused ?? [];
  const told = refused.slice(0, 1).map(({ detail }) => words.refused(refused.length, detail));
  for (const note of [...searchNotes(result, speech), ...told]) io.err(note);
}
