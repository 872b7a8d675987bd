import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { BackupManifest } from '../../src/contract/backup.js';
import { LINE } from '../plant/line.js';
import { twin } from './twin.js';

jest.setTimeout(60_000);

let cwd: string;
const run = (args: string[], env: Record<string, string> = {}) => twin(args, { cwd, env: { TWIN_PLANTS: 'line.yaml', ...env } });

beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twin-cli-'));
  writeFileSync(path.join(cwd, 'line.yaml'), LINE);
  mkdirSync(path.join(cwd, 'data'));
  writeFileSync(path.join(cwd, 'data/latest.json'), '{}');
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('twin backup and twin restore', () => {
  it('say what they did, and what is kept elsewhere, in both languages', async () => {
    const own = { TWIN_DATABASE_URL: 'postgres://me:secret@db/twin' };
    expect(await run(['backup', '--to', 'kept'], own)).toEqual({
      code: 0,
      out: 'Backed up to kept: 2 files, 0.0 MB\nNot in it: scenarios, runs and plant versions: PostgreSQL db, database twin\n',
      err: '',
    });
    expect((await run(['restore', 'kept', '--check', '--lang', 'fr'])).out).toMatch(/^kept : correct\. 2 fichiers, 0\.0 Mo, du 20/);
    const { code, out } = await run(['restore', 'kept', '--json', '--plants', 'plants'], { TWIN_DATA: 'again' });
    expect([code, BackupManifest.parse(JSON.parse(out)).files.map((file) => file.path)]).toEqual([0, ['data/latest.json', 'plants/line.yaml']]);
    expect(await run(['validate', 'plants'])).toMatchObject({ code: 0 });
  });

  it.each<[string, string[], Record<string, string>, number, RegExp]>([
    ['a wrong setting', ['backup', '--to', 'x'], { TWIN_PORT: 'http' }, 2, /^TWIN_PORT: /],
    ['no folder to write to', ['backup'], {}, 2, /--to <folder>/],
    ['a folder that is there', ['backup', '--to', 'data'], {}, 1, /data is there already: name a new folder/],
    ['no data folder', ['backup', '--to', 'x'], { TWIN_DATA: 'nowhere' }, 4, /^there is no data folder .*nowhere: set TWIN_DATA/],
    ['a plant file that is not there', ['backup', '--to', 'x'], { TWIN_PLANTS: 'gone.yaml' }, 4, /gone\.yaml: there is no such file/],
    ['no backup', ['restore', 'data'], {}, 4, /^there is no manifest\.json/],
    ['a full data folder', ['restore', 'kept'], {}, 1, /data is not empty: --force replaces what it holds/],
  ])('refuse %s, with an exit code', async (_, args, env, code, why) => {
    expect(await run(args, env)).toMatchObject({ code, out: '', err: expect.stringMatching(why) as string });
  });

  it('end with 3 where a backup is damaged, and name the file', async () => {
    writeFileSync(path.join(cwd, 'kept/data/latest.json'), '[]');
    expect(await run(['restore', 'kept', '--check'])).toEqual({ code: 3, out: '', err: 'data/latest.json: is not as it was written (SHA-256)\n' });
    expect(await run(['restore', 'kept', '--force'])).toMatchObject({ code: 3 });
  });
});
