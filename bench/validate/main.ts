import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { readCases, type CaseEntry } from './case-file.js';
import { caseLines, summaryLines } from './print.js';
import { runAll } from './pool.js';
import type { CaseResult } from './run-case.js';

/** All cases pass; some do not; the file or the command line is wrong. */
const EXIT = { pass: 0, fail: 1, usage: 2 } as const;

interface Options {
  family?: string[];
  case?: string[];
  json?: true;
  threads?: number;
}

const program = new Command('validate')
  .description('run cases with exact answers through the engine and the model')
  .argument('<file>', 'JSON file of cases')
  .option('--family <name...>', 'only these families')
  .option('--case <id...>', 'only these cases')
  .option('--json', 'one JSON object per case')
  .option('--threads <number>', 'cases at a time; default: one for each processor', (text) => Math.max(1, Math.floor(Number(text)) || 1))
  .exitOverride()
  .action(async (file: string, options: Options) => {
    process.exitCode = await validate(file, options);
  });

async function validate(file: string, options: Options): Promise<number> {
  const read = readFile(file);
  if (!read.ok) {
    console.error(`${file}${read.reason}`);
    return EXIT.usage;
  }
  const wanted = read.cases.filter((c) => isWanted(c, options));
  if (wanted.length === 0) {
    console.error(`${file} has no such case`);
    return EXIT.usage;
  }
  const results: CaseResult[] = [];
  for await (const { result, elapsedS } of runAll(wanted, options.threads)) {
    print(result, options, elapsedS);
    results.push(result);
  }
  if (!options.json) console.log(summaryLines(results).join('\n'));
  return results.every(({ verdict }) => verdict === 'pass') ? EXIT.pass : EXIT.fail;
}

function readFile(file: string): ReturnType<typeof readCases> {
  try {
    return readCases(readFileSync(file, 'utf8'));
  } catch (error) {
    return { ok: false, reason: ` cannot be read: ${(error as Error).message}` };
  }
}

function isWanted(entry: CaseEntry, { family, case: ids }: Options): boolean {
  const { id, family: of } = entry.ok ? entry.case : entry;
  return (family === undefined || family.includes(of)) && (ids === undefined || ids.includes(id));
}

function print(result: CaseResult, options: Options, elapsedS: number): void {
  console.log(options.json ? JSON.stringify({ ...result, elapsedS }) : caseLines(result, elapsedS).join('\n'));
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.pass : EXIT.usage;
}
