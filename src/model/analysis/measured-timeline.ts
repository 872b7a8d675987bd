import { PACKML_STATES, UNIT_MODES, type PackmlState, type StateFamily, type UnitMode } from '../../contract/packml.js';
import type { SignalValue, StateSpan } from '../../contract/telemetry.js';
import { stateFamily } from '../packml.js';
import { closeTimeline, DOES, openTimeline, turn, type Does, type Timeline } from './timeline.js';

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

const OF_FAMILY: Record<StateFamily, Does> = {
  producing: DOES.producing,
  idle: DOES.waiting,
  starved: DOES.starved,
  blocked: DOES.blocked,
  held: DOES.down,
  changeover: DOES.setup,
  planned: DOES.planned,
  down: DOES.down,
  unknown: DOES.unknown,
};

/**
 * The timeline of measured units in [fromUs, toUs), by the families of their states. Outside the shifts a unit that does not
 * produce rests as planned, heard or not, as in the account of its times. `counted`: items that a unit processed up to an instant.
 */
export function measuredTimeline(
  units: readonly HeardUnit[],
  fromUs: number,
  toUs: number,
  shifts: readonly (readonly [number, number])[],
  counted: (unit: number, atUs: number) => number,
): Timeline {
  const turns = units.flatMap((unit, i) => turnsOf(unit, fromUs, toUs, shifts).map(([atUs, does]) => ({ atUs, does, unit: i })));
  turns.sort((a, b) => a.atUs - b.atUs || a.unit - b.unit);
  const timeline = openTimeline(
    units.map(({ id }) => id),
    fromUs,
  );
  for (const { atUs, does, unit } of turns) turn(timeline, unit, atUs, does, counted(unit, atUs), 0);
  return closeTimeline(
    timeline,
    toUs,
    (unit) => counted(unit, toUs),
    () => 0,
  );
}

/** Instants at which a unit begins to do something else, the first at the begin. */
function turnsOf(unit: HeardUnit, fromUs: number, toUs: number, shifts: readonly (readonly [number, number])[]): [number, Does][] {
  const edges = new Set([fromUs, ...unit.states.map((span) => span.fromUs), ...shifts.flat()]);
  for (const steps of [unit.mode, unit.blocked, unit.starved]) for (const { atUs } of steps) edges.add(atUs);
  const turns: [number, Does][] = [];
  const state = cursor(unit.states, ({ fromUs: atUs }) => atUs);
  const [mode, blocked, starved] = [unit.mode, unit.blocked, unit.starved].map((steps) => cursor(steps, ({ atUs }) => atUs));
  const shift = cursor(shifts, ([begin]) => begin);
  for (const atUs of [...edges].sort((a, b) => a - b)) {
    const inForce = [mode!(atUs)?.value, blocked!(atUs)?.value, starved!(atUs)?.value] as const;
    const span = state(atUs);
    const working = (shift(atUs)?.[1] ?? -Infinity) > atUs;
    if (atUs < fromUs || atUs >= toUs) continue;
    const { family } = stateFamily(stateOf(span?.state), modeOf(inForce[0]), { blocked: inForce[1] === true, starved: inForce[2] === true }, !working);
    const does = working || family === 'producing' ? OF_FAMILY[family] : DOES.planned;
    if (turns.at(-1)?.[1] !== does) turns.push([atUs, does]);
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
