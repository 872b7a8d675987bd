import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BackupFile, BackupManifest, DatabaseDump } from '../contract/backup.js';
import { isoTime } from '../platform/iso-time.js';
import type { Config } from '../config.js';
import type { FileIssue } from '../plant/document.js';
import { plantPaths } from '../plant/files.js';
import { lockFolder } from '../platform/folder-lock.js';
import { packageInfo } from '../platform/package.js';
import { PrivatePostgres } from '../platform/private-postgres.js';
import { dumpDatabase } from './database-dump.js';
import { copyDurably, filesBelow, syncFolder } from './files.js';
import { writeManifest } from './manifest.js';
import { finishReplacing, stateIn } from './replace-state.js';

export type Backed = Pick<Config, 'dataDir' | 'plants' | 'influx' | 'databaseUrl'>;

/** Why a backup or a restore was not begun, in sentences. Nothing was changed. */
export interface Refusal {
  ok: false;
  reason: 'not-found' | 'refused' | 'damaged';
  faults: string[];
}

export const refused = (sentence: string): Refusal => ({ ok: false, reason: 'refused', faults: [sentence] });

/** Folder of the private PostgreSQL in the data folder. It is kept as rows: its own files fit one version of PostgreSQL only. */
export const POSTGRES = 'postgres';
const HALF_WRITTEN = /\.(new|tmp)$/; // of whoever replaces a file by a rename

/**
 * Copies all state of a stopped service to a new folder `to`: the data folder, the rows of the private database, and the
 * plant files. Rejects with a sentence where another process works in the data folder, or a disk fails; then there is no `to`.
 */
export async function backUp(config: Backed, to: string, nowUs: number): Promise<{ ok: true; manifest: BackupManifest } | Refusal> {
  const { dataDir } = config;
  if (!(await isThere(dataDir))) return { ok: false, reason: 'not-found', faults: [`there is no data folder ${dataDir}: set TWIN_DATA`] };
  if (await isThere(to)) return refused(`${to} is there already: name a new folder`);
  if (isWithin(to, dataDir)) return refused(`${to} lies in the data folder ${dataDir}: name a folder outside of it, best on another disk`);
  const issues: FileIssue[] = [];
  const plants = plantPaths(config.plants, issues);
  if (issues.length > 0) return { ok: false, reason: 'not-found', faults: issues.map(({ file, message }) => `${file}: ${message} (TWIN_PLANTS)`) };
  const unlock = await lockFolder(dataDir);
  const partial = `${to}.partial`;
  try {
    await finishReplacing(dataDir);
    await rm(partial, { recursive: true, force: true });
    const files = [...(await copyData(dataDir, partial)), ...(await copyPlants(plants, partial))];
    const database = config.databaseUrl === null ? await dumpPrivate(dataDir, partial) : null;
    const manifest: BackupManifest = {
      format: 1,
      product: packageInfo,
      createdAt: isoTime(nowUs),
      files: [...files, ...(database?.files ?? [])],
      database: database?.dump ?? null,
      elsewhere: storesElsewhere(config),
    };
    await writeManifest(partial, manifest);
    await syncFolder(partial);
    await rename(partial, to);
    return { ok: true, manifest };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  } finally {
    await unlock();
  }
}

async function copyData(dataDir: string, to: string): Promise<BackupFile[]> {
  const kept = new Set(await stateIn(dataDir));
  const inners = await filesBelow(dataDir, (inner) => (!inner.includes('/') && (!kept.has(inner) || inner === POSTGRES)) || HALF_WRITTEN.test(inner));
  const files: BackupFile[] = [];
  for (const inner of inners) files.push({ path: `data/${inner}`, ...(await copyDurably(path.join(dataDir, inner), path.join(to, 'data', inner))) });
  return files;
}

/** By their names; of two with the same name the later one gets a number. */
async function copyPlants(plants: readonly string[], to: string): Promise<BackupFile[]> {
  const files = new Map<string, BackupFile>();
  for (const file of plants) {
    const name = path.basename(file);
    const inner = files.has(`plants/${name}`) ? `plants/${files.size}-${name}` : `plants/${name}`;
    files.set(inner, { path: inner, ...(await copyDurably(file, path.join(to, inner))) });
  }
  return [...files.values()];
}

async function dumpPrivate(dataDir: string, to: string): Promise<{ dump: DatabaseDump; files: BackupFile[] } | null> {
  const folder = path.join(dataDir, POSTGRES);
  if (!(await isThere(path.join(folder, 'cluster')))) return null;
  const server = await PrivatePostgres.open(folder);
  return dumpDatabase(server.url, to).finally(() => server.stop());
}

function storesElsewhere({ influx, databaseUrl }: Backed): string[] {
  const found: string[] = [];
  if (influx) found.push(`history: InfluxDB ${new URL(influx.url).host}, database ${influx.database}`);
  if (databaseUrl !== null)
    found.push(`scenarios, runs and plant versions: PostgreSQL ${new URL(databaseUrl).host}, database ${new URL(databaseUrl).pathname.slice(1)}`);
  return found;
}

export const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

const isWithin = (inner: string, outer: string) => !path.relative(outer, inner).startsWith('..') && !path.isAbsolute(path.relative(outer, inner));
