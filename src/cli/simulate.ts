import { InvalidArgumentError, type Command } from 'commander';
import type { LineDefinition } from '../contract/line.js';
import { ScenarioRequest, type ScenarioDocument, type ScenarioResult } from '../contract/scenario.js';
import { explain, toIssue } from '../contract/explain.js';
import type { FileTypes } from '../plant/machine-types.js';
import { formatIssues, judgeLine, readLine } from '../plant/read.js';
import { isCell } from '../plant/read-cell.js';
import { resultBytes } from '../scenarios/result.js';
import { readText, readTypesFor, writeAnswer } from './files.js';
import { duration, textTable } from './format.js';
import { CliFault, EXIT, type Io } from './io.js';
import { aboutThis } from './about.js';
import { setValue } from './set.js';
import { simulateCell } from './simulate-cell.js';
import { simulateLocally } from './simulate-local.js';
import { shareRows, summaryRows } from './tables.js';
import { WORDS } from './words.js';

interface Options {
  replications: number;
  horizon: string;
  warmUp: string;
  seed: number;
  start?: string;
  set: string[];
  types: string[];
  threads?: number;
  json?: true;
  out?: string;
}

export const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
};

export const someNumber = (text: string): number => {
  if (wholeNumber(text) === 0) throw new InvalidArgumentError('expected 1 or more');
  return Number(text);
};

export function addSimulate(program: Command, io: Io): void {
  program
    .command('simulate')
    .description('simulate a line, or a process cell, from empty, without a server')
    .argument('<file>', 'plant file; - for stdin')
    .option('--replications <n>', 'number of replications', wholeNumber, 100)
    .option('--horizon <duration>', 'time to simulate, for example "8 h"', '8 h')
    .option('--warm-up <duration>', 'of a cell: time before that, in which it fills', '0 h')
    .option('--seed <n>', 'seed of the random numbers', wholeNumber, 1)
    .option('--start <instant>', 'instant at which the line starts, for shifts and tariff (ISO 8601)')
    .option(
      '--set <path=value>',
      'change the plant file for this simulation, may be repeated: stations.cartoner.rate="120 /min"',
      (value, before: string[]) => [...before, value],
      [],
    )
    .option('--types <file...>', 'files of machine types, besides those in the folder of the plant file', [])
    .option('--threads <n>', 'worker threads; one less than the cores where not given', someNumber)
    .option('--out <folder>', 'write result.json, replications.csv and manifest.json there')
    .option('--json', 'print the answer as JSON')
    .action(async (file: string, options: Options) => {
      const given = await readText(file, io);
      const types = readTypesFor(file, options.types, io);
      if (isCell(given)) {
        if (options.set.length > 0) throw new CliFault(EXIT.usage, '--set: changes lines only; change the file of the cell');
        return simulateCell(given, file, types, options, io);
      }
      const { definition, text } = plantWith(given, file, types, options.set);
      const request = understandOptions(definition.id, options);
      const result = await simulateLocally(definition, request, io, options);
      if (options.out !== undefined) writeAnswer(options.out, result, aboutThis('simulate', { [file]: text }, { set: options.set }), io, resultBytes(result));
      if (options.json) io.out(resultBytes(result));
      else show(result, definition.id, io);
    });
}

/** The line of a plant file with its types and the values of --set. */
function plantWith(text: string, file: string, types: FileTypes, assignments: readonly string[]): { definition: LineDefinition; text: string } {
  const plain = readLine(text, file, types);
  if (!plain.ok) throw new CliFault(EXIT.validation, formatIssues(plain.issues));
  const value = structuredClone(plain.source.value);
  for (const assignment of assignments) setValue(value, assignment);
  const changed = judgeLine({ value, issueAt: (pointer, message) => ({ file, line: 1, column: 1, pointer, message }) });
  if (changed.ok) return { definition: changed.definition, text };
  throw new CliFault(EXIT.validation, changed.issues.map(({ pointer, message }) => `after --set: ${pointer} ${message}`).join('\n'));
}

function understandOptions(line: string, { replications, horizon, seed, start }: Options): ScenarioRequest {
  const document: ScenarioDocument = {
    line,
    question: 'twin simulate',
    start: { from: 'empty', ...(start === undefined ? {} : { at: start }) },
    horizon,
    replications,
    seed,
  };
  const explained = explain(ScenarioRequest, document);
  if (explained.ok) return explained.value;
  const sentences = explained.faults.map(toIssue).map(({ pointer, detail }) => `--${pointer.split('/')[1]}: ${detail}`);
  throw new CliFault(EXIT.usage, sentences.join('\n'));
}

function show(result: ScenarioResult, line: string, io: Io): void {
  const baseline = result.variants[0]!;
  io.out(WORDS[io.lang].simulated(line, duration(result.horizonS), result.replications, result.seed));
  io.out(`\n${textTable(summaryRows(baseline, io.lang))}\n\n${textTable(shareRows(baseline.units, io.lang))}`);
  for (const note of result.notes) io.err(note);
}
