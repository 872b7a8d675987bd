import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { stringify } from 'yaml';
import { PostedAnswer, type PostedReading } from '../../src/contract/posted-readings.js';
import { StateSpan, TelemetryStatus } from '../../src/contract/telemetry.js';
import { startApp, type TestApp } from '../app.js';
import { repositoryRoot } from '../shared.js';
import { exampleDocument } from '../simulator/cell/plant.js';

const NOW_US = Date.parse('2026-01-20T12:00:00Z') * 1000;
const MINUTE_US = 60e6;
const ago = (minutes: number) => NOW_US - minutes * MINUTE_US;
const READ = 'read-0123456789abcdef';
const EDIT = 'edit-0123456789abcdef';
const EDIT_OTHER = 'other-0123456789abcdef';

let folder: string;
let cell: string;
let app: TestApp;

const get = (resource: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/api/v1/${resource}`, { headers: { authorization: `Bearer ${READ}`, ...headers } });
const text = async (resource: string, headers = {}) => {
  const answer = await get(resource, headers);
  expect([resource, answer.status]).toEqual([resource, 200]);
  return answer.text();
};
const rows = async (resource: string) => (await text(resource)).trimEnd().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
const post = async (body: unknown, token = EDIT, resource = 'telemetry') => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`${app.url}/api/v1/${resource}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
};
const stored = async (line: string, readings: PostedReading[]) => PostedAnswer.parse((await post({ line, readings })).body);
const telemetry = async () => TelemetryStatus.parse(await (await get('telemetry')).json());
async function inHistory(): Promise<void> {
  while ((await telemetry()).history.lagS > 0) await setImmediate();
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'exports-'));
  const document = exampleDocument();
  cell = document.id;
  writeFileSync(path.join(folder, 'cell.yaml'), stringify(document));
  const plants = [path.join(repositoryRoot, 'plants/osd-1.yaml'), path.join(folder, 'cell.yaml')];
  const tokens = `panel ${READ} read\nfiles ${EDIT} edit\nother ${EDIT_OTHER} edit:${cell}`;
  app = await startApp({ plants, tokens }, { nowUs: () => NOW_US });
}, 60_000);
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true });
});

describe('readings that are posted', () => {
  const speed = (minutes: number, value: PostedReading['value']): PostedReading => ({ unit: 'press', signal: 'speed', value, measuredAtUs: ago(minutes) });

  it('are durable when they are answered, and the same once more are duplicates', async () => {
    const before = (await telemetry()).counters;
    const readings = [speed(30, 100), { ...speed(29, '90'), quality: 'uncertain' as const }];
    expect(await stored('osd-1', readings)).toEqual({ stored: 2, duplicate: 0, refused: [] });
    expect(await stored('osd-1', readings)).toEqual({ stored: 0, duplicate: 2, refused: [] });
    const after = (await telemetry()).counters;
    expect(after).toEqual({ ...before, received: before.received + 4, stored: before.stored + 2, duplicate: before.duplicate + 2 });
  });

  it('are the newest where they are of now; what is past goes to the history alone', async () => {
    const latest = async () => ((await (await get('lines/osd-1/latest')).json()) as { items: unknown[] }).items;
    expect(await latest()).toEqual([]);
    await stored('osd-1', [{ ...speed(1, '90'), unit: 'cartoner', signal: 'power', quality: 'uncertain' }]);
    expect(await latest()).toMatchObject([{ unit: 'cartoner', signal: 'power', value: 90, quality: 'uncertain' }]);
  });

  it('are refused one by one, each with its place and why', async () => {
    const wrong: unknown[] = [
      speed(28, 80),
      speed(28, 'fast'),
      speed(-10, 1),
      { ...speed(1, 1), unit: 'robot' },
      { ...speed(1, 1), signal: 'qcResult' },
      { ...speed(1, 1), measuredAtUs: 12 },
      { ...speed(1, 1), when: 1 },
      7,
    ];
    const before = (await telemetry()).counters;
    const answer = await stored('osd-1', wrong as PostedReading[]);
    expect(answer).toMatchObject({ stored: 1, duplicate: 0 });
    expect(answer.refused.map(({ index, detail }) => `${index} ${detail}`)).toEqual([
      '1 speed: expected a finite number, not "fast"',
      '2 600 s ahead of our clock',
      '3 osd-1 has no unit robot',
      '4 osd-1/press has no signal qcResult',
      '5 0.012 ms is not between the years 2000 and 2200',
      expect.stringMatching(/^6 \/when unknown key "when"/),
      expect.stringMatching(/^7 expected keys with values/),
    ]);
    expect((await telemetry()).counters.received).toBe(before.received + 1);
    expect((await telemetry()).deadLetters).toBe(0);
  });

  it('need the scope edit on their line, a line that is there, and a body of readings', async () => {
    const body = { line: 'osd-1', readings: [speed(1, 1)] };
    expect((await post(body, READ)).status).toBe(403);
    expect((await post(body, EDIT_OTHER)).status).toBe(403);
    expect((await post({ ...body, line: 'osd-9' })).status).toBe(404);
    expect((await post({ line: 'osd-1', readings: [] })).status).toBe(422);
    expect((await post({ line: 'osd-1', readings: Array.from({ length: 5001 }, () => 0) })).status).toBe(422);
    expect((await post(Array.from({ length: 300_000 }, () => 'xxxx'))).status).toBe(413);
  });
});

describe('series', () => {
  const count = 12_001; // more than two pages
  beforeAll(async () => {
    for (let at = 0; at < count; at += 4000) {
      const readings = Array.from({ length: Math.min(4000, count - at) }, (_, i): PostedReading => {
        const n = at + i;
        // three signals share each instant, so that pages end within one
        return { unit: 'blister', signal: `process.s${n % 3}`, value: n, measuredAtUs: ago(1000) + Math.floor(n / 3) * 1000 };
      });
      expect((await stored('osd-1', readings)).stored).toBe(readings.length);
    }
    await inHistory();
  }, 60_000);

  it('go out whole and in the order of time, over any number of pages', async () => {
    const found = await rows('lines/osd-1/series?format=jsonl&unit=blister&from=now-2000min');
    expect(found).toHaveLength(count);
    expect(found.map(({ value }) => value)).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(found[0]).toEqual({
      time: '2026-01-19T19:20:00.000000Z',
      line: 'osd-1',
      unit: 'blister',
      signal: 'process.s0',
      value: 0,
      uom: null,
      quality: 'good',
    });
  });

  it('of several units and signals, in both presets of CSV', async () => {
    const csv = Buffer.from(await (await get('lines/osd-1/series?format=csv-fr&unit=press,blister&signal=speed&from=now-31min')).arrayBuffer()).toString();
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv.split('\r\n').slice(1)).toEqual([
      '2026-01-20T11:30:00.000000Z;2026-01-20 12:30:00.000;osd-1;press;speed;100;"/min";good',
      '2026-01-20T11:31:00.000000Z;2026-01-20 12:31:00.000;osd-1;press;speed;90;"/min";uncertain',
      '2026-01-20T11:32:00.000000Z;2026-01-20 12:32:00.000;osd-1;press;speed;80;"/min";good',
      '',
    ]);
    expect(await text('lines/osd-1/series?format=csv&signal=speed&from=now-31min')).toContain(',osd-1,press,speed,100,');
  });

  it('as windows are the mean over time, the least, the greatest and the last', async () => {
    const [first, ...more] = await rows('lines/osd-1/series?format=jsonl&signal=speed&from=now-40min&every=1h');
    expect([first, more]).toEqual([
      { time: '2026-01-20T11:00:00.000000Z', line: 'osd-1', unit: 'press', signal: 'speed', value: expect.closeTo((100 + 90 + 80 * 28) / 30, 6) as number, min: 80, max: 100, last: 80, uom: '/min' },
      [],
    ]); // prettier-ignore
  });

  it('as the points of a chart are those of the JSON answer', async () => {
    const asked = 'unit=blister&signal=process.s1&from=now-1000min&to=now-999min&maxPoints=50';
    const json = (await (await get(`lines/osd-1/series?${asked}`)).json()) as { atUs: number[]; value: unknown[] };
    const points = await rows(`lines/osd-1/series?format=jsonl&${asked}`);
    expect(points.map(({ time, value }) => [Date.parse(time as string), value])).toEqual(json.atUs.map((atUs, i) => [Math.floor(atUs / 1000), json.value[i]]));
  });

  it('say in headers what they are', async () => {
    const answer = await get('lines/osd-1/series?format=parquet&from=now-1h');
    expect(Object.fromEntries(['content-type', 'content-disposition', 'vary'].map((name) => [name, answer.headers.get(name)]))).toEqual({
      'content-type': 'application/vnd.apache.parquet',
      'content-disposition': 'attachment; filename="osd-1-series.parquet"',
      vary: 'accept',
    });
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('PAR1');
  });

  it('come in what the Accept header likes best, as JSON where it likes nothing else', async () => {
    const type = async (accept: string) => (await get('lines/osd-1/series?unit=press&signal=speed', { accept })).headers.get('content-type');
    expect(await type('text/csv')).toContain('text/csv');
    expect(await type('application/json;q=0.1, application/x-ndjson')).toContain('ndjson');
    expect(await type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')).toContain('spreadsheetml');
    for (const accept of ['text/html,application/xhtml+xml,*/*;q=0.8', '*/*', 'image/png', 'text/csv;q=0'])
      expect(await type(accept)).toContain('application/json');
  });

  it('asked for wrongly are a problem that says where', async () => {
    for (const [query, status, pointer] of [
      ['format=xls', 422, '/format'],
      ['format=csv&from=tomorrow', 422, '/from'],
      ['format=csv&from=now&to=now-1h', 422, '/from'],
      ['format=csv&every=5', 422, '/every'],
      ['format=csv&maxPoints=10', 422, '/maxPoints'],
      ['format=csv&colour=red', 422, '/colour'],
      ['format=csv&signal=spede', 422, '/signal/0'],
      ['format=csv&unit=robot', 404, undefined],
    ] as const) {
      const answer = await get(`lines/osd-1/series?${query}`);
      const body = (await answer.json()) as { issues?: { pointer: string }[] };
      expect([query, answer.status, body.issues?.[0]?.pointer]).toEqual([query, status, pointer]);
    }
    expect((await get('lines/osd-9/series?format=csv')).status).toBe(404);
    expect((await fetch(`${app.url}/api/v1/lines/osd-1/series?format=csv`)).status).toBe(401);
  });

  it('that nobody reads to the end hold nothing up', async () => {
    const answer = await get('lines/osd-1/series?format=jsonl&from=now-2000min');
    const reader = answer.body!.getReader();
    expect((await reader.read()).done).toBe(false);
    await reader.cancel();
    expect((await get('telemetry')).status).toBe(200);
  });
});

describe('states and stops', () => {
  beforeAll(async () => {
    const states: PostedReading[] = [];
    for (let minutes = 14 * 1440; minutes >= 0; minutes -= 4) {
      const value = minutes > 10 * 1440 ? 'Execute' : minutes > 9 * 1440 ? 'Held' : minutes > 5 * 1440 && minutes < 6 * 1440 ? null : 'Execute';
      if (value !== null) states.push({ unit: 'cartoner', signal: 'state', value, measuredAtUs: ago(minutes) });
    }
    for (let at = 0; at < states.length; at += 2000) await stored('osd-1', states.slice(at, at + 2000));
    await stored('osd-1', [{ unit: 'cartoner', signal: 'stopReason', value: 301, measuredAtUs: ago(10 * 1440 - 8) }]);
    await inHistory();
  }, 60_000);

  it('go out for longer than the JSON answer, joined over the days', async () => {
    expect((await get('lines/osd-1/states?from=now-14d')).status).toBe(422);
    const spans = (await rows('lines/osd-1/states?format=jsonl&from=now-14d')).filter(({ unit }) => unit === 'cartoner');
    expect(spans.map(({ state, durationS }) => [state, durationS])).toEqual([
      ['Execute', (4 * 1440 - 0) * 60],
      ['Held', 1440 * 60],
      ['Execute', 3 * 1440 * 60],
      ['Undefined', expect.any(Number)],
      ['Execute', expect.any(Number)],
    ]);
    expect(spans[1]).toMatchObject({ reason: 301, line: 'osd-1' });
  });

  it('within a day are those of the JSON answer', async () => {
    const json = ((await (await get('lines/osd-1/states?from=now-6d&to=now-4d')).json()) as unknown[]).map((span) => StateSpan.parse(span));
    const spans = await rows('lines/osd-1/states?format=jsonl&from=now-6d&to=now-4d');
    expect(spans.map(({ unit, state, from, to }) => [unit, state, Date.parse(from as string), Date.parse(to as string)])).toEqual(
      json.map(({ unit, state, fromUs, toUs }) => [unit, state, Math.floor(fromUs / 1000), Math.floor(toUs / 1000)]),
    );
  });

  it('as stops are only the time in which a unit stood still', async () => {
    expect((await rows('lines/osd-1/states?format=jsonl&from=now-14d&table=stops')).map(({ unit, state }) => [unit, state])).toEqual([['cartoner', 'Held']]);
  });

  it('as stops have what people said of them beside what was measured', async () => {
    const fromUs = ago(10 * 1440 - 120);
    const statement = { what: 'assign', unit: 'cartoner', fromUs, toUs: fromUs + 3600e6, reason: 66, comment: 'wrong leaflet' };
    expect((await post({ statements: [statement] }, EDIT, 'lines/osd-1/stop-statements')).status).toBe(201);
    const [before, said, after] = await rows('lines/osd-1/states?format=jsonl&from=now-14d&table=stops');
    expect(said).toMatchObject({ state: 'Held', reason: 301, durationS: 3600, said_reason: 66, said_reason_en: 'Leaflet jam', said_comment: 'wrong leaflet' });
    expect([said!['said_by'], Date.parse(String(said!['said_at']))]).toEqual(['files', NOW_US / 1000]);
    for (const row of [before, after]) expect(row).toMatchObject({ state: 'Held', reason: 301, said_reason: null, said_by: null, said_at: null });
  });
});

describe('the record of a cell', () => {
  const event = (unit: string, signal: PostedReading['signal'], minutes: number, value: object): PostedReading => ({
    unit,
    signal,
    value: JSON.stringify(value),
    measuredAtUs: ago(minutes),
  });
  beforeAll(async () => {
    const told = [
      event('cell', 'orderEvent', 200, { event: 'released', order: 'O-1', product: 'analgesic', batches: 2, due: NOW_US / 1000 + 86_400_000 }),
      { unit: 'dispensing', signal: 'state', value: 'Execute', measuredAtUs: ago(182) } as const,
      { unit: 'dispensing', signal: 'batch', value: '=B-1', measuredAtUs: ago(182) } as const,
      event('dispensing', 'batchEvent', 180, { event: 'batch-begin', lot: '=B-1', product: 'analgesic', order: 'O-1', items: 400 }),
      event('dispensing', 'batchEvent', 180, { event: 'step-begin', lot: '=B-1', step: 'dispense', in: 400 }),
      event('dispensing', 'alarmEvent', 170, { alarm: 'scale', raised: true, severity: 'low' }),
      event('dispensing', 'alarmEvent', 165, { alarm: 'scale', raised: false, severity: 'low' }),
      event('dispensing', 'batchEvent', 120, { event: 'step-end', lot: '=B-1', step: 'dispense', in: 400, good: 398, rejected: 2 }),
      event('cell', 'batchEvent', 119, { event: 'stored', lot: '=B-1', store: 'staging', items: 398 }),
      { unit: 'dispensing', signal: 'state', value: 'Idle', measuredAtUs: ago(1) } as const,
    ];
    expect(await stored(cell, told)).toMatchObject({ stored: told.length, refused: [] });
    for (let seen = 0; seen === 0; await setImmediate()) seen = (await rows(`cells/${cell}/lots?format=jsonl&table=stays`)).length;
  }, 60_000);

  it('goes out as tables of lots, their steps and stays, orders, alarms, books and indicators', async () => {
    expect(await rows(`cells/${cell}/lots?format=jsonl`)).toMatchObject([
      { lot: '=B-1', product: 'analgesic', order: 'O-1', items: 398, begun: '2026-01-20T09:00:00.000000Z', ended: null, durationS: null, outcome: 'under-way' },
    ]);
    expect(await text(`cells/${cell}/lots?format=csv`)).toContain('\r\n"\'=B-1",analgesic,');
    expect(await rows(`cells/${cell}/lots?format=jsonl&table=steps`)).toMatchObject([
      { lot: '=B-1', step: 'dispense', unit: 'dispensing', durationS: 3600, good: 398, rejected: 2 },
    ]);
    expect(await rows(`cells/${cell}/lots?format=jsonl&table=stays`)).toMatchObject([{ what: 'stored', where: 'staging', to: null }]);
    expect(await rows(`cells/${cell}/orders?format=jsonl`)).toMatchObject([{ order: 'O-1', batches: 2, begun: 1 }]);
    expect(await rows(`cells/${cell}/machine-alarms?format=jsonl`)).toMatchObject([
      { alarm: 'scale', unit: 'dispensing', durationS: 300, clearedBy: 'source' },
    ]);
    const ledger = await rows(`cells/${cell}/ledger?format=jsonl`);
    const json = ((await (await get(`cells/${cell}/ledger`)).json()) as { items: { timeS: Record<string, number> }[] }).items;
    const sum = (found: number[]) => found.reduce((a, b) => a + b, 0);
    expect(sum(ledger.map((row) => row['timeS.execute'] as number))).toBeCloseTo(sum(json.map(({ timeS }) => timeS['execute'] ?? 0)), 3);
    const kpis = await rows(`cells/${cell}/kpis?format=jsonl&by=cell`);
    expect(kpis.length).toBeGreaterThan(5);
    expect(kpis[0]).toMatchObject({ by: 'cell', kpi: expect.any(String) as string, formula: expect.any(String) as string });
    expect((await get(`cells/${cell}/kpis?format=csv&by=colour`)).status).toBe(422);
    expect((await get('cells/nowhere/lots?format=csv')).status).toBe(404);
  });

  it('is JSON as before where no format is asked for', async () => {
    expect(await (await get(`cells/${cell}/lots`)).json()).toMatchObject({ items: [{ lot: '=B-1' }] });
    expect(await (await get(`cells/${cell}/lots?format=json`)).json()).toMatchObject({ items: [{ lot: '=B-1' }] });
  });
});

it('the batches of a line go out, and OpenAPI tells the formats', async () => {
  expect(await text('lines/osd-1/batches?format=csv')).toMatch(/^batch,unit,from,from_local,to,to_local,good,rejected,stops\r\n/);
  const api = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as {
    paths: Record<string, { get: { parameters: { name: string; schema: { enum?: string[] } }[] } }>;
  };
  const { parameters } = api.paths['/api/v1/lines/{line}/series']!.get;
  expect(parameters.find(({ name }) => name === 'format')!.schema.enum).toContain('csv-fr');
});
