import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import type { CellDefinition } from '../contract/cell.js';
import { pointerOf } from '../contract/explain.js';
import type { LineDefinition } from '../contract/line.js';
import { SUPPLY_KINDS } from '../contract/supply-change.js';
import { definitionDiff, type ChangedPlace } from '../plant/definition-diff.js';
import { plantOf, readText } from './files.js';
import { textTable } from './format.js';
import { CliFault, EXIT, type Io } from './io.js';
import { questionOf, readQuestion, type QuestionFile } from './question-file.js';
import { diffText, type DiffSide } from './scenario-diff.js';
import { scenarioTemplate } from './scenario-template.js';
import { variantDefinitions } from './scenario-variants.js';
import { searchTemplate } from './search-template.js';
import { serverOf, withServer, type ServerOptions } from './server.js';
import { writePlaces } from './write-back.js';

type Definition = LineDefinition | CellDefinition;

interface PlantOptions extends ServerOptions {
  plant?: string;
  types: string[];
  out?: string;
}

/** What-if questions as files, and those that a service keeps. */
export function addScenario(program: Command, io: Io): void {
  const scenario = program
    .command('scenario')
    .description('what-if questions: begin one, list and show those kept, tell two apart, put a variant into the plant file');
  const withPlant = (command: Command, what: string) =>
    command
      .option('--plant <file>', what)
      .option('--types <file...>', 'files of machine types, besides those in the folder of the plant file', [])
      .option('--out <file>', 'write it there instead of to stdout');

  withPlant(scenario.command('new').description('a question to fill in, with every kind of change as a comment'), 'the line or site that it is about')
    .option('--search', 'a search over what-ifs instead: sweep, tornado, optimise, pareto, schedule')
    .action(async (options: PlantOptions & { search?: true }) => {
      if (options.plant === undefined) throw new CliFault(EXIT.usage, 'about which plant? Give --plant FILE');
      const { definition } = await readPlantFile(options.plant, options, io);
      deliver((options.search ? searchTemplate : scenarioTemplate)(definition, io.lang), options, io);
    });
  withServer(scenario.command('list').alias('ls').description('questions that the service keeps, newest first')).action(
    async (options: ServerOptions & { json?: true }) => {
      const { items } = await serverOf(options, io).http.scenarios({ limit: 500 });
      if (options.json) items.forEach((item) => io.out(JSON.stringify(item)));
      else
        io.out(
          textTable([['id', 'about', 'kept', 'question'], ...items.map(({ id, line, createdAt, question }) => [id, line, createdAt, question])], [1, 2, 3]),
        );
    },
  );
  withServer(scenario.command('show').description('a question that the service keeps, as a file').argument('<id>')).action(
    async (id: string, options: ServerOptions & { json?: true }) => {
      const kept = await serverOf(options, io).http.scenario(id);
      io.out(options.json ? JSON.stringify(kept) : stringify(kept.request, { lineWidth: 0 }).trimEnd());
    },
  );
  scenario
    .command('diff')
    .description('what two questions differ in; with the plant beside each value that of the plant file and where it comes from')
    .argument('<a>', 'scenario file, or the id of one that the service keeps')
    .argument('<b>')
    .option('--plant <file>', 'the line or site that they are about')
    .option('--types <file...>', 'files of machine types, besides those in the folder of the plant file', [])
    .option('--server <url>', 'where the questions are kept')
    .option('--token <token>', 'bearer token of the service')
    .action(async (a: string, b: string, options: PlantOptions) => {
      const questions = [await load(a, options, io), await load(b, options, io)] as const;
      const plant = options.plant === undefined ? null : (await readPlantFile(options.plant, options, io)).definition;
      const side = (name: string, question: QuestionFile): DiffSide => ({ name, question, variants: plant && variantsOf(question, plant) });
      io.out(diffText([side(a, questions[0]), side(b, questions[1])], plant, io.lang));
    });
  withPlant(
    scenario
      .command('apply')
      .description('the plant file with the changes of a variant, its comments kept; what cannot be written into it is told')
      .argument('<scenario>'),
    'the plant file that is changed',
  )
    .requiredOption('--variant <id>', 'the variant')
    .action(async (file: string, options: PlantOptions & { variant: string }) => {
      if (options.plant === undefined) throw new CliFault(EXIT.usage, 'into which plant file? Give --plant FILE');
      await apply(await readQuestion(file, {}, io), options.plant, options, io);
    });
}

async function load(name: string, options: ServerOptions, io: Io): Promise<QuestionFile> {
  if (name === '-' || existsSync(path.resolve(io.cwd, name)) || !/^[0-9a-f-]{36}$/.test(name)) return readQuestion(name, {}, io);
  const kept = await serverOf(options, io).http.scenario(name);
  return questionOf(JSON.stringify(kept.request), name);
}

function variantsOf(question: QuestionFile, plant: Definition): ReadonlyMap<string, Definition> {
  const understood = variantDefinitions(question, plant, Date.now() * 1000);
  if (!understood.ok) throw question.fault(understood.issues);
  return understood.variants;
}

async function readPlantFile(file: string, { types }: PlantOptions, io: Io): Promise<{ definition: Definition; text: string }> {
  const text = await readText(file, io);
  return { definition: plantOf(text, file, types, io), text };
}

function deliver(text: string, { out }: PlantOptions, io: Io): void {
  if (out === undefined) return io.out(text.trimEnd());
  try {
    writeFileSync(path.resolve(io.cwd, out), text);
  } catch (error) {
    throw new CliFault(EXIT.failure, `${out}: cannot be written: ${(error as Error).message}`);
  }
}

/** The file is read again: what it does not say as the variant has it is told, and ends with 1. */
async function apply(question: QuestionFile, plantFile: string, options: PlantOptions & { variant: string }, io: Io): Promise<void> {
  const { definition, text } = await readPlantFile(plantFile, options, io);
  const index = question.asked.request.variants.findIndex(({ id }) => id === options.variant);
  if (index < 0) throw question.fault([{ pointer: '/variants', detail: `there is no variant "${options.variant}"` }]);
  const wanted = variantsOf(question, definition).get(options.variant)!;
  const places = definitionDiff(definition, wanted);
  const written = writePlaces(text, places, wanted);
  const { text: good, missing } = settle(text, written, places, wanted, (each) => plantOf(each, plantFile, options.types, io));
  const supply = question.asked.request.variants[index]!.changes.flatMap(({ kind }, i) =>
    (SUPPLY_KINDS as readonly string[]).includes(kind) ? [`/variants/${index}/changes/${i}: ${kind} is of the supply, no change of the plant file`] : [],
  );
  deliver(good, options, io);
  const left = [...supply, ...missing.map(({ steps }) => `${pointerOf(steps)}: cannot be written back, put it into the file by hand`)];
  if (left.length > 0) throw new CliFault(EXIT.failure, left.join('\n'));
}

/** The text that can be read and says the most of what is wanted, and what it does not say. */
function settle(
  text: string,
  written: string,
  places: readonly ChangedPlace[],
  wanted: Definition,
  read: (text: string) => Definition,
): { text: string; missing: ChangedPlace[] } {
  for (const attempt of [
    written,
    writePlaces(
      text,
      places.filter(({ before, after }) => before !== undefined && after !== undefined),
      wanted,
    ),
  ]) {
    try {
      return { text: attempt, missing: definitionDiff(read(attempt), wanted) };
    } catch (error) {
      if (!(error instanceof CliFault)) throw error;
    }
  }
  return { text, missing: [...places] };
}
