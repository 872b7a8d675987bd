import mqtt from 'mqtt';
import { WebSocket } from 'ws';
import { TwinClient } from '../../client/twin-client.js';
import { TwinStream } from '../../client/stream.js';
import { ServerMessage, type LineView } from '../../src/contract/stream.js';
import { startApp, type TestApp } from '../app.js';

const UNIT = 'umh/v1/demo/valclair/solids/osd-1/press';
let running: TestApp;
let client: TwinClient;

beforeAll(async () => {
  running = await startApp();
  client = new TwinClient({ url: running.url, webSocket: WebSocket });
}, 120_000);
afterAll(async () => {
  client.close();
  await running.close();
}, 60_000);

it('what machines publish is seen over the stream, checked frame by frame, and then in the history', async () => {
  const checks: string[] = [];
  const frames: ServerMessage[] = [];
  const errors: unknown[] = [];
  const stream = new TwinStream({
    url: running.ws,
    webSocket: WebSocket,
    validate: (message) => {
      const read = ServerMessage.parse(message);
      frames.push(read);
      if (read.type === 'check') checks.push(read.hash);
      return read;
    },
  });
  let view: LineView | null = null;
  let wake = () => undefined as void;
  stream.subscribe('osd-1', {}, { onState: (state) => ((view = state), wake()), onError: (error) => errors.push(error) });
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => (wake = resolve));
  };
  await until(() => view !== null);

  const machine = await mqtt.connectAsync(running.mqtt);
  const nowMs = Date.now();
  await machine.publishAsync(`${UNIT}/_packml_v1/Status/StateCurrent`, JSON.stringify({ timestamp_ms: nowMs - 20_000, value: 6 }), { qos: 1 });
  for (const [i, value] of [1000, 1100, 1200].entries()) {
    await machine.publishAsync(`${UNIT}/_packml_v1/Status/CurMachSpeed`, JSON.stringify({ timestamp_ms: nowMs - 19_000 + i * 1000, value }), { qos: 1 });
  }
  await until(() => view?.units.press?.state === 'Execute' && view.units.press.ratePerMin?.value === 1200);
  await machine.endAsync();

  while (checks.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
  // A copy that a check had not proven would have asked for a second snapshot.
  expect(frames.filter(({ type }) => type === 'snapshot')).toHaveLength(1);
  expect(errors).toEqual([]);

  let speeds = await client.http.series('osd-1', 'press', 'speed', { from: 'now-1min' });
  while (speeds.value.length < 3) speeds = await client.http.series('osd-1', 'press', 'speed', { from: 'now-1min' });
  expect(speeds.value).toEqual([1000, 1100, 1200]);
  const states = await client.http.states('osd-1', { from: String(nowMs - 10_000) });
  expect(states.filter(({ unit }) => unit === 'press').map(({ state }) => state)).toEqual(['Execute']);
  stream.close();
}, 60_000);

it('every question of the client is answered as the contract says', async () => {
  const { http } = client;
  expect((await http.info()).lines).toContain('osd-1');
  expect((await http.lines()).map(({ id }) => id)).toContain('osd-1');
  expect((await http.line('osd-1')).view.line).toBe('osd-1');
  expect((await http.definition('osd-1')).line).toBe('osd-1');
  expect(await http.batches('osd-1')).toBeInstanceOf(Array);
  expect(await http.events('osd-1')).toBeInstanceOf(Array);
  expect((await http.latest('osd-1')).map(({ signal }) => signal).sort()).toEqual(['speed', 'state']);
  expect((await http.telemetry()).counters.received).toBe(4);
  expect((await http.deadLetters()).items).toEqual([]);
  expect((await http.runs()).items).toEqual([]);
  await expect(http.line('osd-9')).rejects.toMatchObject({ code: 'not-found', status: 404 });
});

it('a what-if from the live state is followed to its end', async () => {
  const run = await client.http.ask({ line: 'osd-1', question: 'How will the next hour go?', horizon: '1 h', replications: 4 });
  const end = await client.http.follow(run.id, () => undefined);
  expect(end).toMatchObject({ id: run.id, failure: null, status: 'succeeded' });
  const result = await client.http.result(run.id);
  expect(result.variants.map(({ id }) => id)).toEqual(['baseline']);
  expect(JSON.parse(await client.http.resultText(run.id))).toEqual(result);
}, 60_000);
