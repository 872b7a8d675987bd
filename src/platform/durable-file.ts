import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';

/** Replaces a file: after a crash at any moment it holds the old text or the new one. */
export async function replaceFile(file: string, text: string, mode = 0o666): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const written = await open(`${file}.new`, 'w', mode);
  try {
    await written.writeFile(text);
    await written.sync();
  } finally {
    await written.close();
  }
  await rename(`${file}.new`, file);
}

/** The text of a file; null where there is none. */
export async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
