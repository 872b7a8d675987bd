import { findingsOf } from '../../../../src/model/cell-mirror/findings/findings.js';
import { openWatch, watchFact } from '../../../../src/model/cell-mirror/findings/watch.js';
import { BEGIN_US, DAY_US, exampleCell, factsOf, type Truth } from './invented.js';
const cell = exampleCell();
const FAULTS: [string, number][] = [
  ['phase|dryer|drying', 1.3], ['phase|coater|spray', 1.15], ['phase|dryer|cooling', 1.15], ['activity|granulator|cleaning', 1.2], ['activity|packaging|changeover', 1.3],
  ['speed|packaging.blister|blister', 0.85], ['speed|packaging.cartoner|cartoner', 0.85],
  ['stops|packaging.cartoner|micro-stop', 1 / 1.6], ['stops|press.press|micro-stop', 1 / 1.6], ['stops|press.press|failure', 1 / 1.8],['repairs|packaging.cartoner|micro-stop', 1.4],
  ['rejects|packaging.blister|blister', 1.6], ['rejects|press.press|press', 2], ['yield|coater|coat', 2], ['power|coater|electricity/work', 1.15], ['power|packaging.blister|electricity/work', 1.2], ['standby|coater|standby', 0],
  ['utility|utilities.air|leak', 17], ['setback|zones.solids|fan', 5], ['zone|zones.solids|fan', 1.15], ['laboratory|laboratory|bulk/record', 1.4], ['laboratory|laboratory|blend/uniformity', 1.4], ['decisions|laboratory|bulk/deviations', 3],
];
test('probe', () => {
  const all = [...factsOf(cell, () => 1, { days: 3, seed: 1 })];
  let t = performance.now();
  const w = openWatch(cell);
  for (let i = 0; i < 1; i++) for (const f of factsOf(cell, () => 1, { days: 120, seed: 3 })) all.push(f);
  console.log('gen', all.length, performance.now() - t);
  t = performance.now();
  for (const f of all) watchFact(cell, w, f);
  console.log('facts/s', (all.length / (performance.now() - t)) * 1000, JSON.stringify(w).length);
  const out: string[] = [];
  for (const [key, factor] of FAULTS) {
    const from = BEGIN_US + 60 * DAY_US;
    const truth: Truth = (k, at) => (k === key ? (at >= from ? factor : 1) : 1);
    const watch = openWatch(cell);
    const seen = new Map<string, string>();
    let n = 0;
    for (const fact of factsOf(cell, truth, { days: 200, seed: 11 })) {
      watchFact(cell, watch, fact);
      if (++n % 100 === 0) for (const f of findingsOf(cell, watch, BEGIN_US)) if (!seen.has(f.id)) seen.set(f.id, `found after ${((f.foundUs - from) / DAY_US).toFixed(1)} d n=${f.samples} since err ${((f.sinceUs - from) / DAY_US).toFixed(1)} d ${f.sentence.en}`);
    }
    const last = findingsOf(cell, watch, BEGIN_US);
    out.push(`${key} ${factor}\n   ${[...seen.values()].join('\n   ')}\n   END ${last.map((f) => f.sentence.fr + ` ${((f.sinceUs - from) / DAY_US).toFixed(1)} m=${f.measured} e=${f.expected} ${f.unit} ${JSON.stringify(f.effect)}`).join('\n   ')}`);
  }
  console.log(out.join('\n'));
});
