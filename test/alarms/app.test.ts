import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { connectAsync, type MqttClient } from 'mqtt';
import { DataSource } from 'typeorm';
import { WebSocket } from 'ws';
import { TwinHttp } from '../../client/http.js';
import { TwinStream } from '../../client/stream.js';
import { AlarmsService } from '../../src/alarms/alarms.service.js';
import { type AlarmEvent, AlarmHistory } from '../../src/contract/alarm.js';
import { ServerMessage } from '../../src/contract/stream.js';
import { TwinService } from '../../src/twin/twin.service.js';
import { startApp, type TestApp } from '../app.js';
import { LINE } from '../plant/line.js';

jest.setTimeout(60_000);

const TEXTS = `cause: { en: c, fr: c }, consequence: { en: k, fr: k }, response: { en: r, fr: r }`;
const RULE = `name: { en: n, fr: n }, ${TEXTS}`;
/** Working around the clock, so that the hour of the test says nothing. */
const PLANT = LINE.replace(
  /shifts:[\s\S]*?tariff:/,
  () => "shifts:\n  - { id: all, name: { en: a, fr: a }, days: [mon, tue, wed, thu, fri, sat, sun], from: '00:00', to: '24:00' }\ntariff:",
).replace(
  'power: { standby: 0.5 kW, idle: 1 kW, execute: 4 kW }',
  (power) => `${power}
    alarms:
      - { id: hot, priority: urgent, on: { when: above, signal: process.temp, limit: 100, deadBand: 5 }, offDelay: 0 s, ${RULE} }
      - { id: seal, priority: high, on: { when: above, signal: process.seal, limit: 100 }, offDelay: 60 s, ${RULE} }
      - { id: silent, priority: medium, on: { when: silent }, offDelay: 0 s, ${RULE} }
      - { id: warm, kind: advisory, priority: low, on: { when: above, signal: process.temp, limit: 90 }, offDelay: 0 s, ${RULE} }`,
);
const TOKENS = `chief chief-token-0123456789 read edit
guest guest-token-0123456789 read
other other-token-0123456789 read:elsewhere edit:elsewhere`;
const PACK = { line: 'pack-1' };
const PREFIX = 'umh/v1/demo/north/packing/pack-1';

/** The wall clock stands where the test puts it: at the newest time that a machine has spoken of. */
let sourceMs = Date.now();
const clock = { nowUs: () => sourceMs * 1000 };

let folder: string;
let service: TestApp;
let machine: MqttClient;
let chief: TwinHttp;

async function begin(): Promise<void> {
  service = await startApp({ dataDir: path.join(folder, 'data'), plants: [path.join(folder, 'line.yaml')], tokens: TOKENS }, clock);
  machine = await connectAsync(service.mqtt);
  chief = client('chief');
}
async function end(): Promise<void> {
  await machine.endAsync();
  await service.close();
}
const client = (name: string) => new TwinHttp({ url: service.url, token: `${name}-token-0123456789` });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'twin-alarms-'));
  await writeFile(path.join(folder, 'line.yaml'), PLANT);
  await begin();
});
afterAll(async () => {
  await end();
  await rm(folder, { recursive: true, force: true });
});

async function say(tag: string, value: unknown, atMs = ++sourceMs): Promise<void> {
  await machine.publishAsync(`${PREFIX}/packer/${tag}`, JSON.stringify({ timestamp_ms: atMs, value }), { qos: 1 });
}
const temp = (value: number, atMs?: number) => say('_process_v1/Temp', value, atMs);

/** What is written, oldest first. */
async function told(): Promise<AlarmEvent[]> {
  await service.app.get(AlarmsService).keep();
  return (await chief.alarmHistory(PACK, { limit: 500 })).items.reverse();
}
const told_ = async () => (await told()).map(({ alarm, event, who }) => `${alarm} ${event}${who === null ? '' : ` by ${who}`}`);

describe('alarms of the running service', () => {
  it('are raised by what machines say, listed by priority, and acknowledged with the name of the token', async () => {
    await temp(101);
    const { items, seq } = await chief.alarms(PACK);
    expect(seq).toBe(2);
    expect(items.map(({ id, state, kind, value }) => [id, state, kind, value])).toEqual([
      ['packer.hot', 'unacknowledged', 'alarm', 101],
      ['packer.warm', 'active', 'advisory', 101],
    ]);
    expect(items[0]).toMatchObject({ unit: 'packer', priority: 'urgent', raisedAtUs: sourceMs * 1000, cause: { en: 'c' }, response: { fr: 'r' } });
    const acknowledged = await chief.acknowledgeAlarm(PACK, 'packer.hot', { why: 'on my way' });
    expect(acknowledged).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'chief' });
    await temp(96); // within the dead-band
    await temp(80);
    expect((await chief.alarms(PACK)).items).toEqual([]);
    expect((await told()).map(({ seq, event, alarm, who, why, value }) => [seq, event, alarm, who, why, value])).toEqual([
      [1, 'raised', 'packer.hot', null, null, 101],
      [2, 'raised', 'packer.warm', null, null, 101],
      [3, 'acknowledged', 'packer.hot', 'chief', 'on my way', 101],
      [4, 'returned', 'packer.hot', null, null, 80],
      [5, 'returned', 'packer.warm', null, null, 80],
    ]);
  });

  it('refuse, as problems, what cannot be done and whoever may not', async () => {
    const refused = (doing: Promise<unknown>) => expect(doing).rejects;
    await refused(chief.acknowledgeAlarm(PACK, 'packer.hot')).toMatchObject({
      status: 409,
      code: 'conflict',
      message: expect.stringMatching(/^packer\.hot: it is gone, and returned at 20\S+Z$/) as string,
    });
    await refused(chief.acknowledgeAlarm(PACK, 'packer.warm')).toMatchObject({
      status: 409,
      message: 'packer.warm: an advisory asks for no acknowledgement',
    });
    await refused(chief.unshelveAlarm(PACK, 'packer.hot')).toMatchObject({ status: 409, message: 'packer.hot: it is not shelved' });
    await refused(chief.acknowledgeAlarm(PACK, 'packer.cold')).toMatchObject({ status: 404, message: 'line pack-1 has and had no alarm packer.cold' });
    await refused(chief.alarms({ line: 'pack-9' })).toMatchObject({ status: 404 });
    await refused(chief.shelveAlarm(PACK, 'packer.hot', { for: '8 d', why: 'x' })).toMatchObject({
      status: 422,
      issues: [{ pointer: '/for', detail: 'must be at most 7 days' }],
    });
    await refused(chief.shelveAlarm(PACK, 'packer.hot', { until: '2020-01-01T00:00:00Z', why: 'x' })).toMatchObject({
      issues: [{ pointer: '/until', detail: 'must be later than the time of the line' }],
    });
    await refused(chief.shelveAlarm(PACK, 'packer.hot', { why: 'x' })).toMatchObject({ issues: [{ pointer: '', detail: 'expected either for or until' }] });
    await refused(chief.shelveAlarm(PACK, 'packer.hot', { for: '1 h' } as never)).toMatchObject({ status: 422, issues: [{ pointer: '/why' }] });
    await refused(client('guest').acknowledgeAlarm(PACK, 'packer.hot')).toMatchObject({ status: 403 });
    await refused(client('other').alarms(PACK)).toMatchObject({ status: 403 });
    expect((await client('guest').alarms(PACK)).items).toEqual([]);
    expect(await told()).toHaveLength(5);
  });

  it('a late reading and one out of order raise nothing and move no time back', async () => {
    const before = await told();
    await temp(500, sourceMs - 5_000); // older than the newest of its signal: left out
    sourceMs += 100;
    await say('_process_v1/Other', 1, sourceMs); // the line is ahead of what follows
    await temp(120, sourceMs - 50); // newer than its signal had, older than the line
    const events = (await told()).slice(before.length);
    expect(events.map(({ event, alarm, value, atUs }) => [event, alarm, value, atUs])).toEqual([
      ['raised', 'packer.hot', 120, sourceMs * 1000],
      ['raised', 'packer.warm', 120, sourceMs * 1000],
    ]);
    await temp(20);
    await chief.acknowledgeAlarm(PACK, 'packer.hot');
  });

  it('a shelf keeps an alarm quiet until its time, and says who put it there', async () => {
    const shelved = await chief.shelveAlarm(PACK, 'packer.hot', { for: '2 h', why: 'sensor on order' });
    expect(shelved).toMatchObject({ state: 'shelved', shelved: { who: 'chief', why: 'sensor on order' } });
    await temp(130);
    expect((await chief.alarms(PACK)).items[0]).toMatchObject({ id: 'packer.hot', state: 'shelved' });
    expect(await chief.unshelveAlarm(PACK, 'packer.hot', { why: 'new sensor' })).toMatchObject({ state: 'unacknowledged', shelved: null });
    await chief.acknowledgeAlarm(PACK, 'packer.hot');
    await temp(20);
  });

  it('a flood about a limit is one alarm', async () => {
    const before = (await told()).length;
    await Promise.all(Array.from({ length: 2000 }, (_, i) => say('_process_v1/Seal', i % 2 ? 90 : 110)));
    expect((await told_()).slice(before)).toEqual(['packer.seal raised']);
    await chief.acknowledgeAlarm(PACK, 'packer.seal');
  });

  it('the history is read page by page, of one alarm or one machine', async () => {
    const all = (await told()).reverse();
    const first = await chief.alarmHistory(PACK, { limit: 4 });
    const second = await chief.alarmHistory(PACK, { limit: 500, cursor: first.next! });
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second.next).toBeNull();
    expect((await chief.alarmHistory(PACK, { alarm: 'packer.seal' })).items.map(({ event }) => event)).toEqual(['acknowledged', 'raised']);
    expect((await chief.alarmHistory(PACK, { unit: 'filler' })).items).toEqual([]);
    await expect(chief.alarmHistory(PACK, { cursor: 'x' })).rejects.toMatchObject({ status: 422, issues: [{ pointer: '/cursor' }] });
  });

  it('the history can only be added to', async () => {
    const database = service.app.get(DataSource);
    for (const change of ["UPDATE alarm_event SET who = 'nobody'", 'DELETE FROM alarm_event', 'TRUNCATE alarm_event'])
      await expect(database.query(change)).rejects.toThrow('the history of alarms is only added to');
  });

  it('come over the stream in their order, none left out, while the state is conflated', async () => {
    const { seq: before } = await chief.alarms(PACK);
    const heard: AlarmEvent[] = [];
    let wake = () => undefined as void;
    const stream = new TwinStream({
      url: service.ws,
      token: 'guest-token-0123456789',
      webSocket: WebSocket,
      validate: (message) => ServerMessage.parse(message),
    });
    const listening = new Promise<void>((resolve) => {
      const onAlarms = (events: AlarmEvent[], missed: number) => {
        expect(missed).toBe(0);
        heard.push(...events);
        wake();
      };
      stream.subscribe('pack-1', { maxHz: 1 }, { onState: () => resolve(), onAlarms });
    });
    await listening;
    for (let i = 0; i < 20; i++) await temp(i % 2 ? 20 : 130);
    while (heard.length < 40) await new Promise<void>((resolve) => (wake = resolve));
    stream.close();
    expect(heard).toEqual((await told()).slice(before));
    await chief.acknowledgeAlarm(PACK, 'packer.hot');
  });

  it('silence is raised by the clock, counted in the metrics, and over when the machine is heard', async () => {
    const before = (await told()).length;
    await say('_packml_v1/Status/CurMachSpeed', 20);
    const heardUs = sourceMs * 1000;
    sourceMs += 120_000;
    service.app.get(AlarmsService).tick();
    expect((await told()).slice(before)).toMatchObject([
      { event: 'raised', alarm: 'packer.silent', atUs: heardUs + 30_000_001 },
      { event: 'returned', alarm: 'packer.seal' }, // its off-delay has passed
    ]);
    expect(await (await fetch(`${service.url}/metrics`)).text()).toContain('twin_alarms_active{line="pack-1",priority="medium"} 1');
    await say('_packml_v1/Status/CurMachSpeed', 20);
    expect((await told_()).at(-1)).toBe('packer.silent returned');
    await chief.acknowledgeAlarm(PACK, 'packer.silent');
  });
});

describe('after a restart', () => {
  it('alarms stand as they stood, and the same readings again raise nothing twice', async () => {
    const twinFolder = path.join(folder, 'data', 'twin');
    await service.app.get(TwinService).save();
    await cp(twinFolder, path.join(folder, 'older'), { recursive: true });
    for (const value of [140, 20, 140]) await temp(value);
    await say('_process_v1/Seal', 150);
    await chief.acknowledgeAlarm(PACK, 'packer.seal');
    await chief.shelveAlarm(PACK, 'packer.warm', { for: '1 h', why: 'known' });
    const before = { active: await chief.alarms(PACK), history: await told() };
    expect(before.active.items.map(({ id, state }) => [id, state])).toEqual([
      ['packer.hot', 'unacknowledged'],
      ['packer.seal', 'acknowledged'],
      ['packer.warm', 'shelved'],
    ]);
    await end();
    // As after a crash before the twin was saved: it takes the readings in again.
    await rm(twinFolder, { recursive: true });
    await cp(path.join(folder, 'older'), twinFolder, { recursive: true });
    await begin();
    await temp(141);
    const twin = service.app.get(TwinService);
    while (twin.view('pack-1').view.units['packer']!.signals['process.temp']?.value !== 141) await setImmediate();
    expect(await told()).toEqual(before.history);
    expect((await chief.alarms(PACK)).items.map(({ id, state }) => [id, state])).toEqual(before.active.items.map(({ id, state }) => [id, state]));
    await temp(20);
    expect((await told()).slice(before.history.length).map(({ seq, event, alarm }) => [seq, event, alarm])).toEqual([
      [before.history.length + 1, 'returned', 'packer.hot'],
      [before.history.length + 2, 'returned', 'packer.warm'],
    ]);
  });

  it('events are still told by their number to a client that was away', async () => {
    const all = await told();
    const stream = new WebSocket(service.ws, ['twin.v1'], { headers: { authorization: 'Bearer guest-token-0123456789' } });
    const frames: ServerMessage[] = [];
    await new Promise<void>((resolve) => {
      stream.on('open', () => stream.send(JSON.stringify({ type: 'sub', line: 'pack-1', resume: { epoch: 'before', rev: 1, alarmSeq: all.length - 3 } })));
      stream.on('message', (data: Buffer) => {
        frames.push(ServerMessage.parse(JSON.parse(data.toString())));
        if (frames.some(({ type }) => type === 'alarms')) resolve();
      });
    });
    stream.close();
    expect(frames.flatMap((frame) => (frame.type === 'alarms' ? frame.events : []))).toEqual(all.slice(-3));
  });

  it('a page of the contract is what the interface gives', async () => {
    const answer = await fetch(`${service.url}/api/v1/lines/pack-1/alarms/history`, { headers: { authorization: 'Bearer guest-token-0123456789' } });
    expect(AlarmHistory.safeParse(await answer.json()).success).toBe(true);
  });
});
