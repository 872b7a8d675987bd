import { runParts } from '../../../src/model/parts/run.js';
import { LEFT } from '../../../src/model/parts/layout.js';
import type { PartsModel } from '../../../src/model/parts/model.js';
import { forkParts, openPartsAccount, startParts, type PartsState } from '../../../src/model/parts/state.js';
import type { Begin } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, type Metric } from '../metric.js';
import { lineBegin, lineModel, lineSpec } from '../models/line.js';
import { compiledParts, numbersExpected, SEED, untilSharp } from '../models/simulate.js';
import { queueModel, queueSpec } from './queue.js';

/** Replications at first where a case names none. */
const USUAL_REPLICATIONS = 20_000;

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
    c.simulate?.replications ?? USUAL_REPLICATIONS,
  );
}

const out = (state: PartsState) => state.flow[LEFT]!;
const present = (state: PartsState) => state.present.reduce((sum, parts) => sum + parts, 0);

/** Forecasts from a given state. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'queue') {
    const m = queueModel(c.model);
    const initial = m.initialInSystem ?? 0;
    const begin: Begin = { server: { waiting: [initial] } };
    return lookAhead(c, compiledParts(queueSpec(m)), begin, m.horizon ?? 0, (state) => ({
      L_at_T: present(state),
      expectedDepartures: out(state),
      pEmpty_at_T: present(state) === 0 ? 1 : 0,
    }));
  }
  if (c.model.type === 'line') {
    const m = lineModel(c.model);
    return lookAhead(c, compiledParts(lineSpec(m)), lineBegin(m), m.horizon ?? 0, (state) => ({
      expectedOutput: out(state),
      ...Object.fromEntries([...state.down].map((down, i) => [`pDownAtEnd[${i + 1}]`, down > 0 ? 1 : 0])),
    }));
  }
  throw new NotSupported(`model ${c.model.type}`);
}
