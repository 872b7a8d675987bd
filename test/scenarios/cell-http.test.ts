import { jest } from '@jest/globals';
import { TwinHttp } from '../../client/http.js';
import { CellScenarioResult } from '../../src/contract/cell-scenario.js';
import { Run, RunPage } from '../../src/contract/run.js';
import { startApp, type TestApp } from '../app.js';

jest.setTimeout(60_000);

const ASK = {
  cell: 'kerlanoux-vials',
  question: 'Is a third freeze-dryer worth it?',
  start: { from: 'empty', at: '2026-01-05T05:00:00Z' },
  horizon: '3 d',
  replications: 4,
  seed: 3,
  variants: [{ id: 'third', changes: [{ kind: 'add-unit', like: 'freeze-dryer-1', id: 'freeze-dryer-3' }] }],
};

let service: TestApp;
let server: TwinHttp;
beforeAll(async () => {
  service = await startApp({ plants: ['plants/sites/kerlanoux.yaml'] });
  server = new TwinHttp({ url: service.url });
});
afterAll(() => service?.close());

const post = (body: unknown) =>
  fetch(`${service.url}/api/v1/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('a question about a site over HTTP', () => {
  it('is answered, found again where it is asked again, and done again from the state that it began with', async () => {
    const response = await post(ASK);
    const run = Run.parse(await response.json());
    expect([response.status, run.of, run.line]).toEqual([202, 'cell', 'kerlanoux-vials']);
    expect((await server.follow(run.id, () => undefined)).status).toBe('succeeded');
    const answer = CellScenarioResult.parse(JSON.parse(await server.resultText(run.id)));
    expect(answer.variants.map(({ id }) => id)).toEqual(['baseline', 'third']);
    const again = await post({ ...ASK, question: 'In other words?' });
    expect([again.status, Run.parse(await again.json()).id]).toEqual([200, run.id]);
    const kept = Run.parse(await (await post({ ...ASK, start: { from: 'snapshot', hash: answer.start.hash } })).json());
    expect((await server.follow(kept.id, () => undefined)).status).toBe('succeeded');
    expect(CellScenarioResult.parse(JSON.parse(await server.resultText(kept.id))).variants).toEqual(answer.variants);
    expect(RunPage.parse(await (await fetch(`${service.url}/api/v1/runs`)).json()).items.map(({ of }) => of)).toContain('cell');
  });

  it.each([
    ['an unknown site', { ...ASK, cell: 'nowhere' }, 404, '/cell'],
    ['an unknown unit', { ...ASK, variants: [{ id: 'a', changes: [{ kind: 'remove-unit', unit: 'robot' }] }] }, 422, '/variants/0/changes/0/unit'],
    ['an unknown key', { ...ASK, horizons: '3 d' }, 422, '/horizons'],
    ['an impossible horizon', { ...ASK, horizon: '500 d' }, 422, '/horizon'],
    ['a kept state that nobody knows', { ...ASK, start: { from: 'snapshot', hash: '0'.repeat(64) } }, 422, '/start/hash'],
  ])('with %s is refused, with a pointer', async (_, body, status, pointer) => {
    const response = await post(body);
    const { issues } = (await response.json()) as { issues: { pointer: string }[] };
    expect([response.status, issues.map((issue) => issue.pointer)]).toEqual([status, [pointer]]);
  });

  it('cannot begin where the site stands before it has spoken', async () => {
    expect((await post({ ...ASK, start: { from: 'live' } })).status).toBe(409);
  });
});
