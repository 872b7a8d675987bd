import path from 'node:path';
import type { PlantChange, PlantPlace } from '../contract/plant-file.js';
import { definitionDiff } from './definition-diff.js';
import { formatIssue, type FileIssue } from './document.js';
import { fromDisk } from './file-system.js';
import { readPlantFiles, type CellFile, type PlantFile } from './files.js';
import type { PlantCell, PlantLine } from './plant.service.js';
import { versionOf } from './version.js';

export interface TextToCheck {
  /** Plant files and folders of them, as the service reads them. */
  paths: readonly string[];
  /** Path of the file that the text is for. */
  file: string;
  text: string;
  /** What runs. */
  inForce: readonly InForce[];
}

export interface CheckedText {
  /** All that is wrong with the text, and what it makes wrong in other files. */
  issues: FileIssue[];
  /** Of its line or cell; where it is of machine types, of every line and cell. */
  changes: PlantChange[];
  /** Id of the line or cell that the text describes; null: none. */
  id: string | null;
}

type Read = PlantFile | CellFile;
type Known = 'definition' | 'version' | 'path';
type InForce = Pick<PlantLine, Known> | Pick<PlantCell, Known>;

/** A text in the place of a file among all plant files: whether the service could start with it, and what would then differ from what is in force. */
export function checkText({ paths, file, text, inForce }: TextToCheck): CheckedText {
  const same = (other: string) => path.resolve(other) === path.resolve(file);
  const after = readPlantFiles(paths, [], (each) => (same(each) ? text : fromDisk(each)));
  const plants: Read[] = [...after.files, ...after.cells];
  const own = plants.find((plant) => same(plant.file));
  const issues = own ? newIssues(after.issues, paths, same) : after.issues; // what hinders types hinders all that is read with them
  if (issues.length > 0) return { issues, changes: [], id: null };
  const before = inForce.filter((plant) => same(plant.path));
  const concerned = own || before.length > 0 ? { before, after: own ? [own] : [] } : { before: inForce, after: plants };
  return { issues, changes: changesOf(concerned.before, concerned.after), id: own?.definition.id ?? null };
}

/** Without those that other files have as they are: who mends one file must not wait for the others. */
function newIssues(issues: readonly FileIssue[], paths: readonly string[], same: (file: string) => boolean): FileIssue[] {
  if (issues.every(({ file }) => same(file))) return [...issues];
  const known = new Set(readPlantFiles(paths).issues.map(formatIssue));
  return issues.filter((issue) => same(issue.file) || !known.has(formatIssue(issue)));
}

function changesOf(before: readonly InForce[], after: readonly Read[]): PlantChange[] {
  const old = new Map(before.map((plant) => [plant.definition.id, plant]));
  const young = new Map(after.map((plant) => [plant.definition.id, plant]));
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((id): PlantChange[] => {
    const [was, is] = [old.get(id), young.get(id)];
    const { kind, name } = (is ?? was)!.definition;
    if (!was || !is) return [{ id, kind, name, what: was ? 'removed' : 'added', places: [] }];
    if (was.version === versionOf(is.definition)) return [];
    return [{ id, kind, name, what: 'changed', places: definitionDiff(was.definition, is.definition).map(placeOf) }];
  });
}

/** Values of a definition are of JSON. */
function placeOf({ steps, before, after, unit }: ReturnType<typeof definitionDiff>[number]): PlantPlace {
  const json = (value: unknown) => (value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as PlantPlace['before']));
  return { steps, before: json(before), after: json(after), unit };
}
