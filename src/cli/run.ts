import { InvalidArgumentError, type Command } from 'commander';
import type { CellScenarioResult } from '../contract/cell-scenario.js';
import type { Issue } from '../contract/problem.js';
import type { ScenarioResult } from '../contract/scenario.js';
import { resultBytes } from '../scenarios/result.js';
import { aboutThis } from './about.js';
import { answerNotes } from './answer-notes.js';
import { answerSpeech, type AnswerSpeech, type Plant } from './answer-speech.js';
import { askServer, plantInForce } from './ask-server.js';
import { askedPlant } from './asked-plant.js';
import { compareAnswers, parseAnswer } from './compare.js';
import { readText, writeAnswer } from './files.js';
import { CliFault, EXIT, type Io } from './io.js';
import { readQuestion, type QuestionFile, type QuestionOptions } from './question-file.js';
import type { ServerOptions } from './server.js';
import { headText } from './head-text.js';
import { simulateLocally } from './simulate-local.js';
import { simulateSite } from './simulate-site.js';
import { wholeNumber } from './simulate.js';
import type { VariantNames } from './paired.js';
import { keptNames, namesIn } from './variant-names.js';
import { withPlace } from './where-asked.js';
import { WORDS } from './words.js';

interface Options extends ServerOptions, QuestionOptions {
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
  /** what it is about, for the names of it */
  plant: () => Promise<Plant>;
}

export function addRun(program: Command, io: Io): void {
  withPlace(
    program
      .command('run')
      .description('ask a what-if about a line or a site: from where it stands, on a server, or of a plant file')
      .argument('<scenario>', 'scenario as YAML or JSON; - for stdin'),
  )
    .option('--reps <n>', 'replications instead of those in the file; auto: as many as --precision needs, 2000 at most', replicationsOrAuto)
    .option('--precision <share>', 'of a site: end as soon as this is known, such as "2 %" or "energyKwh 2 %"; exit 5 where it is not')
    .option('--seed <n>', 'seed of the random numbers instead of that in the file', wholeNumber)
    .option('--fresh', 'run again even where the answer is known')
    .option('--out <folder>', 'write result.json, replications.csv and manifest.json there')
    .option('--json', 'print the answer as JSON')
    .action(async (file: string, options: Options) => {
      const question = await readQuestion(file, options, io);
      const answer = options.plant === undefined ? await onServer(question, options, io) : await here(question, options.plant, options, io);
      const result = parseAnswer(answer.bytes);
      const names = namesIn(question.asked.request);
      if (options.out !== undefined) writeAnswer(options.out, result, { ...answer.about, ...keptNames(names) }, io, answer.bytes);
      if (options.json) io.out(answer.bytes);
      else show({ result, names }, answerSpeech(io.lang, await answer.plant()), options.out, io);
      if ('cell' in result && result.notes.some(({ code }) => code === 'precision-missed')) throw new CliFault(EXIT.notMet, '');
    });
}

function replicationsOrAuto(text: string): number | 'auto' {
  if (text === 'auto') return text;
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number, or auto');
  return Number(text);
}

const overrides = ({ reps, precision, seed }: Options) => ({
  ...(reps === undefined ? {} : { reps }),
  ...(precision === undefined ? {} : { precision }),
  ...(seed === undefined ? {} : { seed }),
});

async function here(question: QuestionFile, plantFile: string, options: Options, io: Io): Promise<Answer> {
  if (options.server !== undefined) throw new CliFault(EXIT.usage, 'expected either --server or --plant');
  const plantText = await readText(plantFile, io);
  const about = aboutThis('run', { ...question.inputs, [plantFile]: plantText }, overrides(options));
  const asked = askedPlant(question, { text: plantText, file: plantFile, types: options.types }, io);
  const how = { threads: options.threads, fault: (issues: readonly Issue[]) => question.fault(issues) };
  const plant = () => Promise.resolve(asked.definition);
  if (asked.of === 'cell') return { bytes: await simulateSite(asked.definition, asked.request, io, how), about, plant };
  return { bytes: resultBytes(await simulateLocally(asked.definition, asked.request, io, how)), about, plant };
}

async function onServer(question: QuestionFile, options: Options, io: Io): Promise<Answer> {
  const { bytes, ...where } = await askServer(question, options, io);
  return { bytes, about: aboutThis('run', question.inputs, { ...overrides(options), ...where }), plant: () => plantInForce(question.asked, options, io) };
}

function show(
  { result, names }: { result: ScenarioResult | CellScenarioResult; names: VariantNames },
  speech: AnswerSpeech,
  folder: string | undefined,
  io: Io,
): void {
  io.out(`${headText(result, speech)}\n`);
  io.out(compareAnswers([{ name: 'result', result, names }], 'table', speech));
  for (const note of answerNotes(result, speech, names)) io.err(note);
  if (folder !== undefined) io.err(WORDS[io.lang].written(folder));
}
