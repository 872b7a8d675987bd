import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Config } from '../../config.js';
import { readPlantFiles } from '../../plant/files.js';
import { formatIssues } from '../../plant/read.js';
import { packageRoot } from '../../platform/package.js';
import { EXIT } from '../io.js';
import { fail, ok, warn, type Finding } from './finding.js';
import type { DoctorWords } from './words.js';

const MB = 1024 * 1024;
const LEAST_ROOM_MB = 256;

export function nodeVersion({ node }: DoctorWords): Finding {
  const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
  const right = major > 20 || (major === 20 && minor >= 19);
  return right ? ok('Node.js', process.version) : fail('Node.js', process.version, node.todo, EXIT.failure);
}

export function plantFiles(config: Config, { plants }: DoctorWords): Finding {
  const { files, cells, issues } = readPlantFiles(config.plants);
  if (issues.length > 0) return fail(plants.check, `\n${formatIssues(issues)}`, plants.todo, EXIT.validation);
  const named = (kind: string, of: readonly { definition: { id: string } }[]) =>
    of.length > 0 ? [`${kind} ${of.map(({ definition }) => definition.id).join(', ')}`] : [];
  return ok(plants.check, [...named(plants.lines, files), ...named(plants.cells, cells)].join('; '));
}

export function dataFolder({ dataDir }: Config, { data }: DoctorWords): Finding {
  try {
    accessSync(existing(dataDir), constants.W_OK);
    return ok(data.check, data.right(dataDir));
  } catch {
    return fail(data.check, data.wrong(dataDir), data.todo, EXIT.failure);
  }
}

/** Whether the journal finds room up to its limit, besides what it has. */
export function diskRoom({ dataDir, journalLimitBytes }: Config, { disk }: DoctorWords): Finding {
  const { bavail, bsize } = statfsSync(existing(dataDir));
  const freeMb = Math.floor((bavail * bsize) / MB);
  const neededMb = Math.ceil(Math.max(journalLimitBytes - bytesIn(path.join(dataDir, 'journal')), 0) / MB);
  const detail = disk.room(freeMb, neededMb);
  if (freeMb < LEAST_ROOM_MB) return fail(disk.check, detail, disk.full, EXIT.failure);
  if (freeMb < neededMb) return warn(disk.check, detail, disk.small);
  return ok(disk.check, detail);
}

export function webPages({ web }: DoctorWords): Finding {
  const there = existsSync(path.join(packageRoot, 'dist', 'web', 'index.html'));
  return there ? ok(web.check, web.right) : fail(web.check, web.wrong, 'npm run build', EXIT.failure);
}

export async function httpPort({ host, port }: Config, running: boolean, { http, taken }: DoctorWords): Promise<Finding> {
  if (running) return ok(http.check, http.running(`${host}:${port}`));
  if (port === 0 || (await isFree(port, host))) return ok(http.check, http.free(port));
  return fail(http.check, taken(port), http.todo, EXIT.failure);
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
