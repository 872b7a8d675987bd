import type { CompiledCell, Place } from '../../cell/compile.js';
import type { CompiledLine, CompiledStation } from '../../compile.js';
import type { MeasuredFact } from '../facts.js';
import { LIMITS } from './limits.js';
import { momentsFor, planOf } from './plan.js';
import { addExposure } from './stops.js';
import { takeAmount } from './take.js';
import type { Watch } from './watch.js';

type Ran = Extract<MeasuredFact, { kind: 'ran' }>;

const US_PER_MIN = 6e7;
/** Shorter runs tell no speed [s]. */
const SHORTEST_S = 120;
/** A machine may be in the middle of so many items at either end. */
const UNDER_WAY = 2;
/** A machine may have this share of rejects without a word, whatever its file says. */
const UNTOLD_REJECTS = 1e-4;

/** A run of a machine: its speed, its rejects, and the time in which it could stop. */
export function watchRan(cell: CompiledCell, watch: Watch, fact: Ran): void {
  const spot = planOf(cell).spots.get(fact.source);
  if (!spot?.station || !(fact.runS > 0)) return;
  addExposure(watch, spot, fact, fact.runS);
  const startUp = startUpOf(cell, watch, spot.place, spot.station, fact);
  watchSpeed(watch, fact, spot.place.line!, spot.station, startUp.mean > 0);
  watchRejects(watch, fact, spot.station, startUp);
}

/**
 * Items in the time of Execute. A machine that its neighbours hold back runs slower than it can without being slow, so it is slow
 * only where it is slower than the slowest of the segment would let it be. In a network of ways nobody is called slow by this. What
 * start-up costs was not made at speed: of such a run the good items count.
 */
function watchSpeed(watch: Watch, fact: Ran, line: CompiledLine, station: CompiledStation, startsUp: boolean): void {
  const { source, fromUs, toUs, runS, rejected } = fact;
  const items = startsUp ? fact.items - rejected : fact.items;
  if (runS < SHORTEST_S) return;
  const minutes = runS / 60;
  const fastPerMin = station.ratePerUs * US_PER_MIN;
  const pacePerMin = line.network === null ? Math.min(fastPerMin, line.idealRatePerMin / station.unitsPerItem) : 0;
  const perMin = items / minutes;
  const expectedPerMin = perMin > fastPerMin ? fastPerMin : perMin < pacePerMin ? pacePerMin : perMin;
  const expected = expectedPerMin * minutes;
  watch.speeds[source] = perMin;
  takeAmount(
    watch,
    { judged: 'speed', source, of: station.id },
    { fromUs, toUs, seen: items, expected, per: minutes, effect: runS - (60 * items) / expectedPerMin },
    (LIMITS.speed.scatter * expected) ** 2 + UNDER_WAY ** 2,
  );
}

function watchRejects(watch: Watch, fact: Ran, station: CompiledStation, startUp: StartUp): void {
  const { source, fromUs, toUs, items, rejected } = fact;
  if (!(items > 0)) return;
  const told = items * (1 - station.yield) + startUp.mean;
  const expected = Math.max(told, items * UNTOLD_REJECTS);
  const seen = told < expected ? Math.max(rejected, expected) : rejected;
  const effect = (rejected - told) * station.unitsPerItem;
  const variance = expected + (LIMITS.rejects.scatter * expected) ** 2 + startUp.variance;
  takeAmount(
    watch,
    { judged: 'rejects', source, of: startUp.mean > 0 ? 'start-up' : station.id },
    { fromUs, toUs, seen, expected, per: items, effect },
    variance,
  );
}

interface StartUp {
  mean: number;
  variance: number;
}
const NONE: StartUp = { mean: 0, variance: 0 };

/** What start-up costs at the first machine, in the first run of each lot, which is judged on its own [items of that machine]. */
function startUpOf(cell: CompiledCell, watch: Watch, place: Place, station: CompiledStation, { source, lot }: Ran): StartUp {
  const law = place.unit.flow!.startUpRejects;
  if (law === undefined || station.index !== 0 || lot === null || watch.started[source] === lot) return NONE;
  watch.started[source] = lot;
  const { mean, cv } = momentsFor(planOf(cell), `${source}/start-up rejects`, [law]);
  return { mean: mean / station.takes, variance: ((cv * mean) / station.takes) ** 2 };
}
