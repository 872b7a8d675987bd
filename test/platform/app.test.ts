import { jest } from '@jest/globals';
import { Info } from '../../src/contract/info.js';
import { Problem } from '../../src/contract/problem.js';
import { startApp, type TestApp } from '../app.js';

jest.setTimeout(120_000);

describe('the whole service', () => {
  let twin: TestApp;
  beforeAll(async () => {
    twin = await startApp();
  });
  afterAll(() => twin.close());

  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${twin.url}${path}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
  };

  it('is ready in every part', async () => {
    const { status, json } = await get('/readyz');
    expect(Object.entries<{ ok: boolean; detail: string }>(json().parts).filter(([, part]) => !part.ok)).toStrictEqual([]);
    expect(Object.keys(json().parts).sort()).toStrictEqual(['broker', 'database', 'history', 'journal', 'sparkplug']);
    expect(status).toBe(200);
  });

  it('says what it is and which models drive its twins', async () => {
    const info = Info.parse((await get('/api/v1/info')).json());
    expect(info).toMatchObject({ name: 'pharmatwin', node: process.version, demo: true, lines: ['osd-1', 'press-replay'] });
    expect(info.cells).toContain('valclair-tablets');
    expect(info.models.map(({ line }) => line)).toStrictEqual([...info.lines, ...info.cells]);
    for (const { version } of info.models) expect(version).toMatch(/^[0-9a-f]{64}$/);
  });

  it('describes every address under /api/v1 in OpenAPI', async () => {
    const document = (await get('/api/openapi.json')).json();
    const paths = Object.keys(document.paths);
    for (const path of [
      '/api/v1/info',
      '/api/v1/lines',
      '/api/v1/lines/{line}',
      '/api/v1/lines/{line}/series',
      '/api/v1/telemetry',
      '/api/v1/runs',
      '/api/v1/runs/{id}/events',
      '/api/v1/scenarios',
    ])
      expect(paths).toContain(path);
    expect(paths.filter((path) => !path.startsWith('/api/v1/'))).toStrictEqual([]);
    type Operation = {
      summary?: string;
      responses: Record<string, { content?: Record<string, { schema?: { type?: string; items?: object; $ref?: string } }> }>;
    };
    const operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
    );
    expect(operations.filter(({ summary }) => !summary).map(({ name }) => name)).toStrictEqual([]);
    const untold = operations.filter(({ responses }) =>
      Object.entries(responses).some(
        ([status, { content }]) => status !== 'default' && status !== '204' && !Object.values(content ?? {}).some(({ schema }) => schema?.type ?? schema?.$ref),
      ),
    );
    expect(untold.map(({ name }) => name)).toStrictEqual([]);
    const { properties } = document.paths['/api/v1/lines/{line}/definition'].get.responses['200'].content['application/json'].schema;
    expect(properties.definition.properties.stations.items.properties.rate).toStrictEqual({ type: 'number', description: 'ideal rate [items/min]' });
    expect(document.components.securitySchemes.bearer).toMatchObject({ type: 'http', scheme: 'bearer' });
  });

  it('measures itself, with the counting invariant of the readings', async () => {
    const { text } = await get('/metrics');
    expect(text).toContain('twin_http_request_seconds_bucket');
    expect(text).toContain('process_resident_memory_bytes');
    for (const fate of ['received', 'stored', 'duplicate', 'dead-lettered']) expect(text).toContain(`twin_ingest_readings_total{result="${fate}"} 0`);
  });

  it('answers what it does not have with a problem', async () => {
    for (const path of ['/api/v1/lines/nothing', '/api/v1/runs/00000000-0000-4000-8000-000000000000', '/api/v1/nothing']) {
      const { status, headers, json } = await get(path);
      expect([path, status, headers.get('content-type')]).toStrictEqual([path, 404, 'application/problem+json; charset=utf-8']);
      expect(Problem.parse(json()).type).toBe('/problems/not-found');
    }
  });

  it('lets no page of another origin in', async () => {
    const { status } = await get('/api/v1/lines', { headers: { origin: 'https://evil.example' } });
    expect(status).toBe(403);
  });
});
