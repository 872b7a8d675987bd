import { setImmediate } from 'node:timers/promises';
import type { Forecast } from '../contract/stream.js';
import type { Micros } from '../contract/units.js';
import { estimate } from '../model/compare.js';
import type { CompiledLine } from '../model/compile.js';
import { expected } from '../model/expected.js';
import { run } from '../model/run.js';
import { copy, fork, type LineState, timeOf } from '../model/state.js';

/** What a forecast starts from. The state is the forecaster's own. */
export interface ForecastRequest {
  line: CompiledLine;
  begin: LineState;
  /** good units of the line in the shift so far, measured */
  good: number;
  /** end of the shift */
  untilUs: Micros;
  /** revision of the twin */
  revision: number;
  seed: number;
}

const REPLICATIONS = 64;
const STEPS = 32;

/**
 * Cumulative good units to the end of the shift, over 64 possible futures of the present state. One future at a time, so
 * that readings are never kept waiting longer than one of them takes.
 */
export async function forecast(request: ForecastRequest, cancelled: () => boolean): Promise<Forecast | null> {
  const { line, begin, untilUs } = request;
  const madeAtUs = timeOf(begin);
  const atUs = Array.from({ length: STEPS + 1 }, (_, k) => Math.round(madeAtUs + ((untilUs - madeAtUs) * k) / STEPS));
  const outputs: number[][] = atUs.map(() => []);
  const scratch = copy(begin);
  for (let replication = 0; replication < REPLICATIONS; replication++) {
    await setImmediate();
    if (cancelled()) return null;
    future(request, replication, atUs, outputs, scratch);
  }
  const quantiles = outputs.map((values) => estimate(values));
  const planUnits = line.definition.plan?.unitsPerShift ?? null;
  return {
    madeAtUs,
    revision: request.revision,
    replications: REPLICATIONS,
    atUs,
    p10: quantiles.map((q) => q.p10),
    p50: quantiles.map((q) => q.p50),
    p90: quantiles.map((q) => q.p90),
    planUnits,
    chanceOfPlan: planUnits === null ? null : outputs.at(-1)!.filter((units) => units >= planUnits).length / REPLICATIONS,
  };
}

function future({ line, begin, good, seed }: ForecastRequest, replication: number, atUs: readonly Micros[], outputs: number[][], scratch: LineState): void {
  const state = fork(line, begin, { seed, replication }, scratch);
  const before = expected(line, state).lineGood;
  atUs.forEach((instantUs, k) => {
    run(line, state, instantUs);
    outputs[k]!.push(good + expected(line, state).lineGood - before);
  });
}
