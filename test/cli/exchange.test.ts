import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { TelemetryStatus } from '../../src/contract/telemetry.js';
import { startApp, type TestApp } from '../app.js';
import { twin } from './twin.js';

jest.setTimeout(60_000);

const MAPPING = `kind: IngestMapping
line: osd-1
timestamp: { column: heure, format: 'dd/MM/yyyy HH:mm:ss', timezone: Europe/Paris }
columns:
  - { column: etat, unit: press, signal: state }
  - { column: vitesse, unit: press, signal: speed, type: number }
`;
const GOOD = 'heure;etat;vitesse\n05/01/2026 08:00:00;6;119,5\n05/01/2026 08:00:01;11;0\n';
const BAD = `${GOOD}05/01/2026 08:00:02;99;1\n05/01/2026 25:00:00;6;1\n05/01/2026 08:00:04;6;fast\n05/01/2026 08:00:05;4;2\n`;

const NOWHERE = ['--server', 'http://127.0.0.1:1'];

let service: TestApp;
let cwd: string;
const run = (args: string[], options: { stdin?: string } = {}) => twin([...args, '--server', service.url], { cwd, ...options });
const counters = async () => TelemetryStatus.parse(await (await fetch(`${service.url}/api/v1/telemetry`)).json());
async function inHistory(): Promise<void> {
  while ((await counters()).history.lagS > 0) await setImmediate();
}

beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twin-exchange-'));
  writeFileSync(path.join(cwd, 'map.yaml'), MAPPING);
  writeFileSync(path.join(cwd, 'good.csv'), GOOD);
  writeFileSync(path.join(cwd, 'bad.csv'), BAD);
  service = await startApp();
});
afterAll(async () => {
  await service?.close();
  rmSync(cwd, { recursive: true });
});

describe('twin ingest', () => {
  it('tells what it would read without a service, and what is wrong with file:line:column', async () => {
    const { code, out, err } = await twin(['ingest', 'bad.csv', '--mapping', 'map.yaml', '--dry-run', ...NOWHERE], { cwd });
    expect(code).toBe(3);
    expect(out).toMatch(/^unit +signal +readings +first +last\npress +state +5 +2026-01-05T07:00:00.000Z +2026-01-05T07:00:05.000Z\npress +speed +4 /);
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:1 does not answer: .* was not judged$/),
      'bad.csv:5:1 expected a time (dd/MM/yyyy HH:mm:ss), found "05/01/2026 25:00:00"',
      'bad.csv:6:23 expected a number, found "fast"',
    ]);
    const json = await twin(['ingest', '-', '--format', 'csv', '--mapping', 'map.yaml', '--dry-run', '--json', ...NOWHERE], { cwd, stdin: GOOD });
    expect(json.code).toBe(0);
    expect(JSON.parse(json.out)).toMatchObject({ readings: 4, bad: 0, judged: false, firstUs: Date.parse('2026-01-05T07:00:00Z') * 1000 });
  });

  it('has the service say, where it answers, what it would refuse, and stores nothing', async () => {
    const { received } = (await counters()).counters;
    const dry = await run(['ingest', 'bad.csv', '--mapping', 'map.yaml', '--dry-run', '--json']);
    expect([dry.code, JSON.parse(dry.out)]).toMatchObject([3, { readings: 8, bad: 3, judged: true, signals: [{ signal: 'state', readings: 4 }, { signal: 'speed', readings: 4 }] }]); // prettier-ignore
    expect(dry.err).toContain('bad.csv:4:21 state: expected a number from 0 to 17 or its name, not 99\n');
    writeFileSync(path.join(cwd, 'other.yaml'), MAPPING.replaceAll('unit: press', 'unit: pres'));
    const strange = await run(['ingest', 'good.csv', '--mapping', 'other.yaml', '--dry-run']);
    expect(strange).toMatchObject({ code: 3, out: expect.stringContaining('0 readings would be ingested, 4 rows or cells are wrong') as string });
    expect(strange.err).toMatch(/^good\.csv:2:21 osd-1 has no unit pres\n/);
    expect(await run(['ingest', 'good.csv', '--mapping', 'map.yaml', '--line', 'osd-9', '--dry-run'])).toMatchObject({ code: 4 });
    expect((await counters()).counters.received).toBe(received);
  });

  it('stores nothing of a file in which anything is wrong, where it is strict', async () => {
    const { received } = (await counters()).counters;
    expect(await run(['ingest', 'bad.csv', '--mapping', 'map.yaml', '--strict'])).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringMatching(/^bad\.csv:5:1 [^\n]*\n$/) as string,
    });
    expect((await counters()).counters.received).toBe(received);
  });

  it('stores what is right, tells what is not, and the same file again changes nothing', async () => {
    const first = await run(['ingest', 'bad.csv', '--mapping', 'map.yaml', '--json']);
    expect([first.code, JSON.parse(first.out)]).toMatchObject([3, { stored: 8, duplicate: 0, bad: 3 }]);
    expect(first.err).toContain('bad.csv:4:21 state: expected a number from 0 to 17 or its name, not 99\n');
    const again = await run(['ingest', 'bad.csv', '--mapping', 'map.yaml', '--json']);
    expect(JSON.parse(again.out)).toMatchObject({ stored: 0, duplicate: 8, bad: 3 });
    expect((await run(['ingest', 'good.csv', '--mapping', 'map.yaml', '--lang', 'fr'])).out).toMatch(/^4 mesures enregistrées, 0 /);
  });

  it('says which rows it left out since the mapping does not name their tag', async () => {
    const long = `kind: IngestMapping\nline: osd-1\ntimestamp: { column: t, format: ms }\nlong: { tag: tag, value: v, tags: { PT: { unit: press, signal: power } } }\n`;
    writeFileSync(path.join(cwd, 'long.yaml'), long);
    const row = (tag: string, v: number) => JSON.stringify({ t: Date.parse('2026-01-05T09:00:00Z') + v, tag, v });
    writeFileSync(path.join(cwd, 'long.jsonl'), [row('PT', 1), row('ZZ', 2), row('constructor', 3), row('ZZ', 4)].join('\n'));
    const args = ['ingest', 'long.jsonl', '--mapping', 'long.yaml'];
    const said = '3 lignes écartées, dont le tag n’est pas dans l’affectation : ZZ, constructor\n';
    expect(await run([...args, '--dry-run', '--lang', 'fr'])).toMatchObject({ code: 0, err: said });
    expect(await run([...args, '--lang', 'fr'])).toMatchObject({ code: 0, err: said });
    expect(JSON.parse((await run([...args, '--json'])).out)).toMatchObject({ duplicate: 1, bad: 0, leftOut: { rows: 3, tags: ['ZZ', 'constructor'] } });
  });

  it('moves a record to end now', async () => {
    const before = Date.now();
    const { code } = await run(['ingest', 'good.csv', '--mapping', 'map.yaml', '--shift-to-now']);
    expect(code).toBe(0);
    await inHistory();
    const { out } = await run(['export', 'series', 'osd-1', '--from', 'now-1h', '--signal', 'speed', '--format', 'jsonl']);
    const times = out.trim().split('\n').map((line) => Date.parse((JSON.parse(line) as { time: string }).time)); // prettier-ignore
    expect(times).toHaveLength(2);
    expect(times[1]! - times[0]!).toBe(1000);
    expect(times[1]! >= before && times[1]! <= Date.now()).toBe(true);
  });

  it('keeps the pace that is asked for', async () => {
    const began = Date.now();
    expect((await run(['ingest', 'good.csv', '--mapping', 'map.yaml', '--speed', '2'])).code).toBe(0);
    expect(Date.now() - began).toBeGreaterThan(500);
  });

  it('ends with the code of what is wrong', async () => {
    const cases: [string[], number, RegExp][] = [
      [['none.csv', '--mapping', 'map.yaml'], 4, /^none\.csv: there is no such file/],
      [['good.csv', '--mapping', 'none.yaml'], 4, /none\.yaml/],
      [['good.csv'], 3, /^good\.csv:1:1 expected a column "time", found heure, etat, vitesse\. Without --mapping/],
      [['map.yaml', '--mapping', 'map.yaml'], 2, /say --format/],
      [['good.csv', '--mapping', 'map.yaml', '--line', 'osd-9'], 4, /there is no line or cell osd-9/],
      [['good.csv', '--mapping', 'map.yaml', '--speed', '0'], 2, /above zero/],
      [['-', '--format', 'parquet', '--mapping', 'map.yaml'], 3, /cannot be read as it comes/],
    ];
    for (const [args, code, err] of cases) expect(await run(['ingest', ...args])).toEqual({ code, out: '', err: expect.stringMatching(err) as string });
    writeFileSync(path.join(cwd, 'wrong.yaml'), MAPPING.replace('unit: press', 'unit: Press'));
    expect(await run(['ingest', 'good.csv', '--mapping', 'wrong.yaml'])).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^wrong\.yaml:5:\d+ \/columns\/0\/unit /) as string,
    });
    const nowhere = await twin(['ingest', 'good.csv', '--mapping', 'map.yaml', '--retry-for', '0', ...NOWHERE], { cwd });
    expect(nowhere).toMatchObject({ code: 6, err: expect.stringContaining('0 readings are stored, those from line 2 on are not known to be') as string });
  });

  it('posts again what was not answered, and what the service had no room for', async () => {
    const bodies: string[] = [];
    const busy = createServer((request, answer) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        bodies.push(body);
        if (bodies.length === 1) return request.socket.destroy();
        const problem = { type: '/problems/too-many-requests', title: 'x', status: 429, detail: 'the journal is full' };
        if (bodies.length === 2) return answer.writeHead(429, { 'content-type': 'application/problem+json', 'retry-after': '0' }).end(JSON.stringify(problem));
        answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ stored: 4, duplicate: 0, refused: [] }));
      });
    });
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const { code, out } = await twin(['ingest', 'good.csv', '--mapping', 'map.yaml', '--server', `http://127.0.0.1:${(busy.address() as AddressInfo).port}`], {
      cwd,
    });
    busy.close();
    expect([code, out]).toEqual([0, expect.stringMatching(/^4 readings stored/)]);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  });
});

describe('twin export', () => {
  it.each(['csv-fr', 'parquet'])('writes series that twin ingest reads back as they were: %s', async (format) => {
    await inHistory();
    const file = `series-${format}.${format.slice(0, 3) === 'csv' ? 'csv' : format}`;
    const written = await run([
      'export',
      'series',
      'osd-1',
      '--from',
      '2026-01-01T00:00:00Z',
      '--to',
      '2026-01-06T00:00:00Z',
      '--format',
      format,
      '--out',
      file,
    ]);
    expect(written).toMatchObject({ code: 0, out: '', err: expect.stringMatching(new RegExp(`bytes written to ${file}\n$`)) as string });
    const before = await run(['export', 'series', 'osd-1', '--from', '2026-01-01T00:00:00Z', '--to', '2026-01-06T00:00:00Z']);
    const back = await run(['ingest', file, '--json']);
    expect([back.code, JSON.parse(back.out)]).toMatchObject([0, { bad: 0 }]);
    const { stored, duplicate } = JSON.parse(back.out) as { stored: number; duplicate: number };
    expect(stored + duplicate).toBe(before.out.trim().split('\n').length - 1);
    await inHistory();
    expect((await run(['export', 'series', 'osd-1', '--from', '2026-01-01T00:00:00Z', '--to', '2026-01-06T00:00:00Z'])).out).toBe(before.out);
  });

  it('takes the format from the name of the file, and leaves no half of one', async () => {
    expect((await run(['export', 'stops', 'osd-1', '--from', '2026-01-05T00:00:00Z', '--out', 'stops.xlsx'])).code).toBe(0);
    expect(readFileSync(path.join(cwd, 'stops.xlsx')).subarray(0, 2).toString()).toBe('PK');
    expect(await run(['export', 'series', 'osd-9', '--out', 'none.csv'])).toMatchObject({ code: 4 });
    expect(() => readFileSync(path.join(cwd, 'none.csv'))).toThrow();
    expect((await run(['export', 'series', 'osd-1', '--out', 'nowhere/x.csv'])).code).toBe(1);
  });

  it('takes csv for csv-en, as over HTTP', async () => {
    const write = (format: string) => run(['export', 'stops', 'osd-1', '--from', '2026-01-05T00:00:00Z', '--to', '2026-01-06T00:00:00Z', '--format', format]);
    const [csv, english] = [await write('csv'), await write('csv-en')];
    expect(csv).toEqual(english);
    expect(csv.out).toMatch(/^from,from_local,/);
  });

  it('says what does not fit', async () => {
    expect(await run(['export', 'lots', 'osd-1'])).toMatchObject({ code: 4, err: 'there is no cell osd-1\n' });
    expect(await run(['export', 'stops', 'osd-1', '--signal', 'speed'])).toMatchObject({ code: 2, err: '--signal is not for stops\n' });
    expect(await run(['export', 'series', 'osd-1', '--every', '5'])).toMatchObject({ code: 3, err: expect.stringContaining('/every') as string });
    expect((await run(['export', 'everything', 'osd-1'])).code).toBe(2);
  });
});
