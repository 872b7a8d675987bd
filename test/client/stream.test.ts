import { WebSocket } from 'ws';
import { TwinStream, type StreamStatus } from '../../client/stream.js';
import { ServerMessage, type LineView, type TwinEvent } from '../../src/contract/stream.js';
import { FakeTwin, startStream, type StreamServer } from '../stream/stream-server.js';

let twin: FakeTwin;
let server: StreamServer;
let stream: TwinStream;
/** Every frame that the client received, and a way to falsify the next ones. */
interface Frame {
  type: string;
  from: number;
  set: Record<string, unknown>;
}
let frames: Frame[];
let falsify: (message: Frame) => unknown;

function follow(listenTo: TwinStream = stream, maxHz?: number) {
  const seen = { views: [] as LineView[], revs: [] as number[], events: [] as TwinEvent[], missed: 0, statuses: [] as StreamStatus[], errors: [] as string[] };
  let wake = () => undefined as void;
  const end = listenTo.subscribe('osd-1', maxHz === undefined ? {} : { maxHz }, {
    onState: (view, { rev }) => (seen.views.push(view), seen.revs.push(rev), wake()),
    onEvents: (events, missed) => (seen.events.push(...events), (seen.missed += missed), wake()),
    onStatus: (status) => (seen.statuses.push(status), wake()),
    onError: ({ code }) => (seen.errors.push(code), wake()),
  });
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { seen, end, until, view: () => seen.views.at(-1) as unknown };
}

const connect = (url: string, over: Partial<ConstructorParameters<typeof TwinStream>[0]> = {}) =>
  new TwinStream({
    url,
    webSocket: WebSocket,
    random: () => 0,
    validate: (message) => {
      frames.push(message as Frame);
      return falsify(message as Frame) as ServerMessage;
    },
    ...over,
  });

beforeEach(async () => {
  frames = [];
  falsify = (message) => message;
  twin = new FakeTwin();
  server = await startStream(twin, { checkMs: 20 });
  stream = connect(server.url);
});
afterEach(async () => {
  stream.close();
  await server.close();
});

const snapshots = () => frames.filter(({ type }) => type === 'snapshot').length;

it('follows a line to every state of its twin', async () => {
  const { seen, until, view } = follow();
  await until(() => seen.views.length === 1);
  for (let good = 1; good <= 20; good++) twin.change({ good, units: { press: { state: good % 2 ? 'Execute' : 'Held' } } });
  await until(() => seen.revs.at(-1) === twin.rev);
  expect(view()).toEqual(twin.state);
  expect(seen.statuses).toEqual(['connecting', 'live']);
});

it('keeps the identity of what did not change', async () => {
  const { seen, until } = follow();
  await until(() => seen.views.length === 1);
  twin.change({ good: 1 });
  await until(() => seen.revs.at(-1) === 2);
  expect(seen.views.at(-1)!.units).toBe(seen.views[0]!.units);
});

it('after a lost connection goes on by itself, without a lost event', async () => {
  const { seen, until, view } = follow();
  await until(() => seen.views.length === 1);
  twin.happen();
  await until(() => seen.events.length === 1);
  const { port } = server;
  await server.close();
  await until(() => seen.statuses.at(-1) === 'offline');
  twin.change({ good: 5 });
  twin.happen(3);
  server = await startStream(twin, { checkMs: 20 }, undefined, port);
  await until(() => seen.events.length === 4 && seen.revs.at(-1) === twin.rev);
  expect(view()).toEqual(twin.state);
  expect(seen.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(seen.missed).toBe(0);
  expect(seen.statuses).toEqual(['connecting', 'live', 'offline', 'live']);
}, 15_000);

it('where the server still has the changes, it goes on without a second snapshot', async () => {
  const { seen, until } = follow();
  await until(() => seen.views.length === 1);
  const sockets = (stream as unknown as { socket: WebSocket }).socket;
  sockets.terminate();
  await until(() => seen.statuses.at(-1) === 'offline');
  twin.change({ good: 5 });
  await until(() => seen.revs.at(-1) === twin.rev);
  expect(snapshots()).toBe(1);
}, 15_000);

it('a twin that started anew is taken over whole', async () => {
  const { seen, until } = follow();
  await until(() => seen.views.length === 1);
  twin.change({ good: 3 });
  await until(() => seen.revs.at(-1) === 2);
  twin.restart();
  await until(() => seen.revs.at(-1) === 1);
  expect(snapshots()).toBe(2);
});

it('a falsified change is found by the hash and mended by a new snapshot', async () => {
  const { seen, until, view } = follow();
  await until(() => seen.views.length === 1);
  let once = true;
  falsify = (message) => (message.type === 'delta' && once && '/good' in message.set ? ((once = false), { ...message, set: { '/good': -1 } }) : message);
  twin.change({ good: 7 });
  await until(() => (view() as { good: number }).good === -1);
  await until(() => (view() as { good: number }).good === 7);
  expect(snapshots()).toBe(2);
});

it('a change that does not begin where the last one ended is not applied', async () => {
  const { seen, until, view } = follow();
  await until(() => seen.views.length === 1);
  falsify = (message) => (message.type === 'delta' ? { ...message, from: message.from + 1 } : message);
  twin.change({ good: 7 });
  await until(() => (view() as { good: number }).good === 7);
  expect(snapshots()).toBe(2);
});

it('several followers of a line share one subscription; a late one gets the state at once', async () => {
  const first = follow();
  await first.until(() => first.seen.views.length === 1);
  const second = follow();
  expect(second.seen.views).toHaveLength(1);
  first.end();
  twin.change({ good: 1 });
  await second.until(() => second.seen.revs.at(-1) === 2);
  expect(first.seen.revs).toEqual([1]);
  expect(snapshots()).toBe(1);
});

it('says when nothing was heard for a while', async () => {
  const quietTwin = new FakeTwin();
  const quiet = await startStream(quietTwin);
  const client = connect(quiet.url, { staleMs: 40 });
  const { seen, until } = follow(client);
  await until(() => seen.statuses.includes('stale'));
  expect(seen.statuses.slice(0, 3)).toEqual(['connecting', 'live', 'stale']);
  client.close();
  await quiet.close();
});

it('tells what the server refuses', async () => {
  const guarded = await startStream(new FakeTwin(), {}, 'anna a-token-of-anna-0001 read:osd-2');
  const client = connect(guarded.url, { token: 'a-token-of-anna-0001' });
  const { seen, until } = follow(client);
  await until(() => seen.errors.length > 0);
  expect(seen.errors).toEqual(['forbidden']);
  expect(seen.statuses).toEqual(['connecting', 'offline']);
  client.close();
  await guarded.close();
});

it('what the gateway sends is what the contract says', async () => {
  const { seen, until } = follow();
  await until(() => seen.views.length === 1);
  twin.change({ good: 1 });
  twin.happen();
  await until(() => seen.events.length === 1 && seen.revs.at(-1) === 2);
  while (!frames.some(({ type }) => type === 'check')) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const frame of frames) if (frame.type !== 'snapshot') expect(ServerMessage.safeParse(frame).error).toBeUndefined();
});
