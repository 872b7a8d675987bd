import type { CompiledCell } from '../../cell/compile.js';
import { workingUs } from '../../calendar.js';
import type { MeasuredFact } from '../facts.js';
import { planOf, type Spot } from './plan.js';
import { takeAmount, takeDuration } from './take.js';
import type { Watch } from './watch.js';

type Stop = Extract<MeasuredFact, { kind: 'stop' }>;

/** Times between stops that are more regular than this count as so irregular: variance over the square of the mean. */
const LEAST_CV2 = 0.25;
/** Stops are judged in stretches of running of at least this many, expected. */
const STRETCH = 0.25;
/** A shorter stop counts whole, even over the end of a shift [us]. */
const LONG_US = 3.6e9;

/** A stop: how long it lasted, and that it was, until the running time of its source is known. */
export function watchStop(cell: CompiledCell, watch: Watch, fact: Stop): void {
  const spot = planOf(cell).spots.get(fact.source);
  const stop = spot?.stops.find(({ reason }) => reason === fact.reason);
  if (spot === undefined || stop === undefined) return; // waits, utilities, incidents, and what nobody explained
  const run = (watch.runs[keyOf(spot.source, stop.id)] ??= { stops: 0, seconds: 0, fromUs: fact.fromUs });
  run.stops++;
  const seconds = lengthUs(cell, spot.place.calendar, fact) / 1e6;
  takeDuration(watch, { judged: 'repairs', source: spot.source, of: stop.id }, fact, seconds, stop.lasts);
}

/** Of a long stop the time within the calendar of its unit, where it has any. */
function lengthUs(cell: CompiledCell, calendar: number, { fromUs, toUs }: Stop): number {
  if (calendar < 0 || toUs - fromUs < LONG_US) return toUs - fromUs;
  return workingUs(cell.calendars[calendar]!, fromUs, toUs) || toUs - fromUs;
}

const keyOf = (source: string, stop: string): string => `${source}|${stop}`;

/** Time that a source ran [s], in which its stops could happen. Samples are stretches with about as many stops each. */
export function addExposure(watch: Watch, spot: Spot, { fromUs, toUs }: { fromUs: number; toUs: number }, seconds: number): void {
  for (const stop of spot.stops) {
    if (stop.clock !== 'operation') continue;
    const key = keyOf(spot.source, stop.id);
    const run = (watch.runs[key] ??= { stops: 0, seconds: 0, fromUs });
    run.seconds += seconds;
    const expected = run.seconds / stop.every.mean;
    if (expected < STRETCH) continue;
    takeAmount(
      watch,
      { judged: 'stops', source: spot.source, of: stop.id },
      { fromUs: run.fromUs, toUs, seen: run.stops, expected, per: run.seconds / 3600, effect: (run.stops - expected) * stop.lasts.mean },
      expected * Math.max(LEAST_CV2, stop.every.cv ** 2),
    );
    watch.runs[key] = { stops: 0, seconds: 0, fromUs: toUs };
  }
}
