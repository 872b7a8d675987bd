import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { connectAsync } from 'mqtt';
import { DataSource } from 'typeorm';
import { TwinHttp } from '../../client/http.js';
import { RunComparison } from '../../src/contract/comparison.js';
import { LineInForce } from '../../src/contract/line.js';
import { LineParameters } from '../../src/contract/parameter.js';
import { Problem } from '../../src/contract/problem.js';
import { Moments } from '../../src/contract/moment.js';
import { Run, RunPage, Scenario, ScenarioPage, type RunProgress } from '../../src/contract/run.js';
import { ScenarioResult } from '../../src/contract/scenario.js';
import { startApp, type TestApp } from '../app.js';

jest.setTimeout(60_000);

const ASK = {
  line: 'osd-1',
  question: 'Is a faster cartoner worth it?',
  start: { from: 'empty', at: '2026-01-05T05:00:00Z' },
  horizon: '2 h',
  replications: 6,
  seed: 3,
  variants: [{ id: 'faster', changes: [{ kind: 'rate', unit: 'cartoner', factor: 1.1 }] }],
};
/** Takes minutes where nobody cancels it. */
const LONG = { ...ASK, horizon: '31 d', replications: 2000 };

let dataDir: string;
let service: TestApp;
let server: TwinHttp;

async function begin(): Promise<void> {
  service = await startApp({ dataDir });
  server = new TwinHttp({ url: service.url });
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'twin-runs-'));
  await begin();
});

afterAll(async () => {
  await service?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const get = (place: string) => fetch(`${service.url}${place}`);
const post = (place: string, body?: unknown) =>
  fetch(`${service.url}${place}`, {
    method: 'POST',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
const show = async (id: string) => Run.parse(await (await get(`/api/v1/runs/${id}`)).json());

/** Asks, and follows to the end. */
async function answered(body: unknown, query = ''): Promise<{ id: string; status: number; bytes: string }> {
  const response = await post(`/api/v1/runs${query}`, body);
  const run = Run.parse(await response.json());
  const end = await server.follow(run.id, () => undefined);
  expect(end).toEqual({ id: run.id, status: 'succeeded', failure: null });
  return { id: run.id, status: response.status, bytes: await (await get(`/api/v1/runs/${run.id}/result`)).text() };
}

async function cancel(id: string): Promise<void> {
  expect((await fetch(`${service.url}/api/v1/runs/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await server.follow(id, () => undefined)).status).toBe('cancelled');
}

describe('a line of the service', () => {
  it('gives its definition and the versions it ever had', async () => {
    const { line, definition, version } = LineInForce.parse(await (await get('/api/v1/lines/osd-1/definition')).json());
    expect([line, definition.stations[2]?.rate]).toEqual(['osd-1', 110]);
    const { items } = (await (await get('/api/v1/lines/osd-1/versions')).json()) as { items: unknown[] };
    expect(items).toEqual([{ version, file: 'osd-1.yaml', loadedAt: expect.any(String) as string, inForce: true }]);
    expect((await get('/api/v1/lines/osd-9/definition')).status).toBe(404);
  });

  it('keeps a version as it is: the database refuses every change', async () => {
    const database = service.app.get(DataSource);
    for (const change of ["UPDATE plant_version SET file = 'x'", 'DELETE FROM plant_version', 'TRUNCATE plant_version']) {
      await expect(database.query(change)).rejects.toThrow('rows of plant_version are kept as they are');
    }
  });

  it('lists the numbers of the line with their units and where they come from', async () => {
    const { version, items } = LineParameters.parse(await (await get('/api/v1/lines/osd-1/parameters')).json());
    expect(version).toMatch(/^[0-9a-f]{64}$/);
    const at = Object.fromEntries(items.map((item) => [item.pointer, item]));
    expect(at['/stations/press/rate']).toMatchObject({ value: 2000, unit: '/min', origin: 'measured', type: 'tablet-press' });
    expect(at['/stations/cartoner/rate']).toMatchObject({ value: 110, unit: '/min', origin: 'estimated', type: null });
    expect((await get('/api/v1/lines/none/parameters')).status).toBe(404);
  });

  it('offers the JSON Schema of plant files', async () => {
    const response = await get('/api/v1/schemas/line');
    expect(response.headers.get('content-type')).toContain('application/schema+json');
    expect(((await response.json()) as { title: string }).title).toBe('Pharmatwin line');
  });
});

describe('a run', () => {
  it('is accepted with its place, tells its progress and ends with an answer', async () => {
    const response = await post('/api/v1/runs', { ...ASK, seed: 100 });
    const run = Run.parse(await response.json());
    expect([response.status, response.headers.get('location')]).toEqual([202, `/api/v1/runs/${run.id}`]);
    const told: RunProgress[] = [];
    expect((await server.follow(run.id, (progress) => told.push(progress))).status).toBe('succeeded');
    expect(told.at(-1)).toMatchObject({ done: 6, total: 6 });
    const ended = await show(run.id);
    expect(ended).toMatchObject({ status: 'succeeded', request: { ...ASK, seed: 100 }, progress: { done: 6, total: 6, etaS: null }, failure: null });
    const result = ScenarioResult.parse(JSON.parse(await (await get(`/api/v1/runs/${run.id}/result`)).text()));
    expect(result).toStrictEqual(ended.result);
    expect(result.variants.map(({ id, kpis }) => [id, kpis.goodUnits?.n])).toEqual([
      ['baseline', 6],
      ['faster', 6],
    ]);
  });

  it('that asks the same again finds the answer; asked afresh it gives the same bytes', async () => {
    const first = await answered(ASK);
    const again = await answered({ ...ASK, question: 'In other words?', horizon: '120 min' });
    expect([first.status, again.status, again.id]).toEqual([202, 200, first.id]);
    const fresh = await answered(ASK, '?fresh=true');
    expect(fresh.status).toBe(202);
    expect(fresh.id).not.toBe(first.id);
    expect(fresh.bytes).toBe(first.bytes);
  });

  it('can be done again from its state at the start, bit for bit', async () => {
    const first = await answered({ ...ASK, seed: 4 });
    const { start } = ScenarioResult.parse(JSON.parse(first.bytes));
    const again = await answered({ ...ASK, seed: 4, start: { from: 'snapshot', hash: start.hash } }, '?fresh=true');
    expect(again.bytes).toBe(first.bytes);
  });

  it('is set beside others: paired where it met the same chance, beside its own baseline else, and refused where nothing can be compared', async () => {
    const compared = async (...ids: string[]) => fetch(`${service.url}/api/v1/comparison?runs=${ids.join(',')}`);
    const asked = async (more: object) => {
      const { id } = await server.ask({ ...ASK, start: { from: 'empty', at: '2026-01-05T05:00:00Z' }, variants: [], ...more });
      await server.follow(id, () => undefined);
      return id;
    };
    const slower = [{ id: 'slower', changes: [{ kind: 'rate' as const, unit: 'cartoner', factor: 0.8 }] }];
    const [first, alike, other, longer] = [
      await asked({}),
      await asked({ variants: slower }),
      await asked({ variants: slower, seed: 4 }),
      await asked({ horizon: '3 h' }),
    ];
    const { variants, line, runs } = RunComparison.parse(await (await compared(first, alike, other)).json());
    expect([line, runs.map(({ seed }) => seed)]).toEqual(['osd-1', [3, 3, 4]]);
    expect(variants.map(({ id, against, paired, differs }) => [id, against, paired, differs])).toEqual([
      ['baseline', null, true, []],
      ['slower', first, true, []],
      ['baseline', null, true, ['seed', 'start']],
      ['slower', other, true, ['seed', 'start']],
    ]);
    for (const [run, place] of [
      [alike, 1],
      [other, 3],
    ] as const) {
      // prettier-ignore
      const { result, startHash } = await server.run(run);
      const own = result && 'line' in result && 'variants' in result ? result : null;
      expect(startHash).toBe(own?.start.hash);
      const { mean, low, high } = own!.variants[1]!.difference!.goodUnits!;
      expect(variants[place]!.difference!['goodUnits']).toMatchObject({ mean, low, high });
    }
    const refused = await compared(first, longer);
    expect([refused.status, Problem.parse(await refused.json()).detail]).toEqual([
      422,
      `runs ${first} and ${longer} cannot be compared: they differ in horizonS`,
    ]);
    expect((await compared('x')).status).toBe(422);
    expect((await compared('00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  it('is refused with a pointer and a sentence where the question is wrong', async () => {
    const response = await post('/api/v1/runs', {
      ...ASK,
      horizon: '2 hours',
      variants: [{ id: 'a', changes: [{ kind: 'rate', unit: 'cartoner', factr: 1.1 }] }],
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([422, 'application/problem+json; charset=utf-8']);
    expect(((await response.json()) as { issues: unknown }).issues).toEqual([
      {
        pointer: '/horizon',
        detail: 'expected a number with its unit (us, ms, s, min, h, d, wk), for example "9 min", found "2 hours"',
        refusal: { code: 'quantity', values: { units: 'us, ms, s, min, h, d, wk', example: '9 min', found: '"2 hours"' } },
      },
      {
        pointer: '/variants/0/changes/0/factr',
        detail: 'unknown key "factr", did you mean "factor"?',
        refusal: { code: 'unknownKeyNear', values: { key: 'factr', near: 'factor' } },
      },
    ]);
  });

  it.each([
    [404, 'not-found', { ...ASK, line: 'osd-9' }],
    [409, 'not-ready', { ...ASK, line: 'press-replay', start: { from: 'live' }, variants: [] }],
    [422, 'validation', { ...ASK, start: { from: 'snapshot', hash: '0'.repeat(64) } }],
    [422, 'validation', { ...ASK, variants: [{ id: 'a', changes: [{ kind: 'rate', unit: 'robot', factor: 2 }] }] }],
  ])('answers %i %s', async (status, code, body) => {
    const response = await post('/api/v1/runs', body);
    expect([response.status, ((await response.json()) as { type: string }).type]).toEqual([status, `/problems/${code}`]);
  });

  it('starts from the live line, and names its revision', async () => {
    const client = await connectAsync(service.mqtt);
    const publish = (tag: string, value: unknown, atMs: number) =>
      client.publishAsync(`umh/v1/demo/valclair/solids/osd-1/cartoner/${tag}`, JSON.stringify({ timestamp_ms: atMs, value }), { qos: 1 });
    const nowMs = Date.now();
    await publish('_packml_v1/Status/StateCurrent', 6, nowMs - 2000);
    await publish('_packml_v1/Status/CurMachSpeed', 100, nowMs - 1000);
    await client.endAsync();
    const { bytes } = await answered({ ...ASK, start: { from: 'live' } });
    const { start } = ScenarioResult.parse(JSON.parse(bytes));
    expect(start).toMatchObject({ from: 'live', epoch: expect.any(String) as string });
    expect(start.revision).toBeGreaterThan(0);
    const again = await answered({ ...ASK, start: { from: 'snapshot', hash: start.hash } }, '?fresh=true');
    expect(again.bytes).toBe(bytes);
  });

  it('starts where the line stood at a past moment that is kept', async () => {
    const { items } = Moments.parse(await (await get('/api/v1/lines/osd-1/moments')).json());
    expect(items.length).toBeGreaterThan(0);
    const { start } = ScenarioResult.parse(JSON.parse((await answered({ ...ASK, seed: 31, start: { from: 'past', at: items[0] } })).bytes));
    expect(start).toMatchObject({ from: 'past', atUs: Date.parse(items[0]!) * 1000 });
    const before = await post('/api/v1/runs', { ...ASK, start: { from: 'past', at: '2020-01-01T00:00:00Z' } });
    expect([before.status, ((await before.json()) as { issues: { pointer: string }[] }).issues[0]!.pointer]).toEqual([422, '/start/at']);
  });

  it('tells the intervals so far, can be cancelled, and keeps what is done', async () => {
    const { id } = Run.parse(await (await post('/api/v1/runs', { ...LONG, seed: 20 })).json());
    const { interim } = await new Promise<RunProgress>((resolve, reject) => {
      server.follow(id, (progress) => progress.interim.length > 0 && resolve(progress)).catch(reject);
    });
    expect(interim.map((variant) => [variant.id, variant.difference === null])).toEqual([
      ['baseline', true],
      ['faster', false],
    ]);
    expect(interim[0]!.kpis.goodUnits!.n).toBeGreaterThanOrEqual(2);
    await cancel(id);
    expect((await show(id)).status).toBe('cancelled');
    const { replications, variants, notes } = ScenarioResult.parse(await (await get(`/api/v1/runs/${id}/result`)).json());
    expect(replications).toBeGreaterThanOrEqual(2);
    expect(replications).toBeLessThan(LONG.replications);
    expect(variants.map(({ kpis }) => kpis.goodUnits!.n)).toEqual([replications, replications]);
    expect(notes).toContain(`The run was cancelled after ${replications} of ${LONG.replications} replications.`);
    expect((await show(id)).result).toMatchObject({ replications });
    expect((await fetch(`${service.url}/api/v1/runs/${id}`, { method: 'DELETE' })).status).toBe(409);
    // The same question is asked anew: what was cancelled is no answer to it.
    const again = await post('/api/v1/runs', { ...LONG, seed: 20 });
    expect(again.status).toBe(202);
    await cancel(Run.parse(await again.json()).id);
  });

  it('that is cancelled before two replications are done has no answer', async () => {
    const first = Run.parse(await (await post('/api/v1/runs', { ...LONG, seed: 21 })).json());
    const waiting = Run.parse(await (await post('/api/v1/runs', { ...LONG, seed: 22 })).json());
    await cancel(waiting.id);
    expect((await get(`/api/v1/runs/${waiting.id}/result`)).status).toBe(409);
    await cancel(first.id);
  });

  it('waits its turn behind at most twenty others; one more is told to come back', async () => {
    const asked: string[] = [];
    let refused: Response | null = null;
    for (let seed = 0; refused === null; seed++) {
      const response = await post('/api/v1/runs', { ...LONG, seed: 1000 + seed });
      if (response.status === 202) asked.push(Run.parse(await response.json()).id);
      else refused = response;
    }
    expect([refused.status, refused.headers.get('retry-after'), asked.length]).toEqual([429, '10', 21]);
    for (const id of asked.reverse()) await cancel(id); // those that wait end at once, too
  });

  it('is listed, newest first, page by page', async () => {
    const all = RunPage.parse(await (await get('/api/v1/runs?limit=500')).json());
    const pages: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: RunPage = RunPage.parse(await (await get(`/api/v1/runs?limit=7${next && `&cursor=${next}`}`)).json());
      pages.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(pages).toEqual(all.items.map(({ id }) => id));
    expect((await get('/api/v1/runs?cursor=zzz')).status).toBe(422);
  });

  it('of a question that is kept can be asked again and again', async () => {
    const kept = await post('/api/v1/scenarios', ASK);
    const scenario = Scenario.parse(await kept.json());
    expect([kept.status, kept.headers.get('location')]).toEqual([201, `/api/v1/scenarios/${scenario.id}`]);
    expect(Scenario.parse(await (await get(`/api/v1/scenarios/${scenario.id}`)).json())).toStrictEqual(scenario);
    expect(ScenarioPage.parse(await (await get('/api/v1/scenarios')).json()).items).toStrictEqual([scenario]);
    expect((await post(`/api/v1/scenarios/${scenario.id}/runs`)).status).toBe(200);
    expect((await post(`/api/v1/scenarios/${scenario.id}/runs?fresh=true`)).status).toBe(202);
  });

  it('is kept with its keys in the order in which they were written', async () => {
    const { variants, seed, replications, ...rest } = ASK;
    const written = { variants, seed, replications, ...rest };
    const { id } = Scenario.parse(await (await post('/api/v1/scenarios', written)).json());
    expect(JSON.stringify(Scenario.parse(await (await get(`/api/v1/scenarios/${id}`)).json()).request)).toBe(JSON.stringify(written));
  });

  it('tells its end to whoever comes back, whatever they have heard before', async () => {
    const { id } = await answered(ASK);
    for (const heard of ['0', '7', '9007199254740991', '9007199254740993', 'none']) {
      const events = await fetch(`${service.url}/api/v1/runs/${id}/events`, { headers: { 'last-event-id': heard } });
      expect(await events.text()).toMatch(/^id: \d+\nevent: status\ndata: .*"succeeded"/m);
    }
  });

  it('says that a line or a site may be asked about where neither is', async () => {
    const { issues } = (await (await post('/api/v1/runs', {})).json()) as { issues: { pointer: string; detail: string }[] };
    expect(issues).toContainEqual({ pointer: '', detail: 'missing: expected "line", the id of a line, or "cell", that of a site' });
    expect(issues.map(({ pointer }) => pointer)).not.toContain('/line');
  });

  it('that was under way when the service stopped has failed, with the reason', async () => {
    const { id } = Run.parse(await (await post('/api/v1/runs', { ...LONG, seed: 30 })).json());
    await service.close();
    await begin();
    expect(await show(id)).toMatchObject({ status: 'failed', failure: 'the service was stopped before the run was finished: ask again', result: null });
  });

  it('that was under way when the service was killed has failed, with the reason', async () => {
    const database = service.app.get(DataSource);
    const { id } = Run.parse(await (await post('/api/v1/runs', { ...ASK, seed: 31 })).json());
    await server.follow(id, () => undefined);
    await database.query(`UPDATE run SET status = 'running', finished_at = NULL WHERE id = $1`, [id]); // as a kill leaves it
    await service.close();
    await begin();
    expect(await show(id)).toMatchObject({ status: 'failed', failure: 'the service went down before the run was finished: ask again' });
  });
});
