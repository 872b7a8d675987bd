import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { refusal } from '../contract/refusal.js';
import { TooManyRows, type Table, type TableWriter } from './table.js';
import { headerOf } from './workbook.js';
import { MOST_WORKBOOK_CELLS } from '../contract/export.js';

const MEMORY_MB = 1024;

/** One after the other: each takes memory. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * A workbook with a sheet about it and one of the rows, made in a thread of its own. Times are dates in the zone of the site, and
 * UTC as text. Texts are cells of text, never formulas. Throws TooManyRows beyond what memory should hold.
 */
export const xlsxWriter: TableWriter = async function* write(table) {
  yield await inTurn(() => workbookOf(table)); // nothing is held while the bytes are on their way
};

async function inTurn<Made>(make: () => Promise<Made>): Promise<Made> {
  const mine = turn.then(make);
  turn = mine.catch(() => undefined);
  return mine;
}

async function workbookOf({ rows, ...frame }: Table): Promise<Uint8Array> {
  const worker = new Worker(workerFile(), { workerData: frame, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB }, env: {}, execArgv: [] });
  const made = once(worker, 'message') as Promise<[Uint8Array]>; // rejects where the worker ends with a fault
  made.catch(() => undefined);
  try {
    const most = Math.floor(MOST_WORKBOOK_CELLS / headerOf(frame.columns).length);
    let count = 0;
    for await (const block of rows) {
      count += block.length;
      if (count > most) throw new TooManyRows(refusal('workbookFull', { rows: most }));
      worker.postMessage(block);
    }
    worker.postMessage(null);
    return (await made)[0];
  } finally {
    await worker.terminate();
  }
}

/** The built worker: beside this file, or in dist/ where this file runs from its source. */
function workerFile(): string {
  const beside = fileURLToPath(new URL('./xlsx-worker.js', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../dist/src/exchange/xlsx-worker.js', import.meta.url));
}
