import type { Observation } from '../../../src/contract/telemetry.js';
import { openMirror } from '../../../src/model/cell-mirror/open-mirror.js';
import { unitShares } from '../../../src/model/cell-mirror/unit-shares.js';
import { cellOf, phase, product, unit } from '../cell/cells.js';
import { MIN, reading } from './small.js';

const cell = cellOf({
  units: [unit('mixer', { phases: [phase(60)] }), unit('filter', { phases: [phase(60)] })],
  products: [
    product('gel', 1000, [
      { id: 'mix', units: ['mixer'] },
      { id: 'filter', units: ['filter'] },
    ]),
  ],
});
const state = (source: string, atMin: number, value: string) => reading(source, atMin * MIN, 'state', value);
const at = (minutes: number) => reading('mixer', minutes * MIN, 'state', 'Idle').measuredAtUs;

/** Both say their state every minute: the mixer runs, and is down from minute 20 to 40; the filter runs from minute 30 on. */
const told: Observation[] = Array.from({ length: 61 }, (_, minute) => [
  state('mixer', minute, minute >= 20 && minute < 40 ? 'Aborted' : 'Execute'),
  state('filter', minute, minute >= 30 ? 'Execute' : 'Idle'),
]).flat();

describe('what the units of a cell were at', () => {
  it('is told at each instant as it was then, as shares of the units', () => {
    const instants = [at(10.5), at(35.5), at(50.5)];
    const shares = [...unitShares(cell, openMirror(cell), told, instants, at(60))];
    expect(shares.map(({ execute, down }) => [execute ?? 0, down ?? 0])).toEqual([
      [0.5, 0],
      [0.5, 0.5],
      [1, 0],
    ]);
    for (const one of shares) expect(Object.values(one).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('is the same page by page, and leaves later instants for later pages', () => {
    const mirror = openMirror(cell);
    const instants = [at(10.5), at(35.5), at(50.5)];
    const first = [...unitShares(cell, mirror, told.slice(0, 60), instants, told[59]!.measuredAtUs)];
    expect([first.length, instants]).toEqual([1, [at(35.5), at(50.5)]]);
    const rest = [...unitShares(cell, mirror, told.slice(60), instants, at(60))];
    expect([...first, ...rest]).toEqual([...unitShares(cell, openMirror(cell), told, [at(10.5), at(35.5), at(50.5)], at(60))]);
  });

  it('is unknown of units of which nothing was heard', () => {
    expect([...unitShares(cell, openMirror(cell), [state('mixer', 0, 'Execute')], [at(1)], at(1))]).toEqual([{ execute: 0.5, unknown: 0.5 }]);
  });
});
