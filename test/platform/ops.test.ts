import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HealthRegistry } from '../../src/platform/health.js';
import { startSmallApp } from './small-app.js';

describe('the service says how it is', () => {
  let app: NestFastifyApplication;
  const lines: string[] = [];
  beforeAll(async () => {
    app = await startSmallApp([], {}, lines);
  });
  afterAll(() => app.close());

  it('healthz: the process answers', async () => {
    expect((await app.inject('/healthz')).json()).toStrictEqual({ status: 'ok' });
  });

  it('readyz: every part, 503 with the reasons as long as one is not ready', async () => {
    const health = app.get(HealthRegistry);
    let broker = { ok: false, detail: 'mqtt://plant:1883 refuses the connection' };
    health.register('broker', async () => broker);
    health.register('history', async () => ({ ok: true, detail: 'answers' }));
    const down = await app.inject('/readyz');
    expect(down.statusCode).toBe(503);
    expect(down.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(down.json()).toStrictEqual({
      type: '/problems/not-ready',
      title: 'Not ready',
      status: 503,
      detail: 'broker: mqtt://plant:1883 refuses the connection',
      parts: { broker, history: { ok: true, detail: 'answers' } },
    });
    broker = { ok: true, detail: 'connected' };
    const up = await app.inject('/readyz');
    expect([up.statusCode, up.json().status]).toStrictEqual([200, 'ready']);
    const logged = lines.map((text) => JSON.parse(text)).filter((entry) => entry.path === '/readyz');
    expect(logged.map(({ status, level }) => [status, level])).toStrictEqual([[503, 'debug'], [200, 'debug']]); // prettier-ignore
  });

  it('metrics: the process and every request by its route, never by identifiers', async () => {
    await app.inject('/api/v1/lines/secret-line');
    const { headers, body } = await app.inject('/metrics');
    expect(headers['content-type']).toContain('text/plain; version=0.0.4');
    expect(body).toContain('process_cpu_seconds_total');
    expect(body).toContain('twin_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1');
    expect(body).not.toContain('secret-line');
  });

  it('every request has an id: the caller’s own where it is a plain word', async () => {
    const own = await app.inject({ url: '/healthz', headers: { 'x-request-id': 'caller-7' } });
    expect(own.headers['x-request-id']).toBe('caller-7');
    const forged = await app.inject({ url: '/healthz', headers: { 'x-request-id': 'a b{}' } });
    expect(forged.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('a request is one line of the log, without its query', async () => {
    await app.inject({ url: '/api/v1/x?token=secret', headers: { 'x-request-id': 'r-9' } });
    const line = lines.map((text) => JSON.parse(text)).find((entry) => entry.requestId === 'r-9' && entry.msg === 'request');
    expect(line).toMatchObject({ level: 'info', context: 'http', method: 'GET', path: '/api/v1/x', status: 404, ms: expect.any(Number) });
    expect(lines.join()).not.toContain('token=secret');
  });

  it('every answer has the headers that keep a browser from fetching or framing anything else', async () => {
    for (const url of ['/healthz', '/', '/api/docs', '/nothing']) {
      const { headers } = await app.inject(url);
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
    }
  });
});

describe('the registry of health', () => {
  it('holds a check that throws for not ready, with its reason', async () => {
    const health = new HealthRegistry();
    health.register('history', async () => {
      throw new Error('no answer');
    });
    expect(await health.check()).toStrictEqual({ history: { ok: false, detail: 'no answer' } });
  });

  it('refuses two parts of one name', () => {
    const health = new HealthRegistry();
    const check = async () => ({ ok: true, detail: '' });
    health.register('broker', check);
    expect(() => health.register('broker', check)).toThrow('there is already a health check called broker');
  });
});
