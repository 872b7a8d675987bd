import { earliest } from '../../engine/calendar.js';
import { PHASE, type PartsState } from '../parts/layout.js';
import type { PartsModel } from '../parts/model.js';
import { runParts } from '../parts/run.js';
import { timeOfParts } from '../parts/state.js';
import { closeTimeline, DOES, openTimeline, turn, type Does, type Timeline } from './timeline.js';

const OF_PHASE: Does[] = [];
OF_PHASE[PHASE.busy] = DOES.producing;
OF_PHASE[PHASE.starved] = DOES.starved;
OF_PHASE[PHASE.blocked] = DOES.blocked;
OF_PHASE[PHASE.down] = DOES.down;
OF_PHASE[PHASE.setup] = DOES.setup;
OF_PHASE[PHASE.standby] = DOES.standby;
OF_PHASE[PHASE.waking] = DOES.waking;
OF_PHASE[PHASE.off] = DOES.planned;

/**
 * Runs a state on to `until` [time of the model] and tells what each server did: a machine each, called by its station, and
 * by station/2 and on where that has several. It looks once all events of an instant have happened, so nothing of no duration is told.
 * Items are not counted by server. `usPerUnit`: microseconds in a unit of the model's time.
 */
export function runPartsRecorded(model: PartsModel, state: PartsState, until: number, usPerUnit: number): Timeline {
  const timeline = openTimeline(serverNames(model), timeOfParts(state) * usPerUnit);
  const seen = new Int32Array(model.counts.servers).fill(-1);
  const look = (at: number) => {
    for (let server = 0; server < seen.length; server++) {
      const phase = state.phase[server]!;
      if (phase === seen[server]) continue;
      seen[server] = phase;
      turn(timeline, server, at * usPerUnit, OF_PHASE[phase]!, NaN, 0);
    }
  };
  look(timeOfParts(state));
  for (;;) {
    const next = state.times[earliest(state.times)]!;
    if (next > until) break;
    runParts(model, state, next);
    look(next);
  }
  runParts(model, state, until);
  return closeTimeline(
    timeline,
    until * usPerUnit,
    () => NaN,
    () => 0,
  );
}

function serverNames(model: PartsModel): string[] {
  return model.spec.stations.flatMap(({ id }, station) => Array.from({ length: model.serverCount[station]! }, (_, k) => (k === 0 ? id : `${id}/${k + 1}`)));
}
