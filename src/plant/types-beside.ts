import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fromDisk, type ReadFile } from './file-system.js';
import { kindOf } from './read-cell.js';

export interface FileText {
  file: string;
  text: string;
}

/** The files of machine types that a plant file has without being told: those in its folder, or where there are none those in the folder above. */
export function typesBeside(file: string, read: ReadFile = fromDisk): FileText[] {
  const folder = path.dirname(file);
  const own = typesInFolder(folder, read);
  return own.length > 0 ? own : typesInFolder(path.join(folder, '..'), read);
}

function typesInFolder(folder: string, read: ReadFile): FileText[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /\.(ya?ml|json)$/.test(entry.name))
    .map(({ name }) => path.join(folder, name))
    .sort()
    .flatMap((file) => {
      const text = readable(file, read);
      return text !== null && holdsTypes(text) ? [{ file, text }] : [];
    });
}

/** Whether a text is a file of machine types, or was to be one and cannot be parsed. */
export const holdsTypes = (text: string): boolean => text.includes('MachineTypes') && ['MachineTypes', undefined].includes(kindOf(text) as string | undefined);

function readable(file: string, read: ReadFile): string | null {
  try {
    return read(file);
  } catch {
    return null; // who names it is told
  }
}
