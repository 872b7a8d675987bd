import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the package: sources and build lie at different depths below it. */
export const packageRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));

const { name, version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { name: string; version: string };

/** Name and version as in package.json. */
export const packageInfo = { name, version };

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('package.json is missing');
  return findRoot(parent);
}
