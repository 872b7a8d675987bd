import fc from 'fast-check';
import type { HeardUnit } from '../../../src/model/analysis/family-turns.js';
import { stateShares } from '../../../src/model/analysis/state-shares.js';

const unit = (states: HeardUnit['states'], mode: HeardUnit['mode'] = []): HeardUnit => ({ id: 'filler', states, mode, blocked: [], starved: [] });
const ALWAYS = [[0, 100]] as const;

describe('shares of states over the bins of a window', () => {
  it('tells of each bin how long its machines were in what', () => {
    const filler = unit([
      { fromUs: 0, toUs: 60, state: 'Execute' },
      { fromUs: 60, toUs: 100, state: 'Held' },
    ]);
    expect(stateShares([filler, unit([{ fromUs: 0, toUs: 100, state: 'Execute' }])], 0, 100, 2, ALWAYS)).toEqual([
      { producing: 1 },
      { producing: 0.6, held: 0.4 },
    ]);
  });

  it('sees a changeover by the mode, and rest outside the shifts as planned', () => {
    const filler = unit([{ fromUs: 0, toUs: 100, state: 'Stopped' }], [{ atUs: 25, value: 'Changeover' }]);
    expect(stateShares([filler], 0, 100, 4, [[0, 50]])).toEqual([{ down: 1 }, { changeover: 1 }, { planned: 1 }, { planned: 1 }]);
  });

  it('knows nothing of a machine that was not heard', () => {
    expect(stateShares([unit([])], 0, 100, 1, ALWAYS)).toEqual([{ unknown: 1 }]);
  });

  it('adds up to one in every bin, and to the whole time over all', () => {
    const states = fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.constantFrom('Execute', 'Held', 'Aborted', 'Undefined')), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.array(states, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 17 }), (told, bins) => {
        const units = told.map((turns) => unit(turns.sort(([a], [b]) => a - b).map(([fromUs, state]) => ({ fromUs, toUs: 100, state }))));
        for (const bin of stateShares(units, 0, 100, bins, ALWAYS)) expect(Object.values(bin).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });
});
