import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BackupFile } from '../contract/backup.js';

type Digest = Omit<BackupFile, 'path'>;

/** Regular files below a folder, as sorted paths with forward slashes. `skip` hears such paths, of folders too. None where there is no folder. */
export async function filesBelow(folder: string, skip: (inner: string) => boolean = () => false): Promise<string[]> {
  const found: string[] = [];
  const visit = async (inner: string): Promise<void> => {
    for (const name of await namesIn(path.join(folder, inner))) {
      const here = inner === '' ? name : `${inner}/${name}`;
      if (skip(here)) continue;
      const about = await stat(path.join(folder, here));
      if (about.isDirectory()) await visit(here);
      else if (about.isFile()) found.push(here);
    }
  };
  await visit('');
  return found.sort();
}

/** Names in a folder; none where there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export async function digestOf(file: string): Promise<Digest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Writes a file durably, for its owner alone, and says what was written. Its folder is made where it is missing. */
export async function writeDurably(file: string, chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<Digest> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      await handle.appendFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

export const copyDurably = (from: string, to: string): Promise<Digest> => writeDurably(to, createReadStream(from) as AsyncIterable<Buffer>);

/** What was renamed or made in a folder is durable once the folder is. Windows knows no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
