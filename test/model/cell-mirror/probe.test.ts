import { jest } from '@jest/globals';
import { CellDefinition } from '../../../src/contract/cell.js';
import type { Observation } from '../../../src/contract/telemetry.js';
import { openMirror } from '../../../src/model/cell-mirror/books.js';
import { observeCell } from '../../../src/model/cell-mirror/observe.js';
import { ledgerOf } from '../../../src/model/cell-mirror/ledger.js';
import { lotsOf } from '../../../src/model/cell-mirror/lots.js';
import { ordersOf } from '../../../src/model/cell-mirror/orders.js';
import { DAY, exampleDocument, exampleSecrets, TestPlant } from '../../simulator/cell/plant.js';
import { compiled, listen } from './heard.js';
jest.setTimeout(600_000);
it('probe', () => {
  const d = CellDefinition.parse(exampleDocument());
  const cell = compiled(d);
  const plant = new TestPlant(d, { secrets: exampleSecrets() });
  const heard: Observation[] = [];
  let t0 = Date.now();
  const run = listen(plant, (o) => heard.push(o));
  run(4 * DAY);
  console.log('sim', Date.now() - t0, heard.length);
  const mirror = openMirror(cell);
  t0 = Date.now();
  const kinds: Record<string, number> = {};
  let last = '';
  for (const o of heard)
    for (const f of observeCell(cell, mirror, o)) {
      kinds[f.kind] = (kinds[f.kind] ?? 0) + 1;
      if (f.kind === 'utility' || f.kind === 'zone') last = JSON.stringify(f);
    }
  const ms = Date.now() - t0;
  console.log('mirror', ms, heard.length / ms, 'per ms', kinds, last);
  t0 = Date.now();
  const rows = ledgerOf(cell, mirror);
  console.log('ledger', Date.now() - t0, rows.length, JSON.stringify(mirror).length, mirror.late, mirror.strange);
  const by: Record<string, Record<string, number>> = {};
  const caused: Record<string, Record<string, number>> = {};
  for (const r of rows) {
    for (const [a, s] of Object.entries(r.timeS)) (by[r.source] ??= {})[a] = (by[r.source]![a] ?? 0) + s;
    for (const [a, s] of Object.entries(r.causedS)) (caused[r.source] ??= {})[a] = Math.round((caused[r.source]![a] ?? 0) + s);
  }
  console.log(by, caused);
  console.log(JSON.stringify(lotsOf(mirror)[0], null, 1), ordersOf(mirror));
});
