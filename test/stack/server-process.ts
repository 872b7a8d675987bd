import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** A program of this machine by its name, on the path or in other folders; null where there is none. */
export function findProgram(name: string, others: readonly string[]): string | null {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...others];
  return folders.map((folder) => path.join(folder, name)).find(existsSync) ?? null;
}

/** A server that is started and killed hard, as often as a test wants. */
export class ServerProcess {
  private child: ChildProcess | null = null;

  /** `answers` resolves once it answers, and rejects where it ended before. */
  constructor(
    private readonly binary: string,
    private readonly args: readonly string[],
    private readonly answers: (child: ChildProcess) => Promise<void>,
  ) {}

  readonly start = async (): Promise<void> => {
    this.child = spawn(this.binary, this.args, { stdio: 'ignore' });
    await this.answers(this.child);
  };

  readonly stop = async (): Promise<void> => {
    const running = this.child;
    this.child = null;
    if (!running || running.exitCode !== null) return;
    const gone = once(running, 'exit');
    running.kill('SIGKILL');
    await gone;
  };
}
