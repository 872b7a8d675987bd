import { LOSSES, type Loss, type LossKind } from '../../contract/losses.js';
import { causesOf } from './causes.js';
import { fromHereOn, type MeasurePoint, type Neighbours } from './measure-point.js';
import { DOES, type Does, type Timeline } from './timeline.js';

/** What a waterfall is drawn from. Stations are those of the timeline, by number. */
export interface Measured {
  timeline: Timeline;
  neighbours: Neighbours;
  points: readonly MeasurePoint[];
  /** good units of the line in an item of each station */
  unitsPerItem: readonly number[];
  /** items that each station rejected, soon after it began and later; those before the points of measure are not looked at */
  rejected: readonly Rejected[];
  /** good units that left the line */
  goodUnits: number;
  /** time in which the line was meant to work: [from, to), in order, without overlap */
  shifts: readonly (readonly [number, number])[];
  /** a stop not longer than this is a micro-stop [us] */
  microStopUs: number;
}

export interface Rejected {
  startUp: number;
  run: number;
}

export interface Waterfall {
  /** calendar time at the ideal rate of the line */
  theoreticalUnits: number;
  /** add up to the theoretical less the good units; negative: gained */
  losses: Loss[];
  goodUnits: number;
}

const LOSS_OF: Partial<Record<Does, LossKind>> = {
  [DOES.starved]: 'starved',
  [DOES.blocked]: 'blocked',
  [DOES.setup]: 'setup',
  [DOES.standby]: 'standby',
  [DOES.waking]: 'standby',
  [DOES.waiting]: 'waiting',
  [DOES.planned]: 'planned-stop',
  [DOES.unknown]: 'unknown',
};
const RUNS: readonly boolean[] = Object.values(DOES).map((does) => does === DOES.producing || does === DOES.fed || does === DOES.drained);

/**
 * Where the good units of a line went, from what it would make at its ideal rate around the clock down to what it made, in the terms of
 * ISO 22400-2 time elements and the six big losses. Time is lost at the points of measure; time spent waiting there is the loss of
 * the machine that caused it. Rejects of the points and of stations after them count in good units; what is then missing lies
 * in the buffers between. A running machine outside the shifts makes up for time that is not planned.
 */
export function waterfallOf(measured: Measured): Waterfall {
  const { timeline: t, points, unitsPerItem } = measured;
  const sums = new Sums(t.units);
  const passedUnits = loseTime(measured, sums);
  let rejectedUnits = 0;
  const stations = points.map(({ station }) => station);
  for (const i of fromHereOn(measured.neighbours, stations)) {
    const { startUp, run } = measured.rejected[i]!;
    sums.add('start-up-rejects', i, startUp * unitsPerItem[i]!);
    sums.add('run-rejects', i, run * unitsPerItem[i]!);
    rejectedUnits += (startUp + run) * unitsPerItem[i]!;
  }
  sums.add('buffer', null, passedUnits - rejectedUnits - measured.goodUnits);
  const idealPerUs = points.reduce((sum, point) => sum + point.idealPerUs, 0);
  return { theoreticalUnits: idealPerUs * (t.toUs - t.fromUs), losses: sums.list(), goodUnits: measured.goodUnits };
}

/** Loses the time of the points of measure; returns the good units that passed them, rejects included. */
function loseTime(measured: Measured, sums: Sums): number {
  const { timeline: t, neighbours, points, shifts, unitsPerItem, microStopUs } = measured;
  const causes = causesOf(
    t,
    neighbours,
    points.map(({ station }) => station),
  );
  let passedUnits = 0;
  for (const { station: i, idealPerUs } of points) {
    const own = spansOfUnit(t, i);
    const stops = stopLengths(t, own);
    for (let n = 0; n < own.length; n++) {
      const k = own[n]!;
      const us = t.end[k]! - t.begin[k]!;
      const does = t.does[k]! as Does;
      const runs = RUNS[does]!;
      const units = t.items[k]! * unitsPerItem[i]!;
      passedUnits += units;
      const unplanned = runs ? 0 : idealPerUs * (us - timeWithin(shifts, t.begin[k]!, t.end[k]!));
      const lost = idealPerUs * us - units - unplanned;
      if (unplanned !== 0) sums.add('not-planned', null, unplanned);
      const waiting = causes.get(k);
      if (waiting !== undefined) {
        const waited = runs ? idealPerUs * t.waited[k]! : lost;
        for (const cause of waiting.causes) sums.add(waiting.side, cause.unit, (waited * cause.us) / us);
        sums.add('speed', i, lost - waited);
      } else if (does === DOES.down) sums.add(stops[n]! > microStopUs ? 'breakdown' : 'micro-stop', i, lost);
      else sums.add(LOSS_OF[does] ?? 'speed', i, lost);
    }
  }
  return passedUnits;
}

/** Numbers of the spans of a machine. */
function spansOfUnit(t: Timeline, i: number): number[] {
  const own: number[] = [];
  for (let k = 0; k < t.spans; k++) if (t.unit[k] === i && t.end[k]! > t.begin[k]!) own.push(k);
  return own;
}

/** Losses by kind and machine. */
class Sums {
  private readonly lost: Float64Array;
  constructor(private readonly units: readonly string[]) {
    this.lost = new Float64Array(LOSSES.length * (units.length + 1));
  }

  /** `unit`: number of the machine; null: none of the line. */
  add(loss: LossKind, unit: number | null, lostUnits: number): void {
    this.lost[PLACE[loss] * (this.units.length + 1) + (unit === null ? 0 : unit + 1)]! += lostUnits;
  }

  /** Those that are not zero, in the order of the losses, then of the units. */
  list(): Loss[] {
    const list: Loss[] = [];
    const width = this.units.length + 1;
    this.lost.forEach((lostUnits, at) => {
      if (lostUnits !== 0) list.push({ loss: LOSSES[Math.floor(at / width)]!, unit: this.units[(at % width) - 1] ?? null, lostUnits });
    });
    return list;
  }
}

const PLACE = Object.fromEntries(LOSSES.map((loss, place) => [loss, place])) as Record<LossKind, number>;

/** Of each of these spans of one machine, where it is down, the length of the whole stop: it goes on over a planned rest [us]. */
function stopLengths(t: Timeline, own: readonly number[]): Float64Array {
  const lengths = new Float64Array(own.length);
  let stop: number[] = [];
  let length = 0;
  for (let n = 0; n < own.length; n++) {
    const does = t.does[own[n]!];
    if (does === DOES.planned) continue;
    if (does !== DOES.down) {
      stop = [];
      length = 0;
      continue;
    }
    stop.push(n);
    length += t.end[own[n]!]! - t.begin[own[n]!]!;
    for (const span of stop) lengths[span] = length;
  }
  return lengths;
}

/** Time of [from, to) within spans in ascending order [us]. */
function timeWithin(spans: readonly (readonly [number, number])[], from: number, to: number): number {
  let within = 0;
  for (let n = 0; n < spans.length && spans[n]![0] < to; n++) within += Math.max(0, Math.min(spans[n]![1], to) - Math.max(spans[n]![0], from));
  return within;
}
