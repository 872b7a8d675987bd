import type { CompiledCell } from '../../cell/compile.js';
import { ACTIVITIES } from './plan.js';
import { lawsOf, phasesOf } from './power.js';
import type { Watch } from './watch.js';

/**
 * A meter errs by a share of its reading and by a share of its range, which is there when nothing flows as well, and so do the smallest
 * leaks of a network. This much of the full flow is the least that the mean draw counts as: of it the tolerance is 2 % of the full flow.
 */
const LEAST_OF_FULL = 0.2;

/**
 * What a leak of a utility, by its number, is judged against [unit/h]: the mean of all draws so far, but at least a share of the full
 * flow. A plant that rests draws next to nothing, and a mean of it would make a leak of everything. 0: nothing tells.
 */
export function referenceDraw(cell: CompiledCell, watch: Watch, u: number): number {
  const mean = watch.draws[cell.definition.utilities[u]!.id];
  return Math.max(mean === undefined ? 0 : mean.drawn / mean.hours, LEAST_OF_FULL * fullFlow(cell, u));
}

/** The most that a utility can give [unit/h]; where the file knows no limit, what its units draw if each draws its most at once. */
function fullFlow(cell: CompiledCell, u: number): number {
  const { capacity } = cell.definition.utilities[u]!;
  if (capacity !== null) return capacity;
  return cell.places.reduce((sum, place) => {
    const works = [...phasesOf(cell, place), ...ACTIVITIES.flatMap((name) => lawsOf(place, name))];
    const draws = [place.idleDraw, place.executeDraw, place.cleaningDraw, ...works.map((index) => cell.activities[index]!.draws)];
    return sum + Math.max(...draws.map((draw) => draw?.[u] ?? 0));
  }, 0);
}
