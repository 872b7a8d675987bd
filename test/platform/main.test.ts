import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { WebSocket } from 'ws';
import { findPostmaster } from '../../src/platform/postmaster.js';
import { startProgram, type Program } from '../program.js';

jest.setTimeout(120_000);

describe('the service as a process', () => {
  let dataDir: string;
  const programs: Program[] = [];
  const start = (settings: Record<string, string> = {}) => {
    const program = startProgram({ TWIN_DATA: dataDir, TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0', ...settings });
    programs.push(program);
    return program;
  };
  const cluster = () => path.join(dataDir, 'postgres', 'cluster');
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'twin-main-'));
  });
  afterEach(async () => {
    for (const { child, ended } of programs.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    const left = await findPostmaster(cluster());
    if (left) process.kill(left.pid, 'SIGQUIT');
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
  });

  it('says where it is, answers there, and on SIGTERM stops everything it started and ends with 0', async () => {
    const program = start();
    const address = await program.ready;
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${address}/readyz`)).json()).toMatchObject({ status: 'ready' });
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(await findPostmaster(cluster())).toBeNull();
    expect(program.stderr()).toBe('');
    const log = program
      .stdout()
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('Pharmatwin is ready at '));
    for (const line of log) expect(JSON.parse(line)).toMatchObject({ level: 'info' });
  });

  it('does not wait for those who listen: an open stream ends with it', async () => {
    const program = start();
    const socket = new WebSocket(`${(await program.ready).replace('http', 'ws')}/ws`, 'twin.v1');
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    await closed;
  });

  it('stops when the program that started it is gone', async () => {
    const program = start();
    await program.ready;
    program.child.disconnect();
    expect(await program.ended).toBe(0);
  });

  it('starts again by itself after SIGKILL', async () => {
    const killed = start();
    await killed.ready;
    killed.child.kill('SIGKILL');
    await killed.ended;
    const again = start();
    expect((await fetch(`${await again.ready}/readyz`)).status).toBe(200);
    again.child.kill('SIGINT');
    expect(await again.ended).toBe(0);
  });

  it('names every wrong setting and ends with 2', async () => {
    const program = start({ TWIN_PORT: 'http', TWIN_PROT: '1', TWIN_HOST: '0.0.0.0' });
    expect(await program.ended).toBe(2);
    expect(program.stderr()).toContain('TWIN_PORT: expected a port, a whole number from 0 to 65535, not http\n');
    expect(program.stderr()).toContain('TWIN_PROT: there is no such setting');
    const shared = start({ TWIN_PORT: '1999', TWIN_MQTT_EMBEDDED_PORT: '1999' });
    expect(await shared.ended).toBe(2);
    expect(shared.stderr()).toContain('TWIN_MQTT_EMBEDDED_PORT: expected a port other than TWIN_PORT, which is 1999 too\n');
    const open = start({ TWIN_HOST: '0.0.0.0' });
    expect(await open.ended).toBe(2);
    expect(open.stderr()).toBe('Pharmatwin cannot start:\n  TWIN_HOST: 0.0.0.0 can be reached from other machines: set TWIN_TOKENS, or listen on 127.0.0.1\n');
  });

  it('names the port that is taken and the setting to change, and ends with 1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const program = start({ TWIN_PORT: String(port) });
    expect(await program.ended).toBe(1);
    other.close();
    expect(program.stderr()).toBe(
      `Pharmatwin cannot start: TWIN_PORT: port ${port} is taken by another program: stop it, or set TWIN_PORT to a free one (0 takes any)\n`,
    );
    expect(await findPostmaster(cluster())).toBeNull();
  });
});
