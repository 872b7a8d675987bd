import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const START_LIMIT_MS = 60_000;
const KEPT_WORDS = 3_000;

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** A program that is killed and started again, always with the same arguments. */
export class Restartable {
  private child: ChildProcess | null = null;
  private words = '';

  /** `answers` says whether it is ready, and is asked again and again after a start. */
  constructor(
    readonly name: string,
    private readonly command: readonly [string, ...string[]],
    private readonly env: NodeJS.ProcessEnv,
    private readonly answers: () => Promise<boolean>,
  ) {}

  get running(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when it answers; rejects with its last words where it ends before. */
  async start(): Promise<void> {
    const [file, ...args] = this.command;
    this.words = '';
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: this.env });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (this.words = (this.words + chunk.toString()).slice(-KEPT_WORDS)));
    this.child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    const end = Date.now() + START_LIMIT_MS;
    while (!(await this.answers())) {
      if (!this.running) throw new Error(`${this.name} ended before it was ready: ${this.words}`);
      if (Date.now() > end) throw new Error(`${this.name} was not ready within ${START_LIMIT_MS / 1000} s: ${this.words}`);
      await sleep(20);
    }
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (!child || !this.running) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/** Whether somebody listens on a port of loopback. */
export function opens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise<boolean>((resolve) => socket.once('connect', () => resolve(true)).once('error', () => resolve(false))).finally(() => socket.destroy());
}

/** Whether an address answers without an error. */
export const isOk = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (answer) => (await answer.arrayBuffer(), answer.ok),
    () => false,
  );
