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
  const edges = Object.values(active).flatMap((periods) => periods.flat());
  const times = [...new Set([0, ...edges, horizon])].filter((time) => time >= 0 && time <= horizon).sort((a, b) => a - b);
  return times.slice(0, -1).map((from, i) => ({ from, to: times[i + 1]!, machine: longestAt(active, from) }));
}

function longestAt(active: Readonly<Record<string, ActivePeriods>>, at: number): string | null {
  let machine: string | null = null;
  let longest = 0;
  for (const [name, periods] of Object.entries(active)) {
    const period = periods.find(([from, to]) => from <= at && at < to);
    if (period !== undefined && period[1] - period[0] > longest) {
      machine = name;
      longest = period[1] - period[0];
    }
  }
  return machine;
}

/** Share of the time in which each machine was the bottleneck. */
export function bottleneckShares(active: Readonly<Record<string, ActivePeriods>>, horizon: number): Record<string, number> {
  const moments = shiftingBottleneck(active, horizon);
  const timeOf = (name: string) => moments.reduce((sum, { from, to, machine }) => (machine === name ? sum + to - from : sum), 0);
  return Object.fromEntries(Object.keys(active).map((name) => [name, timeOf(name) / horizon]));
}
