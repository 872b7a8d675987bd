import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Folder with third-party data that is not part of the repository: TWIN_SHARED, or ../shared beside it. */
const folder = process.env.TWIN_SHARED ?? path.resolve(repositoryRoot, '..', 'shared');

/** Path of a file of third-party data, or null where it is absent. */
export function sharedFile(...parts: string[]): string | null {
  const file = path.join(folder, ...parts);
  return existsSync(file) ? file : null;
}

/** describe() where every file is there; else a suite that is skipped and says why. */
export function describeWithShared(title: string, files: string[][], suite: (paths: string[]) => void): void {
  const paths = files.map((parts) => sharedFile(...parts));
  if (paths.every((file) => file !== null)) describe(title, () => suite(paths));
  else {
    const run = describe['skip'];
    run(`${title} (skipped: third-party data not found, see TWIN_SHARED)`, () => {
      it('needs the data', () => undefined);
    });
  }
}
