import { DOINGS, type Timeline } from './timeline.js';

/** Times in which a machine was active: not waiting for others. Each [from, to), in ascending order. */
export type ActivePeriods = readonly (readonly [number, number])[];
/** The same one after the other: begin, end, begin, end and so on. */
export type ActiveEdges = readonly number[];

export interface MomentaryBottleneck {
  from: number;
  to: number;
  /** null: no machine was active */
  machine: string | null;
}

/**
 * The shifting bottleneck by the active period method (Roser, Nakano and Tanaka 2001, 2002): at each instant the machine whose
 * uninterrupted active period at that instant is the longest. A new interval begins wherever a period of any machine begins or
 * ends. Of equal periods the machine that is named first.
 */
export function shiftingBottleneck(active: Readonly<Record<string, ActivePeriods>>, horizon: number): MomentaryBottleneck[] {
  const machines = Object.keys(active);
  const { count, at, longest } = momentsOf(
    Object.values(active).map((periods) => periods.flat()),
    0,
    horizon,
  );
  return Array.from({ length: count }, (_, m) => ({ from: at[m]!, to: at[m + 1]!, machine: machines[longest[m]!] ?? null }));
}

/** Share of the time in which each machine was the bottleneck. */
export function bottleneckShares(active: Readonly<Record<string, ActivePeriods>>, horizon: number): Record<string, number> {
  const shifts = shiftingBottleneck(active, horizon);
  const timeOf = (name: string) => shifts.reduce((sum, { from, to, machine }) => (machine === name ? sum + to - from : sum), 0);
  return Object.fromEntries(Object.keys(active).map((name) => [name, timeOf(name) / horizon]));
}

/** Periods that differ by less than this share are equal: they differ by rounding. */
const EQUAL = 1 - 1e-12;

/** The stretches of [from, to) between any two changes, by column. */
interface Moments {
  count: number;
  /** begins, and after the last the end */
  at: Float64Array;
  /** number of the machine with the longest present period, of equals the first; -1: none is active */
  longest: Int32Array;
  /** machines whose period is as long, itself included */
  equals: Int32Array;
  /** present period of each machine in turn, by its number; -1: not active */
  present: Int32Array;
}

function momentsOf(active: readonly ActiveEdges[], from: number, to: number): Moments {
  const machines = active.length;
  const most = 2 + active.reduce((sum, edges) => sum + edges.length, 0);
  const whole = (length: number) => new Int32Array(length);
  const moments: Moments = { count: 0, at: new Float64Array(most + 1), longest: whole(most), equals: whole(most), present: whole(most * machines) };
  const next = whole(machines);
  const begin = new Float64Array(machines);
  const end = new Float64Array(machines).fill(-Infinity);
  let at = from;
  for (let m = 0; at < to; m++) {
    let until = to;
    let longest = -1;
    let length = 0;
    let equals = 0;
    for (let i = 0; i < machines; i++) {
      while (end[i]! <= at) step(active[i]!, next, begin, end, i);
      const runs = begin[i]! <= at;
      const change = runs ? end[i]! : begin[i]!;
      if (change < until) until = change;
      moments.present[m * machines + i] = runs ? next[i]! - 1 : -1;
      if (!runs) continue;
      const own = end[i]! - begin[i]!;
      if (own * EQUAL > length) {
        longest = i;
        length = own;
        equals = 1;
      } else if (own >= length * EQUAL) equals++;
    }
    moments.at[m] = at;
    moments.longest[m] = longest;
    moments.equals[m] = equals;
    moments.count = m + 1;
    at = until;
  }
  moments.at[moments.count] = to;
  return moments;
}

/** Takes up the next period of a machine; one that never comes where there is none. */
function step(edges: ActiveEdges, next: Int32Array, begin: Float64Array, end: Float64Array, i: number): void {
  const at = 2 * next[i]!++;
  begin[i] = at < edges.length ? edges[at]! : Infinity;
  end[i] = at < edges.length ? edges[at + 1]! : Infinity;
}

/** How much a machine holds the line, as shares of the time in which any machine was active. */
export interface Hold {
  /** it had the longest active period; machines with equal ones share the time */
  momentary: number;
  /** of the periods that were the longest at some instant of theirs, only its own was under way */
  sole: number;
  /** others of them were under way too: the bottleneck shifts from one to the other */
  shifting: number;
  /** times it became the momentary bottleneck */
  turns: number;
}

export interface Holds {
  /** time in which any machine was active */
  activeUs: number;
  units: Hold[];
}

/** Momentary, sole and shifting bottleneck (Roser, Nakano and Tanaka 2002) in [fromUs, toUs). Shares are 0 where no machine was ever active. */
export function holdsOf(active: readonly ActiveEdges[], fromUs: number, toUs: number): Holds {
  const machines = active.length;
  const momentary = new Float64Array(machines);
  const turns = new Int32Array(machines);
  const leading = active.map((edges) => new Uint8Array(edges.length / 2)); // was it the longest at some instant?
  const moments = momentsOf(active, fromUs, toUs);
  const { count, at, longest, equals, present } = moments;
  let activeUs = 0;
  const lead = (m: number, i: number) => {
    momentary[i]! += (at[m + 1]! - at[m]!) / equals[m]!;
    const led = m > 0 && (longest[m - 1] === i || (equals[m - 1]! > 1 && equalsIn(active, moments, m - 1).includes(i)));
    if (!led) turns[i]!++;
    leading[i]![present[machines * m + i]!] = 1;
  };
  for (let m = 0; m < count; m++) {
    if (longest[m]! < 0) continue;
    activeUs += at[m + 1]! - at[m]!;
    if (equals[m] === 1) lead(m, longest[m]!);
    else for (const i of equalsIn(active, moments, m)) lead(m, i);
  }
  const { sole, shifting } = overlaps(
    active.map((edges, i) => edges.filter((_, n) => leading[i]![n >> 1] === 1)),
    fromUs,
    toUs,
  );
  const share = (us: number) => (activeUs > 0 ? us / activeUs : 0);
  return {
    activeUs,
    units: active.map((_, i) => ({ momentary: share(momentary[i]!), sole: share(sole[i]!), shifting: share(shifting[i]!), turns: turns[i]! })),
  };
}

/** The machines with the longest period of a stretch. */
function equalsIn(active: readonly ActiveEdges[], { present, longest }: Moments, m: number): number[] {
  const lengthOf = (i: number) => {
    const period = present[active.length * m + i]!;
    return period < 0 ? 0 : active[i]![2 * period + 1]! - active[i]![2 * period]!;
  };
  const most = longest[m]! < 0 ? Infinity : lengthOf(longest[m]!);
  return active.flatMap((_, i) => (lengthOf(i) >= most * EQUAL ? [i] : []));
}

/** Time in which each machine's period is under way alone, and beside others. */
function overlaps(active: readonly ActiveEdges[], fromUs: number, toUs: number): { sole: Float64Array; shifting: Float64Array } {
  const machines = active.length;
  const sole = new Float64Array(machines);
  const shifting = new Float64Array(machines);
  const { count, at, present } = momentsOf(active, fromUs, toUs);
  for (let m = 0; m < count; m++) {
    let under = 0;
    for (let i = 0; i < machines; i++) if (present[machines * m + i]! >= 0) under++;
    const sums = under === 1 ? sole : shifting;
    for (let i = 0; i < machines; i++) if (present[machines * m + i]! >= 0) sums[i]! += at[m + 1]! - at[m]!;
  }
  return { sole, shifting };
}

const ACTIVE = Uint8Array.from(DOINGS, (doing) => (['producing', 'down', 'setup', 'waking'].includes(doing) ? 1 : 0));

/**
 * Active periods of each machine of a timeline. One that runs only as fast as others let it waits in each of its cycles: it is
 * not active. A planned rest and unknown time end a period.
 */
export function activePeriods(t: Timeline): number[][] {
  const active: number[][] = t.units.map(() => []);
  for (let k = 0; k < t.spans; k++) {
    if (ACTIVE[t.does[k]!] !== 1) continue;
    const own = active[t.unit[k]!]!;
    const last = own.length - 1;
    if (last > 0 && own[last] === t.begin[k]) own[last] = t.end[k]!;
    else own.push(t.begin[k]!, t.end[k]!);
  }
  return active;
}

/** Who holds the line at the end of a timeline, and since when it has been active without a break; null where nobody is active, or several equally long. */
export function presentBottleneck(active: readonly ActiveEdges[], toUs: number): { unit: number; sinceUs: number } | null {
  const running = active.flatMap((edges, unit) => (edges.at(-1) === toUs ? [{ unit, sinceUs: edges.at(-2)! }] : []));
  const first = Math.min(...running.map(({ sinceUs }) => sinceUs));
  const longest = running.filter(({ sinceUs }) => sinceUs === first);
  return longest.length === 1 ? longest[0]! : null;
}
