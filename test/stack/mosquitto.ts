import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProgram, ServerProcess } from './server-process.js';
import { freePort } from './service.js';

/** The mosquitto of this machine (Debian: apt-get install mosquitto), or null where there is none. */
export const findMosquitto = (): string | null => findProgram('mosquitto', ['/usr/sbin', '/usr/local/sbin']);

export interface Mosquitto {
  port: number;
  url: string;
  /** Kills the broker hard. */
  stop(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/** A real mosquitto on a free port of loopback, with the settings that a plant must raise. Resolves when it answers. */
export async function startMosquitto(binary: string, settings: readonly string[] = ['allow_anonymous true']): Promise<Mosquitto> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mosquitto-'));
  const port = await freePort();
  const file = path.join(folder, 'mosquitto.conf');
  const lines = [
    `listener ${port} 127.0.0.1`,
    'persistence true',
    `persistence_location ${folder}/`,
    'max_queued_messages 0',
    'max_inflight_messages 1000',
    'user root',
    ...settings,
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  const { start, stop } = new ServerProcess(binary, ['-c', file], (child) => answers(port, child));
  await start();
  return { port, url: `mqtt://127.0.0.1:${port}`, stop, start, remove: async () => (await stop(), rm(folder, { recursive: true, force: true })) };
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`mosquitto ended with ${child.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const open = await new Promise<boolean>((resolve) => socket.once('connect', () => resolve(true)).once('error', () => resolve(false)));
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
