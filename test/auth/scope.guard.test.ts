import { Body, Controller, Get, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Principal } from '../../src/auth/principal.js';
import { Caller, RequireScope } from '../../src/auth/require-scope.js';
import { Public } from '../../src/platform/public.js';
import { startSmallApp } from '../platform/small-app.js';

const PANEL = 'token-of-the-panel-of-osd-1';
const OFFICE = 'token-of-the-office-0001';

@Controller('t')
class TestController {
  @Get('open')
  @Public()
  open() {
    return 'open';
  }

  @Get('forgotten')
  forgotten() {
    return 'secret';
  }

  @Get('lines')
  @RequireScope('read', 'any-line')
  lines(@Caller() caller: Principal) {
    return { caller: caller.name };
  }

  @Get('all')
  @RequireScope('read')
  all() {
    return {};
  }

  @Get('lines/:line')
  @RequireScope('read')
  line() {
    return {};
  }

  @Post('runs')
  @RequireScope('run')
  run(@Body() body: unknown) {
    return body;
  }
}

describe('the guard', () => {
  let app: NestFastifyApplication;
  const lines: string[] = [];
  beforeAll(async () => {
    app = await startSmallApp([TestController], { tokens: `panel ${PANEL} read:osd-1\noffice ${OFFICE} read run:osd-1` }, lines);
  });
  afterAll(() => app.close());

  const ask = (method: 'GET' | 'POST', url: string, token: string | null, payload?: object) =>
    app.inject({ method, url, ...(payload ? { payload } : {}), headers: token ? { authorization: `Bearer ${token}` } : {} });

  it('lets everybody into what is public', async () => {
    expect((await ask('GET', '/t/open', null)).statusCode).toBe(200);
    expect((await ask('GET', '/healthz', null)).statusCode).toBe(200);
  });

  it('closes what says nothing, and says so in the log', async () => {
    expect((await ask('GET', '/t/forgotten', OFFICE)).statusCode).toBe(403);
    expect(lines.join()).toContain('TestController.forgotten says neither @RequireScope nor @Public');
  });

  it('asks for a token with the challenge of RFC 6750', async () => {
    const without = await ask('GET', '/t/lines', null);
    expect(without.statusCode).toBe(401);
    expect(without.headers['www-authenticate']).toBe('Bearer realm="pharmatwin"');
    expect(without.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(without.json()).toMatchObject({ type: '/problems/unauthorized', status: 401, detail: 'a bearer token is needed' });
    const wrong = await ask('GET', '/t/lines', 'wrong');
    expect(wrong.headers['www-authenticate']).toBe('Bearer realm="pharmatwin", error="invalid_token"');
  });

  it.each([
    ['GET', '/t/lines', PANEL, 200],
    ['GET', '/t/all', PANEL, 403],
    ['GET', '/t/all', OFFICE, 200],
    ['GET', '/t/lines/osd-1', PANEL, 200],
    ['GET', '/t/lines/osd-2', PANEL, 403],
    ['GET', '/t/lines/osd-2', OFFICE, 200],
  ] as const)('%s %s with %s: %i', async (method, url, token, status) => {
    expect((await ask(method, url, token)).statusCode).toBe(status);
  });

  it('takes the line from the body where the path has none, and asks for all lines where neither has', async () => {
    expect((await ask('POST', '/t/runs', OFFICE, { line: 'osd-1' })).statusCode).toBe(201);
    expect((await ask('POST', '/t/runs', OFFICE, { line: 'osd-2' })).json()).toMatchObject({ status: 403, detail: 'office has no scope run on line osd-2' });
    expect((await ask('POST', '/t/runs', OFFICE, {})).json()).toMatchObject({ status: 403, detail: 'office has no scope run on all lines' });
    const refused = await ask('POST', '/t/runs', PANEL, { line: 'osd-1' });
    expect(refused.headers['www-authenticate']).toBe('Bearer realm="pharmatwin", error="insufficient_scope", scope="run"');
  });

  it('gives the caller to the handler', async () => {
    expect((await ask('GET', '/t/lines', PANEL)).json()).toStrictEqual({ caller: 'panel' });
  });

  it('writes no token into the log', () => {
    expect(lines.join()).not.toContain(PANEL);
    expect(lines.join()).not.toContain(OFFICE);
  });
});

describe('without tokens', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await startSmallApp([TestController]);
  });
  afterAll(() => app.close());

  it('the user of this machine may do everything', async () => {
    expect((await app.inject({ url: '/t/all', headers: { host: 'localhost:3000' } })).statusCode).toBe(200);
  });

  it('a page elsewhere may do nothing', async () => {
    const rebound = await app.inject({ url: '/t/all', headers: { host: 'evil.example' } });
    expect(rebound.json()).toMatchObject({ status: 403, detail: 'without tokens only loopback names are answered, not evil.example: set TWIN_TOKENS' });
    const crossSite = await app.inject({ method: 'POST', url: '/t/runs', headers: { host: 'localhost:3000', origin: 'https://evil.example' }, payload: {} });
    expect(crossSite.statusCode).toBe(403);
  });
});
