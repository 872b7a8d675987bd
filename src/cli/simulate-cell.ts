import type { CellDefinition } from '../contract/cell.js';
import { CellQuestion } from '../contract/cell-question.js';
import { explain, toIssue } from '../contract/explain.js';
import { estimateReports } from '../model/cell/estimate.js';
import type { CellReport } from '../model/cell/report.js';
import type { FileTypes } from '../plant/machine-types.js';
import { formatIssues } from '../plant/read.js';
import { readCell } from '../plant/read-cell.js';
import { versionOf } from '../plant/version.js';
import type { CellJob } from '../scenarios/cell-job.js';
import { ENGINE_VERSION } from '../scenarios/engine-version.js';
import { EMPTY_START } from '../scenarios/question.js';
import { runShares } from '../scenarios/runner.js';
import { aboutThis } from './about.js';
import { accountRows, outputRows, replicationRows } from './cell-tables.js';
import { writeFiles } from './files.js';
import { csv, duration, textTable } from './format.js';
import { inThreads } from './in-threads.js';
import { CliFault, EXIT, type Io } from './io.js';
import { WORDS } from './words.js';

export interface CellOptions {
  replications: number;
  horizon: string;
  warmUp: string;
  seed: number;
  start?: string;
  threads?: number;
  json?: true;
  out?: string;
}

/** Simulates a process cell from empty, without a server, and says what came out: batches, orders, energy, and where the time of each unit went. */
export async function simulateCell(text: string, file: string, types: FileTypes, options: CellOptions, io: Io): Promise<void> {
  const question = understandOptions(options);
  const read = readCell(text, file, types);
  if (!read.ok) throw new CliFault(EXIT.validation, formatIssues(read.issues));
  const cell = read.definition;
  const asked = { replications: question.replications, horizonS: question.horizon, warmUpS: question.warmUp, seed: question.seed };
  const atUs = Date.parse(options.start ?? EMPTY_START) * 1000;
  const reports = await replications(cell, { ...asked, atUs }, io, options.threads);
  const estimates = estimateReports(reports);
  const given = { ...asked, ...(options.start === undefined ? {} : { start: options.start }) };
  const answer = JSON.stringify({ cell: cell.id, ...given, ...estimates }, null, 2);
  if (options.out !== undefined) {
    const manifest = {
      ...aboutThis('simulate', { [file]: text }),
      cell: cell.id,
      modelVersion: versionOf(cell),
      engineVersion: ENGINE_VERSION,
      start: { from: 'empty', atUs },
      ...asked,
    };
    writeFiles(options.out, { 'result.json': answer, 'replications.csv': csv(replicationRows(reports)) }, manifest, io);
  }
  const words = WORDS[io.lang];
  if (options.json) return io.out(answer);
  io.out(words.cell.simulated(cell.id, duration(asked.horizonS), asked.replications, asked.seed));
  io.out(`\n${textTable(outputRows(estimates, io.lang))}\n\n${textTable(accountRows(estimates, io.lang))}`);
  if (asked.replications === 1) io.err(words.cell.single);
}

/** The replications in order, worked off in worker threads: the same numbers on any number of them. */
const replications = (
  cell: CellDefinition,
  { replications: total, ...rest }: Omit<CellJob, 'cell' | 'from' | 'count'> & { replications: number },
  io: Io,
  threads?: number,
): Promise<CellReport[]> =>
  inThreads<CellReport[], CellJob, CellReport[]>(io, { threads, task: 'workCells' }, (queue, options) =>
    runShares(queue, total, (from, count) => ({ cell, ...rest, from, count }), inOrder, options),
  );

const inOrder = (shares: ReadonlyMap<number, CellReport[]>): CellReport[] => [...shares].sort(([a], [b]) => a - b).flatMap(([, reports]) => reports);

function understandOptions({ horizon, warmUp, replications: count, seed, start }: CellOptions): CellQuestion {
  const document = { horizon, warmUp, replications: count, seed, ...(start === undefined ? {} : { start: { from: 'empty', at: start } }) };
  const explained = explain(CellQuestion, document);
  if (explained.ok) return explained.value;
  const option = (pointer: string) => pointer.split('/')[1]!.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new CliFault(
    EXIT.usage,
    explained.faults
      .map(toIssue)
      .map(({ pointer, detail }) => `--${option(pointer)}: ${detail}`)
      .join('\n'),
  );
}
