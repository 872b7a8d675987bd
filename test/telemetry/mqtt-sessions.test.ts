import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Message } from '../../src/telemetry/ingest.js';
import { MqttSessions } from '../../src/telemetry/mqtt-sessions.js';
import { SessionBook } from '../../src/telemetry/session-book.js';
import { planSessions, whileChanging, type SessionFilters } from '../../src/telemetry/session-plan.js';
import { connectOf, RawBroker, type RawSession } from './raw-broker.js';

Logger.overrideLogger(false);

const ONE: SessionFilters = { twin: ['a/#', 'b/#'] };
const EACH: SessionFilters = { 'twin.a': ['a/#'], 'twin.b': ['b/#'] };

describe('the plan of sessions', () => {
  it('changes nothing where all is as it was', () => {
    expect(planSessions(ONE, ONE)).toEqual([{ clientId: 'twin', wanted: true, filters: ['a/#', 'b/#'], former: [] }]);
  });

  it('takes from a session what it is not to hear any more, and goes on hearing those that are wanted no more, without topics', () => {
    const plan = planSessions(EACH, { twin: ['a/#', 'b/#'], 'twin.b': ['b/#', 'old/#'] });
    expect(plan).toEqual([
      { clientId: 'twin.a', wanted: true, filters: ['a/#'], former: [] },
      { clientId: 'twin.b', wanted: true, filters: ['b/#'], former: ['old/#'] },
      { clientId: 'twin', wanted: false, filters: [], former: ['a/#', 'b/#'] },
    ]);
    expect(whileChanging(plan)).toEqual({ 'twin.a': ['a/#'], 'twin.b': ['b/#', 'old/#'], twin: ['a/#', 'b/#'] });
  });
});

describe('the sessions at the user’s broker', () => {
  let folder: string;
  let file: string;
  let broker: RawBroker;
  let sessions: MqttSessions;
  let taken: { message: Message; done: () => void }[];
  let quiet: (() => void)[];
  let room: boolean;
  let offered: number;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sessions-'));
    file = path.join(folder, 'mqtt-sessions.json');
    broker = await RawBroker.listen();
    taken = [];
    quiet = [];
    room = true;
    offered = 0;
  });
  afterEach(async () => {
    await sessions.stop(async () => undefined);
    await broker.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(wanted: SessionFilters, before: SessionFilters): Promise<void> {
    sessions = new MqttSessions({
      wanted,
      book: await SessionBook.open(file, 'twin', before),
      optionsOf: ({ clientId, filters }) => ({ url: broker.url, clientId, filters, session: clientId.slice('twin.'.length) }),
      receive: (message, done) => {
        offered += 1;
        return room && taken.push({ message, done }) > 0;
      },
      after: (_ms, call) => {
        quiet.push(call);
        return () => undefined;
      },
    });
    await sessions.start();
  }
  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await setImmediate();
  }
  async function turns(count: number): Promise<void> {
    for (let n = 0; n < count; n++) await setImmediate();
  }
  const connections = (clientId: string) => broker.sessions.filter((session) => session.received.length > 0 && connectOf(session).clientId === clientId);
  const of = (clientId: string): RawSession => connections(clientId).at(-1)!;
  const asked = (session: RawSession) => session.received.flatMap((packet) => (packet.cmd === 'subscribe' ? [packet.subscriptions.map(({ topic }) => topic)] : packet.cmd === 'unsubscribe' ? [packet.unsubscriptions.map((topic) => `not ${topic}`)] : [])); // prettier-ignore
  const noted = async () => JSON.parse(await readFile(file, 'utf8')) as unknown;

  it('are persistent, each with its topics', async () => {
    await start(EACH, {});
    await until(() => sessions.status().connected);
    expect(['twin.a', 'twin.b'].map((id) => [connectOf(of(id)).clean, asked(of(id))])).toEqual([[false, [['a/#']]], [false, [['b/#']]]]); // prettier-ignore
    expect(sessions.status()).toEqual({ mode: 'external', address: broker.url, connected: true, detail: 'connected in 2 sessions' });
    expect(await noted()).toEqual(EACH);
  });

  it('have each a bound of its own on what is not durable: one that is full does not hold up another', async () => {
    await start(EACH, {});
    await until(() => sessions.status().connected);
    for (let id = 1; id <= 2_500; id++) of('twin.a').publish('a/x', `${id}`, id);
    await until(() => taken.length === 2_000);
    of('twin.b').publish('b/x', '1', 1);
    await until(() => taken.length === 2_001);
    expect(taken.at(-1)!.message).toMatchObject({ topic: 'b/x', packet: { session: 'b', id: 1 } });
    taken.at(-1)!.done();
    await until(() => of('twin.b').acknowledged().length === 1);
    expect(of('twin.a').acknowledged()).toEqual([]);
  });

  it('say which of them is not connected', async () => {
    broker.granted = 128;
    await start(EACH, {});
    await until(() => sessions.status().detail !== 'twin.a: not yet connected');
    expect(sessions.status()).toMatchObject({ connected: false, detail: 'twin.a: the broker does not let us subscribe to a/# at QoS 1' });
  });

  it('unsubscribe what moved to another once all are subscribed, and not before', async () => {
    broker.granted = 128;
    await start(EACH, ONE);
    await until(() => ['twin', 'twin.a', 'twin.b'].every((id) => connections(id).length > 0) && asked(of('twin.b')).length > 0);
    await turns(50);
    expect(asked(of('twin'))).toEqual([]);
    expect(await noted()).toEqual({ ...EACH, ...ONE });
    broker.granted = 1;
    for (const id of ['twin.a', 'twin.b']) of(id).socket.destroy();
    await until(() => asked(of('twin')).length > 0);
    expect(asked(of('twin'))).toEqual([['not a/#', 'not b/#']]);
  });

  it('hear one that is wanted no more until nothing comes of it, and take it away', async () => {
    await start(EACH, ONE);
    await until(() => quiet.length === 1);
    of('twin').publish('a/x', 'queued', 7);
    await until(() => taken.length === 1);
    expect(taken[0]!.message).toMatchObject({ topic: 'a/x', packet: { session: '', id: 7 } });
    quiet[0]!(); // something came since
    await until(() => quiet.length === 2);
    quiet[1]!(); // nothing came, but it is not durable yet
    await until(() => quiet.length === 3);
    taken[0]!.done();
    await until(() => of('twin').acknowledged().length === 1);
    quiet[2]!();
    await until(() => connections('twin').length === 2);
    expect(connectOf(of('twin')).clean).toBe(true);
    while (JSON.stringify(await noted()) !== JSON.stringify(EACH)) await setImmediate();
    expect(sessions.status().detail).toBe('connected in 2 sessions');
  });

  it('take none away of which a message waits for room', async () => {
    await start(EACH, ONE);
    await until(() => quiet.length === 1);
    room = false;
    of('twin').publish('a/x', 'queued', 7);
    await until(() => offered > 0);
    quiet[0]!();
    await until(() => quiet.length === 2);
    quiet[1]!();
    await until(() => quiet.length === 3);
    expect(connections('twin')).toHaveLength(1);
  });

  it('leave the sessions of another client id alone, whatever a copied folder says', async () => {
    await writeFile(file, JSON.stringify({ plant: ['a/#'], 'plant.b': ['b/#'], 'twin.b': ['b/#'] }));
    await start(ONE, {});
    await until(() => sessions.status().connected && connections('twin.b').length > 0);
    expect(broker.sessions.map((session) => connectOf(session).clientId).sort()).toEqual(['twin', 'twin.b']);
  });

  it('take what was there before for granted where their file cannot be read', async () => {
    await writeFile(file, '{"twin.b": 7}');
    await start(EACH, ONE);
    await until(() => quiet.length === 1);
    expect(asked(of('twin'))).toEqual([['not a/#', 'not b/#']]);
  });
});
