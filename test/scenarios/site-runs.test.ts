import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { connectAsync } from 'mqtt';
import { stringify } from 'yaml';
import { TwinHttp } from '../../client/http.js';
import { CellScenarioResult } from '../../src/contract/cell-scenario.js';
import type { Issue } from '../../src/contract/problem.js';
import { Moments } from '../../src/contract/moment.js';
import { Run, RunPage, type RunProgress } from '../../src/contract/run.js';
import { startApp, type TestApp } from '../app.js';
import { exampleDocument } from '../simulator/cell/plant.js';

jest.setTimeout(60_000);

const NOW_MS = Date.parse('2026-01-05T12:00:00Z');
const ROOT = 'umh/v1/demo/valclair/solids/valclair-solids';
const at = (minutesAgo: number) => NOW_MS - minutesAgo * 60_000;
/** source, tag, minutes before now, value */
const TOLD: [string, string, number, unknown][] = [
  ['', '_order_v1/Event', 200, { event: 'released', order: 'O-1', product: 'analgesic', batches: 2, due: NOW_MS + 86_400_000 }],
  ['dispensing', '_packml_v1/Status/StateCurrent', 182, 6],
  ['dispensing', '_batch_v1/LotId', 182, 'B-1'],
  ['dispensing', '_batch_v1/Event', 180, { event: 'batch-begin', lot: 'B-1', product: 'analgesic', order: 'O-1', items: 400 }],
  ['dispensing', '_batch_v1/Event', 180, { event: 'step-begin', lot: 'B-1', step: 'dispense', in: 400 }],
  ['dispensing', '_packml_v1/Status/StateCurrent', 1, 6],
];

let folder: string;
let service: TestApp;
let server: TwinHttp;
let ask: Record<string, unknown>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'twin-site-runs-'));
  const document = exampleDocument();
  writeFileSync(path.join(folder, 'cell.yaml'), stringify({ ...document, mqtt: { prefix: ROOT } }));
  writeFileSync(path.join(folder, 'twin.yaml'), stringify({ ...document, id: 'built-alike', mqtt: { prefix: 'umh/v1/demo/valclair/solids/built-alike' } }));
  service = await startApp({ plants: ['cell.yaml', 'twin.yaml'].map((name) => path.join(folder, name)) }, { nowUs: () => NOW_MS * 1000 });
  server = new TwinHttp({ url: service.url });
  ask = {
    cell: document.id,
    question: 'Is a second booth worth it?',
    start: { from: 'empty', at: '2026-01-05T06:00:00Z' },
    horizon: '2 d',
    replications: 4,
    seed: 3,
    variants: [{ id: 'second', changes: [{ kind: 'add-unit', like: 'dispensing', id: 'dispensing-2' }] }],
  };
});
afterAll(async () => {
  await service?.close();
  rmSync(folder, { recursive: true });
});

const get = (place: string) => fetch(`${service.url}${place}`);
const post = (body: unknown, query = '') =>
  fetch(`${service.url}/api/v1/runs${query}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function answered(body: unknown, query = ''): Promise<string> {
  const response = await post(body, query);
  expect([response.status, await response.clone().text()]).toEqual([202, expect.stringContaining('queued')]);
  const run = Run.parse(await response.json());
  expect(await server.follow(run.id, () => undefined)).toEqual({ id: run.id, status: 'succeeded', failure: null });
  return (await get(`/api/v1/runs/${run.id}/result`)).text();
}
const parsed = (bytes: string) => CellScenarioResult.parse(JSON.parse(bytes));

describe('a run about a site', () => {
  it('is accepted, tells how far it is, and answers in the form of the contract; asked again it is the same run', async () => {
    const response = await post(ask);
    const run = Run.parse(await response.json());
    expect([response.status, run.of, run.line]).toEqual([202, 'cell', ask['cell']]);
    const told: RunProgress[] = [];
    expect((await server.follow(run.id, (progress) => told.push(progress))).status).toBe('succeeded');
    expect(told.at(-1)).toMatchObject({ done: 4, total: 4 });
    const { variants } = parsed(await (await get(`/api/v1/runs/${run.id}/result`)).text());
    expect(variants.map(({ id, kpis }) => [id, kpis.energyKwh!.n])).toEqual([
      ['baseline', 4],
      ['second', 4],
    ]);
    const again = await post({ ...ask, question: 'In other words?' });
    expect([again.status, Run.parse(await again.json()).id]).toEqual([200, run.id]);
    const { start } = parsed(await (await get(`/api/v1/runs/${run.id}/result`)).text());
    const kept = Run.parse(await (await post({ ...ask, start: { from: 'snapshot', hash: start.hash } })).json());
    expect((await server.follow(kept.id, () => undefined)).status).toBe('succeeded');
    expect(parsed(await server.resultText(kept.id)).variants).toEqual(variants);
    expect(RunPage.parse(await (await get('/api/v1/runs')).json()).items.map(({ of }) => of)).toContain('cell');
  });

  it.each(['empty', 'steady'])('of each of two sites that begin alike can be done again from where it began: %s', async (from) => {
    const start = { from, at: '2026-01-05T06:00:00Z', ...(from === 'steady' && { warmUp: '1 d' }) };
    const hashes: string[] = [];
    for (const cell of [ask['cell'], 'built-alike']) {
      const first = parsed(await answered({ ...ask, cell, start, replications: 2, variants: [] }, '?fresh=true'));
      const again = parsed(await answered({ ...ask, cell, start: { from: 'snapshot', hash: first.start.hash }, replications: 2, variants: [] }, '?fresh=true'));
      expect(again).toEqual(first);
      hashes.push(first.start.hash);
    }
    expect(new Set(hashes).size).toBe(2);
  });

  it('is told in lists with what its answer says, where that is asked for', async () => {
    const told = await answered({ ...ask, question: 'What does it say?', seed: 11, kpis: ['lotsDone', 'energyKwh'] });
    const { variants } = parsed(told);
    const [plain, judged] = await Promise.all(['', '?verdicts=true'].map(async (query) => RunPage.parse(await (await get(`/api/v1/runs${query}`)).json())));
    const first = judged!.items.find(({ question }) => question === 'What does it say?');
    expect(first).toMatchObject({ status: 'succeeded', result: null });
    expect(first!.verdicts!.map(({ variant, kpi, verdict }) => [variant, kpi, verdict])).toEqual(
      ['lotsDone', 'energyKwh'].map((kpi) => ['second', kpi, Object.entries(variants[1]!.difference!).find(([id]) => id === kpi)![1]!.verdict]),
    );
    expect(first!.verdicts!.at(-1)!.share).toBeCloseTo(variants[1]!.difference!.energyKwh!.mean / variants[0]!.kpis.energyKwh!.mean, 12);
    expect(plain!.items.filter(({ verdicts }) => verdicts !== undefined)).toEqual([]);
  });

  it('from live waits for the first reading; then it begins where the site stands, and from its snapshot gives the same bytes', async () => {
    const live = { ...ask, start: { from: 'live' } };
    const early = await post(live);
    expect([early.status, ((await early.json()) as { type: string }).type]).toEqual([409, '/problems/not-ready']);
    const machines = await connectAsync(service.mqtt);
    for (const [source, tag, ago, value] of TOLD) {
      const body = { timestamp_ms: at(ago), value: typeof value === 'object' ? JSON.stringify(value) : value };
      await machines.publishAsync([ROOT, source, tag].filter((part) => part !== '').join('/'), JSON.stringify(body), { qos: 1 });
    }
    await machines.endAsync();
    for (let asOfUs: number | null = null; asOfUs !== at(1) * 1000; await setImmediate()) ({ asOfUs } = (await server.cell(ask['cell'] as string)).view);
    const bytes = await answered(live);
    const { start, variants } = parsed(bytes);
    expect(start).toMatchObject({ from: 'live', atUs: at(1) * 1000, epoch: expect.any(String) as string });
    expect(start.revision).toBeGreaterThanOrEqual(0);
    expect(variants[0]!.kpis.energyKwh!.mean).toBeGreaterThan(0);
    expect(await answered({ ...ask, start: { from: 'snapshot', hash: start.hash } }, '?fresh=true')).toBe(bytes);
  });

  it('begins at the kept moment nearest to a past instant, and tells which; where none is near it is refused', async () => {
    const kept = Moments.parse(await (await get(`/api/v1/cells/${ask['cell'] as string}/moments`)).json());
    expect(kept.items).toEqual([200, 182, 180, 1].map((ago) => new Date(at(ago)).toISOString()));
    const bytes = await answered({ ...ask, start: { from: 'past', at: new Date(at(176)).toISOString() } });
    const { start } = parsed(bytes);
    expect(start).toMatchObject({ from: 'past', atUs: at(180) * 1000 });
    expect(await answered({ ...ask, start: { from: 'snapshot', hash: start.hash } }, '?fresh=true')).toBe(bytes);
    const refused = await post({ ...ask, start: { from: 'past', at: new Date(at(100)).toISOString() } });
    const { issues } = (await refused.json()) as { issues: Issue[] };
    expect([refused.status, issues]).toEqual([422, [{ pointer: '/start/at', detail: expect.stringContaining('kept from') as string }]]);
  });

  it('tells the intervals so far, and when it is cancelled keeps what is done', async () => {
    const { id } = Run.parse(await (await post({ ...ask, horizon: '60 d', replications: 2000, seed: 9 })).json());
    const { interim } = await new Promise<RunProgress>((resolve, reject) => {
      server.follow(id, (progress) => progress.interim.length > 0 && resolve(progress)).catch(reject);
    });
    expect(interim.map(({ id: variant }) => variant)).toEqual(['baseline', 'second']);
    await server.cancel(id);
    expect((await server.follow(id, () => undefined)).status).toBe('cancelled');
    const { replications, variants, notes } = parsed(await (await get(`/api/v1/runs/${id}/result`)).text());
    expect(replications).toBeGreaterThanOrEqual(2);
    expect(variants.map(({ kpis }) => kpis.energyKwh!.n)).toEqual([replications, replications]);
    expect(notes).toContainEqual({ code: 'cancelled', values: { replications, wanted: 2000 } });
  });

  it.each<[string, Record<string, unknown>, Issue]>([
    [
      'an unknown machine',
      { variants: [{ id: 'a', changes: [{ kind: 'add-unit', like: 'dispensng', id: 'b' }] }] },
      { pointer: '/variants/0/changes/0/like', detail: 'there is no unit "dispensng"' },
    ],
    ['an impossible horizon', { horizon: '400 d' }, { pointer: '/horizon', detail: 'must be at most' }],
    [
      'an unknown unit to take away',
      { variants: [{ id: 'a', changes: [{ kind: 'remove-unit', unit: 'robot' }] }] },
      { pointer: '/variants/0/changes/0/unit', detail: 'there is no unit "robot"' },
    ],
    ['a wrong unit', { horizon: '7 kW' }, { pointer: '/horizon', detail: 'expected a number with its unit' }],
    ['an unknown key', { seeds: 3 }, { pointer: '/seeds', detail: 'unknown key "seeds", did you mean "seed"?' }],
    [
      'a negative factor',
      { variants: [{ id: 'a', changes: [{ kind: 'slots', unit: 'dispensing', slots: '-4' }] }] },
      { pointer: '/variants/0/changes/0/slots', detail: '"-4" from' },
    ],
    [
      'changes that contradict each other',
      { variants: [{ id: 'a', changes: [1, 2].map((slots) => ({ kind: 'slots', unit: 'dispensing', slots })) }] },
      { pointer: '/variants/0/changes/1/slots', detail: 'acts on' },
    ],
    [
      'two variants of one name',
      { variants: [1, 2].map((slots) => ({ id: 'a', changes: [{ kind: 'slots', unit: 'dispensing', slots }] })) },
      { pointer: '/variants/1/id', detail: 'another variant is called "a"' },
    ],
  ])('is refused with a pointer and a sentence for %s, also as a question to keep', async (_, change, { pointer, detail }) => {
    const response = await post({ ...ask, ...change });
    expect([response.status, response.headers.get('content-type')]).toEqual([422, 'application/problem+json; charset=utf-8']);
    const { issues } = (await response.json()) as { issues: Issue[] };
    expect(issues).toMatchObject([{ pointer, detail: expect.stringContaining(detail) as string }]);
    const kept = await fetch(`${service.url}/api/v1/scenarios`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...ask, ...change }),
    });
    expect(kept.status).toBe(422);
  });

  it('is answered 404 for a site that there is not', async () => {
    const response = await post({ ...ask, cell: 'nowhere' });
    const { issues } = (await response.json()) as { issues: Issue[] };
    expect([response.status, issues.map(({ pointer }) => pointer)]).toEqual([404, ['/cell']]);
  });

  it('is refused for a kept state that nobody knows', async () => {
    const response = await post({ ...ask, start: { from: 'snapshot', hash: '0'.repeat(64) } });
    const { issues } = (await response.json()) as { issues: Issue[] };
    expect([response.status, issues.map(({ pointer }) => pointer)]).toEqual([422, ['/start/hash']]);
  });
});
