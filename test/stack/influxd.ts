import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { findProgram, ServerProcess } from './server-process.js';

/** The influxd of this machine (Debian: apt-get install influxdb), or null where there is none. */
export const findInfluxd = (): string | null => findProgram('influxd', ['/usr/bin', '/usr/sbin', '/opt/influxdb/usr/bin']);

export interface Influxd {
  url: string;
  /** host:port of the RPC service, which `influxd backup` and `influxd restore` talk to. */
  rpc: string;
  /** Kills the server hard; what it acknowledged stays. */
  stop(): Promise<void>;
  /** Starts it again on the same ports and data. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/** A real InfluxDB 1.x on free ports of loopback, with a data folder of its own. Resolves when it answers. */
export async function startInfluxd(binary: string): Promise<Influxd> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'influxd-'));
  const [httpPort, rpcPort] = await Promise.all([freePort(), freePort()]);
  const config = path.join(folder, 'influxdb.conf');
  await writeFile(config, configuration(folder, httpPort, rpcPort));
  const url = `http://127.0.0.1:${httpPort}`;
  const { start, stop } = new ServerProcess(binary, ['run', '-config', config], (child) => answers(url, child));
  await start();
  return { url, rpc: `127.0.0.1:${rpcPort}`, stop, start, remove: async () => (await stop(), rm(folder, { recursive: true, force: true })) };
}

function configuration(folder: string, httpPort: number, rpcPort: number): string {
  return `reporting-disabled = true
bind-address = "127.0.0.1:${rpcPort}"
[meta]
  dir = "${folder}/meta"
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
[http]
  bind-address = "127.0.0.1:${httpPort}"
  log-enabled = false
[logging]
  level = "error"
`;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`influxd ended with code ${child.exitCode}`);
    const up = await fetch(`${url}/ping`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('influxd did not answer within 15 s');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
