import { Body, Controller, Delete, Get, HttpException, Patch, Post, Query, Res, ServiceUnavailableException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Issue, Problem } from '../../src/contract/problem.js';
import { ProblemError } from '../../src/platform/problem.js';
import { Public } from '../../src/platform/public.js';
import { startSmallApp } from './small-app.js';

const Change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rate'), factor: z.number().positive() }),
  z.strictObject({ kind: z.literal('buffer'), capacity: z.int() }),
]);
const Question = z.strictObject({
  'a/b~c': z.number().optional(),
  changes: z.array(Change),
  lasts: z.union([z.string(), z.strictObject({ mean: z.number(), sigma: z.number() })]).optional(),
});
const Page = z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(50) });

@Public()
@Controller('t')
class TestController {
  @Post('validated')
  validated(@Body({ schema: Question }) body: unknown) {
    return body;
  }

  @Get('list')
  list(@Query({ schema: Page }) page: { limit: number }) {
    return page;
  }

  @Delete('thing')
  remove() {
    return { removed: true };
  }

  @Get('conflict')
  conflict() {
    throw new ProblemError('conflict', 'the line has no readings yet');
  }

  @Get('busy')
  busy() {
    throw new ProblemError('too-many-requests', 'twenty runs are waiting', [], 4.2);
  }

  @Get('teapot')
  teapot() {
    throw new HttpException('no coffee', 418);
  }

  @Get('closing')
  closing() {
    throw new ServiceUnavailableException('the service is closing');
  }

  @Get('things/:id/parts')
  parts() {
    return [];
  }

  @Patch('things/:id/parts')
  change() {
    return [];
  }

  @Get('fault')
  fault() {
    throw new Error('the password of the database is 1234');
  }

  @Get('half')
  half(@Res() reply: FastifyReply) {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'application/xml' });
    reply.raw.write('half of');
    throw new Error('broken off');
  }
}

const told = (issues: Issue[]) => issues.map(({ pointer, detail }) => ({ pointer, detail }));

describe('every fault is a problem', () => {
  let app: NestFastifyApplication;
  const lines: string[] = [];
  beforeAll(async () => {
    app = await startSmallApp([TestController], {}, lines);
  });
  afterAll(() => app.close());

  const ask = async (url: string, payload?: unknown, headers: Record<string, string> = {}) => {
    const answer = await app.inject({
      url,
      method: payload === undefined ? 'GET' : 'POST',
      headers: { 'x-request-id': 'r-1', ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(payload === undefined ? {} : { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  };

  it('of our own', async () => {
    const { status, headers, body } = await ask('/t/conflict?secret=1');
    expect(status).toBe(409);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(body).toStrictEqual({
      type: '/problems/conflict',
      title: 'Conflicts with the present state',
      status: 409,
      detail: 'the line has no readings yet',
      instance: '/t/conflict',
      requestId: 'r-1',
    });
    expect(Problem.parse(body)).toStrictEqual(body);
  });

  it('with the time after which to ask again', async () => {
    const { status, headers } = await ask('/t/busy');
    expect([status, headers['retry-after']]).toStrictEqual([429, '5']);
  });

  it('of a body that is not as the schema says, with a pointer to each place', async () => {
    const { status, body } = await ask('/t/validated', {
      'a/b~c': 'x',
      changes: [{ kind: 'rate', factor: -1 }, { kind: 'speed' }, { kind: 'buffer', capacity: 1, extra: 1 }],
    });
    expect(status).toBe(422);
    expect(body.type).toBe('/problems/validation');
    expect(told(body.issues)).toStrictEqual([
      { pointer: '/a~1b~0c', detail: 'expected a number, found "x"' },
      { pointer: '/changes/0/factor', detail: 'must be more than 0, found -1' },
      { pointer: '/changes/1/kind', detail: 'expected one of rate, buffer, found "speed"' },
      { pointer: '/changes/2/extra', detail: 'unknown key "extra"; the keys here are kind, capacity' },
    ]);
    expect(body.issues.map(({ refusal }: Issue) => refusal?.code)).toEqual(['number', 'moreThan', 'oneOf', 'unknownKey']);
  });

  it('of a union: what is wrong in the alternative that was meant', async () => {
    const { body } = await ask('/t/validated', { changes: [], lasts: { mean: 1 } });
    expect(told(body.issues)).toStrictEqual([{ pointer: '/lasts/sigma', detail: 'missing: expected a number' }]);
  });

  it('of a query', async () => {
    expect((await ask('/t/list?limit=7')).body).toStrictEqual({ limit: 7 });
    const issues = async (limit: string) => told((await ask(`/t/list?limit=${limit}`)).body.issues);
    expect(await issues('501')).toStrictEqual([{ pointer: '/limit', detail: 'must be at most 500, found 501' }]);
    expect(await issues('1e20')).toStrictEqual([{ pointer: '/limit', detail: 'must be at most 500, found 100000000000000000000' }]);
    expect(await issues('-1')).toStrictEqual([{ pointer: '/limit', detail: 'must be at least 1, found -1' }]);
    expect(await issues('ten')).toStrictEqual([{ pointer: '/limit', detail: 'expected a number, found "ten"' }]);
    expect(await issues('1.5')).toStrictEqual([{ pointer: '/limit', detail: 'expected a whole number, found 1.5' }]);
  });

  it.each([
    ['a body that is not JSON', '/t/validated', '{"a":', 400, 'bad-request'],
    ['an empty body', '/t/validated', '', 400, 'bad-request'],
    ['a body beyond 1 MiB', '/t/validated', `"${'x'.repeat(1024 * 1024)}"`, 413, 'too-large'],
    ['a path that is none', '/api/v1/nothing', undefined, 404, 'not-found'],
    ['a path that is none, asked to change', '/api/v1/nothing', {}, 404, 'not-found'],
    ['a path that cannot be decoded', '/%c3%28', undefined, 400, 'bad-request'],
    ['a status without a code of its own', '/t/teapot', undefined, 418, 'bad-request'],
    ['a service that is closing', '/t/closing', undefined, 503, 'not-ready'],
  ])('of %s', async (_name, url, payload, status, code) => {
    const answer = await ask(url, payload);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(Problem.parse(answer.body)).toMatchObject({ status, type: `/problems/${code}`, requestId: 'r-1' });
  });

  it('of a media type that we do not read', async () => {
    const { body } = await ask('/t/validated', 'a=1', { 'content-type': 'application/xml' });
    expect(body).toMatchObject({ status: 415, type: '/problems/unsupported-media-type' });
  });

  it.each(['application/json', undefined])('takes a DELETE without a body, its content type said to be %s', async (type) => {
    const answer = await app.inject({ method: 'DELETE', url: '/t/thing', headers: type === undefined ? {} : { 'content-type': type } });
    expect([answer.statusCode, answer.json()]).toStrictEqual([200, { removed: true }]);
  });

  it.each([
    ['PUT', '/t/validated?a=1', 'POST'],
    ['GET', '/t/validated', 'POST'],
    ['DELETE', '/t/things/7/parts', 'GET, HEAD, PATCH'],
  ] as const)('of a method that a path does not have: %s %s', async (method, url, allow) => {
    const answer = await app.inject({ url, method });
    expect([answer.statusCode, answer.headers['allow'], answer.headers['x-content-type-options']]).toStrictEqual([405, allow, 'nosniff']);
    const detail = `${method} is not possible here: expected ${allow.replaceAll(', ', ' or ')}`;
    expect(Problem.parse(answer.json())).toMatchObject({ type: '/problems/method-not-allowed', status: 405, detail });
  });

  it('of an unknown kind: the reason is in the log under the request id and nowhere else', async () => {
    const { status, body } = await ask('/t/fault');
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('1234');
    expect(body).toMatchObject({ type: '/problems/internal', requestId: 'r-1' });
    const line = lines.map((text) => JSON.parse(text)).find((entry) => entry.err?.message.includes('1234'));
    expect(line).toMatchObject({ level: 'error', requestId: 'r-1', context: 'http' });
  });

  it('and after half an answer the connection is cut', async () => {
    await app.listen(0, '127.0.0.1');
    const whole = fetch(`${await app.getUrl()}/t/half`).then((response) => response.text());
    await expect(whole).rejects.toThrow(/fetch failed|terminated/);
  });
});
