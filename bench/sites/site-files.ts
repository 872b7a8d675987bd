import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { CellDefinition } from '../../src/contract/cell.js';
import { compileCell } from '../../src/model/cell/compile.js';
import { loadPlant } from '../../simulator/plant-file.js';
import { loadYaml } from '../../simulator/yaml-file.js';
import { Secrets } from '../../simulator/cell/secrets.js';
import type { Site } from './chain.js';

/** Names of the sites in the folder of plants, sorted. */
export const siteNames = (plants: string): string[] =>
  readdirSync(path.join(plants, 'sites'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => path.basename(file, '.yaml'))
    .sort();

/** A site with its secrets. Throws where a file is wrong: they are part of the product. */
export function loadSite(plants: string, name: string): Site {
  const file = path.join(plants, 'sites', `${name}.yaml`);
  if (!existsSync(file)) throw new Error(`there is no site ${name}: ${file} does not exist`);
  const loaded = loadPlant(file, CellDefinition);
  if (!loaded.ok) throw new Error(loaded.issues.join('\n'));
  const secrets = loadYaml(path.join(plants, 'secrets', `${name}.yaml`), Secrets);
  if (!secrets.ok) throw new Error(secrets.issues.join('\n'));
  const compiled = compileCell(loaded.value);
  if (!compiled.ok) throw new Error(compiled.issues.map(({ pointer, detail }) => `${file} ${pointer} ${detail}`).join('\n'));
  return { name, definition: loaded.value, compiled: compiled.cell, secrets: secrets.value };
}
