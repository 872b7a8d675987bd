import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../src/platform/package.js';

export interface Program {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with the address once the service says that it is ready; rejects where it ends before. */
  ready: Promise<string>;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}

/** The service (or another entry of ours) as a process of its own, from the sources. Its settings are the given ones only. */
export function startProgram(settings: Record<string, string>, entry = 'src/main.ts', args: string[] = []): Program {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TWIN_') && name !== 'NODE_OPTIONS'));
  const hooks = pathToFileURL(path.join(packageRoot, 'test/run-ts.mjs')).href;
  const child = spawn(process.execPath, ['--import', hooks, path.join(packageRoot, entry), ...args], {
    cwd: packageRoot,
    env: { ...env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const written = { stdout: '', stderr: '' };
  const output = { stdout: child.stdout!, stderr: child.stderr! };
  for (const name of ['stdout', 'stderr'] as const) output[name].on('data', (chunk: Buffer) => (written[name] += chunk.toString()));
  // Not 'close': it does not come once the channel was disconnected from this side.
  const exited = new Promise<number | NodeJS.Signals | null>((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  const ended = Promise.all([exited, finished(output.stdout), finished(output.stderr)]).then(([code]) => code);
  const ready = new Promise<string>((resolve, reject) => {
    output.stdout.on('data', () => {
      const address = /^Pharmatwin is ready at (\S+)$/m.exec(written.stdout)?.[1];
      if (address) resolve(address);
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${written.stderr || written.stdout}`)));
  });
  ready.catch(() => undefined);
  return { child, stdout: () => written.stdout, stderr: () => written.stderr, ready, ended };
}
