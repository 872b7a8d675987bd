import net from 'node:net';
import { applyChange, flatten, hashOf } from '../../src/contract/leaves.js';
import type { StreamOptions } from '../../src/stream/options.js';
import { FakeAlarms, FakeCells, FakeTwin, RawClient, startStream, type StreamServer } from './stream-server.js';

let twin: FakeTwin;
let server: StreamServer;
const clients: RawClient[] = [];

async function serve(options: Partial<StreamOptions> = {}, tokens?: string): Promise<void> {
  twin = new FakeTwin(['osd-1', 'osd-2']);
  server = await startStream(twin, options, tokens);
}
async function connect(options: Parameters<typeof RawClient.connect>[1] = {}): Promise<RawClient> {
  const client = await RawClient.connect(server.url, options);
  clients.push(client);
  return client;
}
afterEach(async () => {
  clients.splice(0).forEach((client) => client.close());
  await server.close();
});

describe('a subscription', () => {
  it('begins with a snapshot and goes on with contiguous changes that lead to the state of the twin', async () => {
    await serve();
    const client = await connect();
    expect(client.socket.protocol).toBe('twin.v1');
    expect(await client.next('welcome')).toEqual({ type: 'welcome', principal: 'anonymous', expiresAtUs: null });
    client.send({ type: 'sub', line: 'osd-1' });
    const snapshot = await client.next('snapshot');
    expect(snapshot).toEqual({
      type: 'snapshot',
      line: 'osd-1',
      epoch: 'epoch-1',
      rev: 1,
      asOfUs: 1000,
      reason: 'new',
      state: twin.state,
      eventSeq: 0,
      alarmSeq: 0,
    });
    let held: object = snapshot.state;
    let rev = snapshot.rev;
    for (const fields of [{ good: 1 }, { good: 2, units: { press: { state: 'Execute' } } }, { extra: [1, 2] }]) {
      twin.change(fields);
      const delta = await client.next('delta');
      expect(delta.from).toBe(rev);
      rev = delta.to;
      held = applyChange(held, delta);
    }
    expect(held).toEqual(twin.state);
    expect(rev).toBe(twin.rev);
  });

  it('follows a process cell as it follows a line', async () => {
    const cells = new FakeCells();
    server = await startStream(new FakeTwin(), {}, undefined, 0, new FakeAlarms(), cells);
    const client = await connect();
    client.send({ type: 'sub', line: 'granules' });
    expect(await client.next('snapshot')).toMatchObject({ line: 'granules', epoch: 'cells-1', rev: 1, state: cells.state, eventSeq: 0, alarmSeq: 0 });
    cells.change({ lots: { L1: { where: 'store' } } });
    expect(await client.next('delta')).toMatchObject({ from: 1, to: 2, set: { '/lots/L1/where': 'store' }, gone: [] });
  });

  it('tells what was removed', async () => {
    await serve();
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1' });
    await client.next('snapshot');
    twin.change({ units: { press: { state: 'Idle' } } });
    expect(await client.next('delta')).toEqual({ type: 'delta', line: 'osd-1', from: 1, to: 2, asOfUs: 2000, set: {}, gone: ['/units/cartoner/state'] });
  });

  it('many changes between two ticks are one', async () => {
    await serve();
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1' });
    await client.next('snapshot');
    for (let good = 1; good <= 500; good++) twin.change({ good });
    expect(await client.next('delta')).toMatchObject({ from: 1, to: 501, set: { '/good': 500 }, gone: [] });
  });

  it('ends when asked', async () => {
    await serve();
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1' });
    client.send({ type: 'sub', line: 'osd-2' });
    client.send({ type: 'unsub', line: 'osd-1' });
    client.send({ type: 'ping', id: 7 });
    expect(await client.next('pong')).toEqual({ type: 'pong', id: 7 });
    twin.change({ good: 1 }, 'osd-1');
    twin.change({ good: 2 }, 'osd-2');
    expect((await client.next('delta')).line).toBe('osd-2');
    expect(client.of('delta').filter(({ line }) => line === 'osd-1')).toEqual([]);
  });

  it('is checked by a hash of exactly the state that the client holds', async () => {
    await serve({ checkMs: 20 });
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1', maxHz: 0.001 });
    let held: object = (await client.next('snapshot')).state;
    twin.change({ good: 5, list: [{ a: 1 }] });
    await client.next('delta');
    const { rev, hash } = await client.next('check');
    for (const delta of client.of('delta')) held = applyChange(held, delta);
    expect(rev).toBe(client.of('delta').at(-1)!.to);
    expect(hash).toBe(hashOf(flatten(held)));
  });

  it('carries every event once, numbered, whatever the pace of changes', async () => {
    await serve();
    twin.happen(3);
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1', maxHz: 0.001 });
    expect((await client.next('snapshot')).eventSeq).toBe(3);
    twin.happen(2);
    const seqs = (await client.next('events')).events.map(({ seq }) => seq);
    twin.happen(1);
    seqs.push(...(await client.next('events')).events.map(({ seq }) => seq));
    expect(seqs).toEqual([4, 5, 6]);
  });
});

describe('resuming', () => {
  it('gives only what is missing, changes and events', async () => {
    await serve();
    const first = await connect();
    first.send({ type: 'sub', line: 'osd-1' });
    const { epoch, rev, eventSeq } = await first.next('snapshot');
    first.close();
    twin.change({ good: 1 });
    twin.change({ good: 2 });
    twin.happen(2);
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1', resume: { epoch, rev, eventSeq } });
    expect(await client.next('delta')).toMatchObject({ from: 1, to: 3, set: { '/good': 2 }, gone: [] });
    expect((await client.next('events')).events.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(client.of('snapshot')).toEqual([]);
  });

  it('answers also where nothing is missing', async () => {
    await serve();
    const first = await connect();
    first.send({ type: 'sub', line: 'osd-1' });
    await first.next('snapshot');
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1', resume: { epoch: 'epoch-1', rev: 1 } });
    expect(await client.next('delta')).toMatchObject({ from: 1, to: 1, set: {}, gone: [] });
  });

  it.each([
    ['another epoch', { epoch: 'epoch-0', rev: 1 }, 'other-epoch'],
    ['a revision from before what is kept', { epoch: 'epoch-1', rev: 0 }, 'too-old'],
    ['a revision that was never given', { epoch: 'epoch-1', rev: 99 }, 'too-old'],
  ])('from %s is answered by a snapshot that says why', async (_, resume, reason) => {
    await serve();
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1', resume });
    expect(await client.next('snapshot')).toMatchObject({ reason, rev: 1, state: twin.state });
  });

  it('a twin that starts anew under a running subscription gives a snapshot', async () => {
    await serve();
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1' });
    await client.next('snapshot');
    twin.restart();
    expect(await client.next('snapshot')).toMatchObject({ reason: 'other-epoch', epoch: 'epoch-2', rev: 1 });
  });
});

describe('a slow client', () => {
  /** Enough to fill the buffers of both sockets of a loopback connection many times. */
  const big = () => Array.from({ length: 50 }, (_, i) => `${i}`.repeat(5000) + Math.random());

  it('gets one conflated change when it takes data again', async () => {
    await serve();
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1' });
    await client.next('snapshot');
    client.socket.pause();
    for (let rev = 0; rev < 200; rev++) {
      twin.change({ big: big() });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    client.socket.resume();
    let delta = await client.next('delta');
    while (delta.to < twin.rev) {
      const next = await client.next('delta');
      expect(next.from).toBe(delta.to);
      delta = next;
    }
    expect(delta.set['/big']).toEqual(twin.state.big);
    expect(Math.max(...client.of('delta').map(({ from, to }) => to - from))).toBeGreaterThan(20);
  }, 30_000);

  it('is sent away after a while with a time to come back', async () => {
    await serve({ stallMs: 50, random: () => 0.5 });
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1' });
    await client.next('snapshot');
    client.socket.pause();
    const dropped = async () => (await server.metrics.getSingleMetric('twin_ws_dropped_total')!.get()).values[0]!.value;
    while ((await dropped()) === 0) {
      twin.change({ big: big() });
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    client.socket.resume();
    expect(await client.next('error')).toMatchObject({ code: 'too-slow', retryAfterS: 10 });
    expect(await client.closed).toEqual({ code: 1013, reason: 'too-slow' });
  }, 30_000);
});

describe('access', () => {
  const tokens = 'anna all-lines-token-0001 read run\nline-panel one-line-token-0002 read:osd-1';

  it('by a first frame', async () => {
    await serve({}, tokens);
    const client = await connect();
    client.send({ type: 'auth', token: 'all-lines-token-0001' });
    expect((await client.next('welcome')).principal).toBe('anna');
    client.send({ type: 'sub', line: 'osd-2' });
    await client.next('snapshot');
  });

  it('by a header', async () => {
    await serve({}, tokens);
    const client = await connect({ headers: { authorization: 'Bearer one-line-token-0002' } });
    expect((await client.next('welcome')).principal).toBe('line-panel');
  });

  it('is refused with a wrong token, without one, and after too long a wait', async () => {
    await serve({ authMs: 40 }, tokens);
    const wrong = await connect();
    wrong.send({ type: 'auth', token: 'not-a-token' });
    expect((await wrong.next('error')).code).toBe('unauthorized');
    expect((await wrong.closed).code).toBe(1008);
    const hasty = await connect();
    hasty.send({ type: 'sub', line: 'osd-1' });
    expect((await hasty.next('error')).code).toBe('unauthorized');
    expect((await hasty.closed).code).toBe(1008);
    const silent = await connect();
    expect((await silent.next('error')).code).toBe('unauthorized');
    expect((await silent.closed).code).toBe(1008);
    expect([...wrong.of('snapshot'), ...hasty.of('snapshot')]).toEqual([]);
  });

  it('is for the lines of the token, and a new token counts at once', async () => {
    await serve({}, tokens);
    const client = await connect({ headers: { authorization: 'Bearer one-line-token-0002' } });
    client.send({ type: 'sub', line: 'osd-2' });
    expect(await client.next('error')).toEqual({ type: 'error', code: 'forbidden', detail: 'line-panel may not read line osd-2', line: 'osd-2' });
    client.send({ type: 'auth', token: 'all-lines-token-0001' });
    client.send({ type: 'sub', line: 'osd-2' });
    await client.next('snapshot');
    client.send({ type: 'auth', token: 'one-line-token-0002' });
    expect(await client.next('error')).toMatchObject({ code: 'forbidden', line: 'osd-2' });
  });

  it('without tokens, pages of other origins are refused', async () => {
    await serve();
    const client = await connect({ headers: { origin: 'https://elsewhere.example' } });
    expect((await client.next('error')).code).toBe('forbidden');
    expect((await client.closed).code).toBe(1008);
  });
});

describe('limits', () => {
  it('on clients', async () => {
    await serve({ maxClients: 1, random: () => 0 });
    await (await connect()).next('welcome');
    const second = await connect();
    expect(await second.next('error')).toMatchObject({ code: 'too-many', retryAfterS: 5 });
    expect((await second.closed).code).toBe(1013);
  });

  it('on subscriptions, where a line asked for again counts once', async () => {
    await serve({ maxSubscriptions: 1 });
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-1' });
    client.send({ type: 'sub', line: 'osd-1' });
    client.send({ type: 'sub', line: 'osd-2' });
    expect(await client.next('error')).toMatchObject({ code: 'too-many', line: 'osd-2' });
    expect(client.of('snapshot')).toHaveLength(2);
  });

  it('on the size of a frame', async () => {
    await serve();
    const client = await connect();
    client.send(' '.repeat(70_000));
    expect((await client.closed).code).toBe(1009);
    await (await connect()).next('welcome');
  });

  it('a client that no longer answers heartbeats is cut off', async () => {
    await serve({ pingMs: 20 });
    const client = await connect();
    client.socket.pause();
    const count = async () => (await server.metrics.getSingleMetric('twin_ws_clients')!.get()).values[0]!.value;
    expect(await count()).toBe(1);
    while ((await count()) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

describe('rubbish', () => {
  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '42'],
    ['an array', '[]'],
    ['deep nesting', '['.repeat(30_000)],
    ['an unknown type', '{"type":"shout"}'],
    ['a message of the server', '{"type":"welcome","principal":"x","expiresAtUs":null}'],
    ['a field too many', '{"type":"sub","line":"osd-1","colour":"red"}'],
    ['a line that is no name', '{"type":"sub","line":"../etc"}'],
    ['a prototype', '{"type":"sub","line":"osd-1","__proto__":{"maxHz":1}}'],
    ['a pace of nothing', '{"type":"sub","line":"osd-1","maxHz":0}'],
    ['half a resume', '{"type":"sub","line":"osd-1","resume":{"epoch":"x"}}'],
    ['bytes', Buffer.from([0, 255, 254])],
  ])('%s is answered by an error, and the connection goes on', async (_, message) => {
    await serve();
    const client = await connect();
    client.send(message);
    expect((await client.next('error')).code).toBe('bad-message');
    client.send({ type: 'sub', line: 'osd-1' });
    await client.next('snapshot');
  });

  it('the error says what was expected, and where', async () => {
    await serve();
    const client = await connect();
    const answer = async (message: unknown) => {
      client.send(message);
      return (await client.next('error')).detail;
    };
    expect(await answer({ type: 'subscribe' })).toBe('/type: expected one of auth, sub, unsub, ping, found "subscribe", did you mean "sub"?');
    expect(await answer({ type: 'sub', line: 'osd-1', maxHz: 0 })).toBe('/maxHz: must be more than 0, found 0');
    expect(await answer(7)).toBe('expected keys with values, found 7');
  });

  it('an unknown line is answered by an error', async () => {
    await serve();
    const client = await connect();
    client.send({ type: 'sub', line: 'osd-9' });
    expect(await client.next('error')).toEqual({ type: 'error', code: 'unknown-line', detail: 'there is no line osd-9', line: 'osd-9' });
  });

  it('frames that break the protocol end that connection only', async () => {
    await serve();
    const other = await connect();
    const socket = net.connect(server.port, '127.0.0.1');
    socket.write(
      `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
    await new Promise((resolve) => socket.once('data', resolve));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x00]));
    await ended;
    other.send({ type: 'ping' });
    await other.next('pong');
  });
});
