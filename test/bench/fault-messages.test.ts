import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { DIALECTS, dialectOf, messageOf, valueOf, writePlant } from '../../bench/faults/plant.js';
import { storedValues, type Store, type ValueRow } from '../../bench/faults/stored.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { decode } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { TopicTable } from '../../src/telemetry/topics.js';

const NOW_US = Date.UTC(2026, 2, 2, 6) * 1000;

describe('the messages of the fault ledger', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fault-plant-'));
  let table: TopicTable;
  beforeAll(async () => {
    await writePlant(folder);
    const { files, cells, issues } = readPlantFiles([folder]);
    expect(issues).toEqual([]);
    table = new TopicTable(files.map(({ definition }) => definition), cells.map(({ definition }) => definition)); // prettier-ignore
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('say one value each, at a time to the microsecond where the dialect has one', () => {
    const host = new SparkplugHost([], () => undefined);
    const spoken = fc.nat(1_000_000).filter((value) => dialectOf(value) !== 'sparkplug');
    fc.assert(
      fc.property(spoken, fc.integer({ min: NOW_US - 86_400_000_000, max: NOW_US }), (value, atUs) => {
        const { topic, payload } = messageOf(value, atUs);
        const decoded = decode(topic, Buffer.from(payload), table, host, NOW_US);
        const measuredAtUs = dialectOf(value) === 'tags' ? NOW_US : atUs;
        expect(decoded).toMatchObject({ ok: true, refused: [], observations: [{ line: dialectOf(value), value, measuredAtUs }] });
        expect(valueOf(Buffer.from(payload))).toBe(value);
      }),
    );
  });

  it('are of every dialect by turns', () => {
    expect(Array.from({ length: DIALECTS.length }, (_, value) => dialectOf(value))).toEqual([...DIALECTS]);
  });
});

describe('what the fault ledger finds in a history', () => {
  const storeOf = (rows: ValueRow[]): Store => ({ isShared: true, rows: () => Promise.resolve({}), values: () => Promise.resolve(rows) });
  const row = (value: number, quality = 'good'): ValueRow => ({ value, quality });
  const [uns, tags, , , , sparkplug] = DIALECTS.map((_, value) => value) as [number, number, number, number, number, number];

  it.each([
    ['a value that is there twice', [row(uns), row(uns)], 1],
    ['a value of a message without time, twice', [row(tags), row(tags)], 0],
    ['a value of an edge node, told again as uncertain', [row(sparkplug), row(sparkplug, 'uncertain')], 0],
    ['a value of an edge node, told twice for sure', [row(sparkplug), row(sparkplug)], 1],
    ['a value of an edge node, first told as uncertain', [row(sparkplug, 'uncertain'), row(sparkplug)], 0],
  ])('counts %s', async (_, rows, again) => {
    expect(await storedValues(storeOf(rows), 0, 10)).toEqual({ values: new Set([rows[0]!.value]), again });
  });
});
