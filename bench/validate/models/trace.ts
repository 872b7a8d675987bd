import { HAPPENING, type Happening, type Watch } from '../../../src/model/parts/layout.js';
import type { PartsModel } from '../../../src/model/parts/model.js';
import { runParts } from '../../../src/model/parts/run.js';
import type { Begin } from '../../../src/model/parts/spec.js';
import { startParts, type PartsState } from '../../../src/model/parts/state.js';
import { SEED } from './simulate.js';

export interface Trace {
  state: PartsState;
  /** instants of a kind of event at a station, in order */
  times: (happening: keyof typeof HAPPENING, station: number) => number[];
}

/** Runs a model and keeps when things happened. */
export function traced(model: PartsModel, until: number, begin: Begin = {}): Trace {
  const seen = new Map<string, number[]>();
  const key = (happening: Happening, station: number) => `${happening} ${station}`;
  const watch: Watch = (happening, at, station) => {
    const times = seen.get(key(happening, station));
    if (times) times.push(at);
    else seen.set(key(happening, station), [at]);
  };
  const state = startParts(model, { seed: SEED, replication: 0, begin, watch });
  runParts(model, state, until);
  return { state, times: (happening, station) => seen.get(key(HAPPENING[happening], station)) ?? [] };
}
