import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { resolveTypes, typeKey, typesIn, type KnownType } from '../src/contract/resolve-types.js';
import { loadYaml, type Loaded } from './yaml-file.js';

/**
 * Reads a plant file with the machine types of the files named and of those in its folder or the one above, as the service does
 * (docs/plant-files.md). What is wrong in a type is told at the machine that has it: `twin validate` says more.
 */
export function loadPlant<S extends z.ZodType>(file: string, schema: S, typeFiles: readonly string[] = []): Loaded<z.output<S>> {
  const types = new Map<string, KnownType>();
  const add = (found: KnownType[]) => found.forEach((type) => types.set(typeKey(type.for, type.id), type));
  const folder = path.dirname(file);
  const own = typesInFolder(folder);
  add(own.length > 0 ? own : typesInFolder(path.join(folder, '..')));
  for (const each of typeFiles) {
    try {
      add(typesOf(readFileSync(each, 'utf8')));
    } catch (error) {
      return { ok: false, issues: [`${each}: cannot be read: ${(error as Error).message}`] };
    }
  }
  return loadYaml(file, schema, (document) => resolveTypes(document, types).value);
}

function typesInFolder(folder: string): KnownType[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory() && /\.(ya?ml|json)$/.test(entry.name));
  return names.flatMap(({ name }) => {
    try {
      return typesOf(readFileSync(path.join(folder, name), 'utf8'));
    } catch {
      return []; // another file than the one asked for
    }
  });
}

function typesOf(text: string): KnownType[] {
  if (!text.includes('MachineTypes')) return [];
  const document = parse(text) as { kind?: unknown } | null;
  return document?.kind === 'MachineTypes' ? typesIn(document) : [];
}
