import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from './package.js';

/** A built file such as `src/room/worker.js`, which threads need: beside this one where that is built, or in dist/ where it runs from its source. */
export function builtFile(file: string): string {
  const beside = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  return existsSync(beside) ? beside : path.join(packageRoot, 'dist', file);
}
