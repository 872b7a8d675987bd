import { binomialCdf } from '../../src/engine/proportion.js';
import { estimate } from '../../src/model/compare.js';
import { replicate } from '../../src/model/replicate.js';
import { run } from '../../src/model/run.js';
import { settle } from '../../src/model/flow.js';
import { expected } from '../../src/model/expected.js';
import { copy, start } from '../../src/model/state.js';
import { HOUR_US, lineOf, MONDAY_US, station, stop } from './lines.js';

/** Two machines that fail as they age and are repaired in times of their own law: a forecast must know the ages. */
const line = lineOf([
  station('first', {
    buffer: { capacity: 120 },
    stops: [stop('wear', { dist: 'weibull', scale: '12 min', shape: 2.5 }, { dist: 'lognormal', mean: '3 min', sigma: 0.8 })],
  }),
  station('second', { stops: [stop('jam', { dist: 'exponential', mean: '7 min' }, { dist: 'uniform', min: '30 s', max: '3 min' })] }),
]);

const HORIZON_S = 1800;
const FORKS = 99;
const STATES = 500;
/** Chance that one more like 99 lies between their 10 % and 90 % quantiles, which stand at 9.8 and 88.2 of them from zero on. */
const COVERED = (88.2 - 9.8) / (FORKS + 1);

/** Whether what a line goes on to make lies in the forecast from its state after `hours`, and above or below its median. */
function scored(seed: number): { inside: boolean; above: boolean } {
  const live = start(line, { seed, replication: 0, atUs: MONDAY_US });
  const atUs = MONDAY_US + HOUR_US * (1 + (seed % 7) / 7);
  run(line, live, atUs);
  settle(line, live, atUs);
  const forecasts = Array.from(
    { length: FORKS },
    (_, replication) => replicate(line, live, { seed: 1000 + seed, replication, horizonS: HORIZON_S }).kpis.goodUnits!,
  );
  const { p10, p50, p90 } = estimate(forecasts);
  // The line itself goes on with the luck that it has, not with that of a fork.
  const real = copy(live);
  const before = expected(line, real).lineGood;
  run(line, real, atUs + HORIZON_S * 1e6);
  settle(line, real, atUs + HORIZON_S * 1e6);
  const made = expected(line, real).lineGood - before;
  return { inside: made >= p10 && made <= p90, above: made > p50 };
}

/** Chance of a count as far from what is expected, two-sided. */
const chanceOf = (hits: number, p: number) => 2 * Math.min(binomialCdf(hits, STATES, p), 1 - binomialCdf(hits - 1, STATES, p));

describe('P15 forecast calibration', () => {
  it('the 80 % interval of the output covers as many of 500 lines that go on from their live states as it says, and the median halves them', () => {
    const scores = Array.from({ length: STATES }, (_, seed) => scored(seed));
    const inside = scores.filter((score) => score.inside).length;
    expect({ inside, chance: chanceOf(inside, COVERED) > 0.01 }).toEqual({ inside, chance: true });
    const above = scores.filter((score) => score.above).length;
    expect({ above, chance: chanceOf(above, 0.5) > 0.01 }).toEqual({ above, chance: true });
  }, 60_000);
});
