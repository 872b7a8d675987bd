import { spawn } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from '../shared.js';

export interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the built command to its end. */
export function twin(
  args: readonly string[],
  { cwd = repositoryRoot, stdin = '', env = {} }: { cwd?: string; stdin?: string; env?: Record<string, string> } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(repositoryRoot, 'dist/src/cli.js'), ...args], { cwd, env: { PATH: process.env.PATH, LANG: 'C', ...env } });
    const outcome = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (outcome.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (outcome.err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...outcome }));
    child.stdin.end(stdin);
  });
}
