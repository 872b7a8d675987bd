import { beginFrom } from '../../../src/model/cell/begin.js';
import { runCell } from '../../../src/model/cell/run.js';
import type { PlaceSituation, Situation } from '../../../src/model/cell/situation.js';
import { cellOf, HOUR, MIN, MONDAY_US, phase, product, unit } from './cells.js';
import { lotSituation, placeSituation } from './situations.js';

const cleaning = { major: { lasts: '8 h' }, dirtyHold: '4 h' };
const cell = cellOf({
  units: [
    unit('fill', { setUp: { lasts: '3 h' }, phases: [phase(60)] }),
    unit('dryer-1', { cleaning, phases: [phase(600)] }),
    unit('dryer-2', { cleaning, phases: [phase(600)] }),
  ],
  products: [
    product('a', 100, [
      { id: 'fill', loads: true },
      { id: 'dry', units: ['dryer-1', 'dryer-2'] },
    ]),
  ],
});
const place = (name: string, rest: Partial<PlaceSituation>): PlaceSituation => placeSituation(name, { product: 'a', ...rest });
/** A lot for which filling is set up since an hour, and two dryers. */
const situation = (...dryers: [Partial<PlaceSituation>, Partial<PlaceSituation>]): Situation => ({
  atUs: MONDAY_US,
  places: [place('fill', { lot: 'A', stage: 'setUp', activeS: 3600 }), place('dryer-1', dryers[0]), place('dryer-2', dryers[1])],
  lots: [lotSituation('A', { step: 'fill' })],
  orders: [{ order: 'O', product: 'a', batches: 1, begun: 1, ended: 0, lost: 0, releasedUs: MONDAY_US - HOUR, dueUs: null }],
});

/** Which dryer takes the lot, and after how many minutes. */
function taken(of: Situation): [string, number][] {
  const { state } = beginFrom(cell, of, { seed: 1, replication: 0 });
  const begun: [string, number][] = [];
  state.watch = (fact) => fact.kind === 'step-begun' && begun.push([fact.unit, (fact.atUs - MONDAY_US) / MIN]);
  runCell(cell, state, MONDAY_US + 30 * HOUR);
  return begun;
}

const ago = (hours: number) => MONDAY_US - hours * HOUR;
const idleAndClean = { cleanSinceUs: ago(9) };
/** Its dirty hold was over an hour ago. */
const cleansItself = { stage: 'cleaning' as const, activeS: 3600, soiledSinceUs: ago(5) };
/** Soiled two hours ago, when it began: for the lot. */
const cleanedForIt = { stage: 'cleaning' as const, activeS: 3600, soiledSinceUs: ago(2) };

describe('the place that a unit will load', () => {
  it('is the one that is idle, not one that cleans itself', () => {
    expect(taken(situation(cleansItself, idleAndClean))).toEqual([['dryer-2', 120 + 60]]);
    expect(taken(situation(idleAndClean, cleansItself))).toEqual([['dryer-1', 120 + 60]]);
  });

  it('is the one that is cleaned for the lot', () => {
    expect(taken(situation(idleAndClean, cleanedForIt))).toEqual([['dryer-2', 7 * 60 + 60]]);
  });

  it('is the one that cleans itself where there is no other', () => {
    expect(taken(situation(cleansItself, { down: { law: null, forS: 60 }, stage: 'phases' }))).toEqual([['dryer-1', 7 * 60 + 60]]);
  });

  it('is ready where it is idle, however long it has been soiled: what it needed was found when it was kept', () => {
    const soiled = { soiledSinceUs: ago(5) };
    expect(taken(situation(soiled, cleansItself))).toEqual([['dryer-1', 120 + 60]]);
  });
});
