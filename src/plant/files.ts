import path from 'node:path';
import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import type { FileIssue, SourceDocument } from './document.js';
import { expand, readText, whole } from './file-system.js';
import { NO_TYPES, readTypes, type FileTypes } from './machine-types.js';
import { readLine } from './read.js';
import { kindOf, readCell } from './read-cell.js';
import { typesBeside } from './types-beside.js';

export interface PlantFile {
  /** Path of the file as it was found. */
  file: string;
  text: string;
  definition: LineDefinition;
  source: SourceDocument;
}

export interface CellFile {
  file: string;
  definition: CellDefinition;
  source: SourceDocument;
}

/** What was read, of lines and of process cells, and all that is wrong with the rest. */
export interface PlantFiles {
  files: PlantFile[];
  cells: CellFile[];
  types: FileTypes;
  issues: FileIssue[];
}

interface Text {
  file: string;
  text: string;
}

/**
 * The plant files at the paths, of lines and of process cells, with the types of every file of machine types among them, at
 * `typePaths` and beside them. All issues of all files at once; of the types first, since without them nothing else can be judged.
 */
export function readPlantFiles(paths: readonly string[], typePaths: readonly string[] = []): PlantFiles {
  const read: PlantFiles = { files: [], cells: [], types: NO_TYPES, issues: [] };
  const named = expand(paths, read.issues).flatMap((file) => readText(file, read.issues));
  const isTypes = ({ text }: Text) => kindOf(text) === 'MachineTypes';
  const beside = typesBeside(named.map(({ file }) => file)).filter((file) => !named.some((each) => path.resolve(each.file) === path.resolve(file)));
  const { types, issues } = readTypes([...named.filter(isTypes), ...typeTexts(typePaths, beside, named, read.issues)]);
  read.types = types;
  read.issues.push(...issues);
  if (issues.length === 0) for (const { file, text } of named.filter((each) => !isTypes(each))) addPlant(text, file, read);
  read.issues.push(...conflicts(read.files));
  return read;
}

/** The types for one plant file (null: a text without a place): of the files at the paths, and beside it. */
export function typesFor(file: string | null, typePaths: readonly string[]): { types: FileTypes; issues: FileIssue[] } {
  const issues: FileIssue[] = [];
  const read = readTypes(typeTexts(typePaths, file === null ? [] : typesBeside([file]), [], issues));
  return { types: read.types, issues: [...issues, ...read.issues] };
}

/** Each file once. What only lies beside is left alone where it is no file of types. */
function typeTexts(given: readonly string[], beside: readonly string[], known: readonly Text[], issues: FileIssue[]): Text[] {
  const files = [...new Set([...expand(given, issues), ...beside])];
  const isNew = (file: string, index: number) =>
    !known.some((each) => path.resolve(each.file) === path.resolve(file)) && files.findIndex((other) => path.resolve(other) === path.resolve(file)) === index;
  return files
    .filter(isNew)
    .flatMap((file) => readText(file, issues))
    .filter(({ file, text }) => given.includes(file) || !['Line', 'Cell'].includes(String(kindOf(text))));
}

/** Reads one text more, of the kind that it says to be, with the types that are known. */
export function addPlant(text: string, file: string, { files, cells, types, issues }: PlantFiles): void {
  if (kindOf(text) === 'Cell') {
    const cell = readCell(text, file, types);
    if (cell.ok) cells.push({ file, definition: cell.definition, source: cell.source });
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
  return [...named, ...typesBeside(named).filter((file) => !known.has(path.resolve(file)))];
}

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
