import { jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { stringify } from 'yaml';
import { CellKpiGroup } from '../../src/contract/cell-kpi.js';
import { CellLive, CellSummary } from '../../src/contract/cell-live.js';
import { LotRecord, OrderRecord } from '../../src/contract/cell-view.js';
import { Info } from '../../src/contract/info.js';
import { AlarmRecord } from '../../src/contract/machine-alarm.js';
import { CellParameters } from '../../src/contract/parameter.js';
import { startApp, type TestApp } from '../app.js';
import { exampleDocument } from '../simulator/cell/plant.js';
import { twin } from './twin.js';

jest.setTimeout(60_000);

const NOW_MS = Date.parse('2026-01-05T12:00:00Z');
const ROOT = 'umh/v1/demo/valclair/solids/valclair-solids';
const at = (minutesAgo: number) => NOW_MS - minutesAgo * 60_000;

/** What is told of a morning: source, tag, minutes before now, value. */
const TOLD: [string, string, number, unknown][] = [
  ['', '_order_v1/Event', 200, { event: 'released', order: 'O-1', product: 'analgesic', batches: 2, due: NOW_MS + 86_400_000 }],
  ['dispensing', '_packml_v1/Status/StateCurrent', 182, 6],
  ['dispensing', '_batch_v1/LotId', 182, 'B-1'],
  ['dispensing', '_batch_v1/Event', 180, { event: 'batch-begin', lot: 'B-1', product: 'analgesic', order: 'O-1', items: 400 }],
  ['dispensing', '_batch_v1/Event', 180, { event: 'step-begin', lot: 'B-1', step: 'dispense', in: 400 }],
  ['dispensing', '_alarm_v1/Event', 170, { alarm: 'scale', raised: true, severity: 'low' }],
  ['dispensing', '_alarm_v1/Event', 165, { alarm: 'scale', raised: false, severity: 'low' }],
  ['dispensing', '_batch_v1/Event', 120, { event: 'step-end', lot: 'B-1', step: 'dispense', in: 400, good: 398, rejected: 2 }],
  ['', '_batch_v1/Event', 119, { event: 'stored', lot: 'B-1', store: 'staging', items: 398 }],
  ['', '_alarm_v1/Event', 60, { alarm: 'hold-limit', raised: true, severity: 'high', lot: 'B-1', store: 'staging' }],
  ['dispensing', '_packml_v1/Status/StateCurrent', 1, 4],
];

describe('twin cell, with a service', () => {
  let service: TestApp;
  let folder: string;
  let id: string;
  const get = async (resource: string): Promise<unknown> => (await fetch(`${service.url}/api/v1/${resource}`)).json();
  const run = (...args: string[]) => twin(['cell', ...args, '--server', service.url], { cwd: folder });
  const json = async (...args: string[]): Promise<unknown[]> => {
    const { code, out, err } = await run(...args, '--json');
    expect([code, err]).toEqual([0, '']);
    return out.trim() === '' ? [] : out.trim().split('\n').map((row) => JSON.parse(row) as unknown); // prettier-ignore
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'twin-cell-'));
    const document = exampleDocument();
    ({ id } = document);
    writeFileSync(path.join(folder, 'cell.yaml'), stringify({ ...document, mqtt: { prefix: ROOT } }));
    service = await startApp({ plants: [path.join(folder, 'cell.yaml')] }, { nowUs: () => NOW_MS * 1000 });
    const machines = await connectAsync(service.mqtt);
    for (const [source, tag, ago, value] of TOLD) {
      const body = { timestamp_ms: at(ago), value: typeof value === 'object' ? JSON.stringify(value) : value };
      await machines.publishAsync([ROOT, source, tag].filter((part) => part !== '').join('/'), JSON.stringify(body), { qos: 1 });
    }
    await machines.endAsync();
    for (let asOfUs: number | null = null; asOfUs !== at(1) * 1000; await setImmediate())
      ({ asOfUs } = ((await get(`cells/${id}`)) as { view: CellLive }).view);
  });
  afterAll(async () => {
    await service?.close();
    rmSync(folder, { recursive: true });
  });

  it('lists cells', async () => {
    const [summary, ...more] = (await json('list')).map((one) => CellSummary.parse(one));
    expect([summary!.cell, summary!.lots, more]).toEqual([id, 1, []]);
    const { out } = await run('ls', '--lang', 'fr');
    expect(out).toMatch(/^atelier +nom +données +en production .*\n/);
    expect(out.split('\n')[1]).toMatch(new RegExp(`^${id} `));
  });

  it('shows a cell: units, lots, alarms that stand', async () => {
    const [view] = (await json('show', id)).map((one) => CellLive.parse(one));
    expect(Object.keys(view!.alarms)).toEqual(['cell.hold-limit:store=staging:lot=B-1']);
    const { out } = await run('show', id);
    expect(out).toMatch(new RegExp(`^${id}, .*, live, 2026-01-05T12:59:00\\+01:00\n`));
    expect(out).toMatch(/\nB-1 +analgesic +O-1 +Dispensing +store: Weighed batches +2026-01-05T11:01:00\+01:00 +398 tablets\n/);
    expect(out).toMatch(/\nDispensing +.*\n/);
    expect(out).toContain('\nAlarms that stand: 1\n');
  });

  it('tells lots, within a time, and one with its steps and stays', async () => {
    expect((await json('lots', id)).map((one) => LotRecord.parse(one).lot)).toEqual(['B-1']);
    expect(await json('lots', id, '--from', 'now-9h', '--to', 'now-8h')).toEqual([]);
    expect((await run('lots', id, '--from', 'now-9h', '--to', 'now-8h')).out).toBe('No lot in this time\n');
    expect((await json('lots', id, '--product', 'analgesic', '--outcome', 'under-way')).length).toBe(1);
    expect(await json('lots', id, '--product', 'antibiotic')).toEqual([]);
    expect(await json('lots', id, '--outcome', 'done')).toEqual([]);
    expect(await run('lots', id, '--outcome', 'vanished')).toMatchObject({ code: 2 });
    expect((await run('lots', id, '--lang', 'fr')).out).toMatch(/^lot +produit .*\nB-1 +analgesic +O-1 +2026-01-05T10:00:00\+01:00 +– +en cours +– +– +–\n$/);
    const { out } = await run('lot', id, 'B-1');
    expect(out).toMatch(/\nDispensing +Dispensing +2026-01-05T10:00:00\+01:00 +60 min +400 tablets +398 tablets +2 tablets +–\n/);
    expect(out).toMatch(/\nstored +Weighed batches +2026-01-05T11:01:00\+01:00 +–\n/);
    expect(await run('lot', id, 'B-9')).toEqual({ code: 4, out: '', err: `${id} has no record of a lot B-9\n` });
  });

  it('tells orders and findings', async () => {
    expect((await json('orders', id)).map((one) => OrderRecord.parse(one))).toMatchObject([{ order: 'O-1', batches: 2, begun: 1, ended: 0, doneUs: null }]);
    expect((await run('orders', id)).out).toMatch(/\nO-1 +analgesic +2 +1 +0 +0 +2026-01-06T13:00:00\+01:00 +–\n$/);
    expect((await run('findings', id)).out).toBe('Nothing: the cell does as its model says\n');
  });

  it('tells the alarms that machines sent: those that stand first', async () => {
    const alarms = (await json('alarms', id)).map((one) => AlarmRecord.parse(one));
    expect(alarms.map(({ alarm, source, sinceUs, clearedUs, clearedBy }) => [alarm, source, sinceUs, clearedUs, clearedBy])).toEqual([
      ['hold-limit', 'cell', at(60) * 1000, null, null],
      ['scale', 'dispensing', at(170) * 1000, at(165) * 1000, 'source'],
    ]);
    expect((await json('alarms', id, '--from', 'now-1h')).map((one) => AlarmRecord.parse(one).alarm)).toEqual(['hold-limit']);
    expect((await run('alarms', id, '--lang', 'fr')).out).toMatch(
      /^alarme +gravité .*\nDurée d’attente dépassée +haute +atelier +2026-01-05T12:00:00\+01:00 +– +Lots pesés, B-1\nscale +basse +Pesée /,
    );
    expect(await run('alarms', id, '--from', 'now', '--to', 'now-1h')).toMatchObject({ code: 3, err: expect.stringContaining('/from must be before to') });
  });

  it('tells indicators by what is asked', async () => {
    const by = (grouping: string) => run('kpis', id, '--by', grouping, '--from', 'now-1d');
    const units = (await json('kpis', id)).map((one) => CellKpiGroup.parse(one));
    expect(units.every((group) => group.by === 'unit')).toBe(true);
    expect((await by('source')).out).toMatch(/^source +good +kWh +OEE \[%\] +TRS \[%\].*\n(.*\n)*Dispensing /);
    expect((await by('product')).out).toMatch(/^product .*\nanalgesic /);
    expect((await by('lot')).out).toMatch(/^lot .*\n(.*\n)*B-1 /);
    expect((await by('shift')).out).toMatch(/^shift .*\n2026-01-0/);
    expect(await by('moon')).toMatchObject({ code: 2 });
  });

  it('lists, acknowledges and measures the alarms of a cell as those of a line', async () => {
    const alarm = (...args: string[]) => twin(['alarm', ...args, '--server', service.url], { cwd: folder });
    const held = 'cell.hold-limit:store=staging:lot=B-1';
    expect((await alarm('list', '--cell', id, '--lang', 'fr')).out).toMatch(
      /^alarme +équipement +priorité .*\ncell\.hold-limit:store=staging:lot=B-1 +Site +haute +non acquittée +2026-01-05T12:00:00\+01:00 +– +Temps de tenue/,
    );
    expect(await alarm('ack', held, '--cell', id, '--why', 'blocked')).toMatchObject({ code: 0, err: '' });
    expect(await alarm('ack', held, '--cell', id)).toMatchObject({ code: 1, err: `${held}: anonymous has acknowledged it already\n` });
    expect(await alarm('ack', 'cell.no-such', '--cell', id)).toMatchObject({ code: 4, err: `cell ${id} has and had no alarm cell.no-such\n` });
    const shelved = await alarm('shelve', held, '--cell', id, '--for', '2 h', '--why', 'deviation open', '--json');
    expect(JSON.parse(shelved.out)).toMatchObject({ state: 'shelved', shelved: { why: 'deviation open' } });
    expect((await alarm('out-of-service', held, '--cell', id, '--why', 'known')).out).toContain('out of service');
    expect((await alarm('in-service', held, '--cell', id)).out).toContain('unacknowledged');
    expect((await alarm('history', '--cell', id, '--alarm', held)).out).toMatch(/returned to service +– +anonymous/);
    expect(JSON.parse((await alarm('kpis', '--cell', id, '--json')).out)).toMatchObject({ line: id, alarms: 1, advisories: 1 });
    expect((await alarm('kpis', '--cell', id)).out).toMatch(/alarms in 10 min, mean +0\.00 +≤ 1: acceptable/);
    expect(await alarm('list')).toMatchObject({ code: 2, err: 'whose alarms? expected either --line LINE or --cell CELL\n' });
    expect(await alarm('list', '--cell', 'nowhere')).toMatchObject({ code: 4 });
    expect(await alarm('history', '--cell', id, '--limit', '0')).toMatchObject({ code: 2 });
  });

  it('ends with 4 where there is no such cell, with 2 where none is named', async () => {
    for (const what of ['show', 'lots', 'orders', 'findings', 'alarms', 'kpis'])
      expect(await run(what, 'nowhere')).toEqual({ code: 4, out: '', err: 'there is no cell nowhere\n' }); // prettier-ignore
    expect(await run('show')).toMatchObject({ code: 2 });
  });

  it('whose service names it, with the version of its model, and gives its parameters', async () => {
    const info = Info.parse(await get('info'));
    expect([info.lines, info.cells]).toEqual([[], [id]]);
    const { cell, version, items } = CellParameters.parse(await get(`cells/${id}/parameters`));
    expect([cell, info.models]).toEqual([id, [{ line: id, version }]]);
    expect(items.find(({ pointer }) => pointer === '/stores/staging/holdLimit')).toMatchObject({ value: 168 * 3600, unit: 's' });
    expect((await fetch(`${service.url}/api/v1/cells/nowhere/parameters`)).status).toBe(404);
  });
});
