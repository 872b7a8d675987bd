import { closedHours, firstNotBefore } from '../../../src/model/cell-mirror/closed-hours.js';
import { sourcesOf } from '../../../src/model/cell-mirror/sources.js';
import { smallCell, Told } from './small.js';

const H = 3600;

/** A mixer with a lot whose product nobody said yet. */
function mixed(): { told: Told; rows: () => Told['mirror']['books'][number]['rows'] } {
  const told = new Told();
  told.say('mixer.1', 0, { state: 'Execute', mode: 'Production', phase: 'mix', batch: 'L', step: 'mixing' });
  told.say('mixer.1', H, { state: 'Idle', phase: 'idle', batch: null, step: null });
  return { told, rows: () => told.mirror.books[sourcesOf(smallCell).byId.get('mixer.1')!.index]!.rows };
}

describe('hours of rows that are closed', () => {
  it('are worked out once, and anew where their last row is another or a lot of theirs tells more', () => {
    const { told, rows } = mixed();
    const hourAt = closedHours<number>();
    let times = 0;
    const look = (of = rows()) => hourAt(smallCell, told.mirror, of, 0, () => ({ rows: 2, hour: ++times })).hour;
    expect([look(), look()]).toEqual([1, 1]);
    const grown = [...rows()];
    grown[1] = { ...grown[1]! };
    expect([look(grown), look(grown)]).toEqual([2, 2]);
    told.event('mixer.1', 2 * H, { event: 'step-begin', lot: 'L', step: 'mixing', in: 1000 });
    expect([look(grown), look(grown)]).toEqual([3, 3]);
  });

  it('begin at the first row of an instant or later', () => {
    const [row] = mixed().rows();
    const rows = [10, 20, 20, 30].map((fromUs) => ({ ...row!, fromUs }));
    expect([0, 10, 11, 20, 30, 31].map((fromUs) => firstNotBefore(rows, fromUs))).toEqual([0, 0, 1, 1, 3, 4]);
  });
});
