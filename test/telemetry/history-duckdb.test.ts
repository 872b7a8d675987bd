import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DuckDbHistory } from '../../src/telemetry/history-duckdb.js';
import { historyContract, reading, window } from './history-contract.js';
import { repositoryRoot } from '../shared.js';

const SMALL = { memoryLimit: '256MB', threads: 1 };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'history-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

describe('history in DuckDB', () => {
  historyContract(() => DuckDbHistory.open(folder, SMALL));

  it('a write that fails leaves neither readings nor offset, and the next one works', async () => {
    const history = await DuckDbHistory.open(folder, SMALL);
    await expect(history.write([reading('speed', 0, 1), reading('speed', 1, 2, { measuredAtUs: 0.5 })], 2)).rejects.toThrow();
    expect(await history.storedOffset()).toBe(0);
    expect(await history.count('osd-1', window(0, 10))).toBe(0);
    await history.write([reading('speed', 0, 1)], 1);
    expect(await history.count('osd-1', window(0, 10))).toBe(1);
    await history.close();
  });

  it('forgets whole months', async () => {
    const history = await DuckDbHistory.open(folder, SMALL);
    const month = 31 * 86_400;
    await history.write([reading('speed', -month, 1), reading('speed', 0, 2)], 2);
    await history.forget(window(0, 0).fromUs);
    expect(await history.count('osd-1', window(-2 * month, month))).toBe(1);
    await history.close();
  });

  it('a second process cannot open the file', async () => {
    const history = await DuckDbHistory.open(folder, SMALL);
    const script = `import('@duckdb/node-api').then(({ DuckDBInstance }) => DuckDBInstance.create(process.argv[1])).then(() => process.exit(0), () => process.exit(3))`;
    const child = spawn(process.execPath, ['-e', script, path.join(folder, 'history.duckdb')], { cwd: repositoryRoot, stdio: 'ignore' });
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(3);
    await history.close();
  });
});
