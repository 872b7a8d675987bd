import type { CompiledLine } from '../compile.js';
import { LINE_SETTLED, LINE_WORKING, PHASE, PHASES, type LineState } from '../layout.js';
import { measurePoints } from './measure-point.js';
import { closeTimeline, DOES, openTimeline, turn, type Does, type OpenTimeline, type Timeline } from './timeline.js';

/** Notes what the stations of a simulated line do. */
export interface FlowRecorder {
  timeline: OpenTimeline;
  /** 1: a span ends with each change of rate too, so that each instant of waiting has its weight; only where losses are measured */
  split: Uint8Array;
  /** of each station at the last look: what it did, its phase, its rate, the rate that it was offered, its own speed [items/us] */
  does: Int32Array;
  phase: Int32Array;
  rate: Float64Array;
  offered: Float64Array;
  speed: Float64Array;
  /** ideal rates [items/us] */
  ideal: Float64Array;
}

const OF_PHASE = new Uint8Array(PHASES);
OF_PHASE[PHASE.producing] = DOES.producing;
OF_PHASE[PHASE.starved] = DOES.starved;
OF_PHASE[PHASE.blocked] = DOES.blocked;
OF_PHASE[PHASE.down] = DOES.down;
OF_PHASE[PHASE.standby] = DOES.standby;
OF_PHASE[PHASE.waking] = DOES.waking;
OF_PHASE[PHASE.off] = DOES.planned;
OF_PHASE[PHASE.planned] = DOES.planned;

/** A rate within this share of a machine's own speed is that speed. */
const AT_SPEED = 1 - 1e-9;

/** Begins at the settled instant of a state. `over`: a recorder whose timeline is no longer needed. */
export function recordFlow(line: CompiledLine, state: LineState, over?: FlowRecorder): FlowRecorder {
  const stations = line.stations.length;
  const units = line.stations.map(({ id }) => id);
  const numbers = () => new Float64Array(stations);
  const split = new Uint8Array(stations);
  for (const { station } of measurePoints(line)) split[station] = 1;
  const recorder: FlowRecorder = {
    timeline: openTimeline(units, state.line[LINE_SETTLED]!, undefined, over?.timeline),
    split,
    does: new Int32Array(stations).fill(-1),
    phase: new Int32Array(stations).fill(-1),
    rate: numbers(),
    offered: numbers(),
    speed: numbers(),
    ideal: Float64Array.from(line.stations, ({ ratePerUs }) => ratePerUs),
  };
  noteFlow(recorder, state);
  return recorder;
}

/** Takes a look after an event, at the instant at which it happened. */
export function noteFlow(recorder: FlowRecorder, state: LineState): void {
  const { phase, rate, offered } = recorder;
  const working = state.line[LINE_WORKING] === 1;
  for (let i = 0; i < phase.length; i++) {
    const now = working ? state.phase[i]! : PHASE.planned;
    if (now === phase[i] && state.rate[i] === rate[i] && state.offered[i] === offered[i]) continue;
    phase[i] = now;
    rate[i] = state.rate[i]!;
    offered[i] = state.offered[i]!;
    noteStation(recorder, state, i, now);
  }
}

function noteStation({ timeline, split, does, speed, ideal }: FlowRecorder, state: LineState, i: number, phase: number): void {
  const own = state.speed[i]! || ideal[i]!;
  let doing: number = OF_PHASE[phase]!;
  if (doing === DOES.producing && state.rate[i]! < own * AT_SPEED) doing = state.offered[i]! < own * AT_SPEED ? DOES.fed : DOES.drained;
  const held = doing === DOES.fed || doing === DOES.drained;
  if (doing === does[i] && own === speed[i] && !(held && split[i] === 1)) return;
  turn(timeline, i, state.line[LINE_SETTLED]!, doing as Does, state.processed[i]!, speed[i]!);
  does[i] = doing;
  speed[i] = own;
}

/** The timeline up to the settled instant of the state. */
export function timelineOfFlow({ timeline, speed }: FlowRecorder, state: LineState): Timeline {
  return closeTimeline(
    timeline,
    state.line[LINE_SETTLED]!,
    (i) => state.processed[i]!,
    (i) => speed[i]!,
  );
}
