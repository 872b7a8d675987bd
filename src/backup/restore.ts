import path from 'node:path';
import { DataSource } from 'typeorm';
import type { BackupFile, BackupManifest, DatabaseDump } from '../contract/backup.js';
import type { Config } from '../config.js';
import { MIGRATIONS } from '../migrations.js';
import { databaseOptions, type Migrations } from '../platform/database-options.js';
import { lockFolder } from '../platform/folder-lock.js';
import { findPostmaster } from '../platform/postmaster.js';
import { PrivatePostgres } from '../platform/private-postgres.js';
import { isThere, POSTGRES, refused, type Refusal } from './backup.js';
import { loadDatabase } from './database-dump.js';
import { copyDurably, namesIn } from './files.js';
import { readBackup } from './manifest.js';
import { replaceState, stateIn } from './replace-state.js';

export interface RestoreOptions {
  /** Replaces what the data folder holds. */
  force: boolean;
  /** Folder, new or empty, for the plant files of the backup; they are left in the backup where null. */
  plants: string | null;
}

/**
 * Makes the data folder what it was at the backup in folder `from`. Every file is verified before anything is touched, and
 * whatever fails, or is killed, leaves the old state. Rejects with a sentence where another process works in the data
 * folder, or a disk fails.
 */
export async function restoreBackup(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
  from: string,
  { force, plants }: RestoreOptions,
): Promise<{ ok: true; manifest: BackupManifest } | Refusal> {
  const read = await readBackup(from);
  if (!read.ok) return read;
  const { manifest } = read;
  const unfit = unfitFor(config, manifest);
  if (unfit !== null) return refused(unfit);
  if (plants !== null && (await namesIn(plants)).length > 0) return refused(`${plants} is not empty: name a new folder for the plant files`);
  const unlock = await lockFolder(config.dataDir);
  try {
    if (!force && (await stateIn(config.dataDir)).length > 0) return refused(`${config.dataDir} is not empty: --force replaces what it holds`);
    await stopLeftDatabase(path.join(config.dataDir, POSTGRES));
    await replaceState(config.dataDir, async (folder) => {
      await copyPart(manifest.files, 'data/', from, folder);
      if (manifest.database) await makeDatabase(path.join(folder, POSTGRES), from, manifest.database);
      if (plants !== null) await copyPart(manifest.files, 'plants/', from, plants);
    });
    return { ok: true, manifest };
  } finally {
    await unlock();
  }
}

function unfitFor({ databaseUrl }: Pick<Config, 'databaseUrl'>, { database, product }: BackupManifest): string | null {
  if (database === null) return null;
  if (databaseUrl !== null) return 'the backup holds a private PostgreSQL, and TWIN_DATABASE_URL names another: restore without that setting';
  const ours = MIGRATIONS.map(nameOf);
  const unknown = database.migrations.filter((name) => !ours.includes(name));
  return unknown.length === 0
    ? null
    : `the backup was made by a newer Pharmatwin (${product.version}): this one does not know its migrations ${unknown.join(', ')}`;
}

/** A killed service leaves its private PostgreSQL running: its folder cannot be moved away under it. */
async function stopLeftDatabase(folder: string): Promise<void> {
  if (!(await isThere(folder)) || !(await findPostmaster(path.join(folder, 'cluster')))) return;
  await (await PrivatePostgres.open(folder)).stop();
}

async function copyPart(files: readonly BackupFile[], part: string, from: string, to: string): Promise<void> {
  for (const { path: inner, sha256 } of files.filter((file) => file.path.startsWith(part))) {
    const written = await copyDurably(path.join(from, inner), path.join(to, inner.slice(part.length)));
    if (written.sha256 !== sha256) throw new Error(`${path.join(from, inner)} has changed while it was read`);
  }
}

/** A private database as it was: the migrations of the backup, then its rows. Newer migrations run when the service starts. */
async function makeDatabase(folder: string, from: string, dump: DatabaseDump): Promise<void> {
  const server = await PrivatePostgres.open(folder);
  try {
    await migrate(
      server.url,
      MIGRATIONS.filter((migration) => dump.migrations.includes(nameOf(migration))),
    );
    await loadDatabase(server.url, from, dump);
  } finally {
    await server.stop();
  }
}

async function migrate(url: string, migrations: Migrations): Promise<void> {
  const source = await new DataSource(databaseOptions(url, migrations)).initialize();
  await source.destroy();
}

const nameOf = (migration: Migrations[number]): string => new migration().name ?? migration.name;
