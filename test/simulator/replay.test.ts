import { jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StoppableClock } from '../../simulator/clock.js';
import { replayCommand, type ReplayOptions } from '../../simulator/replay/command.js';
import { loadMapping, parseMapping } from '../../simulator/replay/mapping.js';
import { check } from '../../simulator/replay/replay.js';
import { describeWithShared, repositoryRoot } from '../shared.js';
import { TestBroker } from './support/broker.js';

jest.setTimeout(60_000); // a loaded machine

const MAPPING = `
kind: ReplayMapping
delimiter: ;
timestamp: { column: at, format: 'yyyy-MM-dd HH:mm:ss', timezone: Europe/Ljubljana }
topic: umh/v1/e/s/a/l/press
columns:
  - { column: batch, tag: _x_v1/batch, type: text }
  - { column: made, tag: _x_v1/made }
`;
const FIRST = 'at;batch;made;unused\n2018-10-28 02:59:50;7;1.5;x\n2018-10-28 02:00:00;7;;x\n2018-10-28 03:00:00;"8;9";2;x\n';
const SECOND = 'at;made;batch\n2018-10-28 02:30:00;0;\n2018-10-28 03:00:00;5;1\n';

let folder: string;
let broker: TestBroker;
const file = (name: string, text: string) => {
  const full = path.join(folder, name);
  writeFileSync(full, text);
  return full;
};
const options = (over: Partial<ReplayOptions> = {}): ReplayOptions => ({
  mapping: file('mapping.yaml', MAPPING),
  broker: broker.url,
  speed: Infinity,
  startMs: null,
  maxGapMs: Infinity,
  retryForMs: null,
  ...over,
});

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'replay-'));
  broker = new TestBroker();
  await broker.start();
});
afterEach(async () => {
  await broker.cut();
  rmSync(folder, { recursive: true });
});

const run = (files: string[], over: Partial<ReplayOptions> = {}) => replayCommand(files, options(over), new StoppableClock(), () => undefined);
const message = (tag: string, time: string, value: string) => ({
  topic: `umh/v1/e/s/a/l/press/_x_v1/${tag}`,
  payload: `{"timestamp_ms":${Date.parse(time)},"value":${value}}`,
});

describe('a replay', () => {
  it('publishes every cell with a value, rows of all files in the order of time, cells in the order of the mapping', async () => {
    const ending = await run([file('a.csv', FIRST), file('b.csv', SECOND)]);
    expect(broker.received).toEqual([
      message('made', '2018-10-28T00:30:00Z', '0'),
      message('batch', '2018-10-28T00:59:50Z', '"7"'),
      message('made', '2018-10-28T00:59:50Z', '1.5'),
      message('batch', '2018-10-28T01:00:00Z', '"7"'),
      message('batch', '2018-10-28T02:00:00Z', '"8;9"'),
      message('made', '2018-10-28T02:00:00Z', '2'),
      message('batch', '2018-10-28T02:00:00Z', '"1"'),
      message('made', '2018-10-28T02:00:00Z', '5'),
    ]);
    expect(ending.code).toBe(0);
    expect(ending.message).toMatch(/^replayed 5 rows: 8 messages, 2018-10-28T00:30:00.000Z to 2018-10-28T02:00:00.000Z, in /);
  });

  it('moves the whole record so that its first row lies at the start that was asked for', async () => {
    await run([file('a.csv', FIRST)], { startMs: Date.parse('2026-01-05T06:00:00Z') });
    expect(broker.received.map(({ payload }) => (JSON.parse(payload) as { timestamp_ms: number }).timestamp_ms)).toEqual(
      ['06:00:00', '06:00:00', '06:00:10', '07:00:10', '07:00:10'].map((time) => Date.parse(`2026-01-05T${time}Z`)),
    );
  });

  it('keeps the pace of the record, but for gaps that are longer than asked for', async () => {
    const clock = new StoppableClock();
    const due: number[] = [];
    Object.assign(clock, { nowMs: () => 1000, until: (ms: number) => (due.push(ms), Promise.resolve()) });
    await replayCommand([file('a.csv', FIRST)], options({ speed: 10, maxGapMs: 60_000 }), clock, () => undefined);
    expect(due).toEqual([1000, 2000, 8000]);
  });

  it('sends again what the broker had not acknowledged when it went away, and loses nothing', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `2020-01-01 ${new Date(i * 1000).toISOString().slice(11, 19)};;${i}`);
    let restarted: Promise<void> | null = null;
    broker.onMessage = (count) => {
      if (count === 1500) restarted ??= broker.cut().then(() => broker.start());
    };
    const ending = await run([file('a.csv', ['at;batch;made', ...rows].join('\n'))]);
    await Promise.resolve(restarted);
    expect(ending).toMatchObject({ code: 0, message: expect.stringMatching(/^replayed 3000 rows: 3000 messages/) as string });
    const values = broker.received.map(({ payload }) => (JSON.parse(payload) as { value: number }).value);
    expect(new Set(values).size).toBe(3000);
    expect(values.length).toBeGreaterThan(3000);
    const lastOf = new Map(values.map((value, index) => [value, index]));
    expect([...lastOf.keys()].sort((a, b) => lastOf.get(a)! - lastOf.get(b)!)).toEqual([...lastOf.keys()].sort((a, b) => a - b));
  });

  it('publishes nothing of a record in which anything is wrong, and says where', async () => {
    const cases: [string, string][] = [
      ['at;batch;made\n2018-10-28 02:59:50;7;1\n2018-10-28 03:59:50;7;#N/A\n', ':3:23 expected a number in column "made", found "#N/A"'],
      ['at;batch;made\n28.10.2018;7;1\n', ':2:1 expected a time such as yyyy-MM-dd HH:mm:ss, found "28.10.2018"'],
      [
        'at;batch;made\n2018-11-01 00:00:10;7;1\n\n2018-11-01 00:00:00;7;1\n',
        ':4:1 expected a time not before that of the row above, found "2018-11-01 00:00:00"',
      ],
      ['at;batch\n2018-10-28 02:59:50;7\n', ':1:1 expected a column "made", found at, batch'],
      ['', ':1:1 expected a row of column names'],
      ['at;batch;made\n2018-10-28 02:59:50;7\n', ':2:1 expected 3 fields as in the first line, found 2'],
    ];
    for (const [text, problem] of cases) {
      const csv = file('bad.csv', text);
      const ending = await run([file('good.csv', FIRST), csv]);
      expect(ending).toEqual({ code: 3, message: expect.stringContaining(`${csv}${problem}`) as string });
    }
    expect(await run([path.join(folder, 'absent.csv')])).toEqual({ code: 3, message: expect.stringContaining('absent.csv: cannot be read: ENOENT') as string });
    expect(broker.received).toEqual([]);
  });

  it('ends with code 6 where no broker answers in time, and 1 where it refuses', async () => {
    const files = [file('a.csv', FIRST)];
    await broker.cut();
    expect(await run(files, { retryForMs: 200 })).toEqual({
      code: 6,
      message: expect.stringMatching(/out of reach for 0.2 s: connect ECONNREFUSED/) as string,
    });
    await broker.start(false);
    expect(await run(files)).toEqual({ code: 1, message: expect.stringMatching(/refused the connection/) as string });
  });
});

describe('a mapping', () => {
  it('is refused at the place of its fault', () => {
    const faults: [string, RegExp][] = [
      [MAPPING.replace('Europe/Ljubljana', 'Europe/Atlantis'), /^m\.yaml:4:\d+ \/timestamp\/timezone expected an IANA time zone/],
      [MAPPING.replace('yyyy-MM-dd HH:mm:ss', 'HH:mm'), /^m\.yaml:4:\d+ \/timestamp\/format expected a format such as/],
      [MAPPING.replace('type: text', 'type: date'), /^m\.yaml:7:46 \/columns\/0\/type /],
      [MAPPING.replace('delimiter', 'separator'), /^m\.yaml:2:1 \/ Unrecognized key/],
      [`${MAPPING}  - [`, /^m\.yaml:\d+:\d+ /],
    ];
    for (const [text, expected] of faults) {
      const mapping = parseMapping('m.yaml', text);
      expect(mapping.ok ? [] : mapping.issues).toEqual([expect.stringMatching(expected)]);
    }
  });

  it('of the tablet press comes with the product', () => {
    expect(loadMapping(path.join(repositoryRoot, 'simulator/mappings/tablet-press.yaml')).ok).toBe(true);
  });
});

describeWithShared(
  'the recorded press',
  [
    ['data', 'tablet-press', 'process_timeseries_code3.csv'],
    ['data', 'tablet-press', 'tablet_press_batch19_code3.csv'],
  ],
  ([all, batch]) => {
    const mapping = loadMapping(path.join(repositoryRoot, 'simulator/mappings/tablet-press.yaml'));

    it('is read whole', async () => {
      expect(await check([all!], mapping.ok ? mapping.value : (undefined as never))).toEqual({ ok: true, rows: 53_057 });
    });

    it('is replayed cell by cell: one batch', async () => {
      const ending = await run([batch!], { mapping: path.join(repositoryRoot, 'simulator/mappings/tablet-press.yaml') });
      expect(ending.message).toMatch(/^replayed 3254 rows: 48810 messages, 2018-11-18T21:28:52.000Z to 2018-11-19T06:31:02.000Z/);
      expect(broker.received.length).toBe(48_810);
    });
  },
);
