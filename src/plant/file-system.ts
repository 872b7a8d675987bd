import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileIssue } from './document.js';

/** Gives the text of a file. Throws as readFileSync does. */
export type ReadFile = (file: string) => string;

export const fromDisk: ReadFile = (file) => readFileSync(file, 'utf8');

/** The files that the paths name: themselves, and of a folder every .yaml, .yml and .json in it. */
export const expand = (paths: readonly string[], issues: FileIssue[]): string[] => paths.flatMap((entry) => expandOne(entry, issues));

function expandOne(entry: string, issues: FileIssue[]): string[] {
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

/** The text of a file; none, and an issue, where it cannot be read. */
export function readText(file: string, issues: FileIssue[], read: ReadFile = fromDisk): { file: string; text: string }[] {
  const text = attempt(file, issues, () => read(file));
  return text === null ? [] : [{ file, text }];
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

/** An issue of a file as a whole. */
export const whole = (file: string, message: string): FileIssue => ({ file, line: 1, column: 1, pointer: '', message });
