import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HistoryWriter } from '../../src/telemetry/history-writer.js';
import { Journal } from '../../src/telemetry/journal.js';
import type { Entry } from '../../src/telemetry/journal-frame.js';
import { MemoryHistory } from './memory-history.js';

const quiet = { log: () => undefined, warn: () => undefined, error: () => undefined };
const reading = (receivedAtUs: number): Entry => ({
  topic: 't',
  key: `k${receivedAtUs}`,
  observations: [{ line: 'l', unit: 'u', signal: 'speed', value: 1, measuredAtUs: receivedAtUs, receivedAtUs, quality: 'good' }],
  deadLetters: [],
});
const letter = (receivedAtUs: number): Entry => ({ topic: 't', key: 'dead', observations: [], deadLetters: [{ payloadBase64: '', reason: 'not-json', detail: 'd', receivedAtUs }] }); // prettier-ignore

it('the history is not behind by the time in which nothing came, where a dead letter comes after it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'writer-'));
  let nowUs = 10e6;
  const clock = { nowUs: () => nowUs };
  const journal = await Journal.open({ folder, consumers: ['history'], limitBytes: 1e6, firstOffset: 0, atLeast: 0, log: quiet });
  const history = new MemoryHistory();
  const writer = new HistoryWriter({ journal, history, clock, log: quiet, onWrite: () => undefined });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const commit = (entry: Entry) => new Promise<void>((resolve) => journal.append(entry, resolve));
  writer.start();
  await commit(reading(nowUs));
  while (writer.lagS > 0) await turn();
  nowUs += 600e6;
  await commit(letter(nowUs));
  await turn();
  expect(writer.offset).toBeLessThan(journal.end);
  expect(writer.lagS).toBeLessThan(1);
  await commit(reading(nowUs));
  nowUs += 5e6;
  expect(writer.lagS).toBe(5);
  while (writer.lagS > 0) await turn();
  expect(history.written).toHaveLength(2);
  await writer.stop();
  await journal.close();
  await rm(folder, { recursive: true });
});
