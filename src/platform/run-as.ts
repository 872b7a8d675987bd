import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/** The user as whom PostgreSQL's programs run: they refuse to run as root. Null: as ourselves. */
export interface RunAs {
  user: string;
  uid: number;
  gid: number;
}

/** As root, the system's user `postgres`, else `nobody`; null for anybody else. Fails where root has neither. */
export function findRunAs(): RunAs | null {
  if (process.platform === 'win32' || userInfo().uid !== 0) return null;
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }));
      return { user, uid: id('-u'), gid: id('-g') };
    } catch {
      continue;
    }
  }
  throw new Error(
    'PostgreSQL refuses to run as root and this system has neither a user postgres nor nobody: run as an ordinary user, or set TWIN_DATABASE_URL',
  );
}

const SETPRIV = '/usr/bin/setpriv';
const CAP_DAC_OVERRIDE = 1n << 1n; // linux/capability.h

/**
 * Runs a program to its end and gives its exit code and what it wrote. As another user it keeps, where the system allows,
 * root's right to pass through folders closed to that user (CAP_DAC_OVERRIDE by setpriv of util-linux): the package or its
 * data may lie below /root or in a private temporary folder. It has a session of its own, so that Ctrl+C is for us alone.
 */
export function runProgram(program: string, args: readonly string[], runAs: RunAs | null): Promise<{ code: number | null; output: string }> {
  const passing = runAs !== null && canPassThrough();
  const [command, commandArgs] = passing ? [SETPRIV, [...setprivArgs(runAs), program, ...args]] : [program, [...args]];
  const identity = runAs && !passing ? { uid: runAs.uid, gid: runAs.gid } : {};
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArgs, {
      ...identity,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
      detached: true,
      windowsHide: true,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
}

const setprivArgs = ({ uid, gid }: RunAs) => [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];

function canPassThrough(): boolean {
  if (process.platform !== 'linux' || !existsSync(SETPRIV)) return false;
  const permitted = /^CapPrm:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return permitted !== undefined && (BigInt(`0x${permitted}`) & CAP_DAC_OVERRIDE) !== 0n;
}
