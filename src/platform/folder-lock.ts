import { createHash } from 'node:crypto';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import path from 'node:path';
import { Logger } from '@nestjs/common';

/** The lock, where it lies inside of the folder. */
export const LOCK_NAME = 'lock';
const MAX_ADDRESS_BYTES = 100; // sun_path of a local socket: 104 on macOS, 108 on Linux

/**
 * Makes the folder ours alone until the returned function is called or the process ends, however it ends: as long as it
 * lives, a local socket of the folder answers. A second process gets a sentence. The folder is made where it is missing.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: Error) => {
    throw new Error(`the data folder ${folder} cannot be made: ${error.message}; set TWIN_DATA`, { cause: error });
  });
  const address = addressOf(await realpath(folder));
  for (;;) {
    const { server, fault } = await listen(address);
    if (server) return () => new Promise((resolve) => server.close(() => resolve()));
    if (fault.code !== 'EADDRINUSE') {
      new Logger('lock').warn(`this file system cannot hold a lock (${fault.message}): see to it that no second Pharmatwin works in ${folder}`);
      return () => Promise.resolve();
    }
    if (await answers(address)) throw new Error(`another Pharmatwin works in ${folder}: stop it, or set TWIN_DATA to another folder`);
    await rm(address, { force: true }); // left by one that was killed
  }
}

function addressOf(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\pharmatwin-${hash}`;
  const inside = path.join(folder, LOCK_NAME);
  return Buffer.byteLength(inside) <= MAX_ADDRESS_BYTES ? inside : `/tmp/pharmatwin-${hash}.lock`;
}

type Listening = { server: Server; fault?: never } | { server?: never; fault: NodeJS.ErrnoException };

function listen(address: string): Promise<Listening> {
  const server = createServer((socket) => socket.destroy()).unref();
  return new Promise((resolve) => {
    server.once('error', (fault) => resolve({ fault }));
    server.listen(address, () => resolve({ server }));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
