import { ln } from '../../src/engine/elementary.js';
import { newStream, nextUniform } from '../../src/engine/random.js';
import { compileParts } from '../../src/model/parts/compile.js';
import { reportParts } from '../../src/model/parts/report.js';
import { runParts } from '../../src/model/parts/run.js';
import type { PartsSpec, Station } from '../../src/model/parts/spec.js';
import { forkParts, startParts } from '../../src/model/parts/state.js';

/** What a kernel did: how many events or cycles, and the result that tells one sample path from another. */
export interface Work {
  done: number;
  result: number;
}

export const RHO = 0.8;
const exponential = (mean: number) => ({ dist: 'exponential' as const, mean });

/** M/M/1: two events a customer, arrival and departure. The result is the mean wait. */
export function mm1Model(until: number, seed: number): Work {
  const spec: PartsSpec = {
    sources: [{ id: 'source', to: { station: 'server' }, between: exponential(1 / RHO) }],
    stations: [{ id: 'server', service: { every: exponential(1) } }],
  };
  const model = compiled(spec);
  const state = startParts(model, { seed, replication: 0 });
  runParts(model, state, until);
  const { classes, stations } = reportParts(model, state);
  return { done: classes[0]!.arrived + classes[0]!.left, result: stations[0]!.wait! };
}

/** The same customers in a loop of typed arrays written for nothing else: the limit of this machine. */
export function mm1ByHand(until: number, seed: number): Work {
  const between = newStream('source/between', seed);
  const service = newStream('server/service', seed);
  const mask = 0xffff;
  const came = new Float64Array(mask + 1);
  let head = 0;
  let tail = 0;
  let waited = 0;
  let started = 0;
  let departed = 0;
  let arrival = -(1 / RHO) * ln(nextUniform(between, 0));
  let departure = Infinity;
  for (;;) {
    if (departure <= arrival) {
      const now = departure;
      if (now > until) break;
      departed++;
      if (head === tail) departure = Infinity;
      else {
        waited += now - came[head & mask]!;
        head++;
        started++;
        departure = now - ln(nextUniform(service, 0));
      }
    } else {
      const now = arrival;
      if (now > until) break;
      if (departure === Infinity) {
        started++;
        departure = now - ln(nextUniform(service, 0));
      } else {
        came[tail & mask] = now;
        tail++;
      }
      arrival = now - (1 / RHO) * ln(nextUniform(between, 0));
    }
  }
  const inSystem = tail - head + (departure === Infinity ? 0 : 1);
  return { done: 2 * departed + inSystem, result: waited / started };
}

export const MACHINES = 10;
export const BUFFER = 5;
export const MTTF = 100;
export const MTTR = 10;

/** The line of engine.md: exponential service of mean 1, buffers of 5, blocking after service, operation-dependent failures, the part resumes. */
export function lineSpec(): PartsSpec {
  const stations = Array.from({ length: MACHINES }, (_, i): Station => ({
    id: `m${i}`,
    service: { every: exponential(1) },
    failures: [{ clock: 'operation', after: exponential(MTTF), lasts: exponential(MTTR) }],
    ...(i === 0 ? { supply: {} } : { inputs: [{ waiting: BUFFER }] }),
    ...(i + 1 < MACHINES ? { next: { every: [{ probability: 1, to: { station: `m${i + 1}` } }] } } : {}),
  }));
  return { stations };
}

/** Counted in machine cycles. The result is the number of parts. */
export function lineModel(until: number, seed: number): Work {
  const model = compiled(lineSpec());
  const state = startParts(model, { seed, replication: 0 });
  runParts(model, state, until);
  return { done: state.passed.reduce((sum, n) => sum + n, 0), result: state.passed[MACHINES - 1]! };
}

/** The same line in a loop of typed arrays written for nothing else. One timer a machine; the next one is found by a scan. */
export function lineByHand(until: number, seed: number, replication = 0): Work {
  const streams = (what: string) => Array.from({ length: MACHINES }, (_, i) => newStream(`m${i}/${what}`, seed, replication));
  const service = streams('service');
  const fail = streams('0/failure/0/after');
  const repair = streams('0/failure/0/lasts');
  const draw = (stream: Uint32Array, mean: number) => -mean * ln(nextUniform(stream, 0));
  const next = new Float64Array(MACHINES).fill(Infinity);
  const left = new Float64Array(MACHINES);
  const from = new Float64Array(MACHINES);
  const life = new Float64Array(MACHINES);
  const level = new Int32Array(MACHINES + 1); // before machine i
  const state = new Int32Array(MACHINES); // 0 empty, 1 working, 2 blocked, 3 down
  const passed = new Float64Array(MACHINES);
  for (let i = 0; i < MACHINES; i++) life[i] = draw(fail[i]!, MTTF);
  let now = 0;
  const go = (i: number) => {
    from[i] = now;
    state[i] = 1;
    next[i] = now + (life[i]! < left[i]! ? life[i]! : left[i]!);
  };
  const load = (i: number) => {
    left[i] = draw(service[i]!, 1);
    go(i);
  };
  /** Machine i is empty: it takes what waits, which may let the one before it hand over, and so on upstream. */
  const pull = (i: number) => {
    for (;;) {
      if (i === 0) return load(0);
      if (level[i]! > 0) {
        level[i]!--;
        load(i);
        if (state[i - 1] !== 2) return;
        level[i]!++;
      } else {
        if (state[i - 1] !== 2) {
          state[i] = 0;
          next[i] = Infinity;
          return;
        }
        load(i);
      }
      passed[i - 1]!++;
      i--;
    }
  };
  load(0);
  for (;;) {
    let m = 0;
    let time = next[0]!;
    for (let i = 1; i < MACHINES; i++) {
      if (next[i]! < time) {
        time = next[i]!;
        m = i;
      }
    }
    if (time > until) break;
    now = time;
    if (state[m] === 3) {
      life[m] = draw(fail[m]!, MTTF);
      go(m);
    } else if (life[m]! < left[m]!) {
      left[m]! -= life[m]!;
      state[m] = 3;
      next[m] = now + draw(repair[m]!, MTTR);
    } else {
      life[m]! -= now - from[m]!;
      if (m === MACHINES - 1) {
        passed[m]!++;
        pull(m);
      } else if (state[m + 1] === 0) {
        passed[m]!++;
        load(m + 1);
        pull(m);
      } else if (level[m + 1]! < BUFFER) {
        level[m + 1]!++;
        passed[m]!++;
        pull(m);
      } else {
        state[m] = 2;
        next[m] = Infinity;
      }
    }
  }
  return { done: passed.reduce((sum, n) => sum + n, 0), result: passed[MACHINES - 1]! };
}

/** Horizon of a look-ahead [mean cycles]. */
const AHEAD = 480;

/** Look-aheads: forks with their own luck, each run over the horizon; from the empty line, as the loop by hand. The result is the mean number of parts. */
export function lookAheadModel(count: number, seed: number): Work {
  const model = compiled(lineSpec());
  const live = startParts(model, { seed, replication: 0 });
  const future = forkParts(model, live, { seed, replication: 0 });
  let made = 0;
  for (let replication = 0; replication < count; replication++) {
    forkParts(model, live, { seed, replication }, future);
    runParts(model, future, AHEAD);
    made += future.passed[MACHINES - 1]!;
  }
  return { done: count, result: made / count };
}

/** The same number of runs of the loop by hand, each over as long a time. */
export function lookAheadByHand(count: number, seed: number): Work {
  let made = 0;
  for (let replication = 0; replication < count; replication++) made += lineByHand(AHEAD, seed, replication).result;
  return { done: count, result: made / count };
}

/** Forks of a live state into a buffer of its own, drawn afresh. */
export function forks(count: number, seed: number): Work {
  const model = compiled(lineSpec());
  const live = startParts(model, { seed, replication: 0 });
  runParts(model, live, AHEAD);
  const future = forkParts(model, live, { seed, replication: 0 });
  for (let replication = 1; replication <= count; replication++) forkParts(model, live, { seed, replication }, future);
  return { done: count, result: future.clock[0]! };
}

function compiled(spec: PartsSpec) {
  const result = compileParts(spec);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.model;
}
