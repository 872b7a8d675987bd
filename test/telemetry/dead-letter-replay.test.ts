import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { ReplayRequest } from '../../src/contract/dead-letter-replay.js';
import type { LineDefinition } from '../../src/contract/line.js';
import { openTelemetry } from '../../src/telemetry/open-telemetry.js';
import type { Telemetry } from '../../src/telemetry/telemetry.service.js';
import { testLine } from './lines.js';
import { MemoryHistory } from './memory-history.js';
import { RawClient } from './raw-publisher.js';

Logger.overrideLogger(false);

const T0_MS = Date.UTC(2026, 0, 5, 8);
const ROOT = 'umh/v1/e/s/a/line-1/filler';
const POWER = `${ROOT}/_energy_v1/AcActivePowerTotal`;
const WEIGHT = `${ROOT}/Weight`;
const at = (n: number, value: unknown = n) => JSON.stringify({ timestamp_ms: T0_MS + n, value });
/** The line once somebody has mapped Weight. */
const MENDED = testLine('line-1');
MENDED.stations[0]!.mqtt!.signals!.Weight = { signal: 'process.weight' };

let dataDir: string;
let history: MemoryHistory;
let nowMs: number;
const open: Telemetry[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'replay-'));
  history = new MemoryHistory();
  nowMs = T0_MS;
});
afterEach(async () => {
  for (const telemetry of open.splice(0)) await stop(telemetry);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(line: LineDefinition = testLine('line-1')): Promise<Telemetry> {
  const none = { username: undefined, password: undefined, caFile: undefined, certFile: undefined, keyFile: undefined };
  const telemetry = await openTelemetry({
    config: { dataDir, mqtt: { url: null, ...none, clientId: 'c', embeddedPort: 0 }, journalLimitBytes: 64 * 1024 * 1024 },
    lines: [line],
    history,
    clock: { nowUs: () => nowMs * 1000 },
    onFate: () => undefined,
    onHistoryWrite: () => undefined,
  });
  open.push(telemetry);
  await telemetry.onApplicationBootstrap();
  return telemetry;
}
async function stop(telemetry: Telemetry): Promise<void> {
  if (open.includes(telemetry)) open.splice(open.indexOf(telemetry), 1);
  await telemetry.onModuleDestroy();
  await telemetry.beforeApplicationShutdown();
  await telemetry.onApplicationShutdown();
}
async function restart(telemetry: Telemetry, line: LineDefinition): Promise<Telemetry> {
  await stop(telemetry);
  return start(line);
}
async function send(telemetry: Telemetry, messages: readonly (readonly [topic: string, payload: string, dup?: boolean])[]): Promise<void> {
  const machine = await RawClient.connect(Number(new URL(telemetry.status().broker.address).port), 'machine');
  for (const [at, [topic, payload, dup]] of messages.entries()) machine.publish(topic, payload, at + 1, dup);
  await machine.until(() => machine.acknowledged().length === messages.length);
}
const replay = (telemetry: Telemetry, request: object = {}) => telemetry.replayDeadLetters(ReplayRequest.parse(request));
const listed = async (telemetry: Telemetry, replayed = false) => (await telemetry.deadLetters({ limit: 100, replayed })).items;
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setImmediate();
}
const holds = ({ received, stored, duplicate, deadLettered, inFlight }: ReturnType<Telemetry['counters']>) =>
  received === stored + duplicate + deadLettered + inFlight;

describe('dead letters, once their mapping is mended', () => {
  it('are told by a dry run and stored by a replay, once, with the time of their source', async () => {
    const first = await start();
    await send(first, [[WEIGHT, at(1)], [WEIGHT, at(2)], [WEIGHT, '{'], [POWER, at(3)]]); // prettier-ignore
    await until(() => first.status().deadLetters === 3);
    expect(await replay(first)).toMatchObject({ dryRun: true, letters: { stored: 0, refused: 3 }, readings: 0 });

    nowMs += 3_600_000;
    const second = await restart(first, MENDED);
    const before = second.counters();
    expect(await replay(second)).toMatchObject({ dryRun: true, letters: { stored: 2, duplicate: 0, refused: 1 }, readings: 2 });
    expect(second.counters()).toStrictEqual(before);
    expect(await replay(second, { dryRun: false })).toMatchObject({ letters: { stored: 2, refused: 1 }, readings: 2 });
    expect(second.counters()).toStrictEqual({ received: 6, stored: 3, duplicate: 0, deadLettered: 3, inFlight: 0 });
    await until(() => second.status().deadLetters === 1);
    expect((await listed(second)).map(({ payloadBase64 }) => atob(payloadBase64))).toStrictEqual(['{']);
    expect((await listed(second, true)).map(({ topic, replayedAtUs }) => [topic, replayedAtUs])).toStrictEqual([[WEIGHT, nowMs * 1000], [WEIGHT, nowMs * 1000]]); // prettier-ignore
    expect(await replay(second, { dryRun: false })).toMatchObject({ letters: { stored: 0, duplicate: 0, refused: 1 } });
    expect(second.latest('line-1').find(({ signal }) => signal === 'process.weight')).toMatchObject({
      value: 2,
      measuredAtUs: (T0_MS + 2) * 1000,
      receivedAtUs: T0_MS * 1000 + 1,
    });
    expect(holds(second.counters())).toBe(true);
  });

  it('do not move a newer value', async () => {
    const first = await start();
    await send(first, [[WEIGHT, at(1)]]);
    await until(() => first.status().deadLetters === 1);
    const second = await restart(first, MENDED);
    await send(second, [[WEIGHT, at(50)]]);
    await replay(second, { dryRun: false });
    expect(second.latest('line-1').find(({ signal }) => signal === 'process.weight')).toMatchObject({ value: 50 });
    expect(second.counters()).toMatchObject({ stored: 2 });
  });

  it('are not stored again where their sender sent them again, before the replay or after it', async () => {
    const first = await start();
    await send(first, [[WEIGHT, at(1)], [WEIGHT, at(2)], [WEIGHT, at(2)]]); // prettier-ignore
    await until(() => first.status().deadLetters === 3);
    const second = await restart(first, MENDED);
    await send(second, [[WEIGHT, at(1), true]]);
    expect(await replay(second)).toMatchObject({ letters: { stored: 1, duplicate: 2 } });
    expect(await replay(second, { dryRun: false })).toMatchObject({ letters: { stored: 1, duplicate: 2 }, readings: 1 });
    await send(second, [[WEIGHT, at(2), true]]);
    expect(second.counters()).toStrictEqual({ received: 8, stored: 2, duplicate: 3, deadLettered: 3, inFlight: 0 });
    const third = await restart(second, MENDED);
    await send(third, [[WEIGHT, at(2), true]]);
    expect(third.counters()).toStrictEqual({ received: 9, stored: 2, duplicate: 4, deadLettered: 3, inFlight: 0 });
    expect([third.status().deadLetters, (await listed(third, true)).length]).toStrictEqual([0, 3]);
  });

  it('are marked from the journal where the service ended before their own file said so', async () => {
    const first = await start();
    await send(first, [[WEIGHT, at(1)]]);
    await until(() => first.status().deadLetters === 1);
    const second = await restart(first, MENDED);
    const file = path.join(dataDir, 'dead-letters', 'present.jsonl');
    const before = await readFile(file);
    await replay(second, { dryRun: false });
    await stop(second);
    await writeFile(file, before);
    const third = await start(MENDED);
    expect(await replay(third, { dryRun: false })).toMatchObject({ letters: { stored: 0, duplicate: 0, refused: 0 } });
    expect([third.counters().stored, third.status().deadLetters]).toStrictEqual([1, 0]);
  });

  it('are chosen by line, topic filter, reason and id', async () => {
    const telemetry = await start();
    await send(telemetry, [[WEIGHT, at(1)], ['elsewhere/x', at(2)], [POWER, 'no']]); // prettier-ignore
    await until(() => telemetry.status().deadLetters === 3);
    const [oldest] = (await listed(telemetry)).slice(-1);
    const topics = async (request: object) => (await replay(telemetry, request)).items.map(({ topic }) => topic);
    expect(await topics({ line: 'line-1' })).toStrictEqual([WEIGHT, POWER]);
    expect(await topics({ topic: 'elsewhere/+' })).toStrictEqual(['elsewhere/x']);
    expect(await topics({ reason: 'not-json' })).toStrictEqual([POWER]);
    expect(await topics({ ids: [oldest!.id] })).toStrictEqual([WEIGHT]);
    expect(await replay(telemetry, { limit: 2 })).toMatchObject({ more: true, letters: { refused: 2 } });
    expect(await telemetry.deadLetter(oldest!.id)).toStrictEqual(oldest);
    expect(await telemetry.deadLetter('none')).toBeNull();
  });
});
