import { reportCell } from '../../../src/model/cell/report.js';
import { runCell } from '../../../src/model/cell/run.js';
import { openCellAccount, startCell } from '../../../src/model/cell/state.js';
import { cellOf, day, HOUR, MONDAY_US, phase, product, unit } from './cells.js';

const name = { en: 's', fr: 's' };
const exponential = (minutes: number) => ({ dist: 'exponential' as const, mean: `${minutes} min` });

/** Standard errors between the mean of a measure over replications, after a warm-up, and its exact value. */
function z(
  cell: ReturnType<typeof cellOf>,
  exact: number,
  measure: (report: ReturnType<typeof reportCell>) => number,
  { warmUp, hours, runs }: { warmUp: number; hours: number; runs: number },
): number {
  const sample = Array.from({ length: runs }, (_, replication) => {
    const state = startCell(cell, { seed: 20, replication, atUs: MONDAY_US });
    runCell(cell, state, MONDAY_US + warmUp * HOUR);
    openCellAccount(cell, state);
    runCell(cell, state, MONDAY_US + (warmUp + hours) * HOUR);
    return measure(reportCell(cell, state));
  });
  const mean = sample.reduce((a, b) => a + b, 0) / runs;
  const variance = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (runs - 1);
  return (mean - exact) / Math.sqrt(variance / runs);
}
const near = (value: number) => expect(Math.abs(value)).toBeLessThan(3.3);

/** Chance that an arrival of D/M/c finds all servers taken is a power of this root of s = exp(-(1 - s) c mu T). */
function rootOf(rate: number): number {
  let sigma = 0.5;
  for (let i = 0; i < 200; i++) sigma = Math.exp(-(1 - sigma) * rate);
  return sigma;
}

describe('long runs of exponential work', () => {
  // A batch is born when its first unit begins it: a step of no work before shows the wait in the lead time.
  const queue = (slots: number, every: string, service: number) =>
    cellOf({
      stores: [{ id: 'q' }],
      units: [unit('door'), unit('server', { slots, phases: [{ id: 'p', lasts: exponential(service) }] })],
      products: [product('x', 1, [{ id: 'door', store: 'q' }, { id: 'server' }])],
      demand: [{ id: 'd', product: 'x', batches: 1, every }],
    });

  it('one unit with orders at equal distances has the lead time of D/M/1: the mean work over 1 - sigma', () => {
    const exact = 8 / (1 - rootOf(10 / 8));
    near(z(queue(1, '10 min', 8), exact, ({ products }) => products[0]!.meanLeadS! / 60, { warmUp: 30, hours: 200, runs: 15 }));
  });

  it('two slots share the load, and each is taken as often as it says', () => {
    near(
      z(queue(2, '10 min', 14), 14 / 20, ({ units }) => (units[1]!.accountS.execute + units[2]!.accountS.execute) / (2 * 200 * 3600), {
        warmUp: 20,
        hours: 200,
        runs: 15,
      }),
    );
  });

  it('units that fail and share one technician have the availability of the finite source M/M/1//N', () => {
    const [n, mtbf, mttr] = [4, 60, 20];
    // p(k) = p(0) n!/(n-k)! (mttr/mtbf)^k units down; those up work all the time
    const weights = Array.from({ length: n + 1 }, (_, k) => Array.from({ length: k }, (_, i) => ((n - i) * mttr) / mtbf).reduce((a, b) => a * b, 1));
    const total = weights.reduce((a, b) => a + b, 0);
    const down = weights.reduce((sum, w, k) => sum + (k * w) / total, 0);
    const units = Array.from({ length: n }, (_, i) =>
      unit(`u${i}`, {
        phases: [phase(100000)],
        stops: [{ id: 's', name, class: 'failure', every: exponential(mtbf), lasts: exponential(mttr) }],
        repair: { persons: { technician: 1 } },
      }),
    );
    const cell = cellOf({
      teams: [{ id: 'shop', skills: ['technician'], persons: 1 }],
      units,
      products: units.map(({ id }) => product(id, 1, [{ id }])),
      orders: units.map(({ id }) => ({ id, product: id, batches: 1 })),
    });
    const run = { warmUp: 10, hours: 300, runs: 20 };
    near(z(cell, 1 - down / n, (report) => report.units.reduce((sum, { accountS }) => sum + accountS.execute, 0) / (n * run.hours * 3600), run));
    near(z(cell, 1 - weights[0]! / total, ({ teams }) => teams[0]!.busy!, run));
  });

  it('a unit with a stop of its own use is available 1/(1 + MTTR/MTBF) of the time, whatever the laws', () => {
    const cell = cellOf({
      units: [
        unit('a', {
          phases: [phase(37)],
          stops: [
            {
              id: 's',
              name,
              class: 'failure',
              every: { dist: 'weibull', scale: '60 min', shape: 2 },
              lasts: { dist: 'lognormal', mean: '15 min', sigma: 0.8 },
            },
          ],
        }),
      ],
      products: [product('x', 1, [{ id: 'a' }])],
      demand: [{ id: 'd', product: 'x', batches: 40, every: '24 h' }],
    });
    const mtbf = 60 * (Math.sqrt(Math.PI) / 2); // scale times gamma(1.5)
    near(z(cell, 1 / (1 + 15 / mtbf), ({ units }) => units[0]!.accountS.execute / (200 * 3600), { warmUp: 10, hours: 200, runs: 20 }));
  });

  it('a clock of time renews after each stop: stops come once in the mean of both, also of an idle unit, within its shifts', () => {
    const cell = cellOf({
      calendars: [day('day')],
      units: [unit('a', { calendar: 'day', stops: [{ id: 's', name, class: 'micro-stop', clock: 'time', every: exponential(45), lasts: exponential(15) }] })],
      products: [product('x', 1, [{ id: 'a' }])],
    });
    const weeks = 6;
    const run = { warmUp: 0, hours: 168 * weeks, runs: 30 };
    // 40 h of a week; it is up with 3/4 + 1/4 exp(-t (1/45 + 1/15)), so stops come t/60 + 1/4 11.25/45 times
    const exact = 40 * weeks + 1 / 16;
    near(z(cell, exact, ({ units }) => units[0]!.minorStops, run));
  });
});
