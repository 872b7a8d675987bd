import { existsSync } from 'node:fs';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { packageRoot } from '../../src/platform/package.js';
import { startSmallApp } from './small-app.js';

const built = existsSync(path.join(packageRoot, 'dist/web/index.html'));
const HTML = { accept: 'text/html,application/xhtml+xml' };

describe('the web app', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await startSmallApp([]);
  });
  afterAll(() => app.close());

  it.each(['/', '/lines/osd-1', '/lines/osd-1/what-if?lang=fr'])('every screen has an address: %s gives the page', async (url) => {
    const { statusCode, headers, body } = await app.inject({ url, headers: HTML });
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toMatch(/^no-(cache|store)$/);
    expect(body).toMatch(built ? /<div id="root">/ : /npm run build/);
  });

  it.each([
    ['/wall/osd-1', 'wall'],
    ['/wall', 'wall'],
    ['/walls', 'index'],
    ['/', 'index'],
  ])('%s gives the page of wallboards, or of screens: %s', async (url, name) => {
    const { body } = await app.inject({ url, headers: HTML });
    const scripts = [...body.matchAll(/<script type="module"[^>]* src="\/assets\/([a-z]+)-/g)].map(([, script]) => script);
    expect(scripts).toEqual(built ? [name] : []);
  });

  it.each(['/api/v1/nothing', '/api', '/ws'])('%s is no screen', async (url) => {
    expect((await app.inject({ url, headers: HTML })).statusCode).toBe(404);
  });

  it('whoever does not ask for a page gets a problem, not a page', async () => {
    const answer = await app.inject({ url: '/assets/nothing.js', headers: { accept: '*/*' } });
    expect([answer.statusCode, answer.headers['content-type']]).toStrictEqual([404, 'application/problem+json; charset=utf-8']);
  });

  it.each(['/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json', '/assets/..%2f..%2f..%2fpackage.json', '/assets/%00'])(
    'nothing outside of the build is served: %s',
    async (url) => {
      const answer = await app.inject({ url, headers: { accept: '*/*' } });
      expect([400, 403, 404]).toContain(answer.statusCode);
      expect(answer.body).not.toContain('"dependencies"');
    },
  );
});
