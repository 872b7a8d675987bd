import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A server of this machine, started for the bench on free ports of loopback with data of its own. */
export interface Server {
  port: number;
  pid: number;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/** A program on PATH or where Debian puts it; null where there is none. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'];
  return folders.map((folder) => path.join(folder, name)).find(existsSync) ?? null;
}

/** mosquitto with the settings of deploy/mosquitto.conf: its queue for a client is not bounded. */
export async function startMosquitto(binary: string): Promise<Server> {
  const port = await freePort();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-mosquitto-'));
  const settings = [
    'persistence true',
    `persistence_location ${folder}/`,
    'autosave_interval 5',
    'allow_anonymous true',
    'max_queued_messages 0',
    'max_queued_bytes 0',
    'max_inflight_messages 2000',
    'user root',
  ];
  await writeFile(path.join(folder, 'mosquitto.conf'), [`listener ${port} 127.0.0.1`, ...settings, ''].join('\n'));
  return serverOf(spawn(binary, ['-c', path.join(folder, 'mosquitto.conf')], { stdio: 'ignore' }), port, folder);
}

/** InfluxDB 1.x as shipped, but for its ports and folders. */
export async function startInfluxd(binary: string): Promise<Server> {
  const [port, rpcPort] = [await freePort(), await freePort()];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-influxd-'));
  const of = (name: string) => JSON.stringify(path.join(folder, name));
  const settings = [
    'reporting-disabled = true',
    `bind-address = "127.0.0.1:${rpcPort}"`,
    `[meta]\ndir = ${of('meta')}`,
    `[data]\ndir = ${of('data')}\nwal-dir = ${of('wal')}`,
    `[http]\nbind-address = "127.0.0.1:${port}"\nlog-enabled = false`,
    '[logging]\nlevel = "error"',
  ];
  await writeFile(path.join(folder, 'influxdb.conf'), settings.join('\n'));
  return serverOf(spawn(binary, ['run', '-config', path.join(folder, 'influxdb.conf')], { stdio: 'ignore' }), port, folder);
}

/** Redis that keeps nothing on disk. */
export async function startRedis(binary: string): Promise<Server> {
  const port = await freePort();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-redis-'));
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  return serverOf(spawn(binary, settings, { stdio: 'ignore' }), port, folder);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function serverOf(child: ChildProcess, port: number, folder: string): Promise<Server> {
  const remove = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break;
    if (await opens(port)) return { port, pid: child.pid!, remove };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await remove();
  throw new Error(`${child.spawnfile} did not start`);
}

function opens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise<boolean>((resolve) => socket.once('connect', () => resolve(true)).once('error', () => resolve(false))).finally(() => socket.destroy());
}
