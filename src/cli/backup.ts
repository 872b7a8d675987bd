import path from 'node:path';
import type { Command } from 'commander';
import { readConfig, type Config } from '../config.js';
import type { BackupManifest } from '../contract/backup.js';
import { CliFault, EXIT, type ExitCode, type Io } from './io.js';
import { WORDS } from './words.js';

interface Restoring {
  force?: true;
  check?: true;
  plants?: string;
  json?: true;
}

type Outcome = { ok: true; manifest: BackupManifest } | { ok: false; reason: 'not-found' | 'refused' | 'damaged'; faults: string[] };

const CODES: Record<Extract<Outcome, { ok: false }>['reason'], ExitCode> = { 'not-found': EXIT.notFound, refused: EXIT.failure, damaged: EXIT.validation };

export function addBackup(program: Command, io: Io): void {
  program
    .command('backup')
    .description('copy all state of a stopped service to a new folder: data, private database, plant files')
    .requiredOption('--to <folder>', 'folder to make')
    .option('--json', 'print the manifest as JSON')
    .action(async ({ to, json }: { to: string; json?: true }) => {
      const config = settings(io);
      const { backUp } = await import('../backup/backup.js');
      const manifest = await carriedOut(io, () => backUp(config, path.resolve(io.cwd, to), Date.now() * 1000));
      tell(manifest, json, WORDS[io.lang].backup.written(to, manifest.files.length, bytesOf(manifest)), io);
    });

  program
    .command('restore')
    .description('make the data folder of a stopped service what it was at a backup, after every file of it was verified')
    .argument('<folder>', 'what twin backup wrote')
    .option('--force', 'replace what the data folder holds')
    .option('--check', 'only verify the backup')
    .option('--plants <folder>', 'write its plant files to this new folder')
    .option('--json', 'print the manifest as JSON')
    .action(async (folder: string, { force, check, plants, json }: Restoring) => {
      const from = path.resolve(io.cwd, folder);
      const words = WORDS[io.lang].backup;
      if (check) {
        const { readBackup } = await import('../backup/manifest.js');
        const manifest = await carriedOut(io, () => readBackup(from));
        return tell(manifest, json, words.right(folder, manifest.files.length, bytesOf(manifest), manifest.createdAt), io);
      }
      const config = settings(io);
      const { restoreBackup } = await import('../backup/restore.js');
      const options = { force: force === true, plants: plants === undefined ? null : path.resolve(io.cwd, plants) };
      const manifest = await carriedOut(io, () => restoreBackup(config, from, options));
      tell(manifest, json, words.restored(config.dataDir, manifest.createdAt), io);
    });
}

function settings(io: Io): Config {
  const read = readConfig(io.env, io.cwd);
  if (!read.ok) throw new CliFault(EXIT.usage, read.errors.join('\n'));
  return read.config;
}

async function carriedOut(io: Io, work: () => Promise<Outcome>): Promise<BackupManifest> {
  const { Logger } = await import('@nestjs/common');
  Logger.overrideLogger({ log: () => undefined, warn: (message: string) => io.err(message), error: (message: string) => io.err(message) });
  let outcome: Outcome;
  try {
    outcome = await work();
  } catch (error) {
    throw new CliFault(EXIT.failure, (error as Error).message);
  }
  if (!outcome.ok) throw new CliFault(CODES[outcome.reason], outcome.faults.join('\n'));
  return outcome.manifest;
}

function tell(manifest: BackupManifest, json: true | undefined, sentence: string, io: Io): void {
  if (json) return io.out(JSON.stringify(manifest));
  io.out(sentence);
  for (const store of manifest.elsewhere) io.out(WORDS[io.lang].backup.elsewhere(store));
}

const bytesOf = ({ files }: BackupManifest) => files.reduce((sum, { bytes }) => sum + bytes, 0);
