/** What a machine does in a span of time, in the words of analysis: of a run, a run part by part and measured states alike. */
export const DOES = {
  /** at the speed that it has */
  producing: 0,
  /** slower than it could: only as fast as items come */
  fed: 1,
  /** slower than it could: only as fast as items are taken */
  drained: 2,
  starved: 3,
  blocked: 4,
  /** stopped by itself */
  down: 5,
  setup: 6,
  standby: 7,
  waking: 8,
  /** ready, and nobody knows what for it waits: an order, material, an operator */
  waiting: 9,
  /** not meant to produce */
  planned: 10,
  unknown: 11,
} as const;
export type Does = (typeof DOES)[keyof typeof DOES];
export const DOINGS = Object.keys(DOES) as (keyof typeof DOES)[];

/**
 * What the machines of a line did over [fromUs, toUs): spans by column, in the order of their begins. Those of one machine
 * follow each other without a gap from the begin to the end. Only the first `spans` entries of a column count.
 */
export interface Timeline {
  /** ids of the machines */
  units: readonly string[];
  fromUs: number;
  toUs: number;
  spans: number;
  /** begin, inclusive, and end, exclusive, of each span [us] */
  begin: Float64Array;
  end: Float64Array;
  /** items processed in it, good and rejected; NaN: not known */
  items: Float64Array;
  /** of it spent waiting for others [us]: all of a starved or blocked span, of a fed or drained one what it stays below its own speed */
  waited: Float64Array;
  /** number of its machine in `units` */
  unit: Uint16Array;
  does: Uint8Array;
  waits: Waits;
}

/** Time of each machine, summed as its spans end [us]. */
export interface Waits {
  /** spent waiting for others: before it, after it */
  starvedUs: Float64Array;
  blockedUs: Float64Array;
  /** planned rest, and time that is not known: the rest is time to work */
  plannedUs: Float64Array;
  unknownUs: Float64Array;
}

/** A timeline under construction. */
export interface OpenTimeline extends Timeline {
  /** of each machine the number of the span that goes on; -1: none yet */
  open: Int32Array;
  /** items of each machine when that span began, on the count that `turn` is told */
  since: Float64Array;
}

const FIRST_SPANS = 1024;

/** An empty timeline; `over` one that is no longer needed, whose room is used again. */
export function openTimeline(units: readonly string[], fromUs: number, capacity = FIRST_SPANS, over?: OpenTimeline): OpenTimeline {
  if (over !== undefined && over.units.length === units.length) {
    over.open.fill(-1);
    for (const sums of Object.values(over.waits)) (sums as Float64Array).fill(0);
    return Object.assign(over, { units, fromUs, toUs: fromUs, spans: 0 });
  }
  const numbers = (length = capacity) => new Float64Array(length);
  const each = () => numbers(units.length);
  return {
    units,
    fromUs,
    toUs: fromUs,
    spans: 0,
    begin: numbers(),
    end: numbers(),
    items: numbers(),
    waited: numbers(),
    unit: new Uint16Array(capacity),
    does: new Uint8Array(capacity),
    waits: { starvedUs: each(), blockedUs: each(), plannedUs: each(), unknownUs: each() },
    open: new Int32Array(units.length).fill(-1),
    since: new Float64Array(units.length),
  };
}

function grow(t: OpenTimeline): void {
  const larger = openTimeline([], 0, 4 * t.begin.length);
  for (const column of ['begin', 'end', 'items', 'waited', 'unit', 'does'] as const) larger[column].set(t[column]);
  const { begin, end, items, waited, unit, does } = larger;
  Object.assign(t, { begin, end, items, waited, unit, does });
}

/**
 * From here on a machine does something else. `counted`: items that it had processed up to here, since any instant.
 * `speed`: items that it would have processed per microsecond in the span that ends, had nobody held it back; 0: not known.
 */
export function turn(t: OpenTimeline, unit: number, atUs: number, does: Does, counted: number, speed: number): void {
  const open = t.open[unit]!;
  if (open >= 0 && t.begin[open] === atUs) {
    t.does[open] = does; // of what lasts no time only the last counts
    return;
  }
  if (open >= 0) close(t, unit, atUs, counted, speed);
  if (t.spans === t.begin.length) grow(t);
  const k = t.spans++;
  t.begin[k] = t.end[k] = atUs;
  t.items[k] = t.waited[k] = 0;
  t.unit[k] = unit;
  t.does[k] = does;
  t.open[unit] = k;
  t.since[unit] = counted;
}

function close(t: OpenTimeline, unit: number, atUs: number, counted: number, speed: number): void {
  const k = t.open[unit]!;
  const us = atUs - t.begin[k]!;
  const items = counted - t.since[unit]!;
  t.end[k] = atUs;
  t.items[k] = items;
  if (SUMMED[t.does[k]!] === 1) sumUp(t, k, speed > 0 ? Math.min(us, Math.max(0, us - items / speed)) : 0);
}

/** 1: a span of it is summed up. */
const SUMMED = Uint8Array.from(DOINGS, (doing) => (['fed', 'drained', 'starved', 'blocked', 'planned', 'unknown'].includes(doing) ? 1 : 0));

/** Adds a span that ended to the sums of its machine. `belowUs`: of its time what a fed or drained machine stayed below its own speed. */
function sumUp(t: Timeline, k: number, belowUs: number): void {
  const us = t.end[k]! - t.begin[k]!;
  const i = t.unit[k]!;
  const does = t.does[k];
  const { waits } = t;
  if (does === DOES.planned) waits.plannedUs[i]! += us;
  else if (does === DOES.unknown) waits.unknownUs[i]! += us;
  else {
    const waited = does === DOES.starved || does === DOES.blocked ? us : belowUs;
    const sums = does === DOES.starved || does === DOES.fed ? waits.starvedUs : waits.blockedUs;
    t.waited[k] = waited;
    sums[i]! += waited;
  }
}

/** Ends every span that is still open. */
export function closeTimeline(t: OpenTimeline, toUs: number, counted: (unit: number) => number, speed: (unit: number) => number): Timeline {
  for (let unit = 0; unit < t.units.length; unit++) if (t.open[unit]! >= 0) close(t, unit, toUs, counted(unit), speed(unit));
  while (t.spans > 0 && t.begin[t.spans - 1] === toUs) t.spans--; // what began at the very end lasts no time
  t.toUs = toUs;
  return t;
}

export interface Span {
  fromUs: number;
  toUs: number;
  does: keyof typeof DOES;
  items: number;
}

/** Spans of one machine, contiguous from the begin to the end of the timeline. */
export function spansOf(t: Timeline, unit: number): Span[] {
  const spans: Span[] = [];
  for (let k = 0; k < t.spans; k++) if (t.unit[k] === unit) spans.push({ fromUs: t.begin[k]!, toUs: t.end[k]!, does: DOINGS[t.does[k]!]!, items: t.items[k]! });
  return spans;
}

/** The part of a timeline in [fromUs, toUs). Items and waiting of a span that is cut go with its time. */
export function cut(t: Timeline, fromUs: number, toUs: number): Timeline {
  const part = openTimeline(t.units, fromUs, t.spans);
  for (let k = 0; k < t.spans; k++) {
    const begin = Math.max(fromUs, t.begin[k]!);
    const end = Math.min(toUs, t.end[k]!);
    if (end <= begin) continue;
    const share = (end - begin) / (t.end[k]! - t.begin[k]!);
    const at = part.spans++;
    part.begin[at] = begin;
    part.end[at] = end;
    part.items[at] = t.items[k]! * share;
    part.unit[at] = t.unit[k]!;
    part.does[at] = t.does[k]!;
    if (SUMMED[t.does[k]!] === 1) sumUp(part, at, t.waited[k]! * share);
  }
  part.toUs = toUs;
  return part;
}

/** Time in which each machine was to work, as far as is known [us]. */
export const workOf = ({ fromUs, toUs, waits }: Timeline): number[] => Array.from(waits.plannedUs, (us, i) => toUs - fromUs - us - waits.unknownUs[i]!);
