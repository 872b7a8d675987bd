import type { StateFamily } from '../../contract/packml.js';
import { familyTurns, type HeardUnit, type WorkSpans } from './family-turns.js';
import { closeTimeline, DOES, openTimeline, turn, type Does, type Timeline } from './timeline.js';

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
  shifts: WorkSpans,
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
function turnsOf(unit: HeardUnit, fromUs: number, toUs: number, shifts: WorkSpans): [number, Does][] {
  const turns: [number, Does][] = [];
  for (const { atUs, family } of familyTurns(unit, fromUs, toUs, shifts)) if (turns.at(-1)?.[1] !== OF_FAMILY[family]) turns.push([atUs, OF_FAMILY[family]]);
  return turns;
}
