import { findingsOf } from '../../../../src/model/cell-mirror/findings/findings.js';
import { openWatch, watchFact } from '../../../../src/model/cell-mirror/findings/watch.js';
import { newStream, nextUniform } from '../../../../src/engine/random.js';
import { LIMITS, type Judged } from '../../../../src/model/cell-mirror/findings/limits.js';
import { BEGIN_US, DAY_US, exampleCell, factsOf, type Truth } from './invented.js';

const cell = exampleCell();

function run(truth: Truth, seed: number, days = 365) {
  const watch = openWatch(cell);
  const ids = new Map<string, string>();
  let n = 0;
  for (const fact of factsOf(cell, truth, { days, seed })) {
    watchFact(cell, watch, fact);
    if (++n % 500 === 0) for (const f of findingsOf(cell, watch, BEGIN_US + days * DAY_US)) ids.set(f.id, f.sentence.en);
  }
  return { ids, n, watch };
}

test('probe', () => {
  for (const seed of [1, 2, 3]) {
    const t = Date.now();
    const { ids, n, watch } = run(() => 1, seed);
    console.log(seed, n, Date.now() - t, watch.parameters, [...ids].join('\n'));
  }
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const words = newStream('honest', seed);
    const own = new Map<string, number>();
    const honest: Truth = (key) => {
      let f = own.get(key);
      if (f === undefined) {
        const judged = key.split('|')[0] as Judged;
        const t = LIMITS[judged].tolerance;
        const up = nextUniform(words, 0) > 0.5;
        f = judged === 'standby' ? 1 : judged === 'utility' ? 1 + t * 20 : judged === 'decisions' ? 1 : up ? 1 + t : 1 / (1 + t);
        own.set(key, f);
      }
      return f;
    };
    const { ids, n } = run(honest, seed);
    console.log('edge', seed, n, [...ids].map(([k, v]) => k + ' ' + v).join('\n'));
  }
});
