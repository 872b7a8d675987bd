import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServerFailure, TwinHttp } from '../../client/http.js';

let server: Server;
let http: TwinHttp;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  http = new TwinHttp({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, token: 'a-token' });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  (answer = (_, response) => response.writeHead(status, headers).end(JSON.stringify(value)));
const failure = async (promise: Promise<unknown>) => {
  const caught: unknown = await promise.catch((error: unknown) => error);
  expect(caught).toBeInstanceOf(ServerFailure);
  return caught as ServerFailure;
};
const RUN = '0f8fad5b-d9cb-469f-a165-70867728950e';

it('asks with token and query, and gives the checked answer', async () => {
  const series = { line: 'osd-1', unit: 'press', signal: 'speed', everyUs: null, atUs: [1], value: [2], truncated: false };
  json(series);
  expect(await http.series('osd-1', 'press', 'speed', { from: 'now-1h', maxPoints: 10 })).toEqual(series);
  expect(asked[0]!.url).toBe('/api/v1/lines/osd-1/series?unit=press&signal=speed&from=now-1h&maxPoints=10');
  expect(asked[0]!.headers.authorization).toBe('Bearer a-token');
});

it('gives the items of a list', async () => {
  const batch = { id: 'B1', unit: 'press', fromUs: 1, toUs: null, good: 1, rejected: 0, stops: 0 };
  json({ items: [batch], next: null });
  expect(await http.batches('osd-1')).toEqual([batch]);
});

it('asks for cells, their lots and their indicators', async () => {
  const summary = {
    cell: 'valclair-tablets',
    name: { en: 'Valclair', fr: 'Valclair' },
    demo: true,
    site: 'valclair',
    timezone: 'Europe/Paris',
    freshness: 'live',
    catchingUp: false,
    asOfUs: 1,
    units: { producing: 1, down: 0, waiting: 0, unknown: 0, all: 1 },
    lots: 2,
    findings: 0,
    powerKw: 3,
    expectedPowerKw: null,
  };
  json({ items: [summary], next: null });
  expect(await http.cells()).toEqual([summary]);
  json({ items: [], next: null, total: 0 });
  await http.lots('valclair-tablets', { from: 'now-1d' });
  await http.cellKpis('valclair-tablets', 'lot', { from: 'now-7d', to: 'now' });
  await http.orders('valclair-tablets');
  await http.findings('valclair-tablets');
  await http.ledger('valclair-tablets');
  expect(asked.map(({ url }) => url)).toEqual([
    '/api/v1/cells',
    '/api/v1/cells/valclair-tablets/lots?from=now-1d',
    '/api/v1/cells/valclair-tablets/kpis?by=lot&from=now-7d&to=now',
    '/api/v1/cells/valclair-tablets/orders',
    '/api/v1/cells/valclair-tablets/findings',
    '/api/v1/cells/valclair-tablets/ledger',
  ]);
});

it('a record of a lot that is none of ours is a failure', async () => {
  json({ lot: 'L/1' });
  expect((await failure(http.lot('valclair-tablets', 'L/1'))).message).toMatch(/\/product/);
  expect(asked[0]!.url).toBe('/api/v1/cells/valclair-tablets/lots/L%2F1');
});

it('a problem is a failure with its code, issues and time to wait', async () => {
  const issues = [{ pointer: '/horizon', detail: 'must be at most 31 d' }];
  json({ type: '/problems/validation', title: 'x', status: 422, detail: 'a field is wrong', issues }, 422);
  const refused = await failure(http.ask({ line: 'osd-1', question: 'What if?' }));
  expect({ ...refused, message: refused.message }).toMatchObject({ code: 'validation', status: 422, message: 'a field is wrong', issues });
  json({ type: '/problems/too-many-requests', title: 'x', status: 429, detail: 'busy' }, 429, { 'retry-after': '7' });
  expect((await failure(http.info())).retryAfterS).toBe(7);
});

it('an answer that is none of ours is a failure, not a fault', async () => {
  answer = (_, response) => response.writeHead(502).end('<html>');
  expect(await failure(http.info())).toMatchObject({ code: 'not-understood', status: 502 });
  answer = (_, response) => response.end('<html>');
  expect((await failure(http.info())).message).toMatch(/did not answer with JSON/);
  json({ items: [{ id: 'B1' }] });
  expect((await failure(http.batches('osd-1'))).message).toMatch(/\/items\/0\/unit/);
});

it('a server that is not there is unreachable', async () => {
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const gone = await failure(new TwinHttp({ url: `http://127.0.0.1:${port}` }).info());
  expect(gone).toMatchObject({ code: 'unreachable', message: `http://127.0.0.1:${port} does not answer: ECONNREFUSED` });
  server.listen(0);
});

it('follows a run over a broken connection, from where it was', async () => {
  const progress = (id: number) =>
    `id: ${id}\nevent: progress\ndata: ${JSON.stringify({ status: 'running', done: id, total: 3, etaS: null, interim: [] })}\n\n`;
  answer = (request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (request.headers['last-event-id'] === undefined) {
      response.write(`: still here\n\n${progress(1)}${progress(2).slice(0, 20)}`, () => response.destroy());
    } else {
      response.write(progress(2).slice(0, 9));
      response.end(`${progress(2).slice(9)}event: status\r\ndata: {"id":"${RUN}","status":"succeeded","failure":null}\r\n\r\n`);
    }
  };
  const done: number[] = [];
  expect(await http.follow(RUN, (p) => done.push(p.done))).toEqual({ id: RUN, status: 'succeeded', failure: null });
  expect(done).toEqual([1, 2]);
  expect(asked.map((request) => request.headers['last-event-id'])).toEqual([undefined, '1']);
});
