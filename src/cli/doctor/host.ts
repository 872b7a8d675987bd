import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Config } from '../../config.js';
import { readPlantFiles } from '../../plant/files.js';
import { formatIssues } from '../../plant/read.js';
import { packageRoot } from '../../platform/package.js';
import { EXIT } from '../io.js';
import { fail, ok, warn, type Finding } from './finding.js';

const MB = 1024 * 1024;
const LEAST_ROOM_MB = 256;

export function nodeVersion(): Finding {
  const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
  const right = major > 20 || (major === 20 && minor >= 19);
  return right ? ok('Node.js', process.version) : fail('Node.js', process.version, 'install 20.19 or newer', EXIT.failure);
}

export function plantFiles(config: Config): Finding {
  const { files, cells, issues } = readPlantFiles(config.plants);
  if (issues.length > 0) return fail('plant files', `\n${formatIssues(issues)}`, 'mend the files; twin validate says the same', EXIT.validation);
  const named = (kind: string, of: readonly { definition: { id: string } }[]) =>
    of.length > 0 ? [`${kind} ${of.map(({ definition }) => definition.id).join(', ')}`] : [];
  return ok('plant files', [...named('lines', files), ...named('cells', cells)].join('; '));
}

export function dataFolder({ dataDir }: Config): Finding {
  try {
    accessSync(existing(dataDir), constants.W_OK);
    return ok('data folder', `${dataDir} can be written`);
  } catch {
    return fail('data folder', `${dataDir} cannot be written`, 'set TWIN_DATA to a folder of the user that runs the service', EXIT.failure);
  }
}

/** Whether the journal finds room up to its limit, besides what it has. */
export function diskRoom({ dataDir, journalLimitBytes }: Config): Finding {
  const { bavail, bsize } = statfsSync(existing(dataDir));
  const freeMb = Math.floor((bavail * bsize) / MB);
  const neededMb = Math.ceil(Math.max(journalLimitBytes - bytesIn(path.join(dataDir, 'journal')), 0) / MB);
  const detail = `${freeMb} MB free; the journal may take ${neededMb} MB more`;
  if (freeMb < LEAST_ROOM_MB) return fail('disk', detail, 'make room: without any nothing is acknowledged', EXIT.failure);
  if (freeMb < neededMb) return warn('disk', detail, 'make room, or lower TWIN_JOURNAL_LIMIT_MB: a disk that fills up stops the history too');
  return ok('disk', detail);
}

export function webPages(): Finding {
  const there = existsSync(path.join(packageRoot, 'dist', 'web', 'index.html'));
  return there ? ok('web pages', 'built') : fail('web pages', 'not built', 'npm run build', EXIT.failure);
}

export async function httpPort({ host, port }: Config, running: boolean): Promise<Finding> {
  if (running) return ok('HTTP', `the service is running at ${host}:${port}`);
  if (port === 0 || (await isFree(port, host))) return ok('HTTP', `port ${port} is free`);
  return fail('HTTP', `port ${port} is taken by another program`, 'set TWIN_PORT', EXIT.failure);
}

export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

function existing(folder: string): string {
  let place = folder;
  while (!existsSync(place) && path.dirname(place) !== place) place = path.dirname(place);
  return place;
}

const bytesIn = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder).reduce((sum, name) => sum + (statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0) : 0;
