import { runParts } from '../../../src/model/parts/run.js';
import { LEFT } from '../../../src/model/parts/layout.js';
import type { PartsModel } from '../../../src/model/parts/model.js';
import { forkParts, openPartsAccount, startParts, type PartsState } from '../../../src/model/parts/state.js';
import type { Begin } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, unknownModel, type Metric } from '../metric.js';
import { lineBegin, lineModel, lineSpec } from '../models/line.js';
import { queueBegin, queueModel, queueSpec } from '../models/queue.js';
import { compiledParts, numbersExpected, SEED, untilSharp } from '../models/simulate.js';

/** Replications at first where a case names none. */
const USUAL_REPLICATIONS = 20_000;
/** A look-ahead is short: so many at least. */
const LEAST_REPLICATIONS = 1000;

/** What is at the end of a look-ahead from a live state: the state is forked for each replication. */
function lookAhead(c: ValidationCase, model: PartsModel, begin: Begin, horizon: number, metrics: (state: PartsState) => Record<string, number>): Metric[] {
  const live = startParts(model, { seed: SEED, replication: 0, begin });
  openPartsAccount(model, live);
  const future = forkParts(model, live, { seed: SEED, replication: 0 });
  return untilSharp(
    c,
    numbersExpected(c),
    (replication) => {
      forkParts(model, live, { seed: SEED, replication }, future);
      runParts(model, future, horizon);
      return metrics(future);
    },
    { first: Math.max(LEAST_REPLICATIONS, c.simulate?.replications ?? USUAL_REPLICATIONS) },
  );
}

const out = (state: PartsState) => state.flow[LEFT]!;

/** Forecasts from a given state. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'queue') {
    const m = queueModel(c);
    return lookAhead(c, compiledParts(queueSpec(c, m)), queueBegin(m), horizonOf(c, m), (state) => ({
      L_at_T: state.present[0]!,
      expectedDepartures: out(state),
      pEmpty_at_T: state.present[0] === 0 ? 1 : 0,
    }));
  }
  if (c.model.type === 'line') {
    const m = lineModel(c);
    const last = m.machines.length - 1;
    return lookAhead(c, compiledParts(lineSpec(m)), lineBegin(m), horizonOf(c, m), (state) => ({
      expectedOutput: out(state),
      ...Object.fromEntries(Array.from(state.down, (down, i) => [`pDownAtEnd[${i + 1}]`, down > 0 ? 1 : 0])),
      ...Object.fromEntries(Array.from(state.waiting.subarray(1, last + 1), (waiting, i) => [`bufferAtEnd[${i + 1}]`, waiting])),
    }));
  }
  throw unknownModel(c);
}

function horizonOf(c: ValidationCase, { horizon }: { horizon?: number | undefined }): number {
  if (horizon === undefined) throw new NotSupported(`${c.at}/model/horizon: a look-ahead needs its length`);
  return horizon;
}
