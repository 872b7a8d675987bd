import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BackupManifest } from '../contract/backup.js';
import { sentence } from '../contract/explain.js';
import { digestOf, filesBelow, writeDurably } from './files.js';

const NAME = 'manifest.json';

export type ReadBackup = { ok: true; manifest: BackupManifest } | { ok: false; reason: 'not-found' | 'damaged'; faults: string[] };

export async function writeManifest(folder: string, manifest: BackupManifest): Promise<void> {
  await writeDurably(path.join(folder, NAME), [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);
}

/** Reads a backup and every file of it. It is right only where each has the SHA-256 that the manifest names, and there is no other. */
export async function readBackup(folder: string): Promise<ReadBackup> {
  const read = await readManifest(path.join(folder, NAME));
  if (!read.ok) return read;
  const faults: string[] = [];
  const named = new Map(read.manifest.files.map((file) => [file.path, file]));
  const present = new Set(await filesBelow(folder));
  present.delete(NAME);
  for (const [inner, { bytes, sha256 }] of named) {
    if (!present.delete(inner)) faults.push(`${inner}: is missing`);
    else {
      const found = await digestOf(path.join(folder, inner));
      if (found.bytes !== bytes) faults.push(`${inner}: has ${found.bytes} bytes, ${bytes} were written`);
      else if (found.sha256 !== sha256) faults.push(`${inner}: is not as it was written (SHA-256)`);
    }
  }
  for (const inner of present) faults.push(`${inner}: is none of its files`);
  for (const { name } of read.manifest.database?.tables ?? []) if (!named.has(`database/${name}.jsonl`)) faults.push(`database/${name}.jsonl: is not named`);
  return faults.length > 0 ? { ok: false, reason: 'damaged', faults } : read;
}

async function readManifest(file: string): Promise<ReadBackup> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return { ok: false, reason: 'not-found', faults: [`there is no ${NAME}: this is no backup, or one that was not finished`] };
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'damaged', faults: [`${NAME}: is not JSON`] };
  }
  const parsed = BackupManifest.safeParse(value, { error: sentence });
  if (parsed.success) return { ok: true, manifest: parsed.data };
  return { ok: false, reason: 'damaged', faults: parsed.error.issues.map((issue) => `${NAME}: /${issue.path.join('/')} ${issue.message}`) };
}
