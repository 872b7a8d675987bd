import { PACKML_STATES, UNIT_MODES, type PackmlState, type StateFamily, type UnitMode } from '../../contract/packml.js';
import type { SignalValue, StateSpan } from '../../contract/telemetry.js';
import { stateFamily } from '../packml.js';

/** A value from its instant on, until the next. */
export interface MeasuredStep {
  atUs: number;
  value: SignalValue;
}

/** What was heard of a unit: its states over the window, and what says more about them, in order, begun by what was in force. */
export interface HeardUnit {
  id: string;
  states: readonly Pick<StateSpan, 'fromUs' | 'toUs' | 'state'>[];
  mode: readonly MeasuredStep[];
  blocked: readonly MeasuredStep[];
  starved: readonly MeasuredStep[];
}

/** Times of work: begin and end, in order, apart. */
export type WorkSpans = readonly (readonly [fromUs: number, toUs: number])[];

export interface FamilyTurn {
  atUs: number;
  family: StateFamily;
}

/**
 * Instants at which a unit turns to another family in [fromUs, toUs), the first at the begin. Outside the shifts a unit that does not
 * produce rests as planned, heard or not.
 */
export function familyTurns(unit: HeardUnit, fromUs: number, toUs: number, shifts: WorkSpans): FamilyTurn[] {
  const edges = new Set([fromUs, ...unit.states.map((span) => span.fromUs), ...shifts.flat()]);
  for (const steps of [unit.mode, unit.blocked, unit.starved]) for (const { atUs } of steps) edges.add(atUs);
  const turns: FamilyTurn[] = [];
  const state = cursor(unit.states, ({ fromUs: atUs }) => atUs);
  const [mode, blocked, starved] = [unit.mode, unit.blocked, unit.starved].map((steps) => cursor(steps, ({ atUs }) => atUs));
  const shift = cursor(shifts, ([begin]) => begin);
  for (const atUs of [...edges].sort((a, b) => a - b)) {
    const inForce = [mode!(atUs)?.value, blocked!(atUs)?.value, starved!(atUs)?.value] as const;
    const span = state(atUs);
    const working = (shift(atUs)?.[1] ?? -Infinity) > atUs;
    if (atUs < fromUs || atUs >= toUs) continue;
    const { family } = stateFamily(stateOf(span?.state), modeOf(inForce[0]), { blocked: inForce[1] === true, starved: inForce[2] === true }, !working);
    const shown = working || family === 'producing' ? family : 'planned';
    if (turns.at(-1)?.family !== shown) turns.push({ atUs, family: shown });
  }
  return turns;
}

/** Gives the last entry that began at or before an instant; asked with instants that do not fall. */
export function cursor<Entry>(entries: readonly Entry[], begin: (entry: Entry) => number): (atUs: number) => Entry | undefined {
  let next = 0;
  return (atUs) => {
    while (next < entries.length && begin(entries[next]!) <= atUs) next++;
    return entries[next - 1];
  };
}

const stateOf = (state: string | undefined): PackmlState => PACKML_STATES.find((known) => known === state) ?? 'Undefined';
const modeOf = (mode: SignalValue | undefined): UnitMode => UNIT_MODES.find((known) => known === mode) ?? 'Production';
