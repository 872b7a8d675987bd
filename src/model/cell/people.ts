import type { CompiledCell } from './compile.js';
import type { CellState } from './layout.js';
import { mayWork } from './show.js';

export type Needs = readonly { skill: string; count: number }[];
type Teams = readonly { skills: readonly string[] }[];

/** A team for each skill with so many persons free, the first in the file that leaves enough for the others; null where there is none. */
export function teamsFor(teams: Teams, needs: Needs, free: (team: number) => number): number[] | null {
  const chosen: number[] = [];
  const taken = (team: number) => chosen.reduce((sum, other, i) => sum + (other === team ? needs[i]!.count : 0), 0);
  const choose = (): boolean => {
    const need = needs[chosen.length];
    if (need === undefined) return true;
    for (let team = 0; team < teams.length; team++) {
      if (!teams[team]!.skills.includes(need.skill) || free(team) - taken(team) < need.count) continue;
      chosen.push(team);
      if (choose()) return true;
      chosen.pop();
    }
    return false;
  };
  return choose() ? chosen : null;
}

/** Teams that can do this now. */
export const freeTeams = (cell: CompiledCell, { present, busy }: CellState, needs: Needs): number[] | null =>
  teamsFor(cell.definition.teams, needs, (team) => present[team]! - busy[team]!);

/** Puts persons to work in a row of those held: that of the crew of a place, or of its repair. */
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

/**
 * Persons of a team who are at work. Those whose work rests, since the shift of their unit is over or it has an outage, come back to
 * it and are free for nothing else until then, but they do not work.
 */
export function atWorkOf(cell: CompiledCell, state: CellState, team: number): number {
  const n = cell.places.length;
  let atWork = state.busy[team]!;
  for (const place of cell.places) {
    if (mayWork(state, place)) continue;
    for (const row of [place.index, n + place.index]) atWork -= state.held[2 * team * n + row]!;
  }
  return atWork;
}
