import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CellScenarioResult } from '../contract/cell-scenario.js';
import type { CellDefinition } from '../contract/cell.js';
import type { ScenarioResult } from '../contract/scenario.js';
import type { LineDefinition } from '../contract/line.js';
import { sha256 } from '../plant/canonical.js';
import { addPlant, readPlantFiles, typesFor, type PlantFiles } from '../plant/files.js';
import { NO_TYPES, type FileTypes } from '../plant/machine-types.js';
import { readLine, formatIssues } from '../plant/read.js';
import { isCell, readCell } from '../plant/read-cell.js';
import { csv } from './format.js';
import { CliFault, EXIT, type Io } from './io.js';
import { siteReplicationRows } from './site-tables.js';
import { replicationRows } from './tables.js';

/** The text of a file, of stdin for `-`. */
export async function readText(file: string, io: Io): Promise<string> {
  if (file === '-') return io.readStdin();
  try {
    return readFileSync(path.resolve(io.cwd, file), 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' ? new CliFault(EXIT.notFound, `${file}: there is no such file`) : new CliFault(EXIT.failure, `${file}: cannot be read: ${message}`);
  }
}

/** The path of a file as this process finds it. */
export const fromHere = (file: string, io: Io): string => (path.isAbsolute(file) ? file : path.relative(process.cwd(), path.resolve(io.cwd, file)));

/** The machine types for a plant file (none beside stdin), or the end of the command with their issues. */
export function readTypesFor(file: string, given: readonly string[], io: Io): FileTypes {
  if (file === '-' && given.length === 0) return NO_TYPES;
  const paths = given.map((each) => fromHere(each, io));
  const { types, issues } = typesFor(file === '-' ? null : fromHere(file, io), paths);
  if (issues.length > 0) throw new CliFault(EXIT.validation, formatIssues(issues));
  return types;
}

/** The line of a right plant file, or the end of the command with its issues. */
export function lineOf(text: string, file: string, types: readonly string[], io: Io): LineDefinition {
  const read = readLine(text, file, readTypesFor(file, types, io));
  if (!read.ok) throw new CliFault(EXIT.validation, formatIssues(read.issues));
  return read.definition;
}

/** The site of a right plant file, or the end of the command with its issues. */
export function siteOf(text: string, file: string, types: readonly string[], io: Io): CellDefinition {
  const read = readCell(text, file, readTypesFor(file, types, io));
  if (!read.ok) throw new CliFault(EXIT.validation, formatIssues(read.issues));
  return read.definition;
}

/** The line or site of a right plant file, or the end of the command with its issues. */
export const plantOf = (text: string, file: string, types: readonly string[], io: Io): LineDefinition | CellDefinition =>
  (isCell(text) ? siteOf : lineOf)(text, file, types, io);

/** All plant files of files and folders, right or not. */
export async function readPlants(files: string[], types: string[], io: Io): Promise<PlantFiles> {
  const missing = [...files, ...types].find((file) => file !== '-' && !existsSync(path.resolve(io.cwd, file)));
  if (missing !== undefined) throw new CliFault(EXIT.notFound, `${missing}: there is no such file`);
  const named = files.filter((file) => file !== '-');
  const here = (file: string) => fromHere(file, io);
  const read = readPlantFiles(named.map(here), types.map(here));
  if (files.includes('-')) addPlant(await io.readStdin(), 'stdin', read, readTypesFor('-', types, io));
  return read;
}

/** Writes the answer, its replications and where they come from. `bytes`: those of the answer. */
export function writeAnswer(folder: string, result: ScenarioResult | CellScenarioResult, about: Record<string, unknown>, io: Io, bytes: string): void {
  const rows = 'cell' in result ? siteReplicationRows(result) : replicationRows(result);
  const { modelVersion, engineVersion, start, horizonS, replications, seed } = result;
  const place = 'cell' in result ? { cell: result.cell } : { line: result.line };
  const manifest = { ...about, ...place, modelVersion, engineVersion, start, horizonS, replications, seed };
  writeFiles(folder, { 'result.json': bytes, 'replications.csv': csv(rows) }, manifest, io);
}

/** Writes files by name into a folder, and with them manifest.json, which has their hashes too. */
export function writeFiles(folder: string, files: Record<string, string>, manifest: Record<string, unknown>, io: Io): void {
  const hashes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, { sha256: sha256(text) }]));
  const target = path.resolve(io.cwd, folder);
  try {
    mkdirSync(target, { recursive: true });
    for (const [name, text] of Object.entries({ ...files, 'manifest.json': `${JSON.stringify({ ...manifest, files: hashes }, null, 2)}\n` }))
      writeFileSync(path.join(target, name), text);
  } catch (error) {
    throw new CliFault(EXIT.failure, `${folder}: cannot be written: ${(error as Error).message}`);
  }
}
