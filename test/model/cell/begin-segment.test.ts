import { sayNote } from '../../../src/contract/look-ahead-note.js';
import { beginFrom, standFrom } from '../../../src/model/cell/begin.js';
import { STAGE } from '../../../src/model/cell/layout.js';
import { runCell } from '../../../src/model/cell/run.js';
import type { Situation } from '../../../src/model/cell/situation.js';
import { cellOf, day, HOUR, MIN, MONDAY_US, product, unit, type SomeCell } from './cells.js';
import { lotSituation, placeSituation } from './situations.js';
import { distance, futures, LIMIT, plant } from './plants.js';

const text = (id: string) => ({ en: id, fr: id });
const power = { standby: '1 kW', idle: '2 kW', execute: '10 kW' };
const station = (id: string, rest = {}) => ({ id, type: 'machine', name: text(id), item: id, rate: '10 /min', power, ...rest });
const stop = (id: string, minutes: number, lasts: number, shape = 0.6) => ({
  id,
  name: text(id),
  class: 'failure' as const,
  every: { dist: 'weibull' as const, scale: `${minutes} min`, shape },
  lasts: { dist: 'lognormal' as const, mean: `${lasts} min`, sigma: 0.8 },
});

/** A press with start-up and its rejects, and a boxing machine behind a buffer, by day, with a crew that repairs. */
const line = (rest: Partial<SomeCell> = {}): SomeCell => ({
  calendars: [day('day', '06:00', '22:00')],
  teams: [
    { id: 'crew', skills: ['operator'], persons: 1, calendar: 'day' },
    { id: 'shop', skills: ['technician'], persons: 1 },
  ],
  units: [
    unit('mixer', {
      phases: [{ id: 'mix', lasts: { dist: 'triangular', min: '20 min', mode: '30 min', max: '90 min' } }],
      stops: [{ ...stop('failure', 60, 15), clock: 'operation' }],
      repair: { persons: { technician: 1 }, response: { dist: 'lognormal', mean: '10 min', sigma: 0.6 } },
    }),
    unit('press', {
      calendar: 'day',
      flow: {
        persons: { operator: 1 },
        startUp: { lasts: { dist: 'lognormal', mean: '20 min', sigma: 0.5 } },
        startUpRejects: { dist: 'lognormal', mean: 80, sigma: 0.5 },
        stations: [
          station('core', { rejects: 0.05, buffer: { capacity: 60 }, stops: [stop('jam', 20, 4), stop('tool', 120, 20, 2)] }),
          station('box', { takes: 9, rate: '2 /min', rejects: 0.02, stops: [stop('jam', 30, 6)] }),
        ],
      },
    }),
  ],
  products: [product('a', 2000, [{ id: 'mixer' }, { id: 'press' }])],
  demand: [{ id: 'd', product: 'a', batches: 1, every: '6 h' }],
  ...rest,
});

describe('a beginning with a lot in a flow segment', () => {
  it('is distributed as the forks of the true state, whatever each machine does', () => {
    let inProduction = 0;
    let down = 0;
    for (let n = 0; n < 10; n++) {
      const live = plant(line(), 30.37 + 9.8 * n, n);
      const { p, lines } = live.state;
      inProduction += p.stage[1] === STAGE.production ? 1 : 0;
      down += lines[0]!.condition.includes(1) || p.down[0]! > 0 ? 1 : 0;
      const { forks, begins } = futures(live, 60);
      expect(
        distance(
          forks.map(({ kwh }) => kwh),
          begins.map(({ kwh }) => kwh),
        ),
      ).toBeLessThan(LIMIT);
      expect(
        distance(
          forks.map(({ made }) => made[0]!),
          begins.map(({ made }) => made[0]!),
        ),
      ).toBeLessThan(LIMIT);
    }
    expect(inProduction).toBeGreaterThan(4);
    expect(down).toBeGreaterThan(1);
  });
});

describe('counts of the machines of a segment', () => {
  const cell = cellOf({
    units: [unit('press', { flow: { stations: [station('core', { buffer: { capacity: 50 } }), station('box', { takes: 10, rate: '2 /min' })] } })],
    products: [product('a', 1000, [{ id: 'press' }])],
  });
  const situation = (core: [number, number] | null, box: [number, number] | null): Situation => ({
    atUs: MONDAY_US,
    lots: [lotSituation('L', { step: 'press', items: 1000 })],
    orders: [{ order: 'O', product: 'a', batches: 1, begun: 1, ended: 0, lost: 0, releasedUs: MONDAY_US - HOUR, dueUs: null }],
    places: [
      placeSituation('press', {
        lot: 'L',
        stage: 'production',
        activeS: 3600,
        machines: [
          ...(core ? [{ machine: 'core', processed: core[0], rejected: core[1], down: null, ranS: {} }] : []),
          ...(box ? [{ machine: 'box', processed: box[0], rejected: box[1], down: null, ranS: {} }] : []),
        ],
      }),
    ],
  });
  /** Boxes in the end, and after how many minutes. */
  function end(of: Situation): [number, number] {
    const { state, lots } = beginFrom(cell, of, { seed: 1, replication: 0 });
    const ends: [number, number][] = [];
    expect([...lots.values()]).toEqual(['L']);
    state.watch = (fact) => fact.kind === 'batch-done' && ends.push([fact.items, (fact.atUs - MONDAY_US) / MIN]);
    runCell(cell, state, MONDAY_US + 100 * HOUR);
    expect(ends).toHaveLength(1);
    return ends[0]!;
  }

  it('tell what is still to feed, what lies between and what is out', () => {
    // 600 fed and good, 58 boxes out: 20 lie between, and 400 are to come at 10 a minute, 20 a minute boxed: 40 min.
    expect(end(situation([600, 0], [58, 0]))).toEqual([100, 40]);
  });

  it('tell what was rejected', () => {
    // 30 cores and 2 boxes rejected: 57 - 2 good out, nothing between.
    expect(end(situation([600, 30], [57, 2]))).toEqual([95, 40]);
  });

  it('that pretend more than the lot has are cut to what it has', () => {
    expect(end(situation([9e9, 0], [70, 0]))[0]).toBeLessThanOrEqual(100);
    expect(end(situation([0, 0], [9e9, 0]))).toEqual([100, 0]);
  });

  it('of one machine alone tell how far the other has come', () => {
    expect(end(situation([600, 0], null))).toEqual([100, 40]);
    expect(standFrom(cell, situation([600, 0], null), { seed: 1, replication: 0 }).notes.map(sayNote)).toEqual([
      'press: what box made of the lot is not known; it is taken to have come as far as the others',
    ]);
  });

  it('of no machine are drawn', () => {
    const { drawn, notes } = standFrom(cell, situation(null, null), { seed: 1, replication: 0 });
    expect(drawn).toBe(true);
    expect(notes).toHaveLength(1);
    const minutes = end(situation(null, null))[1];
    expect(minutes).toBeGreaterThan(0);
    expect(minutes).toBeLessThan(100);
  });
});
