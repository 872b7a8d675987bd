import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { resolveTypes, typeKey, typesIn, type KnownType } from '../src/contract/resolve-types.js';
import { loadYaml, type Loaded } from './yaml-file.js';

/**
 * Reads a plant file with the machine types of the files named and of `types.yaml` in its folder or the one above, as the
 * service does (docs/plant-files.md). What is wrong in a type is told at the machine that has it: `twin validate` says more.
 */
export function loadPlant<S extends z.ZodType>(file: string, schema: S, typeFiles: readonly string[] = []): Loaded<z.output<S>> {
  const folder = path.dirname(file);
  const beside = [folder, path.join(folder, '..')].map((each) => path.join(each, 'types.yaml')).find((each) => existsSync(each));
  const types = new Map<string, KnownType>();
  for (const each of [...typeFiles, ...(beside === undefined ? [] : [beside])]) {
    try {
      for (const type of typesIn(parse(readFileSync(each, 'utf8')))) if (!types.has(typeKey(type.for, type.id))) types.set(typeKey(type.for, type.id), type);
    } catch (error) {
      return { ok: false, issues: [`${each}: cannot be read: ${(error as Error).message}`] };
    }
  }
  return loadYaml(file, schema, (document) => resolveTypes(document, types).value);
}
