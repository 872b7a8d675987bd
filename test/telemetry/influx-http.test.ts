import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Observation } from '../../src/contract/telemetry.js';
import { InfluxHistory } from '../../src/telemetry/history-influx.js';

const READING: Observation = { line: 'line-1', unit: 'filler', signal: 'speed', value: 60, measuredAtUs: 1_000, receivedAtUs: 1_000, quality: 'good' };

describe('an InfluxDB whose connection breaks', () => {
  let server: Server;
  let folder: string;
  let answer: RequestListener;
  let history: InfluxHistory;
  let warnings: string[];

  beforeEach(async () => {
    server = createServer((request, response) => {
      request.resume().on('end', () => answer(request, response));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    folder = await mkdtemp(path.join(os.tmpdir(), 'influx-http-'));
    const { port } = server.address() as { port: number };
    warnings = [];
    const warn = (message: string) => void warnings.push(message);
    history = new InfluxHistory({ url: `http://127.0.0.1:${port}`, database: 'd', username: undefined, password: undefined, folder, withinMs: 1_000, warn });
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  const good: RequestListener = ({ url }, response) => void (url!.startsWith('/write') ? response.writeHead(204).end() : response.end('{"results":[{}]}'));
  const brokenOff: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"results":[', () => response.destroy());
  };

  it.each([
    ['in the middle of the answer to its database', brokenOff],
    ['before the answer to its database', ((_request, response) => void response.destroy()) satisfies RequestListener],
    ['without a word, half open', (() => undefined) satisfies RequestListener],
  ])('%s: the write fails and can be tried again', async (_, broken) => {
    answer = broken;
    await expect(history.write([READING], 1)).rejects.toThrow(/\w/);
    expect(await history.storedOffset()).toBe(0);
    answer = good;
    await history.write([READING], 1);
    expect(await history.storedOffset()).toBe(1);
  });

  it('in the middle of rows: the question fails', async () => {
    answer = good;
    await history.write([READING], 1);
    answer = brokenOff;
    await expect(history.newestUs('line-1')).rejects.toThrow(/\w/);
  });

  it('that refuses to make a database is written to all the same, and says why', async () => {
    answer = (request, response) =>
      request.url!.startsWith('/write') ? good(request, response) : void response.writeHead(403, 'Forbidden').end('{"error":"not allowed"}');
    await history.write([READING], 1);
    expect(await history.storedOffset()).toBe(1);
    expect(warnings).toEqual([expect.stringMatching(/^InfluxDB did not create the database d: .*403 Forbidden/)]);
  });
});
