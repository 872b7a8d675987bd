import path from 'node:path';
import type { z } from 'zod';
import { pointerOf, type Explained } from '../contract/explain.js';
import { CellScenarioRequest } from '../contract/cell-scenario.js';
import type { Issue } from '../contract/problem.js';
import { askedOf, explainRequest, type AnyDocument, type AnyRequest, type AskedOf } from '../contract/run.js';
import { CellSearchRequest, LineSearchRequest } from '../contract/search.js';
import { isSearch } from '../contract/search-kind.js';
import { ScenarioRequest } from '../contract/scenario.js';
import { inOrder, parseSource, type SourceDocument } from '../plant/document.js';
import { formatIssues } from '../plant/read.js';
import { readText } from './files.js';
import { CliFault, EXIT, type Io } from './io.js';
import { withSeriesOfFiles } from './series-files.js';

/** What a file asks, with what the options say instead. */
export interface AskedFile<Asked> {
  file: string;
  /** its text, and those of the files that it names, by their paths */
  inputs: Record<string, string>;
  /** as it goes to a service */
  document: AnyDocument;
  asked: Asked;
  /** Issues that point into the question, each at its place in the file, as the end of the command. */
  fault(issues: readonly Issue[]): CliFault;
}

export type OfPlace<Line, Cell> = { of: 'line'; request: Line } | { of: 'cell'; request: Cell };
export type QuestionFile = AskedFile<OfPlace<ScenarioRequest, CellScenarioRequest>>;
export type SearchFile = AskedFile<OfPlace<LineSearchRequest, CellSearchRequest>>;

export interface QuestionOptions {
  /** a number, or as many as the precision needs */
  reps?: number | 'auto';
  /** such as "2 %", or "energyKwh 2 %" */
  precision?: string;
  seed?: number;
}

const MOST = 2000;
const PRECISION = /^(?:([A-Za-z0-9]+)\s+)?(\d+(?:[.,]\d+)?\s*%)$/;
const OPTION_OF: Record<string, string> = { replications: '--reps', precision: '--precision', seed: '--seed' };

/** Reads a question about a line or a site. All that is wrong with it ends the command, each with its place in the file. */
export const readQuestion = async (file: string, options: QuestionOptions, io: Io): Promise<QuestionFile> => question(await open(file, io), options);

/** The same of a text that names no other file. */
export const questionOf = (text: string, file: string, options: QuestionOptions = {}): QuestionFile => question(opened(text, file), options);

const question = (file: Opened, options: QuestionOptions): QuestionFile =>
  askedIn(file, options, { line: ScenarioRequest, cell: CellScenarioRequest }, (value) =>
    isSearch(value) ? `${file.name} is a search: twin sweep or twin optimise answers it` : null,
  );

/** Reads a search over what-ifs. All that is wrong with it ends the command, each with its place in the file. */
export async function readSearch(name: string, options: Pick<QuestionOptions, 'seed'> & { reps?: number }, io: Io): Promise<SearchFile> {
  const file = await open(name, io);
  return askedIn(file, options, { line: LineSearchRequest, cell: CellSearchRequest }, (value) =>
    isSearch(value) ? null : `${file.name} is a question: twin run answers it`,
  );
}

/** A file that was read, with the series that stand in files of their own in their place. */
interface Opened {
  name: string;
  source: SourceDocument;
  inputs: Record<string, string>;
}

async function open(file: string, io: Io): Promise<Opened> {
  const { name, source, inputs } = opened(await readText(file, io), file === '-' ? 'stdin' : file);
  const whole = await withSeriesOfFiles(source, file === '-' ? '.' : path.dirname(file), io);
  return { name, source: { ...source, value: whole.value }, inputs: { ...inputs, ...whole.inputs } };
}

function opened(text: string, name: string): Opened {
  const parsed = parseSource(text, name, 'text');
  if (!parsed.ok) throw new CliFault(EXIT.validation, formatIssues(parsed.issues));
  return { name, source: parsed.source, inputs: { [name]: text } };
}

function askedIn<Line extends AnyRequest, Cell extends AnyRequest>(
  { name, source, inputs }: Opened,
  options: QuestionOptions,
  schemas: { line: z.ZodType<Line>; cell: z.ZodType<Cell> },
  otherwise: (document: unknown) => string | null,
): AskedFile<OfPlace<Line, Cell>> {
  const wrong = otherwise(source.value);
  if (wrong !== null) throw new CliFault(EXIT.validation, wrong);
  const { document, set } = overridden(source.value, options);
  const explained = askedOf(document) === 'cell' ? placed('cell', schemas.cell, document) : placed('line', schemas.line, document);
  if (!explained.ok) {
    const ofOptions = explained.faults.filter(({ path }) => set.includes(String(path[0])));
    if (ofOptions.length > 0) throw new CliFault(EXIT.usage, ofOptions.map(({ path, message }) => `${OPTION_OF[String(path[0])]}: ${message}`).join('\n'));
    const issues = explained.faults.map(({ path, message, atKey }) => source.issueAt(pointerOf(path), message, atKey));
    throw new CliFault(EXIT.validation, formatIssues(inOrder(issues)));
  }
  return { file: name, inputs, document: document as AnyDocument, asked: explained.value, fault: (issues) => faultAt(issues, source) };
}

function placed<Of extends AskedOf, Request extends AnyRequest>(
  of: Of,
  schema: z.ZodType<Request>,
  document: unknown,
): Explained<{ of: Of; request: Request }> {
  const explained = explainRequest(() => schema, document);
  return explained.ok ? { ok: true, value: { of, request: explained.value } } : explained;
}

function faultAt(issues: readonly Issue[], source: SourceDocument): CliFault {
  return new CliFault(EXIT.validation, formatIssues(inOrder(issues.map(({ pointer, detail }) => source.issueAt(pointer, detail)))));
}

/** The document with what the options say, and the keys that they set. */
function overridden(value: unknown, { reps, precision, seed }: QuestionOptions): { document: unknown; set: string[] } {
  const changes: Record<string, unknown> = {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { document: value, set: [] };
  const given = value as { precision?: { kpi?: unknown }; replications?: unknown };
  if (precision !== undefined) changes['precision'] = precisionOf(precision, given.precision?.kpi);
  if (reps === 'auto') {
    if (changes['precision'] === undefined && given.precision === undefined)
      throw new CliFault(EXIT.usage, '--reps auto: how well is the answer to be known? Give --precision "2 %" too');
    changes['replications'] = MOST;
  } else if (reps !== undefined) changes['replications'] = reps;
  if (seed !== undefined) changes['seed'] = seed;
  if (changes['precision'] !== undefined && askedOf(value) === 'line')
    throw new CliFault(EXIT.usage, '--precision: is for questions about sites; of a line give the number of replications');
  return { document: { ...value, ...changes }, set: Object.keys(changes) };
}

/** Of the KPI that the file names where the option does not; of batches done where neither does. */
function precisionOf(text: string, kpi: unknown): { kpi: unknown; within: string } {
  const match = PRECISION.exec(text.trim());
  if (!match) throw new CliFault(EXIT.usage, `--precision: expected a share such as "2 %", or of a KPI "energyKwh 2 %", found "${text}"`);
  return { kpi: match[1] ?? kpi ?? 'lotsDone', within: match[2]! };
}
