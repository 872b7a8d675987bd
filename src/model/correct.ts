import { NEVER } from '../engine/calendar.js';
import type { CompiledLine } from './compile.js';
import { setContent } from './conveyor.js';
import { plan, settle } from './flow.js';
import { likelyLaw, renew } from './laws.js';
import { CONDITION, LINE_AT, LINE_SETTLED, PHASE, type LineState } from './layout.js';
import type { Way } from './network.js';

/** What an observation says about the line. Stations count from 0 in the order of the flow. */
export type Correction =
  | {
      kind: 'condition';
      station: number;
      /** up: able to produce (starving and blocking follow from the levels); off: not meant to produce */
      condition: 'up' | 'down' | 'standby' | 'off';
      /** of 'down': index within stations[station].laws of the stop law believed to be at work */
      law: number | null;
      sinceUs: number;
    }
  /** content of the buffer after station `after` [items of that station]; of a network of the way of that slot, travelling and waiting */
  | { kind: 'level'; after: number; items: number }
  /** measured speed while running; null or 0: the ideal rate */
  | { kind: 'speed'; station: number; ratePerMin: number | null };

const US_PER_MIN = 60e6;

/** Corrects the mirrored model at its present instant. Throws where there is no such station or law. */
export function correct(line: CompiledLine, state: LineState, correction: Correction): void {
  settle(line, state, state.line[LINE_AT]!);
  switch (correction.kind) {
    case 'condition':
      correctCondition(line, state, correction);
      break;
    case 'level': {
      const { capacity, way } = placeAt(line, correction.after);
      const items = Math.min(capacity, Math.max(0, correction.items));
      if (way !== null && way.belt >= 0) setContent(state, way, items);
      state.level[correction.after] = items;
      break;
    }
    case 'speed':
      stationAt(line, correction.station);
      state.speed[correction.station] = Math.max(0, correction.ratePerMin ?? 0) / US_PER_MIN;
  }
  plan(line, state);
}

function stationAt(line: CompiledLine, index: number) {
  const station = line.stations[index];
  if (station === undefined) throw new RangeError(`${line.definition.id} has no station ${index}`);
  return station;
}

/** The buffer after a station; of a network also the slot of a further way. */
function placeAt(line: CompiledLine, after: number): { capacity: number; way: Way | null } {
  if (line.network === null) return { capacity: stationAt(line, after).capacity, way: null };
  const way = line.network.ways.find(({ slot }) => slot === after);
  if (way === undefined) throw new RangeError(`${line.definition.id} has no way ${after}`);
  return { capacity: way.capacity, way };
}

function correctCondition(line: CompiledLine, state: LineState, { station: i, condition, law, sinceUs }: Extract<Correction, { kind: 'condition' }>): void {
  const station = stationAt(line, i);
  const since = Math.min(sinceUs, state.line[LINE_SETTLED]!);
  if (state.condition[i] === CONDITION.down && condition !== 'down') endStop(line, state, i, since);
  if (condition === 'down') {
    const known = law === null ? null : station.laws[law];
    if (known === undefined) throw new RangeError(`${station.id} has no stop law ${law}`);
    state.law[i] = known === null ? 0 : known.index + 1;
  }
  const before = state.condition[i];
  state.condition[i] = CONDITION[condition];
  if (before === state.condition[i] && condition === 'up') return;
  state.left[i] = NEVER;
  if (condition !== 'up') state.phase[i] = PHASE[condition];
  state.since[i] = since;
}

/** The law that stopped the station, as believed or as its duration tells, begins a new interval. */
function endStop(line: CompiledLine, state: LineState, i: number, endUs: number): void {
  const law = state.law[i]! > 0 ? line.laws[state.law[i]! - 1]! : likelyLaw(line.stations[i]!, Math.max(0, endUs - state.since[i]!));
  if (law !== null) renew(state, law);
  state.law[i] = 0;
}
