import { jest } from '@jest/globals';
import { Finding } from '../../../../src/contract/cell-view.js';
import { newStream, nextUniform } from '../../../../src/engine/random.js';
import { findingsOf } from '../../../../src/model/cell-mirror/findings/findings.js';
import { type Judged, LIMITS } from '../../../../src/model/cell-mirror/findings/limits.js';
import { parameterOf } from '../../../../src/model/cell-mirror/findings/take.js';
import { openWatch, watchFact } from '../../../../src/model/cell-mirror/findings/watch.js';
import { BEGIN_US, DAY_US, exampleCell, factsOf, type Truth } from './invented.js';

jest.setTimeout(120_000); // a loaded machine

const cell = exampleCell();

/** Every finding that was ever said, looked for once a day. */
function said(truth: Truth, { days, seed }: { days: number; seed: number }): Map<string, Finding> {
  const watch = openWatch(cell);
  const all = new Map<string, Finding>();
  let day = 0;
  for (const fact of factsOf(cell, truth, { days, seed })) {
    watchFact(cell, watch, fact);
    const toUs = fact.kind === 'release' ? fact.atUs : fact.toUs;
    if (toUs < BEGIN_US + day * DAY_US) continue;
    day = Math.ceil((toUs - BEGIN_US) / DAY_US) + 1;
    for (const finding of findingsOf(cell, watch, toUs)) if (!all.has(finding.id)) all.set(finding.id, finding);
  }
  for (const finding of findingsOf(cell, watch, BEGIN_US + days * DAY_US)) all.set(finding.id, finding);
  return all;
}

const sentences = (all: Map<string, Finding>) => [...all.values()].map(({ sentence }) => sentence.en);

describe('a year of the example cell', () => {
  it('drawn from its own laws has no finding', () => {
    expect(sentences(said(() => 1, { days: 365, seed: 1 }))).toEqual([]);
  });

  it.each([2, 3])('every parameter of which lies at an edge of its tolerance has one at most (seed %i)', (seed) => {
    const words = newStream('honest', seed);
    const factors = new Map<string, number>();
    const honest: Truth = (key) => {
      let factor = factors.get(key);
      if (factor === undefined) factors.set(key, (factor = honestFactor(parameterOf(key).judged, nextUniform(words, 0) < 0.5)));
      return factor;
    };
    const all = said(honest, { days: 365, seed });
    expect(factors.size).toBeGreaterThan(80);
    expect(sentences(all).length).toBeLessThanOrEqual(1);
  });
});

/** The edge of a tolerance; of what is a state or an amount of its own none. */
function honestFactor(judged: Judged, high: boolean): number {
  if (judged === 'standby' || judged === 'utility') return 1;
  const edge = 1 + LIMITS[judged].tolerance;
  return high ? edge : 1 / edge;
}

interface Fault {
  key: string;
  factor: number;
  /** found within so many days, its beginning within so many */
  foundD: number;
  sinceD: number;
}

const BEGINS_D = 60;
const fault = (key: string, factor: number, foundD: number, sinceD: number): Fault => ({ key, factor, foundD, sinceD });

/** Of a plant with a batch every 21 hours. No two faults of a group have to do with each other. */
const GROUPS: Fault[][] = [
  [
    fault('phase|dryer|drying', 1.3, 35, 6),
    fault('phase|blender|sample', 1.15, 25, 3),
    fault('activity|granulator|cleaning', 1.25, 25, 3),
    fault('speed|packaging.blister|blister', 0.85, 6, 2),
    fault('stops|packaging.cartoner|micro-stop', 1 / 1.6, 25, 6),
    fault('power|coater|electricity/work', 1.2, 5, 1),
    fault('setback|zones.solids|fan', 5, 5, 1),
    fault('utility|utilities.air|leak', 41, 6, 2),
  ],
  [
    fault('repairs|press.press|failure', 2, 35, 8),
    fault('rejects|packaging.checkweigher|checkweigher', 1.7, 15, 3),
    fault('yield|coater|coat', 2.2, 35, 6),
    fault('standby|coater|standby', 0, 5, 2),
    fault('zone|zones.solids|fan', 1.15, 5, 1),
    fault('laboratory|laboratory|bulk/assay', 1.6, 60, 15),
    fault('phase|mill|mill', 0.7, 40, 8),
  ],
];

describe('faults that begin after 60 days', () => {
  it.each(GROUPS.map((group, i) => [i, group] as const))('are all found, named, dated, and nothing else (group %i)', (i, group) => {
    const beginUs = BEGIN_US + BEGINS_D * DAY_US;
    const truth: Truth = (key, atUs) => (atUs < beginUs ? 1 : (group.find((one) => one.key === key)?.factor ?? 1));
    const all = [...said(truth, { days: 130, seed: 20 + i }).values()];
    const keys = all.map(({ kind, source, of }) => `${kind}|${source}|${of}`);
    expect([...keys].sort()).toEqual(group.map(({ key }) => key).sort());
    for (const { key, factor, foundD, sinceD } of group) {
      const found = all[keys.indexOf(key)]!;
      const days = (us: number) => (us - beginUs) / DAY_US;
      expect(Finding.parse(found)).toEqual(found);
      expect({ key, days: days(found.foundUs) < foundD ? 'in time' : days(found.foundUs) }).toEqual({ key, days: 'in time' });
      expect({ key, since: Math.abs(days(found.sinceUs)) <= sinceD ? 'right' : days(found.sinceUs) }).toEqual({ key, since: 'right' });
      const { low, high } = found.ratio;
      if (!key.startsWith('utility'))
        expect({ key, covered: low <= ratioOf(key, factor) + 0.05 && high >= ratioOf(key, factor) - 0.05 }).toEqual({ key, covered: true });
    }
  });
});

/** Times between stops are the factor, stops come as many times more. */
const ratioOf = (key: string, factor: number) => (key.startsWith('stops') ? 1 / factor : factor);
