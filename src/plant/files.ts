import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { LineDefinition } from '../contract/line.js';
import type { FileIssue } from './document.js';
import type { CellDefinition } from '../contract/cell.js';
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
  definition: CellDefinition;
}

/** The plant files at the paths, of lines and of process cells. All issues of all files at once. */
export function readPlantFiles(paths: readonly string[]): { files: PlantFile[]; cells: CellFile[]; issues: FileIssue[] } {
  const issues: FileIssue[] = [];
  const files: PlantFile[] = [];
  const cells: CellFile[] = [];
  for (const file of plantPaths(paths, issues)) {
    const text = attempt(file, issues, () => readFileSync(file, 'utf8'));
    if (text === null) continue;
    if (isCell(text)) {
      const cell = readCell(text, file);
      if (cell.ok) cells.push({ file, definition: cell.definition });
      else issues.push(...cell.issues);
      continue;
    }
    const read = readLine(text, file);
    if (read.ok) files.push({ file, text, definition: read.definition });
    else issues.push(...read.issues);
  }
  return { files, cells, issues: [...issues, ...conflicts(files)] };
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

/** Lines of one installation need names and topics of their own. */
function conflicts(files: readonly PlantFile[]): FileIssue[] {
  return files.flatMap(({ file, definition }, index) => {
    const before = files.slice(0, index);
    const same = before.find((other) => other.definition.id === definition.id);
    if (same) return [whole(file, `line "${definition.id}" is already described by ${same.file}`)];
    const prefix = before.find((other) => overlap(other.definition.mqtt.prefix, definition.mqtt.prefix));
    return prefix
      ? [
          whole(
            file,
            `the topics of line "${definition.id}" (${definition.mqtt.prefix}) overlap those of line "${prefix.definition.id}" (${prefix.definition.mqtt.prefix}) in ${prefix.file}`,
          ),
        ]
      : [];
  });
}

const overlap = (a: string, b: string) => `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
