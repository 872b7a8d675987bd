import type { CompiledCell, Place } from '../compile.js';
import { REPAIR, STAGE, WAITS, type CellState } from '../layout.js';
import { engage, freeTeams, teamsFor, type Needs } from '../people.js';
import { sendRepairers } from '../repairers.js';
import { reserveDraws } from '../work.js';
import type { Beginning } from './known.js';

/** Teams that are at some work already: those that are free, else those that could, who stay beyond their shift. Null: nobody has the skills. */
export const teamsAt = (cell: CompiledCell, state: CellState, needs: Needs): number[] | null =>
  freeTeams(cell, state, needs) ?? teamsFor(cell.definition.teams, needs, () => Infinity);

/** Whoever works at the places, and what utilities they draw. Those who repair are where they were called first. */
export function layCrews({ cell, state }: Beginning): void {
  for (const place of cell.places) if (isUnderWay(state, place)) layCrew(cell, state, place);
  const { down, calledUs } = state.p;
  const stopped = cell.places.filter(({ index }) => down[index]! > 0).sort((a, c) => calledUs[a.index]! - calledUs[c.index]!);
  for (const place of stopped) layRepair(cell, state, place);
}

function isUnderWay({ p }: CellState, { index: i }: Place): boolean {
  return p.waits[i] === WAITS.no && (p.activity[i]! >= 0 || p.stage[i] === STAGE.production);
}

function layCrew(cell: CompiledCell, state: CellState, place: Place): void {
  const i = place.index;
  const activity = state.p.activity[i]!;
  const work = activity < 0 ? null : cell.activities[activity]!;
  const needs = work === null ? place.flowPersons : work.persons;
  const teams = teamsAt(cell, state, needs);
  if (teams !== null) engage(cell, state, i, needs, teams);
  reserveDraws(cell, state, place, work, 1);
}

/** Those who repair a place; where there are too few, it still calls for them. */
function layRepair(cell: CompiledCell, state: CellState, place: Place): void {
  const { p } = state;
  const i = place.index;
  if (place.unit.repair === undefined || !place.stops[p.down[i]! - 1]!.failure || sendRepairers(cell, state, place)) return;
  p.repair[i] = REPAIR.call;
  p.repairWork[i] = p.repairLeft[i] = 0;
}
