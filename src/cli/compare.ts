import { existsSync } from 'node:fs';
import path from 'node:path';
import { Option, type Command } from 'commander';
import { KPI_TREND, RUN_KPIS, ScenarioResult, type VariantResult } from '../contract/scenario.js';
import { CellScenarioResult } from '../contract/cell-scenario.js';
import { askedOf } from '../contract/run.js';
import { knownInEach, unknownOfLine } from '../contract/unknown-kpi.js';
import { judgeTables } from '../model/verdict.js';
import { answerSpeech, type AnswerSpeech } from './answer-speech.js';
import { FORMATS, type Format } from './compare-format.js';
import { compareSites } from './compare-sites.js';
import { plantOf, readText } from './files.js';
import { FLAT_HEAD, flatRow } from './flat-rows.js';
import { csv, drawing, headLines } from './format.js';
import { CliFault, EXIT, type Io, type Lang } from './io.js';
import { columnsOf, valuesOf, type Column, type VariantNames } from './paired.js';
import { serverOf, type ServerOptions } from './server.js';
import { comparisonRows, summaryRows } from './tables.js';
import { namesBeside, namesIn } from './variant-names.js';
import { WORDS } from './words.js';

interface Options extends ServerOptions {
  format: Format;
  plant?: string;
  types: string[];
  json?: true;
}

export function addCompare(program: Command, io: Io): void {
  program
    .command('compare')
    .description('compare answers with the baseline of the first: paired differences with 95 % intervals, and a verdict')
    .argument('<answer...>', 'result.json, a folder with one, or the id of a run on --server')
    .addOption(new Option('--format <format>').choices(FORMATS).default('table'))
    .option('--json', 'the same as --format json')
    .option('--plant <file>', 'the plant file of the line or site: names instead of ids')
    .option('--types <file...>', 'files of machine types, besides those in the folder of the plant file', [])
    .option('--server <url>', 'where the runs are')
    .option('--token <token>', 'bearer token of the service')
    .action(async (names: string[], options: Options) => {
      const answers = await Promise.all(names.map((name) => load(name, options, io)));
      io.out(compareAnswers(answers, options.json ? 'json' : options.format, await speechBy(options, io)));
    });
}

/** By the names of the plant file where one is given. */
async function speechBy(options: Options, io: Io): Promise<AnswerSpeech> {
  if (options.plant === undefined) return answerSpeech(io.lang);
  return answerSpeech(io.lang, plantOf(await readText(options.plant, io), options.plant, options.types, io));
}

interface NamedAnswer<Result = ScenarioResult | CellScenarioResult> {
  name: string;
  result: Result;
  names: VariantNames;
}

/** Answers about one line, or about one site, in the form asked for. */
export function compareAnswers(answers: readonly NamedAnswer[], format: Format, speech: AnswerSpeech): string {
  const sites = answers.flatMap(({ result, ...rest }) => ('cell' in result ? [{ ...rest, result }] : []));
  if (sites.length === answers.length) return compareSites(sites, format, speech);
  const lines = answers.flatMap(({ result, ...rest }) => ('cell' in result ? [] : [{ ...rest, result }]));
  if (lines.length === answers.length) return compareTables(lines, format, speech.lang);
  throw new CliFault(EXIT.validation, `${lines[0]!.name} is about a line, ${sites[0]!.name} about a site: they cannot be compared`);
}

/** The answer of a run, whether about a line or a site. Throws where it is none. */
export function parseAnswer(text: string): ScenarioResult | CellScenarioResult {
  const value: unknown = JSON.parse(text);
  return askedOf(value) === 'cell' ? CellScenarioResult.parse(value) : ScenarioResult.parse(value);
}

async function load(name: string, options: Options, io: Io): Promise<NamedAnswer> {
  const folder = path.join(name, 'result.json');
  const file = name === '-' || existsSync(path.resolve(io.cwd, name)) ? (existsSync(path.resolve(io.cwd, folder)) ? folder : name) : null;
  if (file === null && !/^[0-9a-f-]{36}$/.test(name)) throw new CliFault(EXIT.notFound, `${name}: there is no such file`);
  const [text, names] = file === null ? await ofServer(name, options, io) : [await readText(file, io), namesBeside(path.resolve(io.cwd, file))];
  try {
    return { name, result: parseAnswer(text), names };
  } catch {
    throw new CliFault(EXIT.validation, `${name}: is no answer of a run (result.json)`);
  }
}

/** The answer of a run, and what its question calls its variants. */
async function ofServer(id: string, options: Options, io: Io): Promise<[string, VariantNames]> {
  const { http } = serverOf(options, io);
  const [text, { request }] = await Promise.all([http.resultText(id), http.run(id)]);
  return [text, namesIn(request)];
}

/** The variants of all answers beside the baseline of the first, in the form asked for. Answers that cannot be paired end the command. */
function compareTables(answers: readonly NamedAnswer<ScenarioResult>[], format: Format, lang: Lang): string {
  const { baseline, columns } = pair(answers);
  if (format === 'json') return JSON.stringify({ baseline, variants: columns.map(({ id, variant }) => ({ ...variant, id })) });
  if (format === 'csv') return csv(flatRows(baseline, columns), lang).trimEnd();
  const draw = drawing(format);
  const { replications } = answers[0]!.result;
  const why = (shown: readonly Column<VariantResult>[]) =>
    RUN_KPIS.flatMap((id) => {
      const knownIn = knownInEach(id, shown);
      return knownIn.length === 0 ? [] : [unknownOfLine({ id, name: WORDS[lang].kpis[id] }, { knownIn, replications }, lang)];
    });
  const asItIs = { id: baseline.id, name: WORDS[lang].baseline, variant: baseline };
  if (columns.length === 0) return draw(summaryRows(baseline, lang), [], why([asItIs]));
  return columns.map((each) => draw(comparisonRows(baseline, headLines(each.name), each.variant, lang), [4], why([asItIs, each]))).join('\n\n');
}

/** Variants of all answers are judged together. */
function pair(answers: readonly NamedAnswer<ScenarioResult>[]): { baseline: VariantResult; columns: Column<VariantResult>[] } {
  const { baseline, columns } = columnsOf(answers);
  const tables = [baseline, ...columns.map(({ variant }) => variant)].map((variant) => valuesOf(RUN_KPIS, variant));
  const differences = judgeTables(RUN_KPIS, KPI_TREND, tables);
  return { baseline, columns: columns.map((column, i) => ({ ...column, variant: { ...column.variant, difference: differences[i]! } })) };
}

const flatRows = (baseline: VariantResult, columns: readonly Column<VariantResult>[]): (string | number | null)[][] => [
  FLAT_HEAD,
  ...[{ id: baseline.id, variant: baseline }, ...columns].flatMap(({ id, variant }) => RUN_KPIS.map((kpi) => flatRow(id, kpi, variant))),
];
