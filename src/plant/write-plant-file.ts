import { access, constants, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../platform/durable-file.js';

/** Whether a file can be replaced where it lies: itself and its folder can be written. */
export async function isWritable(file: string): Promise<boolean> {
  try {
    const real = await realpath(file);
    await access(real, constants.W_OK);
    await access(path.dirname(real), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Replaces the text of a file that is there, behind links too, with its mode. Rejects, with nothing left behind, where it cannot be written. */
export async function writePlantFile(file: string, text: string): Promise<void> {
  const real = await realpath(file);
  const { mode } = await stat(real);
  try {
    await replaceFile(real, text, mode & 0o777);
  } catch (error) {
    await rm(`${real}.new`, { force: true }).catch(() => undefined); // on a file system that is read-only there is none
    throw error;
  }
}
