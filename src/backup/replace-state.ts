import { rename, rm, stat, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { LOCK_NAME } from '../platform/folder-lock.js';
import { namesIn, syncFolder } from './files.js';

/** Folder in the data folder in which a new state is made ready. */
const RESTORE = '.restore';
const MAKING = 'new';
const READY = 'ready';
const PLACING = 'placing';
const OLD = 'old';

type Move = (from: string, to: string) => Promise<void>;

/** What a data folder holds: everything but its lock and a state that is being made ready. */
export const stateIn = async (dataDir: string): Promise<string[]> => (await namesIn(dataDir)).filter((name) => name !== LOCK_NAME && name !== RESTORE);

/**
 * Puts another state in the place of what the data folder holds. `make` fills an empty folder with it; where that fails, or
 * the process is killed meanwhile, the old state stands. From then on only renames are left, and finishReplacing does those
 * that a killed process did not.
 */
export async function replaceState(dataDir: string, make: (folder: string) => Promise<void>, move: Move = rename): Promise<void> {
  await finishReplacing(dataDir, move);
  const restore = path.join(dataDir, RESTORE);
  try {
    await mkdir(path.join(restore, MAKING), { recursive: true, mode: 0o700 });
    await make(path.join(restore, MAKING));
    await syncFolder(path.join(restore, MAKING));
  } catch (error) {
    await rm(restore, { recursive: true, force: true });
    throw error;
  }
  await move(path.join(restore, MAKING), path.join(restore, READY));
  await syncFolder(restore);
  await finishReplacing(dataDir, move);
}

/**
 * Ends what replaceState has begun: forward where the new state was ready, else back. Whoever opens a data folder calls it
 * first, with the folder locked.
 */
export async function finishReplacing(dataDir: string, move: Move = rename): Promise<void> {
  const restore = path.join(dataDir, RESTORE);
  if (!(await exists(restore))) return;
  if (await exists(path.join(restore, READY))) {
    // Nothing new has been placed yet: whatever lies in the data folder is old.
    await mkdir(path.join(restore, OLD), { recursive: true });
    for (const name of await stateIn(dataDir)) await move(path.join(dataDir, name), path.join(restore, OLD, name));
    await syncFolder(dataDir);
    await move(path.join(restore, READY), path.join(restore, PLACING));
    await syncFolder(restore);
  }
  for (const name of await namesIn(path.join(restore, PLACING))) await move(path.join(restore, PLACING, name), path.join(dataDir, name));
  await syncFolder(dataDir);
  await rm(restore, { recursive: true, force: true });
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
