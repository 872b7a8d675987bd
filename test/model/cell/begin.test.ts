import fc from '../../property.js';
import { standFrom } from '../../../src/model/cell/begin.js';
import type { Future } from '../../../src/model/cell/future.js';
import { BATCH, STAGE } from '../../../src/model/cell/layout.js';
import { settle } from '../../../src/model/cell/settle.js';
import { copyCell } from '../../../src/model/cell/state.js';
import { batchField } from '../../../src/model/cell/table.js';
import { distance, futures, LIMIT, plant } from './plants.js';
import { randomCell } from './random.js';
import { situationFrom } from './situation-from.js';

const RUNS = { numRuns: 80, seed: 20261129 };

describe('over random cells', () => {
  it('places, lots, stores, people and clocks stand as those of the plant do', () => {
    fc.assert(
      fc.property(randomCell, fc.integer({ min: 1, max: 150 }), (document, hours) => {
        const { cell, state, record } = plant(document, hours);
        const live = copyCell(cell, state);
        settle(cell, live, live.clock[0]!);
        const { state: stands, lots, notes } = standFrom(cell, situationFrom(cell, live, record), { seed: 2, replication: 0 });
        expect(notes).toEqual([]);
        for (const { index: i } of cell.places) {
          for (const field of ['stage', 'need', 'down', 'product', 'partner', 'holdsRoom'] as const)
            expect([field, stands.p[field][i]]).toEqual([field, live.p[field][i]]);
          if (live.p.stage[i] === STAGE.phases) expect(stands.p.phase[i]).toBe(live.p.phase[i]);
          if (live.p.batch[i]! < 0) expect(stands.p.batch[i]).toBe(-1);
          else expect(lots.get(batchField(stands, stands.p.batch[i]!, BATCH.serial))).toBe(`L${batchField(live, live.p.batch[i]!, BATCH.serial)}`);
          const isAtWork = live.p.activity[i]! >= 0 && live.p.waits[i] === 0;
          if (isAtWork) expect(Math.abs(stands.p.work[i]! - stands.p.left[i]! - (live.p.work[i]! - live.p.left[i]!))).toBeLessThan(3);
        }
        for (const field of ['storeCount', 'storeReserved', 'atStep', 'waitingAt', 'present', 'working', 'held', 'busy'] as const) {
          expect([field, ...stands[field]]).toEqual([field, ...live[field]]);
        }
        for (const field of ['age', 'upkeep'] as const) stands[field].forEach((us, k) => expect(Math.abs(us - live[field][k]!)).toBeLessThan(2));
        const others = cell.counts.calendars + 2 + cell.counts.demands + cell.counts.zones;
        expect([...stands.timers.slice(0, others)]).toEqual([...live.timers.slice(0, others)]);
      }),
      RUNS,
    );
  });

  it('what begins from a situation is distributed as the forks of the true state', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomCell, fc.integer({ min: 1, max: 120 }), (document, hours) => {
        // Whoever is called at once to two machines goes to one of them: to which is not seen from outside.
        const live = plant({ ...document, teams: document.teams!.map((team) => (team.id === 'workshop' ? { ...team, persons: 9 } : team)) }, hours);
        const { forks, begins } = futures(live, 40);
        expect(
          distance(
            forks.map(({ kwh }) => kwh),
            begins.map(({ kwh }) => kwh),
          ),
        ).toBeLessThan(LIMIT);
        const sum = ({ items }: Future) => items.reduce((total, n) => total + n, 0);
        expect(distance(forks.map(sum), begins.map(sum))).toBeLessThan(LIMIT);
        expect(
          distance(
            forks.map(({ ends }) => ends.size),
            begins.map(({ ends }) => ends.size),
          ),
        ).toBeLessThan(LIMIT);
        compared++;
      }),
      { ...RUNS, numRuns: 15 },
    );
    expect(compared).toBe(15);
  });
});
