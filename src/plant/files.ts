import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { LineDefinition } from '../contract/line.js';
import type { FileIssue } from './document.js';
import type { CellDefinition } from '../contract/cell.js';
import type { CompiledCell } from '../model/cell/compile.js';
import { conflicts } from './conflicts.js';
import { readLine } from './read.js';
import { isCell, readCell } from './read-cell.js';

export interface PlantFile {
  /** Path of the file as it was found. */
  file: string;
  text: string;
  definition: LineDefinition;
}

export interface CellFile {
  file: string;
  text: string;
  definition: CellDefinition;
  compiled: CompiledCell;
}

/** What was read, of lines and of process cells, and all that is wrong with the rest. */
export interface PlantFiles {
  files: PlantFile[];
  cells: CellFile[];
  issues: FileIssue[];
}

/** The plant files at the paths, of lines and of process cells. All issues of all files at once. */
export function readPlantFiles(paths: readonly string[]): PlantFiles {
  const read: PlantFiles = { files: [], cells: [], issues: [] };
  for (const file of plantPaths(paths, read.issues)) {
    const text = attempt(file, read.issues, () => readFileSync(file, 'utf8'));
    if (text !== null) addPlant(text, file, read);
  }
  read.issues.push(...conflicts([...read.files, ...read.cells]));
  return read;
}

/** Reads one text more, of the kind that it says to be. */
export function addPlant(text: string, file: string, { files, cells, issues }: PlantFiles): void {
  if (isCell(text)) {
    const cell = readCell(text, file);
    if (cell.ok) cells.push({ file, text, definition: cell.definition, compiled: cell.cell });
    else issues.push(...cell.issues);
    return;
  }
  const line = readLine(text, file);
  if (line.ok) files.push({ file, text, definition: line.definition });
  else issues.push(...line.issues);
}

/** The plant files that the paths name: themselves, and of a folder every .yaml, .yml and .json in it. */
export const plantPaths = (paths: readonly string[], issues: FileIssue[]): string[] => paths.flatMap((entry) => expand(entry, issues));

function expand(entry: string, issues: FileIssue[]): string[] {
  const found = attempt(entry, issues, () => {
    if (!statSync(entry).isDirectory()) return [entry];
    return readdirSync(entry)
      .filter((name) => /\.(ya?ml|json)$/.test(name))
      .sort()
      .map((name) => path.join(entry, name));
  });
  if (found?.length === 0) issues.push(whole(entry, 'there is no plant file in this folder'));
  return found ?? [];
}

function attempt<T>(file: string, issues: FileIssue[], read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    issues.push(whole(file, code === 'ENOENT' ? 'there is no such file' : `cannot be read: ${message}`));
    return null;
  }
}

const whole = (file: string, message: string): FileIssue => ({ file, line: 1, column: 1, pointer: '', message });
