import type { CompiledCell } from './compile.js';
import type { CellState } from './layout.js';

export type Needs = readonly { skill: string; count: number }[];

/** Whether those who work at a place already can do this too. */
export function crewCan(cell: CompiledCell, state: CellState, place: number, needs: Needs): boolean {
  const { teams } = cell.definition;
  const here = (skill: string) => teams.reduce((sum, team, i) => sum + (team.skills.includes(skill) ? state.held[2 * i * cell.places.length + place]! : 0), 0);
  return needs.every(({ skill, count }) => here(skill) >= count);
}

/** A team for each skill with so many persons free now, the first in the file; null where one is missing. */
export function teamsFor(cell: CompiledCell, state: CellState, needs: Needs): number[] | null {
  const { teams } = cell.definition;
  const chosen: number[] = [];
  for (const { skill, count } of needs) {
    const taken = (team: number) => chosen.reduce((sum, other, i) => sum + (other === team ? needs[i]!.count : 0), 0);
    const team = teams.findIndex(({ skills }, i) => skills.includes(skill) && state.present[i]! - state.busy[i]! - taken(i) >= count);
    if (team < 0) return null;
    chosen.push(team);
  }
  return chosen;
}

/** Row of those who repair a place; its crew has the number of the place. */
export const repairRow = (cell: CompiledCell, place: number): number => cell.places.length + place;

/** Puts persons to work. */
export function engage(cell: CompiledCell, state: CellState, row: number, needs: Needs, teams: readonly number[]): void {
  teams.forEach((team, i) => {
    state.busy[team]! += needs[i]!.count;
    state.held[2 * team * cell.places.length + row]! += needs[i]!.count;
  });
}

/** Whoever works there is free again. Nobody is free twice: a shift that ended leaves them out of those present. */
export function disengage(cell: CompiledCell, state: CellState, row: number): void {
  const n = 2 * cell.places.length;
  for (let team = 0; team < cell.counts.teams; team++) {
    state.busy[team]! -= state.held[team * n + row]!;
    state.held[team * n + row] = 0;
  }
}
