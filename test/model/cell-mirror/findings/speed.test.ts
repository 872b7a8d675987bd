import { writeFileSync } from 'node:fs';
import { openWatch, watchFact } from '../../../../src/model/cell-mirror/findings/watch.js';
import { exampleCell, factsOf } from './invented.js';
const cpu = () => process.cpuUsage().user / 1000;
test('probe', () => {
  const cell = exampleCell();
  const all = [...factsOf(cell, () => 1, { days: 120, seed: 3 })];
  const kinds = [...new Set(all.map((f) => f.kind))];
  const w = openWatch(cell);
  let t = cpu();
  for (const f of all.slice(0, 20000)) watchFact(cell, w, f);
  console.log('first 20000', cpu() - t);
  t = cpu();
  for (const f of all.slice(20000)) watchFact(cell, w, f);
  console.log('rest', all.length - 20000, cpu() - t);
  for (const k of kinds) { const some = all.filter((f) => f.kind === k); const w2 = openWatch(cell); t = cpu(); for (const f of some) watchFact(cell, w2, f); console.log(k, some.length, ((cpu() - t) / some.length * 1000).toFixed(2), 'us'); }
  writeFileSync('/tmp/cell-findings/w.json', JSON.stringify(w));
  console.log(Object.entries(w.books).map(([k, b]) => [k, b.above.length, b.below.length] as const).sort((a, b) => b[1] + b[2] - a[1] - a[2]).slice(0, 8).join(' '));
});
