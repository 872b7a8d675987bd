import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt from 'mqtt';
import { LINE } from '../plant/line.js';
import { startProgram, type Program } from '../program.js';
import { temporaryFolder } from './service.js';

const SECRETS = [
  'mqtt-url-Secret-1',
  'mqtt-Secret-2',
  'influx-url-Secret-3',
  'influx-Secret-4',
  'postgres-Secret-5',
  'token-Secret-6-of-many',
  'user-Secret-7',
];
const programs: Program[] = [];

/** Stops those that were started, with their databases, and waits until they are gone: until then they write into their folders. */
async function endPrograms(): Promise<void> {
  const ending = programs.splice(0);
  for (const { child } of ending) child.kill('SIGTERM');
  await Promise.all(ending.map(({ ended }) => ended));
}

/** Those that stand in a text, as they are or in Base64. */
const shownIn = (text: string) => SECRETS.filter((secret) => text.includes(secret) || text.includes(Buffer.from(secret).toString('base64')));

describe('secrets', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let common: Record<string, string>;
  beforeEach(async () => {
    ({ folder, remove } = await temporaryFolder());
    mkdirSync(path.join(folder, 'plants'));
    writeFileSync(path.join(folder, 'plants/line.yaml'), LINE);
    const tokens = path.join(folder, 'tokens');
    writeFileSync(tokens, `panel ${SECRETS[5]} read`);
    common = { TWIN_PLANTS: path.join(folder, 'plants'), TWIN_DATA: path.join(folder, 'data'), TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0', TWIN_LOG_LEVEL: 'trace', TWIN_TOKENS_FILE: tokens }; // prettier-ignore
  });
  afterEach(async () => {
    await endPrograms();
    await remove();
  });

  const start = (settings: Record<string, string>): Program => {
    const program = startProgram({ ...common, ...settings });
    programs.push(program);
    return program;
  };
  async function answers(url: string): Promise<string> {
    const headers = { authorization: `Bearer ${SECRETS[5]}` };
    const texts = ['/readyz', '/metrics', '/api/v1/telemetry', '/api/v1/info', '/api/v1/commissioning'].map(async (at) => (await fetch(`${url}${at}`, { headers })).text());
    return (await Promise.all(texts)).join('\n');
  } // prettier-ignore

  it('of broker and history are in no log, metric, health or answer, when neither can be reached', async () => {
    const password = path.join(folder, 'password');
    writeFileSync(password, `${SECRETS[3]}\n`);
    const program = start({
      TWIN_MQTT_URL: `mqtt://plant:${SECRETS[0]}@127.0.0.1:9`,
      TWIN_INFLUX_URL: `http://history:${SECRETS[2]}@127.0.0.1:9`,
      TWIN_INFLUX_USERNAME: 'history',
      TWIN_INFLUX_PASSWORD_FILE: password,
    });
    const url = await program.ready;
    await sleep(1500);
    const told = await answers(url);
    expect(told).toContain('mqtt://127.0.0.1:9');
    expect(program.stdout()).toContain('mqtt://127.0.0.1:9');
    expect(shownIn(`${told}${program.stdout()}${program.stderr()}`)).toStrictEqual([]);
  }, 60_000);

  it('of a client that is refused, and of a database that cannot be reached, are in none either', async () => {
    const users = path.join(folder, 'users.json');
    writeFileSync(users, JSON.stringify({ users: [{ name: 'one', password: null, lines: [], sources: [], nodes: [], topics: [], subscribe: [] }] }));
    const program = start({ TWIN_MQTT_USERS_FILE: users, TWIN_MQTT_PASSWORD: SECRETS[1]! });
    const url = await program.ready;
    const address = /mqtt:\/\/127\.0\.0\.1:\d+/.exec(await answers(url))![0];
    const refused = mqtt.connectAsync(address, { username: 'two', password: SECRETS[6]!, reconnectPeriod: 0 }, false);
    await expect(refused).rejects.toThrow('Connection refused');
    const told = await answers(url);
    expect(told).toContain('twin_mqtt_refused_total{reason="credentials"} 1');
    const other = start({ TWIN_DATA: path.join(folder, 'other'), TWIN_DATABASE_URL: `postgres://twin:${SECRETS[4]}@127.0.0.1:9/twin` });
    for (let tries = 0; tries < 300 && !/ECONNREFUSED/.test(other.stdout() + other.stderr()); tries++) await sleep(50);
    expect(other.stdout() + other.stderr()).toContain('ECONNREFUSED');
    expect(shownIn([told, program.stdout(), program.stderr(), other.stdout(), other.stderr()].join('\n'))).toStrictEqual([]);
  }, 60_000);
});
