import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../shared.js';

/** The built service as a process of its own, as a user runs it. */
export interface Service {
  url: string;
  /** Of the embedded broker; null with one of the user. */
  mqttUrl: string | null;
  /** It stands still until it goes on, or crashes. */
  freeze(): void;
  goOn(): void;
  /** Ends it as a crash does. */
  crash(): Promise<void>;
  /** Asks it to stop; its exit code. */
  stop(): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Starts dist/src/main.js and waits until it says that it is ready. Rejects with its last words where it ends before. */
export async function startService(environment: Record<string, string>): Promise<Service> {
  const child = spawnNode(['dist/src/main.js'], environment);
  const words = wordsOf(child);
  const ready = await new Promise<{ url: string; mqttUrl: string | null }>((resolve, reject) => {
    child.on('message', (message: { type: string; url: string; mqttUrl: string | null }) => message.type === 'ready' && resolve(message));
    child.on('exit', (code) => reject(new Error(`the service ended with ${code} before it was ready:\n${words.join('').slice(-3000)}`)));
  });
  return {
    ...ready,
    freeze: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    crash: () => endBy(child, 'SIGKILL'),
    stop: async () => {
      await endBy(child, 'SIGTERM');
      return child.exitCode;
    },
  };
}

/** Starts the simulated machines of a plant, and waits until they have told their history and are live. Rejects with their last words. */
export async function startMachines(args: string[]): Promise<{ stop(): Promise<number | null> }> {
  const child = spawnNode(['dist/simulator/main.js', ...args], {});
  const words = wordsOf(child);
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message: { type: string }) => message.type === 'live' && resolve());
    child.on('exit', (code) => reject(new Error(`the machines ended with ${code} before they were live:\n${words.join('').slice(-3000)}`)));
  });
  return {
    stop: async () => {
      await endBy(child, 'SIGTERM');
      return child.exitCode;
    },
  };
}

/** A built worker process. */
export interface WorkerProcess {
  /** It stands still until it goes on, or crashes. */
  freeze(): void;
  goOn(): void;
  /** Ends it as a crash does. */
  crash(): Promise<void>;
  /** Asks it to stop; its exit code and what it has said. */
  stop(): Promise<{ code: number | null; log: string }>;
}

/** Starts `twin worker` and waits until it says that it is at its Redis. Rejects with its last words where it ends before. */
export async function startWorker(redisUrl: string, threads: number): Promise<WorkerProcess> {
  const child = spawnNode(['dist/src/cli.js', 'worker', '--redis', redisUrl, '--threads', String(threads)], { TWIN_LOG_LEVEL: 'info' });
  const words: string[] = [];
  child.stderr!.on('data', (chunk: Buffer) => words.push(chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      words.push(chunk.toString());
      if (words.join('').includes('at Redis at')) resolve();
    });
    child.on('exit', (code) => reject(new Error(`the worker ended with ${code} before it was at its Redis:\n${words.join('').slice(-3000)}`)));
  });
  return {
    freeze: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    crash: () => endBy(child, 'SIGKILL'),
    stop: async () => {
      await endBy(child, 'SIGTERM');
      return { code: child.exitCode, log: words.join('') };
    },
  };
}

/** Runs a script of dist to its end. */
export async function runToEnd(args: string[], environment: Record<string, string> = {}): Promise<{ code: number | null; output: string }> {
  const child = spawnNode(args, environment);
  const words = wordsOf(child);
  await ended(child);
  return { code: child.exitCode, output: words.join('') };
}

/** A data folder that goes with its test. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pharmatwin-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A port that was free a moment ago, for a process that must come back on the same one. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks again every 100 ms until the answer satisfies; rejects with the last answer after the limit. */
export async function until<T>(ask: () => Promise<T>, satisfied: (answer: T) => boolean, limitMs: number): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    if (Date.now() > end) throw new Error(`still not after ${limitMs} ms: ${JSON.stringify(answer)?.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function getJson<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Ends what a failed test has left. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** What it says, as it says it. */
function wordsOf(child: ChildProcess): string[] {
  const words: string[] = [];
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => words.push(chunk.toString()));
  return words;
}

async function endBy(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await ended(child);
}

function spawnNode(args: string[], environment: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TWIN_LOG_LEVEL: 'warn', TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0', ...environment },
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
