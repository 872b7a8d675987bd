import { InvalidArgumentError, Option, type Command } from 'commander';
import { sayAnswerNote } from '../contract/answer-note.js';
import { sayChangeNote } from '../contract/change-note.js';
import type { Issue } from '../contract/problem.js';
import { kindOf, type SearchKind } from '../contract/search-kind.js';
import { CellSearchResult, LineSearchResult, type SearchResult } from '../contract/search-result.js';
import { sayNote } from '../contract/look-ahead-note.js';
import { aboutThis } from './about.js';
import { askServer } from './ask-server.js';
import { askedPlant } from './asked-plant.js';
import { FORMATS, type Format } from './compare-format.js';
import { readText, writeFiles } from './files.js';
import { csv, duration } from './format.js';
import { CliFault, EXIT, type Io, type Lang } from './io.js';
import { readSearch, type SearchFile } from './question-file.js';
import { searchCsvRows } from './search-tables.js';
import { searchText } from './search-text.js';
import { SEARCH_WORDS } from './search-words.js';
import type { ServerOptions } from './server.js';
import { searchLocally } from './simulate-local.js';
import { simulateSite } from './simulate-site.js';
import { wholeNumber } from './simulate.js';
import { SITE_WORDS } from './site-words.js';
import { withPlace } from './where-asked.js';
import { WORDS } from './words.js';

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
        const { bytes, about } = await answer(name, search, options, io);
        const result = (search.asked.of === 'cell' ? CellSearchResult : LineSearchResult).parse(JSON.parse(bytes));
        if (options.out !== undefined) write(options.out, result, about, bytes, io);
        show(result, bytes, options.json ? 'json' : options.format, io);
        if (options.out !== undefined) io.err(SEARCH_WORDS[io.lang].written(options.out));
        if ((result.optimum ?? result.front)?.ended === 'budget') throw new CliFault(EXIT.notMet, SEARCH_WORDS[io.lang].notDecided);
      });
}

const commandOf = (kind: SearchKind): string => COMMANDS.find(({ kinds }) => kinds.includes(kind))!.name;

function replications(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number');
}

async function answer(command: string, search: SearchFile, options: Options, io: Io): Promise<{ bytes: string; about: Record<string, unknown> }> {
  const { plant, server, reps, seed } = options;
  const said = { ...(reps === undefined ? {} : { reps }), ...(seed === undefined ? {} : { seed }) };
  if (plant === undefined) {
    const { bytes, ...where } = await askServer(search, options, io);
    return { bytes, about: aboutThis(command, search.inputs, { ...said, ...where }) };
  }
  if (server !== undefined) throw new CliFault(EXIT.usage, 'expected either --server or --plant');
  const text = await readText(plant, io);
  const asked = askedPlant(search, { text, file: plant, types: options.types }, io);
  const how = { threads: options.threads, fault: (issues: readonly Issue[]) => search.fault(issues) };
  const bytes =
    asked.of === 'cell' ? await simulateSite(asked.definition, asked.request, io, how) : await searchLocally(asked.definition, asked.request, io, how);
  return { bytes, about: aboutThis(command, { ...search.inputs, [plant]: text }, said) };
}

function write(folder: string, result: SearchResult, about: Record<string, unknown>, bytes: string, io: Io): void {
  const { search, modelVersion, engineVersion, start, horizonS, replications, seed } = result;
  const place = 'cell' in result ? { cell: result.cell } : { line: result.line };
  const manifest = { ...about, ...place, search, modelVersion, engineVersion, start, horizonS, replications, seed };
  writeFiles(folder, { 'result.json': bytes, 'points.csv': csv(searchCsvRows(result)) }, manifest, io);
}

function show(result: SearchResult, bytes: string, format: Format, io: Io): void {
  const horizon = duration(result.horizonS);
  const head =
    'cell' in result
      ? SITE_WORDS[io.lang].simulated(result.cell, result.start.from, horizon, result.replications, result.seed)
      : WORDS[io.lang].simulated(result.line, horizon, result.replications, result.seed);
  if (format === 'table') io.out(`${head}, ${SEARCH_WORDS[io.lang].points(result.points.length)}\n`);
  io.out(searchText(result, bytes, format, io.lang));
  if (format === 'table') for (const note of notesOf(result, io.lang)) io.err(note);
}

/** Each note once: those of changes come with every point. */
function notesOf(result: SearchResult, lang: Lang): string[] {
  const ofPoints = result.points.flatMap(({ notes }) => notes.map(sayChangeNote));
  const ofPlace = 'line' in result ? result.notes : [...result.notes.map(sayAnswerNote), ...result.startNotes.map(sayNote)];
  const refused = (result.optimum ?? result.front)?.refused ?? [];
  return [...ofPlace, ...new Set(ofPoints), ...refused.slice(0, 1).map(({ detail }) => SEARCH_WORDS[lang].refused(refused.length, detail))];
}
