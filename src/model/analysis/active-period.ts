import { DOES, type Timeline } from './timeline.js';

/** Times in which a machine was active: not waiting for others. Each [from, to), in ascending order. */
export type ActivePeriods = readonly (readonly [number, number])[];

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
  const shifts: MomentaryBottleneck[] = [];
  eachMoment(Object.values(active), 0, horizon, ({ from, to, longest }) =>
    shifts.push({ from, to, machine: longest.length > 0 ? machines[longest[0]!]! : null }),
  );
  return shifts;
}

/** Share of the time in which each machine was the bottleneck. */
export function bottleneckShares(active: Readonly<Record<string, ActivePeriods>>, horizon: number): Record<string, number> {
  const shifts = shiftingBottleneck(active, horizon);
  const timeOf = (name: string) => shifts.reduce((sum, { from, to, machine }) => (machine === name ? sum + to - from : sum), 0);
  return Object.fromEntries(Object.keys(active).map((name) => [name, timeOf(name) / horizon]));
}

/** Between two changes: who has the longest period. What is told is valid until the next is told. */
interface Moment {
  from: number;
  to: number;
  /** machines whose present period is the longest; several where they are equal, none where no machine is active */
  longest: number[];
  /** number of the present period of each machine; -1: not active */
  present: Int32Array;
}

/** Periods that differ by less than this share are equal: they differ by rounding. */
const EQUAL = 1 - 1e-12;

/** Tells of each stretch of [from, to) between any two changes. */
function eachMoment(active: readonly ActivePeriods[], from: number, to: number, tell: (moment: Moment) => void): void {
  const present = new Int32Array(active.length);
  const next = new Int32Array(active.length);
  const begin = new Float64Array(active.length);
  const end = new Float64Array(active.length).fill(-Infinity);
  const step = (i: number, at: number) => {
    const own = active[i]!;
    while (next[i]! < own.length && own[next[i]!]![1] <= at) next[i]!++;
    begin[i] = own[next[i]!]?.[0] ?? Infinity;
    end[i] = own[next[i]!]?.[1] ?? Infinity;
  };
  const moment: Moment = { from, to, longest: [], present };
  for (let at = from; at < to; at = moment.to) {
    let until = to;
    let longest = 0;
    for (let i = 0; i < present.length; i++) {
      if (end[i]! <= at) step(i, at);
      const runs = begin[i]! <= at;
      present[i] = runs ? next[i]! : -1;
      const change = runs ? end[i]! : begin[i]!;
      if (change < until) until = change;
      if (runs && end[i]! - begin[i]! > longest) longest = end[i]! - begin[i]!;
    }
    moment.longest.length = 0;
    for (let i = 0; i < present.length; i++) if (present[i]! >= 0 && end[i]! - begin[i]! >= longest * EQUAL) moment.longest.push(i);
    moment.from = at;
    moment.to = until;
    tell(moment);
  }
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
export function holdsOf(active: readonly ActivePeriods[], fromUs: number, toUs: number): Holds {
  const held = active.map(() => ({ momentary: 0, sole: 0, shifting: 0, turns: 0 }));
  const leading = active.map((periods) => new Uint8Array(periods.length)); // was it the longest at some instant?
  let before: readonly number[] = [];
  let activeUs = 0;
  eachMoment(active, fromUs, toUs, ({ from, to, longest, present }) => {
    if (longest.length > 0) activeUs += to - from;
    for (const i of longest) {
      leading[i]![present[i]!] = 1;
      held[i]!.momentary += (to - from) / longest.length;
      if (!before.includes(i)) held[i]!.turns++;
    }
    before = longest.slice();
  });
  const leaders = active.map((periods, i) => periods.filter((_, k) => leading[i]![k] === 1));
  eachMoment(leaders, fromUs, toUs, ({ from, to, present }) => {
    let under = 0;
    for (let i = 0; i < present.length; i++) if (present[i]! >= 0) under++;
    for (let i = 0; i < present.length; i++) if (present[i]! >= 0) held[i]![under === 1 ? 'sole' : 'shifting'] += to - from;
  });
  const share = (us: number) => (activeUs > 0 ? us / activeUs : 0);
  return {
    activeUs,
    units: held.map(({ momentary, sole, shifting, turns }) => ({ momentary: share(momentary), sole: share(sole), shifting: share(shifting), turns })),
  };
}

const ACTIVE: readonly boolean[] = Object.values(DOES).map(
  (does) => does === DOES.producing || does === DOES.down || does === DOES.setup || does === DOES.waking,
);

/**
 * Active periods of each machine of a timeline. One that runs only as fast as others let it waits in each of its cycles: it is
 * not active. A planned rest and unknown time end a period.
 */
export function activePeriods(t: Timeline): [number, number][][] {
  const active: [number, number][][] = t.units.map(() => []);
  for (let k = 0; k < t.spans; k++) {
    if (!ACTIVE[t.does[k]!] || t.end[k]! <= t.begin[k]!) continue;
    const own = active[t.unit[k]!]!;
    const last = own[own.length - 1];
    if (last !== undefined && last[1] === t.begin[k]) last[1] = t.end[k]!;
    else own.push([t.begin[k]!, t.end[k]!]);
  }
  return active;
}

/** Who holds the line at the end of a timeline, and since when it has been active without a break; null where nobody is active, or several equally long. */
export function presentBottleneck(active: readonly ActivePeriods[], toUs: number): { unit: number; sinceUs: number } | null {
  const running = active.flatMap((periods, unit) => (periods.at(-1)?.[1] === toUs ? [{ unit, sinceUs: periods.at(-1)![0] }] : []));
  const first = Math.min(...running.map(({ sinceUs }) => sinceUs));
  const longest = running.filter(({ sinceUs }) => sinceUs === first);
  return longest.length === 1 ? longest[0]! : null;
}
