import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Postmaster {
  pid: number;
  port: number;
}

/** The server that postmaster.pid of a cluster names, or null where there is no such file or no such process any more. */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid = NaN, , , port = 0] = text.split('\n').map(Number); // lines: pid, folder, start, port, …
  return Number.isSafeInteger(pid) && pid > 0 && isAlive(pid) && isServerOf(pid, cluster) ? { pid, port: Number.isSafeInteger(port) ? port : 0 } : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** After a reboot the number may belong to any program: ours was started with the cluster's folder as argument. */
function isServerOf(pid: number, cluster: string): boolean {
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        : execFileSync('ps', ['-o', 'args=', '-ww', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes(cluster);
  } catch {
    return process.platform === 'win32'; // no ps there: PostgreSQL itself decides
  }
}
