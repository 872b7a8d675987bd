import type { StateSpan } from '../../../../src/contract/telemetry.js';
import type { LiveSpan } from '../../store/spans.js';

/** A state that a machine came into, and when. */
export interface PathStep {
  state: string;
  atUs: number;
}

/** The newest `most` states that a machine went through, oldest first: what is stored, then what the stream told. */
export function statePath(
  history: readonly Pick<StateSpan, 'fromUs' | 'state'>[],
  live: readonly Pick<LiveSpan, 'fromUs' | 'state'>[],
  most: number,
): PathStep[] {
  const liveFromUs = live[0]?.fromUs ?? Infinity;
  const steps: PathStep[] = [];
  for (const { fromUs, state } of [...history.filter((span) => span.fromUs < liveFromUs), ...live]) {
    if (steps.at(-1)?.state !== state) steps.push({ state, atUs: fromUs });
  }
  return steps.slice(-most);
}

/** Changes from one state to another, numbered from the oldest on; those of one way together. */
export function waysOf(path: readonly PathStep[]): { from: string; to: string; numbers: number[] }[] {
  const ways: { from: string; to: string; numbers: number[] }[] = [];
  path.slice(1).forEach(({ state: to }, i) => {
    const from = path[i]!.state;
    const known = ways.find((way) => way.from === from && way.to === to);
    if (known) known.numbers.push(i + 1);
    else ways.push({ from, to, numbers: [i + 1] });
  });
  return ways;
}
