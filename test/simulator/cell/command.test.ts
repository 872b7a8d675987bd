import { jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mqtt from 'mqtt';
import { StoppableClock } from '../../../simulator/clock.js';
import { cellCommand, type CellOptions } from '../../../simulator/cell/command.js';
import { incidentCommand, withdrawCommand } from '../../../simulator/cell/incident-command.js';
import { repositoryRoot } from '../../shared.js';
import { TestBroker } from '../support/broker.js';

jest.setTimeout(120_000); // a loaded machine

const START_MS = Date.parse('2026-01-05T06:00:00Z');

let folder: string;
let broker: TestBroker;
const options = (over: Partial<CellOptions> = {}): CellOptions => ({
  cell: path.join(repositoryRoot, 'docs/examples/solid-dose-cell.yaml'),
  broker: broker.url,
  dialect: 'uns-json',
  speed: Infinity,
  seed: 1,
  historyS: 600,
  forS: 1200,
  startMs: START_MS,
  state: path.join(folder, 'state.json'),
  log: path.join(folder, 'log.jsonl'),
  retryForMs: null,
  ...over,
});
const run = async (over: Partial<CellOptions> = {}, clock = new StoppableClock()) => {
  const said: string[] = [];
  const ending = await cellCommand(options(over), clock, (sentence) => said.push(sentence));
  return { ending, said };
};
const file = (name: string, text: string): string => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
};

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cell-'));
  broker = new TestBroker();
  await broker.start();
});
afterEach(async () => {
  await broker.cut();
  rmSync(folder, { recursive: true });
});

describe('simulator cell', () => {
  it('runs as long as asked for, below the topic of its cell, and writes its log', async () => {
    const { ending } = await run({ forS: 7200 });
    expect(ending).toMatchObject({ code: 0, message: expect.stringMatching(/^solid-dose: stopped at 2026-01-05T08:00:00.000Z: \d+ messages$/) as string });
    expect(new Set(broker.received.map(({ topic }) => topic.split('/').slice(0, 6).join('/')))).toEqual(new Set(['umh/v1/demo/valclair/solids/solid-dose']));
    const lines = readFileSync(options().log!, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; atS: number });
    expect(lines.map(({ kind, atS }) => [kind, atS * 1000 - START_MS])).toEqual([
      ['meters', 3_600_000],
      ['meters', 7_200_000],
    ]);
  });

  it('stopped and started again, gives the messages and the log of one that was never stopped', async () => {
    await run({ state: undefined, forS: 7300 });
    const whole = broker.received.splice(0);
    const log = readFileSync(options().log!, 'utf8');
    await run({ forS: 3700 });
    const { said } = await run({ forS: 3600 });
    expect(said[0]).toBe('solid-dose: the plant goes on from 2026-01-05T07:01:40.000Z');
    expect(broker.received).toEqual(whole);
    expect(readFileSync(options().log!, 'utf8')).toBe(log);
  });

  it('going on from an earlier state, writes each line of its log once', async () => {
    await run({ forS: 3700 });
    const state = readFileSync(options().state!);
    await run({ forS: 3600 });
    const log = readFileSync(options().log!, 'utf8');
    writeFileSync(options().state!, state);
    await run({ forS: 3600 });
    expect(readFileSync(options().log!, 'utf8')).toBe(log);
  });

  it('on the wall clock publishes its history up to now', async () => {
    const clock = new StoppableClock();
    Object.assign(clock, { nowMs: () => START_MS, until: () => (clock.stop(), Promise.resolve()) });
    const { ending } = await run({ startMs: null, speed: null, forS: Infinity }, clock);
    expect(ending.message).toMatch(/^solid-dose: stopped at 2026-01-05T06:00:00.000Z/);
    const times = broker.received.map(({ payload }) => (JSON.parse(payload) as { timestamp_ms: number }).timestamp_ms);
    expect([times[0], Math.floor(times.at(-1)! / 1000) * 1000]).toEqual([START_MS - 599_000, START_MS]);
  });

  it('says little of its history where asked to, but every state, batch and event, and then speaks as always', async () => {
    const speak = async (historyEveryS: number) => {
      const clock = new StoppableClock();
      Object.assign(clock, { nowMs: () => START_MS + 3600_000 });
      await run({ state: undefined, historyEveryS, forS: 7200 }, clock);
      return broker.received.splice(0).map(({ topic, payload }) => ({ topic, ...(JSON.parse(payload) as { timestamp_ms: number; value: unknown }) }));
    };
    const [full, sparse] = [await speak(0), await speak(300)];
    const between = (said: typeof full, fromS: number, toS: number) =>
      said.filter(({ timestamp_ms: ms }) => ms > START_MS + fromS * 1000 && ms < START_MS + toS * 1000);
    expect(between(sparse, 0, 3600).length).toBeLessThan(between(full, 0, 3600).length / 4);
    // What changes at once is told at once: of these each value that is another than the one before it.
    const changes = (said: typeof full, of: RegExp) => {
      const last = new Map<string, unknown>();
      return said.filter(({ topic, value }) => of.test(topic) && last.get(topic) !== value && last.set(topic, value));
    };
    const atOnce = /StateCurrent|StopReason|_batch_v1|_order_v1|_alarm_v1/;
    expect(changes(sparse, atOnce)).toEqual(changes(full, atOnce));
    expect(between(sparse, 3600 + 300, 7200)).toEqual(between(full, 3600 + 300, 7200));
  });

  it('speaks as its file says, unless it is told otherwise', async () => {
    const text = readFileSync(options().cell, 'utf8');
    const cell = file('spoken.yaml', `${text}\nmqtt: { dialect: json-bundle, prefix: acme/north }\n`);
    await run({ cell, dialect: null, state: undefined, forS: 5 });
    expect(new Set(broker.received.splice(0).map(({ topic }) => topic.split('/').slice(0, 2).join('/')))).toEqual(new Set(['acme/north']));
    await run({ cell, dialect: 'uns-json', state: undefined, forS: 5 });
    expect(broker.received.every(({ topic }) => topic.startsWith('umh/v1/demo/valclair/solids/solid-dose/'))).toBe(true);
  });

  it('speaks Sparkplug B from a birth to a death, and JSON bundles', async () => {
    await run({ dialect: 'sparkplug-b', state: undefined, forS: 120 });
    const kinds = broker.received.splice(0).map(({ topic }) => topic.split('/')[2]!);
    expect(kinds[0]).toBe('NBIRTH');
    expect(kinds.filter((kind) => kind === 'NBIRTH').length).toBe(1);
    expect(kinds.filter((kind) => kind === 'DBIRTH').length).toBeGreaterThanOrEqual(8 + 6);
    expect(kinds).toContain('DDATA');
    expect(kinds.at(-1)).toBe('NDEATH');
    await run({ dialect: 'json-bundle', state: undefined, forS: 120 });
    expect(
      broker.received.every(({ topic }) => topic.startsWith('demo/valclair/solids/solid-dose/') || topic === 'demo/valclair/solids/solid-dose/telemetry'),
    ).toBe(true);
  });

  it('refuses files that are wrong, with the place', async () => {
    const text = readFileSync(options().cell, 'utf8');
    const broken = file('broken.yaml', text.replace('rate: 120 000 /h', 'rate: 120 000 /d'));
    expect((await run({ cell: broken })).ending).toEqual({
      code: 3,
      message: expect.stringMatching(/broken\.yaml:\d+:\d+ \/units\/5\/flow\/stations\/0\/rate expected a number/) as string,
    });
    const astray = file('astray.yaml', text.replace('store: staging,', 'store: staging').replace('store: staging', 'store: stagin'));
    expect((await run({ cell: astray })).ending).toEqual({ code: 3, message: expect.stringContaining('there is no store stagin') as string });
    const secrets = file('secrets.yaml', 'kind: Secrets\ncell: solid-dose\nunits: { coter: { power: 1.1 } }\n');
    expect((await run({ secrets })).ending).toEqual({ code: 3, message: `${secrets}: there is no unit coter` });
    const typo = file('typo.yaml', 'kind: Secrets\ncell: solid-dose\nunits: { coater: { powr: 1.1 } }\n');
    expect((await run({ secrets: typo })).ending.message).toMatch(/typo\.yaml:3:\d+ \/units\/coater/);
    expect((await run({ secrets: path.join(folder, 'absent.yaml') })).ending.code).toBe(3);
  });

  it('runs with the secrets that come with the product', async () => {
    expect((await run({ secrets: path.join(repositoryRoot, 'plants/secrets/solid-dose.yaml'), forS: 60 })).ending.code).toBe(0);
  });
});

describe('simulator incident', () => {
  const to = () => ({ broker: broker.url, waitMs: 60_000 });
  const request = { id: 'one', kind: 'failure', unit: 'granulator', lastsS: 1200, afterS: 0 };
  /** A plant that runs until the test has what it wants. */
  const running = (over: Partial<CellOptions> = {}) => {
    const clock = new StoppableClock();
    const ended = run({ forS: Infinity, speed: 60, ...over }, clock);
    return { stop: () => (clock.stop(), ended) };
  };

  it('is taken up by the running simulator, which answers', async () => {
    const plant = running();
    const ending = await incidentCommand('solid-dose', request, to());
    expect(ending).toEqual({ code: 0, message: expect.stringMatching(/^incident one: failure of granulator from 2026-01-05T06:/) as string });
    const { said } = await plant.stop();
    expect(said).toEqual(expect.arrayContaining([expect.stringMatching(/^solid-dose: incident one: failure of granulator from .* for 1200 s$/) as string]));
    const alarms = broker.received.filter(({ topic }) => topic.endsWith('granulator/_alarm_v1/Event'));
    expect(alarms.length).toBe(1);
  });

  it('is refused by it where there is no such unit', async () => {
    const plant = running();
    const ending = await incidentCommand('solid-dose', { ...request, unit: 'granulater' }, to());
    expect(ending).toEqual({ code: 3, message: 'there is no unit granulater in solid-dose, did you mean "granulator"?' });
    await plant.stop();
  });

  it('is kept by the broker for a simulator that is not running, and can be taken back', async () => {
    const kept = await incidentCommand('solid-dose', request, { ...to(), waitMs: 300 });
    expect(kept).toMatchObject({ code: 1, message: expect.stringMatching(/^no simulator of solid-dose answers/) as string });
    const { said } = await run({ forS: 60, speed: 30 });
    expect(said).toEqual(expect.arrayContaining([expect.stringMatching(/^solid-dose: incident one: failure/) as string]));
    await withdrawCommand('solid-dose', 'one', to());
    const client = await mqtt.connectAsync(broker.url);
    const topics: string[] = [];
    const ended = new Promise<void>((resolve) => client.on('message', (topic) => (topics.push(topic), topic === 'simulator/end' && resolve())));
    await client.subscribeAsync('simulator/#', { qos: 1 });
    await client.publishAsync('simulator/end', 'x', { qos: 1 });
    await ended;
    await client.endAsync();
    expect(topics).toEqual(['simulator/end']);
  });

  it('asks for what its kind needs, and says when the broker is away', async () => {
    expect(await incidentCommand('solid-dose', { ...request, unit: undefined }, to())).toMatchObject({
      code: 2,
      message: expect.stringMatching(/^--unit: /) as string,
    });
    await broker.cut();
    expect(await incidentCommand('solid-dose', request, to())).toMatchObject({ code: 6 });
    await broker.start();
  });
});
