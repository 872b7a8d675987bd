import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BrokerUsers } from '../../../src/telemetry/security/broker-users.js';
import { Gatekeeper } from '../../../src/telemetry/security/gatekeeper.js';
import { hashPassword } from '../../../src/platform/password.js';
import { writeUsers } from '../../../src/platform/broker-users-file.js';

const PASSWORD = 'a password of sixteen';
const CHEAP = { N: 16, r: 1, p: 1 };
const said: string[] = [];
const log = { log: (text: string) => void said.push(text), warn: (text: string) => void said.push(text), error: (text: string) => void said.push(text) };
let folder: string;

beforeEach(async () => {
  said.length = 0;
  folder = await mkdtemp(path.join(tmpdir(), 'gate-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function gateOf(...names: string[]): Promise<Gatekeeper> {
  const bound = { lines: [], sources: [], nodes: [], topics: [], subscribe: [] };
  const users = await Promise.all(names.map(async (name) => ({ name, password: await hashPassword(PASSWORD, CHEAP), ...bound })));
  await writeUsers(path.join(folder, 'users.json'), users);
  const gate = new Gatekeeper(new BrokerUsers(path.join(folder, 'users.json'), [], log), true);
  await gate.load();
  return gate;
}
const enters = async (gate: Gatekeeper, username: string, password: string, address = 'a', nowMs = 0) =>
  (await gate.admit({ address, certificate: null }, { username, password }, nowMs)).ok;

describe('the gate of the embedded broker', () => {
  it('looks at 20 wrong passwords of an address, then at one in six seconds; who was let in before is not held up', async () => {
    const gate = await gateOf('one', 'two');
    expect(await enters(gate, 'one', PASSWORD)).toBe(true);
    expect(await Promise.all(Array.from({ length: 20 }, () => enters(gate, 'two', 'wrong')))).not.toContain(true);
    expect(await enters(gate, 'two', PASSWORD)).toBe(false);
    expect(await gate.admit({ address: 'a', certificate: null }, { username: 'two', password: PASSWORD }, 0)).toStrictEqual({
      ok: false,
      detail: 'too many wrong passwords came from its address',
    });
    expect([await enters(gate, 'one', PASSWORD), await enters(gate, 'two', PASSWORD, 'another address'), await enters(gate, 'two', 'wrong', 'a', 6000)]).toStrictEqual([true, true, false]); // prettier-ignore
    expect(said).toStrictEqual([]);
  }, 20_000);

  it('says of a user what is wrong, and never the password', async () => {
    const gate = await gateOf('one');
    const admission = await gate.admit({ address: 'a', certificate: null }, { username: `o${'\u001b'}[2J`, password: 'hunter2-hunter2' }, 0);
    expect(admission).toStrictEqual({ ok: false, detail: 'user "o\\u001b[2J" is not known, or the password is wrong' });
  });

  it('keeps the users of before where their file is not right any more', async () => {
    const gate = await gateOf('one');
    await writeFile(path.join(folder, 'users.json'), '{"users": [');
    expect(await gate.refresh()).toBe(false);
    expect(await enters(gate, 'one', PASSWORD)).toBe(true);
    expect(said).toStrictEqual([`the users of before stay: ${path.join(folder, 'users.json')} is no JSON: write it with twin broker user`]);
  });
});
