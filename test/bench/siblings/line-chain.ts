import { chainFrom, meanOver, stationary, transient, type Chain } from './chain.js';

/** A saturated serial line of exponential or Erlang services, written down as a Markov chain: blocking after service. */
export interface LineOfStages {
  means: number[];
  /** stages of each service; default 1 */
  k?: number;
  buffers: number[];
  failures?: { mode: 'operation' | 'time'; ttf: number[]; ttr: number[] };
  loadWhileDown?: boolean;
}

/** By machine: what it does, 0 nothing, -1 holding a finished part, else the stage of its part; and whether it is down. Then the buffers. */
export interface LineState {
  does: number[];
  down: number[];
  held: number[];
}

const IDLE = 0;
const BLOCKED = -1;

export function lineChain(line: LineOfStages, from?: LineState): Chain<LineState> {
  const { means, k = 1, buffers, failures, loadWhileDown = true } = line;
  const last = means.length - 1;
  const accepts = (s: LineState, i: number) => s.does[i] === IDLE && (s.down[i] === 0 || loadWhileDown);
  /** Machine i is free: it takes what waits for it, and what was blocked moves up. */
  const load = (s: LineState, i: number): void => {
    if (!accepts(s, i)) return;
    if (i === 0) s.does[0] = 1;
    else if (s.held[i - 1]! > 0) {
      s.does[i] = 1;
      s.held[i - 1]!--;
      if (s.does[i - 1] !== BLOCKED) return;
      s.held[i - 1]!++;
      s.does[i - 1] = IDLE;
      load(s, i - 1);
    } else if (s.does[i - 1] === BLOCKED) {
      s.does[i] = 1;
      s.does[i - 1] = IDLE;
      load(s, i - 1);
    }
  };
  const copied = (s: LineState): LineState => ({ does: [...s.does], down: [...s.down], held: [...s.held] });
  const after = (s: LineState, change: (next: LineState) => void): LineState => {
    const next = copied(s);
    change(next);
    return next;
  };
  const finish = (s: LineState, i: number): void => {
    if (s.does[i]! < k) {
      s.does[i]!++;
      return;
    }
    s.does[i] = IDLE;
    if (i < last) {
      if (s.held[i] === 0 && accepts(s, i + 1)) s.does[i + 1] = 1;
      else if (s.held[i]! < buffers[i]!) s.held[i]!++;
      else s.does[i] = BLOCKED;
    }
    load(s, i);
  };
  const empty: LineState = { does: means.map((_, i) => (i === 0 ? 1 : IDLE)), down: means.map(() => 0), held: buffers.map(() => 0) };
  return chainFrom(from ?? empty, (s) =>
    means.flatMap((mean, i): [number, LineState][] => {
      const working = s.does[i]! > 0 && s.down[i] === 0;
      const failing = failures !== undefined && s.down[i] === 0 && (working || failures.mode === 'time');
      return [
        [working ? k / mean : 0, working ? after(s, (next) => finish(next, i)) : s],
        [failing ? 1 / failures.ttf[i]! : 0, after(s, (next) => (next.down[i] = 1))],
        [
          s.down[i] === 1 ? 1 / failures!.ttr[i]! : 0,
          after(s, (next) => {
            next.down[i] = 0;
            load(next, i);
          }),
        ],
      ];
    }),
  );
}

const finishing = ({ means, k = 1 }: LineOfStages, s: LineState) => (s.down.at(-1) === 0 && s.does.at(-1) === k ? k / means.at(-1)! : 0);

/** Throughput, shares of time and mean buffers, by the names of the cases. */
export function solvedLine(line: LineOfStages): Record<string, number> {
  const chain = lineChain(line);
  const share = stationary(chain);
  const mean = (value: (s: LineState) => number) => meanOver(chain, share, value);
  const up = (s: LineState, i: number) => s.down[i] === 0;
  const byMachine = line.means.flatMap((_, i): [string, number][] => [
    [`busy${i + 1}`, mean((s) => (up(s, i) && s.does[i]! > 0 ? 1 : 0))],
    [`starved${i + 1}`, mean((s) => (up(s, i) && s.does[i] === IDLE ? 1 : 0))],
    [`blocked${i + 1}`, mean((s) => (up(s, i) && s.does[i] === BLOCKED ? 1 : 0))],
    [`down${i + 1}`, mean((s) => s.down[i]!)],
  ]);
  const byBuffer = line.buffers.map((_, i): [string, number] => [`buffer${i + 1}`, mean((s) => s.held[i]!)]);
  return { throughput: mean((s) => finishing(line, s)), ...Object.fromEntries([...byMachine, ...byBuffer]) };
}

/** What a line makes until an instant from a live state, and the chances that each machine is down then. */
export function forecastLine(line: LineOfStages, from: LineState, until: number): { expectedOutput: number; pDownAtEnd: number[] } {
  const chain = lineChain(line, from);
  const { at, spent } = transient(chain, until);
  return {
    expectedOutput: chain.states.reduce((sum, s, i) => sum + spent[i]! * finishing(line, s), 0),
    pDownAtEnd: line.means.map((_, machine) => meanOver(chain, at, (s) => s.down[machine]!)),
  };
}
