import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const TICKS_PER_S = 100; // of /proc on every Linux of today
const PAGE_BYTES = 4096;

/** Processor time that a process has used, all its threads [s]. */
export function cpuS(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
}

/** Memory of a process that is in RAM [MB]. */
export function rssMb(pid: number): number {
  return (Number(statOf(pid)[21]) * PAGE_BYTES) / 1e6;
}

/** Fields of /proc/PID/stat from the third on: the second, a name in parentheses, may hold spaces. */
function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A Node process of the bench that talks over its channel. */
export class Child {
  private readonly words: string[] = [];

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => this.words.push(chunk.toString()));
  }

  /** Starts a script, and waits for the first message that `isReady` accepts. Rejects with its last words where it ends before. */
  static async start<Ready>(
    script: string,
    args: readonly string[],
    isReady: (message: Ready) => boolean,
    options: { env?: Record<string, string>; execPath?: string; execArgv?: string[] } = {},
  ): Promise<{ child: Child; ready: Ready }> {
    const process_ = fork(script, [...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.env },
      execPath: options.execPath ?? process.execPath,
      execArgv: options.execArgv ?? [],
    });
    const child = new Child(process_);
    const ready = await new Promise<Ready>((resolve, reject) => {
      process_.on('message', (message) => isReady(message as Ready) && resolve(message as Ready));
      process_.once('exit', (code) => reject(new Error(`${script} ended with ${code}: ${child.lastWords()}`)));
    });
    return { child, ready };
  }

  get pid(): number {
    return this.child.pid!;
  }

  lastWords(): string {
    return this.words.join('').slice(-2000);
  }

  /** Sends an order, and gives the next message that comes back. */
  async ask<Answer>(order: unknown): Promise<Answer> {
    const answer = once(this.child, 'message') as Promise<[Answer]>;
    this.child.send(order as object);
    return (await answer)[0];
  }

  /** Asks it to end; after 15 s it is killed. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
    await exit;
    clearTimeout(timer);
  }
}
