import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { backUp, type Backed } from '../../src/backup/backup.js';
import { restoreBackup } from '../../src/backup/restore.js';
import type { BackupManifest } from '../../src/contract/backup.js';
import { lockFolder } from '../../src/platform/folder-lock.js';

const NOW_US = Date.parse('2026-03-02T06:00:00Z') * 1000;
let root: string;
let config: Backed;
const here = (name: string) => path.join(root, name);
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(here(name)), { recursive: true });
  writeFileSync(here(name), text);
};
const restore = (from = 'backup', over: { force?: boolean; plants?: string } = {}) =>
  restoreBackup({ ...config, dataDir: here('again') }, here(from), { force: over.force ?? false, plants: over.plants ? here(over.plants) : null });

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'twin-backup-'));
  config = { dataDir: here('data'), plants: [here('plants'), here('one/pack-1.yaml')], influx: null, databaseUrl: null };
  write('data/journal/0000000000000001.v1.journal', 'frames');
  write('data/cells/solid-dose.json', '{"format":1}');
  write('data/cells/solid-dose.json.new', 'half');
  write('data/latest.json', '{}');
  write('data/latest.json.new', 'half');
  write('data/twin/pack-1.json', '{"format":1}');
  write('plants/pack-1.yaml', 'id: pack-1');
  write('plants/notes.txt', 'none of the plant files');
  write('one/pack-1.yaml', 'id: pack-2');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('a backup', () => {
  it('holds data and plant files, names each with its bytes and SHA-256, and leaves out what is half written', async () => {
    const made = await backUp(config, here('backup'), NOW_US);
    expect(made).toMatchObject({ ok: true, manifest: { format: 1, createdAt: '2026-03-02T06:00:00.000Z', database: null, elsewhere: [] } });
    const manifest = JSON.parse(readFileSync(here('backup/manifest.json'), 'utf8')) as BackupManifest;
    expect(manifest.files.map((file) => file.path)).toEqual([
      'data/cells/solid-dose.json',
      'data/journal/0000000000000001.v1.journal',
      'data/latest.json',
      'data/twin/pack-1.json',
      'plants/pack-1.yaml',
      'plants/1-pack-1.yaml',
    ]);
    // printf frames | sha256sum
    expect(manifest.files[1]).toMatchObject({ bytes: 6, sha256: '594cfd2607d4f09e1ce6241203e418cacfed545063792bc5eab7afaadbf0c4e0' });
  });

  it('names the stores that are not in it, without their secrets', async () => {
    const influx = { url: 'http://me:secret@influx:8086', database: 'plant', username: 'me', password: 'secret' };
    const made = await backUp({ ...config, influx, databaseUrl: 'postgres://me:secret@db:5432/twin' }, here('backup'), NOW_US);
    expect(made).toMatchObject({
      manifest: { elsewhere: ['history: InfluxDB influx:8086, database plant', 'scenarios, runs and plant versions: PostgreSQL db:5432, database twin'] },
    });
    expect(readFileSync(here('backup/manifest.json'), 'utf8')).not.toContain('secret');
  });

  it.each([
    ['a folder that is there', 'plants', 'refused', /is there already/],
    ['a folder in the data folder', 'data/backup', 'refused', /lies in the data folder/],
  ])('refuses %s', async (_, to, reason, why) => {
    expect(await backUp(config, here(to), NOW_US)).toEqual({ ok: false, reason, faults: [expect.stringMatching(why)] });
  });

  it('refuses a data folder that is not there, and makes none', async () => {
    expect(await backUp({ ...config, dataDir: here('nowhere') }, here('backup'), NOW_US)).toMatchObject({ ok: false, reason: 'not-found' });
    expect(existsSync(here('nowhere'))).toBe(false);
  });

  it('rejects while somebody works in the data folder, and leaves nothing', async () => {
    const unlock = await lockFolder(config.dataDir);
    await expect(backUp(config, here('backup'), NOW_US)).rejects.toThrow(/another Pharmatwin works in/);
    await unlock();
    expect(readdirSync(root).sort()).toEqual(['data', 'one', 'plants']);
  });

  it('rejects where a file cannot be read, and leaves nothing', async () => {
    symlinkSync(here('gone'), here('data/journal/link'));
    await expect(backUp(config, here('backup'), NOW_US)).rejects.toThrow('ENOENT');
    expect(readdirSync(root).sort()).toEqual(['data', 'one', 'plants']);
  });
});

describe('a restore', () => {
  beforeEach(async () => {
    expect(await backUp(config, here('backup'), NOW_US)).toMatchObject({ ok: true });
  });

  it('makes the data folder the same again', async () => {
    expect(await restore()).toMatchObject({ ok: true });
    expect(readFileSync(here('again/journal/0000000000000001.v1.journal'), 'utf8')).toBe('frames');
    expect(readdirSync(here('again')).sort()).toEqual(['cells', 'journal', 'latest.json', 'twin']);
  });

  it('writes plant files to a new folder only', async () => {
    expect(await restore('backup', { plants: 'plants' })).toMatchObject({ ok: false, reason: 'refused', faults: [expect.stringMatching(/is not empty/)] });
    expect(await restore('backup', { plants: 'new-plants' })).toMatchObject({ ok: true });
    expect(readFileSync(here('new-plants/1-pack-1.yaml'), 'utf8')).toBe('id: pack-2');
  });

  it('replaces what is there only when it is told to', async () => {
    write('again/latest.json', 'old');
    write('again/extra', 'old');
    expect(await restore()).toMatchObject({ ok: false, reason: 'refused' });
    expect(readFileSync(here('again/latest.json'), 'utf8')).toBe('old');
    expect(await restore('backup', { force: true })).toMatchObject({ ok: true });
    expect(readdirSync(here('again')).sort()).toEqual(['cells', 'journal', 'latest.json', 'twin']);
  });

  it('rejects while somebody works in the data folder', async () => {
    const unlock = await lockFolder(here('again'));
    await expect(restore()).rejects.toThrow(/another Pharmatwin works in/);
    await unlock();
  });

  const manifest = (change: (value: BackupManifest) => void) => {
    const value = JSON.parse(readFileSync(here('backup/manifest.json'), 'utf8')) as BackupManifest;
    change(value);
    writeFileSync(here('backup/manifest.json'), JSON.stringify(value));
  };
  it.each<[string, () => void, string, RegExp]>([
    ['a byte is changed', () => write('backup/data/journal/0000000000000001.v1.journal', 'framez'), 'damaged', /journal: is not as it was written/],
    ['a file is cut', () => write('backup/data/latest.json', '{'), 'damaged', /data\/latest\.json: has 1 bytes, 2 were written/],
    ['a file is gone', () => rmSync(here('backup/data/latest.json')), 'damaged', /data\/latest\.json: is missing/],
    ['a file was added', () => write('backup/data/twin/other.json', '{}'), 'damaged', /data\/twin\/other\.json: is none of its files/],
    ['the manifest is cut', () => write('backup/manifest.json', '{"format":'), 'damaged', /manifest\.json: is not JSON/],
    ['the manifest is gone', () => rmSync(here('backup/manifest.json')), 'not-found', /there is no manifest\.json/],
    ['the format is of another time', () => manifest((value) => Object.assign(value, { format: 2 })), 'damaged', /\/format/],
    ['a path leads out of it', () => manifest((value) => Object.assign(value.files[0]!, { path: 'data/../../out' })), 'damaged', /\/files\/0\/path/],
    ['a path begins at the root', () => manifest((value) => Object.assign(value.files[0]!, { path: '/etc/passwd' })), 'damaged', /\/files\/0\/path/],
    [
      'the rows of a table are not in it',
      () => manifest((value) => Object.assign(value, { database: { migrations: [], tables: [{ name: 'run', rows: 1 }], sequences: [] } })),
      'damaged',
      /database\/run\.jsonl: is not named/,
    ],
    [
      'it is of a newer version',
      () => manifest((value) => Object.assign(value, { database: { migrations: ['AddRockets9999999999999'], tables: [], sequences: [] } })),
      'refused',
      /newer Pharmatwin .* AddRockets9999999999999/,
    ],
  ])('touches nothing where %s', async (_, harm, reason, why) => {
    write('again/latest.json', 'old');
    harm();
    expect(await restore('backup', { force: true })).toEqual({ ok: false, reason, faults: [expect.stringMatching(why)] });
    expect(readdirSync(here('again'))).toEqual(['latest.json']);
    expect(readFileSync(here('again/latest.json'), 'utf8')).toBe('old');
  });

  it('does not put a private database into one of the user', async () => {
    manifest((value) => Object.assign(value, { database: { migrations: [], tables: [], sequences: [] } }));
    const own = { dataDir: here('again'), databaseUrl: 'postgres://a:b@db/c' };
    expect(await restoreBackup(own, here('backup'), { force: false, plants: null })).toMatchObject({
      ok: false,
      faults: [expect.stringMatching(/TWIN_DATABASE_URL/)],
    });
  });

  it('works from a copy that can only be read', async () => {
    cpSync(here('backup'), here('copy'), { recursive: true });
    chmodSync(here('copy/manifest.json'), 0o400);
    expect(await restore('copy')).toMatchObject({ ok: true });
  });
});
