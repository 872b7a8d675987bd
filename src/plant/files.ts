import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { LineDefinition } from '../contract/line.js';
import type { FileIssue } from './document.js';
import { readLine } from './read.js';

export interface PlantFile {
  /** Path of the file as it was found. */
  file: string;
  text: string;
  definition: LineDefinition;
}

/** The plant files at the paths; of a folder every .yaml, .yml and .json in it. All issues of all files at once. */
export function readPlantFiles(paths: readonly string[]): { files: PlantFile[]; issues: FileIssue[] } {
  const issues: FileIssue[] = [];
  const files: PlantFile[] = [];
  for (const file of paths.flatMap((entry) => expand(entry, issues))) {
    const text = attempt(file, issues, () => readFileSync(file, 'utf8'));
    if (text === null) continue;
    const read = readLine(text, file);
    if (read.ok) files.push({ file, text, definition: read.definition });
    else issues.push(...read.issues);
  }
  return { files, issues: [...issues, ...conflicts(files)] };
}

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
