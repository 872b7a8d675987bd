import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { stringify } from 'yaml';
import { TwinHttp } from '../../client/http.js';
import type { Issue } from '../../src/contract/problem.js';
import { Run, RunPage, type RunProgress } from '../../src/contract/run.js';
import { CellSearchResult, LineSearchResult } from '../../src/contract/search-result.js';
import { startApp, type TestApp } from '../app.js';
import { LINE } from '../plant/line.js';
import { exampleDocument } from '../simulator/cell/plant.js';

jest.setTimeout(90_000);

let folder: string;
let service: TestApp;
let server: TwinHttp;
const site = exampleDocument();
const OF_LINE = {
  line: 'pack-1',
  question: 'How fast?',
  start: { from: 'empty' },
  horizon: '2 h',
  replications: 20,
  over: [{ id: 'filler', change: { kind: 'rate', unit: 'filler', factor: '{value}' }, values: [0.9, 1.1] }],
};
const OF_SITE = {
  cell: site.id,
  question: 'How many booths?',
  start: { from: 'empty', at: '2026-01-05T06:00:00Z' },
  horizon: '2 d',
  replications: 4,
  seed: 3,
  over: [{ id: 'booths', change: { kind: 'slots', unit: 'dispensing', slots: '{value}' }, values: [1, 2] }],
  sweep: {},
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'twin-search-runs-'));
  writeFileSync(path.join(folder, 'cell.yaml'), stringify(site));
  writeFileSync(path.join(folder, 'line.yaml'), LINE);
  service = await startApp({ plants: [path.join(folder, 'cell.yaml'), path.join(folder, 'line.yaml')] });
  server = new TwinHttp({ url: service.url });
});
afterAll(async () => {
  await service?.close();
  rmSync(folder, { recursive: true });
});

const post = (body: unknown, query = '') =>
  fetch(`${service.url}/api/v1/runs${query}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function answered(body: unknown, query = ''): Promise<{ run: Run; bytes: string; told: RunProgress[] }> {
  const run = Run.parse(await (await post(body, query)).json());
  const told: RunProgress[] = [];
  expect(await server.follow(run.id, (progress) => told.push(progress))).toEqual({ id: run.id, status: 'succeeded', failure: null });
  return { run, told, bytes: await server.resultText(run.id) };
}

describe('a search over what-ifs of a site', () => {
  it('is a run: accepted, followed, answered in the form of the contract, and not simulated again', async () => {
    const { run, bytes, told } = await answered(OF_SITE);
    expect([run.of, run.line, run.progress.total]).toEqual(['cell', site.id, 8]);
    expect(told.at(-1)).toMatchObject({ done: 8, total: 8 });
    const { points, baseline } = CellSearchResult.parse(JSON.parse(bytes));
    expect(points.map(({ at, replications }) => [at['booths'], replications])).toEqual([
      [1, 4],
      [2, 4],
    ]);
    expect(baseline.kpis['energyKwh']!.n).toBe(4);
    const again = await post({ ...OF_SITE, question: 'In other words?' });
    expect([again.status, Run.parse(await again.json()).id]).toEqual([200, run.id]);
    expect((await answered(OF_SITE, '?fresh=true')).bytes).toBe(bytes);
    const renamed = await answered({ ...OF_SITE, over: [{ ...OF_SITE.over[0], name: 'Booths' }] });
    expect(JSON.parse(renamed.bytes)).toMatchObject({ factors: [{ name: 'Booths' }], points });
    expect((await server.run(run.id)).result).toMatchObject({ search: 'sweep', cell: site.id });
  });

  it('that is wrong is refused with pointers into it', async () => {
    const issues = async (body: unknown) => {
      const response = await post(body);
      return [response.status, ((await response.json()) as { issues: Issue[] }).issues.map(({ pointer, detail }) => `${pointer} ${detail}`)];
    };
    expect(await issues({ ...OF_SITE, tornado: {} })).toEqual([
      422,
      ['/tornado contradicts "sweep": expected only one of sweep, tornado, optimise, pareto, schedule'],
    ]);
    expect(await issues({ ...OF_SITE, over: [{ ...OF_SITE.over[0], values: [1, 0] }] })).toEqual([
      422,
      ['/over/0/change/slots with 0: 0: it must be at least 1'],
    ]);
    const [status, told] = await issues({ ...OF_SITE, over: [{ id: 'x', change: { kind: 'slots', unit: 'dispensary', slots: '{value}' }, values: [1, 2] }] });
    expect([status, (told as string[]).length, (told as string[])[0]]).toEqual([
      422,
      1,
      expect.stringContaining('/over/0/change/unit with 1: there is no unit "dispensary"'),
    ]);
  });

  it('is told in short in lists that ask for verdicts', async () => {
    const { run } = await answered(OF_SITE);
    const { items } = RunPage.parse(await (await fetch(`${service.url}/api/v1/runs?line=${site.id}&verdicts=true`)).json());
    const found = items.find(({ id }) => id === run.id)?.found;
    expect([found?.search, found?.outcome, found?.points, found?.found.map(({ kpi }) => kpi).includes('energyKwh')]).toEqual(['sweep', 'told', 2, true]);
  });

  it('can be kept as a scenario, and run from there', async () => {
    const headers = { 'content-type': 'application/json' };
    const kept = (await (await fetch(`${service.url}/api/v1/scenarios`, { method: 'POST', headers, body: JSON.stringify(OF_SITE) })).json()) as { id: string };
    const run = Run.parse(await (await fetch(`${service.url}/api/v1/scenarios/${kept.id}/runs`, { method: 'POST' })).json());
    expect((await server.follow(run.id, () => undefined)).status).toBe('succeeded');
  });
});

describe('a search over what-ifs of a line', () => {
  it('optimises, and tells progress within its budget', async () => {
    const { told, bytes } = await answered({ ...OF_LINE, optimise: { goal: { kpi: 'goodUnits', indifference: 20 }, budget: 600 } });
    const { optimum, points } = LineSearchResult.parse(JSON.parse(bytes));
    expect(told.every(({ done, total }) => done <= total && total === 600)).toBe(true);
    expect(points.find(({ id }) => id === optimum!.chosen)!.at).toEqual({ filler: 1.1 });
  });

  it('keeps what is done when it is cancelled', async () => {
    const over = [{ ...OF_LINE.over[0], values: undefined, from: 0.5, to: 1.5, steps: 100 }];
    const { id } = Run.parse(await (await post({ ...OF_LINE, horizon: '24 h', replications: 2000, over, sweep: {} })).json());
    await new Promise<void>((resolve, reject) => {
      server.follow(id, ({ interim }) => interim.length > 1 && resolve()).catch(reject);
    });
    await server.cancel(id);
    expect((await server.follow(id, () => undefined)).status).toBe('cancelled');
    const { points, baseline } = LineSearchResult.parse(JSON.parse(await server.resultText(id)));
    expect(points).toHaveLength(100);
    expect(baseline.replications).toBeGreaterThanOrEqual(2);
  });
});
