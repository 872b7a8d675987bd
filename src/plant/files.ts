import path from 'node:path';
import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import type { CompiledCell } from '../model/cell/compile.js';
import { conflicts } from './conflicts.js';
import { inOrder, type FileIssue, type SourceDocument } from './document.js';
import { expand, fromDisk, readText, type ReadFile } from './file-system.js';
import { NO_TYPES, readTypes, type FileTypes } from './machine-types.js';
import { readLine } from './read.js';
import { kindOf, readCell } from './read-cell.js';
import { holdsTypes, typesBeside, type FileText } from './types-beside.js';

export interface PlantFile {
  /** Path of the file as it was found. */
  file: string;
  text: string;
  definition: LineDefinition;
  source: SourceDocument;
}

export interface CellFile {
  file: string;
  text: string;
  definition: CellDefinition;
  compiled: CompiledCell;
  source: SourceDocument;
}

/** What was read, of lines and of process cells, and all that is wrong with the rest. */
export interface PlantFiles {
  files: PlantFile[];
  cells: CellFile[];
  issues: FileIssue[];
}

/**
 * The plant files at the paths, of lines and of process cells. Each has the types of the files of machine types that are named
 * (among the paths, or at `typePaths`) and of those beside it. All issues of all files at once; where types are wrong, only those.
 * `readFile` may give another text than the disk has.
 */
export function readPlantFiles(paths: readonly string[], typePaths: readonly string[] = [], readFile: ReadFile = fromDisk): PlantFiles {
  const read: PlantFiles = { files: [], cells: [], issues: [] };
  const texts = expand(paths, read.issues).flatMap((file) => readText(file, read.issues, readFile));
  const named = [
    ...texts.filter(({ file, text }) => paths.includes(file) && holdsTypes(text)),
    ...expand(typePaths, read.issues).flatMap((file) => readText(file, read.issues, readFile)),
  ];
  const libraries = new Map<string, ReturnType<typeof readTypes>>();
  for (const { file, text } of texts) {
    const folder = path.resolve(path.dirname(file));
    if (!libraries.has(folder)) libraries.set(folder, readTypes(once([...named, ...typesBeside(file, readFile)])));
    const { types, issues } = libraries.get(folder)!;
    if (issues.length === 0 && !holdsTypes(text)) addPlant(text, file, read, types);
  }
  read.issues.unshift(...inOrder([...libraries.values()].flatMap(({ issues }) => issues)));
  read.issues.push(...conflicts([...read.files, ...read.cells]));
  return read;
}

/** The types for one plant file (null: a text without a place): of the files at the paths, and of those beside it. */
export function typesFor(file: string | null, typePaths: readonly string[]): { types: FileTypes; issues: FileIssue[] } {
  const issues: FileIssue[] = [];
  const named = expand(typePaths, issues).flatMap((each) => readText(each, issues));
  const read = readTypes(once([...named, ...(file === null ? [] : typesBeside(file))]));
  return { types: read.types, issues: [...issues, ...read.issues] };
}

const once = (files: readonly FileText[]): FileText[] => [...new Map(files.map((each) => [path.resolve(each.file), each])).values()];

/** Reads one text more, of the kind that it says to be, with the types that are known. */
export function addPlant(text: string, file: string, { files, cells, issues }: PlantFiles, types: FileTypes = NO_TYPES): void {
  if (kindOf(text) === 'Cell') {
    const cell = readCell(text, file, types);
    if (cell.ok) cells.push({ file, text, definition: cell.definition, compiled: cell.cell, source: cell.source });
    else issues.push(...cell.issues);
    return;
  }
  const line = readLine(text, file, types);
  if (line.ok) files.push({ file, text, definition: line.definition, source: line.source });
  else issues.push(...line.issues);
}

/** The files that the paths name: themselves, of a folder every .yaml, .yml and .json in it, and the types beside them. */
export function plantPaths(paths: readonly string[], issues: FileIssue[]): string[] {
  const named = expand(paths, issues);
  const known = new Set(named.map((file) => path.resolve(file)));
  return [...named, ...once(named.flatMap((file) => typesBeside(file))).flatMap(({ file }) => (known.has(path.resolve(file)) ? [] : [file]))];
}
