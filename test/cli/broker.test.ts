import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LINE } from '../plant/line.js';
import { twin } from './twin.js';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twin-broker-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const file = () => path.join(cwd, 'data/mqtt-users.json');
const env = () => ({ TWIN_DATA: path.join(cwd, 'data') });
const broker = (args: string[], stdin = '') => twin(['broker', ...args], { cwd, env: env(), stdin });

describe('twin broker user', () => {
  it('adds a user with a password that it prints once and keeps as a hash that only its owner can read', async () => {
    const { code, out, err } = await broker(['user', 'add', 'gateway-1', '--line', 'pack-1', '--subscribe', 'shop/#']);
    expect([code, err]).toStrictEqual([0, '']);
    const password = out.trim();
    expect(password).toMatch(/^[\w-]{24}$/);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const kept = readFileSync(file(), 'utf8');
    expect(kept).not.toContain(password);
    expect((await broker(['user', 'list'])).out).toMatch(/^gateway-1 +password +pack-1 +shop\/#$/m);
    const { out: json } = await broker(['user', 'list', '--json']);
    expect(JSON.parse(json)).toStrictEqual({ name: 'gateway-1', lines: ['pack-1'], sources: [], nodes: [], topics: [], subscribe: ['shop/#'], by: 'password' });
  });

  it('takes a password from stdin, binds anew, and removes', async () => {
    expect(await broker(['user', 'add', 'one', '--topic', 'a/#', '--password-stdin'], 'a password of mine\n')).toMatchObject({ code: 0, out: '' });
    expect(await broker(['user', 'add', 'one', '--certificate', '--node', 'plant/press-7'])).toMatchObject({
      code: 0,
      out: '',
      err: 'one was there before: how it is known and what it is bound to are new, and it is disconnected\n',
    });
    expect((await broker(['user', 'list'])).out).toMatch(/^one +certificate +plant\/press-7 +-$/m);
    expect(await broker(['user', 'remove', 'one'])).toMatchObject({ code: 0 });
    expect((await broker(['user', 'list'])).out).toBe('no users: the embedded broker is open to this machine, and to no other\n');
  });

  it('says at once that no plant file has what a user is bound to', async () => {
    writeFileSync(path.join(cwd, 'line.yaml'), LINE);
    const add = (...args: string[]) => twin(['broker', 'user', 'add', ...args], { cwd, env: { ...env(), TWIN_PLANTS: 'line.yaml' } });
    expect((await add('good', '--source', 'pack-1/packer', '--line', 'pack-1')).err).toBe('');
    expect(await add('typo', '--source', 'pack-1/paker', '--line', 'pack-1')).toMatchObject({
      code: 0,
      err: 'typo is bound to pack-1/paker, which no plant file has\n',
    });
    expect((await add('faute', '--line', 'pack-9', '--lang', 'fr')).err).toBe('faute est lié à pack-9, que n’a aucun fichier d’installation\n');
    expect((await twin(['broker', 'user', 'list', '--lang', 'fr'], { cwd, env: env() })).out).toMatch(/^utilisateur +reconnu par .*\ngood +mot de passe /);
  });

  it('says what is wrong, and what is not there', async () => {
    expect(await broker(['user', 'add', 'one', '--password-stdin'], 'short')).toMatchObject({ code: 2, err: 'a password has at least 12 characters\n' });
    expect(await broker(['user', 'add', 'o/ne'])).toMatchObject({ code: 2, err: expect.stringMatching(/^name: /) });
    expect(await broker(['user', 'add', 'one', '--topic', 'a/#/b'])).toMatchObject({ code: 2, err: expect.stringMatching(/^topics\.0: expected an MQTT topic filter/) });
    expect(await broker(['user', 'remove', 'two'])).toMatchObject({ code: 4, err: expect.stringMatching(/has no user two\n$/) });
    expect((await broker(['user', 'add', 'idle'])).err).toBe('idle is bound to nothing and may publish nowhere\n');
    writeFileSync(file(), '{"users":[{"name":"x","password":"scrypt:plain secret"}]}');
    const { code, err } = await broker(['user', 'list']);
    expect([code, err]).toStrictEqual([3, expect.stringMatching(/users\.0\.password: expected a hash/)]);
    expect(err).not.toContain('plain secret');
  }); // prettier-ignore
});

describe('twin broker acl', () => {
  it('lets each line publish for itself and the service read all of it', async () => {
    writeFileSync(path.join(cwd, 'line.yaml'), LINE);
    const { code, out } = await broker(['acl', 'line.yaml', '--twin', 'twin']);
    expect(code).toBe(0);
    expect(out).toContain('user twin\ntopic read umh/v1/demo/north/packing/pack-1/#\n');
    expect(out).toContain('user pack-1\ntopic write umh/v1/demo/north/packing/pack-1/#\n');
    expect((await broker(['acl', 'line.yaml', '--by', 'source'])).out).toContain('user pack-1.packer\ntopic write umh/v1/demo/north/packing/pack-1/packer/#\n');
  });
});
