import type { CompiledCell, Place } from './compile.js';
import { REPAIR, STAGE, type CellState } from './layout.js';
import { disengage, engage, freeTeams, teamsFor } from './people.js';
import { showPlace } from './show.js';

/**
 * Who repairs a place: its own crew where that is enough, else free persons, else both together. Where they are too few, persons
 * of the crews of other places whose work rests since they wait for a repair too: their places go on once they are back.
 * Persons are taken all at once or not at all, and a repair ends, so nobody waits for ever.
 */

const crew = ({ held }: CellState, { places }: CompiledCell, team: number, place: number): number => held[2 * team * places.length + place]!;
/** Row of those who come to repair a place; its crew has the number of the place. */
const repairRow = ({ places }: CompiledCell, place: number): number => places.length + place;

/** Puts persons to the repair of a place. False where there are too few. */
export function sendRepairers(cell: CompiledCell, state: CellState, { index: i, repairPersons: needs }: Place): boolean {
  const { teams } = cell.definition;
  const own = (team: number) => crew(state, cell, team, i);
  if (teamsFor(teams, needs, own) !== null) return true;
  const free = freeTeams(cell, state, needs);
  if (free !== null) {
    engage(cell, state, repairRow(cell, i), needs, free);
    return true;
  }
  const lenders = cell.places.filter((other) => other.index !== i && mayLend(state, other)).map(({ index }) => index);
  const spare = (team: number) => Math.max(0, state.present[team]! - state.busy[team]!);
  const near = (team: number) => own(team) + spare(team);
  const all = (team: number) => lenders.reduce((sum, place) => sum + crew(state, cell, team, place), near(team));
  const chosen = teamsFor(teams, needs, near) ?? teamsFor(teams, needs, all);
  if (chosen === null) return false;
  for (const team of new Set(chosen)) {
    const wanted = chosen.reduce((sum, other, k) => sum + (other === team ? needs[k]!.count : 0), 0);
    bring(cell, state, { to: i, team, persons: wanted - own(team), spare: spare(team), lenders });
  }
  return true;
}

/** Whether the work of a place rests until a repair: its own, or that of the place which it loads. */
function mayLend({ p }: CellState, { index: i, line }: Place): boolean {
  if (p.lentTo[i]! >= 0 || line !== null) return false;
  const waits = (place: number) => p.down[place]! > 0 && p.repair[place] === REPAIR.call;
  const partner = p.partner[i]!;
  return waits(i) || (partner >= 0 && p.stage[partner] === STAGE.loading && waits(partner));
}

/** Brings persons of a team to a repair: first those who are free, then those of the lenders. */
function bring(
  cell: CompiledCell,
  state: CellState,
  { to, team, persons, spare, lenders }: { to: number; team: number; persons: number; spare: number; lenders: readonly number[] },
): void {
  const n = cell.places.length;
  const fromFree = Math.min(Math.max(0, persons), spare);
  engage(cell, state, repairRow(cell, to), [{ skill: '', count: fromFree }], [team]);
  let missing = persons - fromFree;
  for (const lender of lenders) {
    const count = Math.min(missing, crew(state, cell, team, lender));
    if (count <= 0) continue;
    missing -= count;
    state.held[2 * team * n + lender]! -= count;
    state.held[2 * team * n + repairRow(cell, to)]! += count;
    state.away[team * n + lender]! += count;
    state.p.lentTo[lender] = to;
  }
}

/** The repair of a place is done: whoever came for it is free, or back at the place that lent them, which goes on. */
export function dismissRepairers(cell: CompiledCell, state: CellState, { index: i }: Place): void {
  const n = cell.places.length;
  const lenders = cell.places.filter(({ index }) => state.p.lentTo[index] === i);
  for (const { index: lender } of lenders) {
    for (let team = 0; team < cell.counts.teams; team++) {
      const count = state.away[team * n + lender]!;
      state.away[team * n + lender] = 0;
      state.held[2 * team * n + repairRow(cell, i)]! -= count;
      state.held[2 * team * n + lender]! += count;
    }
    state.p.lentTo[lender] = -1;
  }
  disengage(cell, state, repairRow(cell, i));
  for (const { index } of lenders) showPlace(cell, state, index);
}
