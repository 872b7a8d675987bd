import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { findProgram, ServerProcess } from './server-process.js';
import { freePort } from './service.js';

/** The redis-server of this machine (Debian: apt-get install redis-server), or null where there is none. */
export const findRedis = (): string | null => findProgram('redis-server', ['/usr/bin', '/usr/local/bin']);

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
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const { start, stop } = new ServerProcess(binary, args, async (child) => {
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`redis-server ended with ${code}`)));
    ended.catch(() => undefined);
    const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
    client.on('error', () => undefined);
    await Promise.race([client.ping(), ended]);
    client.disconnect();
  });
  if (isStarted) await start();
  return { url, stop, start, remove: async () => (await stop(), rm(folder, { recursive: true, force: true })) };
}
