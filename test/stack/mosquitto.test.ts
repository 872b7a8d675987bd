import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import mqtt from 'mqtt';
import { DuckDbHistory } from '../../src/telemetry/history-duckdb.js';
import { openTelemetry } from '../../src/telemetry/open-telemetry.js';
import type { Telemetry } from '../../src/telemetry/telemetry.service.js';
import { startProgram, type Program } from '../program.js';
import { testLine } from '../telemetry/lines.js';
import { MemoryHistory } from '../telemetry/memory-history.js';
import { RawClient } from '../telemetry/raw-publisher.js';
import { findMosquitto, startMosquitto, type Mosquitto } from './mosquitto.js';
import { freePort } from './service.js';

Logger.overrideLogger(false);

const binary = findMosquitto();
const suite = binary === null ? describe['skip'] : describe;
const topicOf = (line: string) => `umh/v1/e/s/a/${line}/filler/_energy_v1/AcActivePowerTotal`;
const TOPIC = topicOf('line-1');
const T0_MS = Date.UTC(2026, 0, 5, 8);
const at = (n: number) => JSON.stringify({ timestamp_ms: T0_MS + n, value: n });

interface Told {
  received: number;
  stored: number;
  duplicate: number;
  deadLettered: number;
  inFlight: number;
  lagS: number;
  connected: boolean;
}

let dataDir: string;
const programs: Program[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ingest-'));
});
afterEach(async () => {
  for (const program of programs.splice(0)) await kill(program);
  await rm(dataDir, { recursive: true, force: true });
});

function startIngest(broker: string, sessions: 'one' | 'line' = 'one'): Program {
  const program = startProgram({}, 'test/stack/programs/ingest.ts', [dataDir, broker, sessions]);
  programs.push(program);
  return program;
}
async function kill(program: Program): Promise<void> {
  program.child.kill('SIGKILL');
  await program.ended;
}
/** What the program told last, as soon as that satisfies. */
async function told(program: Program, satisfied: (told: Told) => boolean): Promise<Told> {
  for (;;) {
    const lines = program.stdout().split('\n');
    const last = lines.length > 1 ? (JSON.parse(lines.at(-2)!) as Told) : null;
    if (last && satisfied(last)) return last;
    if (program.child.exitCode !== null) throw new Error(`ended with ${program.child.exitCode}: ${program.stderr()}`);
    await new Promise((resolve) => program.child.stdout!.once('data', resolve));
  }
}
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}
/** Values in the history, which must be closed by its owner. */
async function countHistory(line = 'line-1'): Promise<number> {
  const history = await DuckDbHistory.open(path.join(dataDir, 'history'));
  const count = await history.count(line, { fromUs: 0, toUs: T0_MS * 2000 });
  await history.close();
  return count;
}

const IN_FLIGHT = 500; // mqtt.js sends again one by one what was not acknowledged

async function publishAll(url: string, count: number, line = 'line-1'): Promise<void> {
  const machine = await mqtt.connectAsync(url, { clientId: `machine of ${line}`, clean: false, reconnectPeriod: 100 });
  let next = 0;
  const publishOn = async () => {
    while (next < count) await machine.publishAsync(topicOf(line), at(next++), { qos: 1 });
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, publishOn));
  await machine.endAsync();
}

describe('the embedded broker, killed', () => {
  it('loses nothing and stores nothing twice', async () => {
    const broker = `embedded:${await freePort()}`;
    const first = startIngest(broker);
    await told(first, ({ connected }) => connected);
    const published = publishAll(broker.replace('embedded', 'mqtt://127.0.0.1'), 20_000);
    await told(first, ({ stored }) => stored > 3_000);
    await kill(first);
    const second = startIngest(broker);
    await published;
    const end = await told(second, ({ stored, inFlight, lagS }) => stored >= 20_000 && inFlight === 0 && lagS === 0);
    expect(end).toMatchObject({ stored: 20_000, deadLettered: 0, received: 20_000 + end.duplicate });
    await kill(second);
    expect(await countHistory()).toBe(20_000);
  }, 180_000);
});

suite(binary === null ? 'mosquitto (skipped: mosquitto not found)' : 'mosquitto', () => {
  let broker: Mosquitto;
  let telemetry: Telemetry | null = null;
  beforeEach(async () => {
    broker = await startMosquitto(binary!);
  });
  afterEach(async () => {
    await telemetry?.onModuleDestroy();
    await telemetry?.beforeApplicationShutdown();
    await telemetry?.onApplicationShutdown();
    telemetry = null;
    await broker.remove();
  });

  async function start(sync: () => Promise<void>, credentials: { username?: string; password?: string } = {}): Promise<Telemetry> {
    const mqttSettings = {
      url: broker.url,
      username: undefined,
      password: undefined,
      caFile: undefined,
      certFile: undefined,
      keyFile: undefined,
      clientId: 'twin',
      embeddedPort: 0,
      ...credentials,
    };
    telemetry = await openTelemetry({
      config: { dataDir, mqtt: mqttSettings, journalLimitBytes: 1024 ** 3 },
      lines: [testLine('line-1')],
      history: new MemoryHistory(),
      clock: { nowUs: () => Date.now() * 1000 },
      onFate: () => undefined,
      onHistoryWrite: () => undefined,
      sync,
    });
    await telemetry.onApplicationBootstrap();
    return telemetry;
  }
  /** The session taken over by a client that acknowledges nothing: what the broker still holds for it, then the session is left again. */
  async function unacknowledged(): Promise<{ value: number; dup: boolean }[]> {
    const thief = await RawClient.connect(broker.port, 'twin', false);
    await thief.ping();
    const held = thief
      .of('publish')
      .map((packet) => ('payload' in packet ? { value: (JSON.parse(packet.payload.toString()) as { value: number }).value, dup: packet.dup } : null)!);
    thief.socket.destroy();
    return held;
  }

  it('is acknowledged a message after the commit, not before', async () => {
    const waiting: (() => void)[] = [];
    const running = await start(() => new Promise<void>((resolve) => waiting.push(resolve)));
    await until(() => running.status().broker.ok);
    const machine = await RawClient.connect(broker.port, 'machine');
    machine.publish(TOPIC, at(1), 1);
    await until(() => waiting.length === 1);
    machine.publish(TOPIC, at(2), 2);
    await until(() => running.counters().inFlight === 2);
    waiting.shift()!();
    await until(() => waiting.length === 1);
    // The first is durable and acknowledged; the second is received and neither.
    expect(await unacknowledged()).toStrictEqual([{ value: 2, dup: true }]);
    waiting.shift()!();
  });

  it('is sent no acknowledgement of before a reconnect', async () => {
    const waiting: (() => void)[] = [];
    const running = await start(() => new Promise<void>((resolve) => waiting.push(resolve)));
    await until(() => running.status().broker.ok);
    const machine = await RawClient.connect(broker.port, 'machine');
    machine.publish(TOPIC, at(1), 1);
    await until(() => waiting.length === 1);
    expect(await unacknowledged()).toStrictEqual([{ value: 1, dup: true }]);
    await until(() => running.status().broker.ok && running.counters().received === 2); // connected again, and it has come again
    waiting.shift()!();
    await until(() => waiting.length === 1); // the commit that counts the repetition
    expect(await unacknowledged()).toStrictEqual([{ value: 1, dup: true }]);
    await until(() => running.status().broker.ok && running.counters().received === 3);
    while (running.counters().inFlight > 0) {
      waiting.shift()?.();
      await setImmediate();
    }
    await until(() => running.counters().stored === 1 && running.counters().duplicate === 2);
    expect(await unacknowledged()).toStrictEqual([]);
  }, 20_000);

  it('loses nothing and stores nothing twice when we are killed', async () => {
    const first = startIngest(broker.url);
    await told(first, ({ connected }) => connected);
    const published = publishAll(broker.url, 20_000);
    await told(first, ({ stored }) => stored > 3_000);
    await kill(first);
    await published; // mosquitto keeps for us what comes meanwhile
    const second = startIngest(broker.url);
    const end = await told(second, ({ stored, inFlight, lagS }) => stored >= 20_000 && inFlight === 0 && lagS === 0);
    expect(end).toMatchObject({ stored: 20_000, deadLettered: 0, received: 20_000 + end.duplicate });
    await kill(second);
    expect(await countHistory()).toBe(20_000);
  }, 180_000);

  it('with a session for each line loses nothing and stores nothing twice when we are killed, nor when one session becomes several and these one', async () => {
    const lines = ['line-1', 'line-2'];
    const ingest = async (sessions: 'one' | 'line', stored: number) => {
      const program = startIngest(broker.url, sessions);
      const end = await told(program, (now) => now.stored >= stored && (stored < 40_000 || (now.inFlight === 0 && now.lagS === 0)));
      await kill(program);
      return end;
    };
    const first = startIngest(broker.url);
    await told(first, ({ connected }) => connected);
    const published = Promise.all(lines.map((line) => publishAll(broker.url, 20_000, line)));
    await told(first, ({ stored }) => stored > 3_000);
    await kill(first);
    await ingest('line', 10_000);
    await ingest('line', 15_000);
    await published;
    await ingest('one', 25_000);
    const end = await ingest('line', 40_000);
    expect(end).toMatchObject({ stored: 40_000, deadLettered: 0, received: 40_000 + end.duplicate });
    expect([await countHistory('line-1'), await countHistory('line-2')]).toEqual([20_000, 20_000]);
  }, 180_000);

  it('that refuses us is said so', async () => {
    await broker.remove();
    broker = await startMosquitto(binary!, ['allow_anonymous false']);
    const running = await start(async () => undefined, { username: 'twin', password: 'wrong' });
    await until(() => running.status().broker.detail.startsWith('the broker does not authorize us'));
    expect(running.status().broker.ok).toBe(false);
  });

  it('that goes away and comes back is connected to again', async () => {
    const running = await start(async () => undefined);
    await until(() => running.status().broker.ok);
    await broker.stop();
    await until(() => !running.status().broker.ok);
    await broker.start();
    await until(() => running.status().broker.ok);
    const machine = await RawClient.connect(broker.port, 'machine');
    machine.publish(TOPIC, at(1), 1);
    await until(() => running.counters().stored === 1);
  }, 20_000);
});
