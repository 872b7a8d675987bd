import { openMirror } from '../../../src/model/cell-mirror/open-mirror.js';
import { lossPastOf } from '../../../src/model/cell-mirror/loss-past.js';
import { observeCell } from '../../../src/model/cell-mirror/observe.js';
import { cellOf, phase, product, unit } from '../cell/cells.js';
import { reading } from './small.js';

const H = 3600;
const cell = cellOf({
  units: [unit('mixer', { phases: [phase(60)] }), unit('filter', { phases: [phase(60)] })],
  products: [
    product('gel', 1000, [
      { id: 'mix', units: ['mixer'], yield: 0.9 },
      { id: 'filter', units: ['filter'] },
    ]),
  ],
});

function pastOf(steps: [number, string, string, number, number][]) {
  const mirror = openMirror(cell);
  const told = (source: string, atS: number, event: object) => observeCell(cell, mirror, reading(source, atS, 'batchEvent', JSON.stringify(event)));
  told('cell', 0, { event: 'batch-begin', lot: 'L', product: 'gel', order: 'O', items: 1000 });
  for (const [hour, source, step, items, good] of steps) {
    told(source, hour * H, { event: 'step-begin', lot: 'L', step, in: items });
    if (good >= 0) told(source, (hour + 1) * H, { event: 'step-end', lot: 'L', step, in: items, good, rejected: items - good });
  }
  return lossPastOf(cell, mirror);
}

describe('what steps lost in the past, as times the loss of the file', () => {
  it('is told of steps that are over and that lose by the file', () => {
    const [mix, ...others] = pastOf([
      [1, 'mixer', 'mix', 1000, 880],
      [3, 'filter', 'filter', 880, 870],
      [5, 'mixer', 'mix', 1000, -1],
    ]);
    expect(others).toEqual([]);
    expect(mix).toMatchObject({ product: 'gel', step: 'mix' });
    expect(mix!.times).toHaveLength(1);
    expect(mix!.times[0]).toBeCloseTo(1.2, 12);
  });

  it('is empty where nothing was heard', () => {
    expect(pastOf([])).toEqual([]);
  });
});
