import type { Neighbours } from './measure-point.js';
import { DOES, type Timeline } from './timeline.js';

/** For whom a machine waits. */
export const SIDE = { none: 0, before: 1, after: 2 } as const;

const SIDES: readonly number[] = Object.values(DOES).map((does) =>
  does === DOES.starved || does === DOES.fed ? SIDE.before : does === DOES.blocked || does === DOES.drained ? SIDE.after : SIDE.none,
);
const RUNS: readonly boolean[] = Object.values(DOES).map((does) => does === DOES.producing || does === DOES.fed || does === DOES.drained);

export interface Cause {
  /** number of the machine; null: outside the line */
  unit: number | null;
  us: number;
}

export interface Waiting {
  side: 'starved' | 'blocked';
  causes: Cause[];
}

/**
 * For each span in which one of these machines waits: for whom, instant by instant. The cause of a starved machine is the first
 * one before it that is not starved itself: what is between is empty. If that one runs, its items are still on their way, or it is
 * the slower. The cause of a blocked one is looked for after it likewise. Of several ways those count whose machine does not run;
 * they share alike. A machine in standby waits as it did before it fell asleep. By the number of the span.
 */
export function causesOf(t: Timeline, neighbours: Neighbours, of: readonly number[]): Map<number, Waiting> {
  const does = new Int32Array(t.units.length);
  const side = new Int32Array(t.units.length);
  const openSpan = new Int32Array(t.units.length);
  const found = new Map<number, Waiting>();
  let from = t.fromUs;
  for (let k = 0; k <= t.spans; k++) {
    const at = k < t.spans ? t.begin[k]! : t.toUs;
    if (at > from) {
      for (let n = 0; n < of.length; n++) {
        const i = of[n]!;
        if (side[i] === SIDE.none) continue;
        const waiting: Waiting = found.get(openSpan[i]!) ?? { side: side[i] === SIDE.before ? 'starved' : 'blocked', causes: [] };
        found.set(openSpan[i]!, waiting);
        const causes = waitedFor(side[i] === SIDE.before ? neighbours.before : neighbours.after, side, (n) => RUNS[does[n]!]!, i);
        for (const unit of causes) addCause(waiting.causes, unit, (at - from) / causes.length);
      }
      from = at;
    }
    if (k === t.spans) break;
    const i = t.unit[k]!;
    const doing = t.does[k]!;
    does[i] = doing;
    if (doing !== DOES.standby) side[i] = SIDES[doing]!;
    openSpan[i] = k;
  }
  return found;
}

function addCause(causes: Cause[], unit: number | null, us: number): void {
  for (const cause of causes) {
    if (cause.unit !== unit) continue;
    cause.us += us;
    return;
  }
  causes.push({ unit, us });
}

/** Machines that a waiting one waits for, each once: by what each waits for itself (its side), and whether it runs. */
export function waitedFor(next: readonly (readonly number[])[], side: ArrayLike<number>, runs: (n: number) => boolean, i: number): (number | null)[] {
  const stopped: (number | null)[] = [];
  const running: number[] = [];
  const seen = [i];
  for (const at of seen) {
    if (next[at]!.length === 0 && !stopped.includes(null)) stopped.push(null);
    for (const n of next[at]!) {
      const list = side[n] === side[i] ? seen : runs(n) ? running : stopped;
      if (!list.includes(n)) list.push(n);
    }
  }
  return stopped.length > 0 ? stopped : running;
}
