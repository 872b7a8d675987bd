// Runs in a worker thread: making a workbook takes some seconds without a pause.
import { parentPort, workerData } from 'node:worker_threads';
import type { TableRow } from './table.js';
import { Workbook, type WorkbookFrame } from './workbook.js';

const workbook = new Workbook(workerData as WorkbookFrame);
parentPort!.on('message', (rows: readonly TableRow[] | null) => {
  if (rows !== null) return workbook.add(rows);
  void workbook.toBytes().then((bytes) => {
    parentPort!.postMessage(bytes);
    parentPort!.close();
  });
});
