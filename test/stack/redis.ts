import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './service.js';

/** The redis-server of this machine (Debian: apt-get install redis-server), or null where there is none. */
export function findRedis(): string | null {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin'];
  return folders.map((folder) => path.join(folder, 'redis-server')).find(existsSync) ?? null;
}

export interface RedisServer {
  url: string;
  /** Kills it hard: what it knew is gone. */
  stop(): Promise<void>;
  /** Starts it again on the same port, knowing nothing. */
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

/** A real Redis on a free port of loopback, that keeps nothing on disk. `isStarted` false: it is there only after start. */
export async function startRedis(binary: string, isStarted = true): Promise<RedisServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const stop = async (): Promise<void> => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  };
  const start = async (): Promise<void> => {
    child = spawn(binary, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder], { stdio: 'ignore' });
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`redis-server ended with ${code}`)));
    ended.catch(() => undefined);
    const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
    client.on('error', () => undefined);
    await Promise.race([client.ping(), ended]);
    client.disconnect();
  };
  if (isStarted) await start();
  return { url, stop, start, remove: async () => (await stop(), rm(folder, { recursive: true, force: true })) };
}
