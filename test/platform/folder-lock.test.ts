import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { lockFolder } from '../../src/platform/folder-lock.js';
import { packageRoot } from '../../src/platform/package.js';

describe('a locked folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'twin-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is refused to a second process until the first gives it back', async () => {
    const unlock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(`another Pharmatwin works in ${folder}: stop it, or set TWIN_DATA to another folder`);
    await unlock();
    await (
      await lockFolder(folder)
    )();
  });

  it('is free again when its holder was killed', async () => {
    const program = path.join(packageRoot, 'test/platform/programs/folder-holder.ts');
    const child = fork(program, [folder], {
      execArgv: ['--import', pathToFileURL(path.join(packageRoot, 'test/run-ts.mjs')).href],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    await new Promise((resolve) => child.once('message', resolve));
    await expect(lockFolder(folder)).rejects.toThrow('another Pharmatwin works in');
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    await (
      await lockFolder(folder)
    )();
  });

  it('may have any name', async () => {
    const deep = path.join(folder, 'a'.repeat(100), 'b c');
    const unlock = await lockFolder(deep);
    await expect(lockFolder(deep)).rejects.toThrow('another Pharmatwin works in');
    await unlock();
  });
});
