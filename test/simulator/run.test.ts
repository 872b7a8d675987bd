import { jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StoppableClock } from '../../simulator/clock.js';
import { Checkpoints } from '../../simulator/run/checkpoints.js';
import { runCommand, type RunOptions } from '../../simulator/run/command.js';
import { writeState } from '../../simulator/run/state-file.js';
import { repositoryRoot } from '../shared.js';
import { TestBroker } from './support/broker.js';

jest.setTimeout(60_000); // a loaded machine

const NOW_MS = Date.parse('2026-01-05T06:00:00Z');

let folder: string;
let broker: TestBroker;
const options = (over: Partial<RunOptions> = {}): RunOptions => ({
  line: path.join(repositoryRoot, 'plants/osd-1.yaml'),
  broker: broker.url,
  speed: 1,
  seed: 1,
  historyS: 600,
  forS: Infinity,
  state: path.join(folder, 'simulator', 'state.json'),
  fault: true,
  retryForMs: null,
  ...over,
});

/** A wall clock that stands at an instant, and stops when the plant has reached it. */
function standingAt(nowMs: number): StoppableClock {
  const clock = new StoppableClock();
  return Object.assign(clock, { nowMs: () => nowMs, until: () => (clock.stop(), Promise.resolve()) });
}

const run = async (over: Partial<RunOptions>, nowMs: number) => {
  const said: string[] = [];
  const ending = await runCommand(options(over), standingAt(nowMs), (sentence) => said.push(sentence));
  return { ending, said };
};
const timesMs = () => broker.received.map(({ payload }) => (JSON.parse(payload) as { timestamp_ms: number }).timestamp_ms);

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'run-'));
  broker = new TestBroker();
  await broker.start();
});
afterEach(async () => {
  await broker.cut();
  rmSync(folder, { recursive: true });
});

describe('a run of the simulated plant', () => {
  it('publishes its history in the order of time, up to now', async () => {
    const { ending, said } = await run({}, NOW_MS);
    expect(ending).toMatchObject({ code: 0, message: expect.stringMatching(/^osd-1: stopped at 2026-01-05T06:00:00.000Z: \d+ messages$/) as string });
    const times = timesMs();
    expect(times[0]).toBe(NOW_MS - 599_000);
    expect(times.at(-1)).toBe(NOW_MS);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(broker.received[0]!.topic).toMatch(/^umh\/v1\/demo\/valclair\/solids\/osd-1\/press\//);
    expect(said).toEqual(expect.arrayContaining([expect.stringMatching(/^osd-1: caught up: \d+ messages for 600 s of the plant/)]));
  });

  it('stopped and started again, gives the messages of one that was never stopped', async () => {
    await run({ state: undefined, historyS: 900, fault: false }, NOW_MS + 300_000);
    const whole = broker.received.splice(0);
    await run({ fault: false }, NOW_MS);
    const { said } = await run({ fault: false }, NOW_MS + 300_000);
    expect(said[0]).toBe('osd-1: the plant goes on from 2026-01-05T06:00:00.000Z');
    expect(broker.received).toEqual(whole);
  });

  it('killed before it saved and started again, sends the same messages again', async () => {
    const state = options().state!;
    await run({}, NOW_MS);
    broker.received.splice(0);
    const saved = readFileSync(state);
    await run({}, NOW_MS + 300_000);
    const first = broker.received.splice(0);
    writeFileSync(state, saved);
    await run({}, NOW_MS + 300_000);
    expect(broker.received).toEqual(first);
  });

  it('keeps a plant only once all its messages are acknowledged', () => {
    const checkpoints = new Checkpoints();
    checkpoints.add(0, 'begin');
    checkpoints.add(100, 'early');
    checkpoints.add(250, 'late');
    expect(checkpoints.takeSafe(99)).toBe('begin');
    expect(checkpoints.takeSafe(99)).toBeNull();
    expect(checkpoints.takeSafe(250)).toBe('late');
  });

  it('that was away for longer than its history goes on from there', async () => {
    await run({}, NOW_MS);
    broker.received.splice(0);
    const { said } = await run({}, NOW_MS + 86_400_000);
    expect(said).toEqual(expect.arrayContaining(['osd-1: the plant is 86400 s behind: it goes on from 600 s ago']));
    expect(timesMs()[0]).toBe(NOW_MS + 86_400_000 - 599_000);
  });

  it('goes on while the broker is away, and sends what it missed', async () => {
    await run({ state: undefined }, NOW_MS);
    const whole = broker.received.splice(0);
    let restarted: Promise<void> | null = null;
    broker.onMessage = (count) => {
      if (count === 700) restarted ??= broker.cut().then(() => broker.start());
    };
    const { said } = await run({ state: undefined }, NOW_MS);
    await Promise.resolve(restarted);
    const distinct = new Map(broker.received.map((message) => [JSON.stringify(message), message]));
    expect([...distinct.values()].map((message) => message.payload).sort()).toEqual(whole.map((message) => message.payload).sort());
    expect(said).toEqual(expect.arrayContaining([expect.stringMatching(/^osd-1: no connection to /), expect.stringMatching(/^osd-1: connected again/)]));
  });

  it('on a line with a clock of its own runs at any speed, as long as asked for', async () => {
    const line = path.join(folder, 'source.yaml');
    writeFileSync(line, readFileSync(options().line, 'utf8').replace('clock: wall', 'clock: source'));
    const types = [path.join(repositoryRoot, 'plants/types.yaml')];
    const { ending } = await run({ line, types, speed: Infinity, forS: 120, state: undefined }, NOW_MS);
    expect(ending.message).toMatch(/^osd-1: stopped at 2026-01-05T05:52:00.000Z/);
    expect(await run({ speed: 60 }, NOW_MS)).toMatchObject({
      ending: { code: 2, message: expect.stringMatching(/^--speed: osd-1 keeps the wall clock/) as string },
    });
  });

  it('refuses a plant file that it cannot read or whose machines it does not have', async () => {
    const broken = path.join(folder, 'broken.yaml');
    writeFileSync(broken, readFileSync(options().line, 'utf8').replace('rate: 210 /min', 'rate: 210 /day'));
    expect((await run({ line: broken }, NOW_MS)).ending).toEqual({
      code: 3,
      message: expect.stringMatching(/broken\.yaml:\d+:11 \/stations\/1\/rate expected a number with its unit/) as string,
    });
    expect((await run({ line: path.join(repositoryRoot, 'plants/press-replay.yaml') }, NOW_MS)).ending.code).toBe(3);
    expect((await run({ line: path.join(folder, 'absent.yaml') }, NOW_MS)).ending.code).toBe(3);
  });

  it('begins anew, and says so, where the state is not its own', async () => {
    const state = path.join(folder, 'state.json');
    for (const [text, why] of [
      ['{', /is not used: .*; a new plant begins/],
      ['{"format":0}', /is not used: it is of format 0, this simulator writes 1/],
    ] as const) {
      writeFileSync(state, text);
      expect((await run({ state, historyS: 5 }, NOW_MS)).said[0]).toMatch(why);
    }
    writeState(state, 'other', '{}');
    expect((await run({ state, historyS: 5 }, NOW_MS)).said[0]).toMatch(/it is of line other/);
  });
});
