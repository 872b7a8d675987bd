import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { connectAsync, type MqttClient } from 'mqtt';
import { WebSocket } from 'ws';
import { stringify } from 'yaml';
import { TwinHttp } from '../../client/http.js';
import { TwinStream } from '../../client/stream.js';
import { AlarmsService } from '../../src/alarms/alarms.service.js';
import type { AlarmEvent } from '../../src/contract/alarm.js';
import { CellsService } from '../../src/cells/cells.service.js';
import { ServerMessage } from '../../src/contract/stream.js';
import { startApp, type TestApp } from '../app.js';
import { exampleDocument } from '../simulator/cell/plant.js';
import { alarm } from '../model/alarm-lines.js';

jest.setTimeout(60_000);

const ROOT = 'umh/v1/demo/valclair/solids/valclair-solids';
const CELL = { cell: 'solid-dose' };
const TOKENS = `chief chief-token-0123456789 read edit
guest guest-token-0123456789 read
other other-token-0123456789 read:elsewhere edit:elsewhere`;
const WORDS = { ...alarm('jam', {}), on: undefined, priority: 'urgent', onDelay: '0 s', offDelay: '0 s' };
const document = {
  ...exampleDocument(),
  mqtt: { prefix: ROOT },
  alarms: [
    alarm('room', { when: 'below', of: 'zones.solids', signal: 'hvac.roomDp', limit: 10 }),
    alarm('hold', { when: 'hold-time', of: 'stores.staging', share: 0.5 }),
  ],
  machineAlarms: [WORDS],
};

/** The wall clock stands where the test puts it: at the newest time that a machine has spoken of. */
let sourceMs = Date.parse('2026-01-05T12:00:00Z');
const clock = { nowUs: () => sourceMs * 1000 };
let folder: string;
let service: TestApp;
let machines: MqttClient;
let chief: TwinHttp;
const client = (name: string) => new TwinHttp({ url: service.url, token: `${name}-token-0123456789` });

async function begin(): Promise<void> {
  service = await startApp({ dataDir: path.join(folder, 'data'), plants: [path.join(folder, 'cell.yaml')], tokens: TOKENS }, clock);
  machines = await connectAsync(service.mqtt);
  chief = client('chief');
}
async function end(): Promise<void> {
  await machines.endAsync();
  await service.close();
}
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'twin-cell-alarms-'));
  await writeFile(path.join(folder, 'cell.yaml'), stringify(JSON.parse(JSON.stringify(document))));
  await begin();
});
afterAll(async () => {
  await end();
  await rm(folder, { recursive: true, force: true });
});

async function say(source: string, tag: string, value: unknown): Promise<void> {
  const body = { timestamp_ms: ++sourceMs, value: typeof value === 'object' ? JSON.stringify(value) : value };
  await machines.publishAsync([ROOT, source, tag].filter((part) => part !== '').join('/'), JSON.stringify(body), { qos: 1 });
  const cells = service.app.get(CellsService);
  while (cells.find(CELL.cell)!.asOfUs !== sourceMs * 1000) await setImmediate();
}
const room = (dp: number) => say('zones/solids', '_hvac_v1/RoomDp', dp);
const sent = (raised: boolean) => say('packaging', '_alarm_v1/Event', { alarm: 'jam', machine: 'blister', severity: 'low', raised });
async function told(): Promise<AlarmEvent[]> {
  await service.app.get(AlarmsService).keep();
  return (await chief.alarmHistory(CELL, { limit: 500 })).items.reverse();
}
const names = async () => (await told()).map(({ alarm: id, event, who }) => `${id} ${event}${who === null ? '' : ` by ${who}`}`);

describe('alarms of a cell', () => {
  it('of a rule and of a machine are listed, acknowledged and shelved as those of a line', async () => {
    await room(15);
    await room(8);
    await sent(true);
    const { items } = await chief.alarms(CELL);
    expect(items.map(({ id, origin, priority, state, value }) => [id, origin, priority, state, value])).toEqual([
      ['packaging.blister.jam', 'machine', 'urgent', 'unacknowledged', null],
      ['room', 'rule', 'high', 'unacknowledged', 8],
    ]);
    expect(await chief.acknowledgeAlarm(CELL, 'packaging.blister.jam', { why: 'on my way' })).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'chief' });
    expect(await chief.shelveAlarm(CELL, 'room', { for: '2 h', why: 'door test' })).toMatchObject({ state: 'shelved', shelved: { who: 'chief' } });
    await sent(false);
    await room(15);
    expect(await names()).toEqual([
      'room raised',
      'packaging.blister.jam raised',
      'packaging.blister.jam acknowledged by chief',
      'room shelved by chief',
      'packaging.blister.jam returned',
      'room returned',
    ]);
    expect(await chief.unshelveAlarm(CELL, 'room')).toMatchObject({ state: 'normal' });
    const gone = (await told()).find(({ alarm: id, event }) => id === 'packaging.blister.jam' && event === 'returned')!.atUs;
    await expect(chief.acknowledgeAlarm(CELL, 'packaging.blister.jam')).rejects.toMatchObject({
      status: 404,
      message: `packaging.blister.jam is gone: it returned at ${new Date(gone / 1000).toISOString()}`,
    });
    expect((await chief.alarms(CELL)).items).toEqual([]);
  });

  it('about a lot has a name with signs, and is answered by it', async () => {
    await say('', '_batch_v1/Event', { event: 'stored', lot: 'B/1 ä', store: 'staging', items: 1 });
    sourceMs += 100 * 3600_000;
    await room(15);
    const [shown] = (await chief.alarms(CELL)).items;
    expect(shown).toMatchObject({ id: 'hold:lot=B/1 ä', unit: 'stores.staging', about: { lot: 'B/1 ä', store: 'staging' } });
    expect(await chief.acknowledgeAlarm(CELL, shown!.id)).toMatchObject({ state: 'acknowledged' });
    expect((await chief.alarmHistory(CELL, { alarm: shown!.id })).items.map(({ event }) => event)).toEqual(['acknowledged', 'raised']);
  });

  it('out of service stay so until somebody puts them back, and ask for why', async () => {
    await expect(chief.takeAlarmOutOfService(CELL, 'room', {} as never)).rejects.toMatchObject({ status: 422, issues: [{ pointer: '/why' }] });
    expect(await chief.takeAlarmOutOfService(CELL, 'room', { why: 'sensor removed' })).toMatchObject({
      state: 'out-of-service',
      outOfService: { who: 'chief' },
    });
    await room(3);
    expect((await chief.alarms(CELL)).items.find(({ id }) => id === 'room')).toMatchObject({ state: 'out-of-service' });
    expect(await chief.returnAlarmToService(CELL, 'room')).toMatchObject({ state: 'unacknowledged' });
    await room(15);
    await chief.acknowledgeAlarm(CELL, 'room');
    expect((await names()).slice(-5)).toEqual([
      'room out-of-service by chief',
      'room raised',
      'room in-service by chief',
      'room returned',
      'room acknowledged by chief',
    ]);
  });

  it('refuse who may not, and what is not there', async () => {
    await expect(client('guest').acknowledgeAlarm(CELL, 'room')).rejects.toMatchObject({ status: 403 });
    await expect(client('other').alarms(CELL)).rejects.toMatchObject({ status: 403 });
    await expect(chief.acknowledgeAlarm(CELL, 'nothing')).rejects.toMatchObject({ status: 404, message: 'cell solid-dose has and had no alarm nothing' });
    await expect(chief.alarms({ line: CELL.cell })).rejects.toMatchObject({ status: 404, message: 'there is no line solid-dose' });
    await expect(chief.acknowledgeAlarm(CELL, 'room')).rejects.toMatchObject({ status: 409 });
    await expect(chief.alarmKpis(CELL, { from: 'now-40d' })).rejects.toMatchObject({
      status: 422,
      issues: [{ pointer: '/from', detail: 'must be at most 31 days before to' }],
    });
  });

  it('are counted by priority for an overview, and measured over a window', async () => {
    await sent(true);
    await room(8);
    expect(await chief.alarmCounts()).toEqual([{ line: 'solid-dose', alarms: { urgent: 1, high: 2, medium: 0, low: 0 }, unacknowledged: 2, advisories: 0 }]);
    expect(await client('other').alarmCounts()).toEqual([]);
    sourceMs += 2; // the window ends before now
    const raised = (await told()).filter(({ event }) => event === 'raised');
    const kpis = await chief.alarmKpis(CELL);
    expect([kpis.alarms, kpis.top[0], kpis.acknowledged.count]).toEqual([raised.length, { alarm: 'room', alarms: 3, share: 3 / raised.length }, 3]);
    const later = await chief.alarmKpis(CELL, { from: new Date(sourceMs - 1).toISOString() });
    expect([later.alarms, later.top]).toEqual([0, []]);
    await room(15);
    await sent(false);
  });

  it('come over the stream in their order', async () => {
    const before = (await told()).length;
    const heard: AlarmEvent[] = [];
    let wake = () => undefined as void;
    const stream = new TwinStream({
      url: service.ws,
      token: 'guest-token-0123456789',
      webSocket: WebSocket,
      validate: (message) => ServerMessage.parse(message),
    });
    await new Promise<void>((resolve) =>
      stream.subscribe(CELL.cell, { maxHz: 1 }, { onCell: () => resolve(), onAlarms: (events) => (heard.push(...events), wake()) }),
    );
    for (const dp of [8, 15, 8, 15]) await room(dp);
    while (heard.length < 4) await new Promise<void>((resolve) => (wake = resolve));
    stream.close();
    expect(heard).toEqual((await told()).slice(before));
    await chief.acknowledgeAlarm(CELL, 'room');
    await chief.acknowledgeAlarm(CELL, 'packaging.blister.jam');
  });
});

it('after a restart alarms stand as they stood, and the same readings again raise nothing twice', async () => {
  const cells = path.join(folder, 'data', 'cells');
  await service.app.get(CellsService).save();
  await cp(cells, path.join(folder, 'older'), { recursive: true });
  await sent(true);
  await room(8);
  await chief.shelveAlarm(CELL, 'packaging.blister.jam', { for: '1 h', why: 'known' });
  const before = { active: (await chief.alarms(CELL)).items, history: await told() };
  expect(before.active.map(({ id, state }) => [id, state])).toEqual([
    ['packaging.blister.jam', 'shelved'],
    ['room', 'unacknowledged'],
    ['hold:lot=B/1 ä', 'acknowledged'],
  ]);
  await end();
  // As after a crash before the record was saved: it takes the readings in again.
  await rm(cells, { recursive: true });
  await cp(path.join(folder, 'older'), cells, { recursive: true });
  await begin();
  await room(7);
  expect(await told()).toEqual(before.history);
  expect((await chief.alarms(CELL)).items.map(({ id, state }) => [id, state])).toEqual(before.active.map(({ id, state }) => [id, state]));
  await sent(false);
  expect((await told()).slice(before.history.length).map(({ seq, alarm: id, event }) => [seq, id, event])).toEqual([
    [before.history.length + 1, 'packaging.blister.jam', 'returned'],
  ]);
});
