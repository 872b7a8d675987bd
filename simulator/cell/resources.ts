import type { Activity } from '../../src/contract/cell.js';
import type { CellPlant, PlaceState, World } from './state.js';
import { under } from './trouble-now.js';
import type { Place } from './truth.js';

type Persons = Activity['persons'];

/** Persons of a team who are there, busy or not. */
function present(world: World, team: number): number {
  const { cell, plant } = world;
  const { id, persons } = cell.definition.teams[team]!;
  const calendar = cell.teamCalendar[team]!;
  if (calendar >= 0 && !plant.working[calendar]) return 0;
  return Math.max(0, persons - under(world, 'absence').reduce((sum, one) => sum + (one.team === id ? one.persons : 0), 0));
}

/** How many of each team would come: for each skill the first team with enough who are free. Null where one is missing. */
export function crewFor(world: World, persons: Persons): number[] | null {
  const { teams } = world.cell.definition;
  const crew = teams.map(() => 0);
  for (const [skill, count] of Object.entries(persons)) {
    const team = teams.findIndex(({ skills }, i) => skills.includes(skill) && present(world, i) - world.plant.busy[i]! - crew[i]! >= count);
    if (team < 0) return null;
    crew[team]! += count;
  }
  return crew;
}

/** Whether those who work at a place can do this too. */
export function crewCan({ cell }: World, crew: readonly number[], persons: Persons): boolean {
  const { teams } = cell.definition;
  return Object.entries(persons).every(([skill, count]) => crew.reduce((sum, n, i) => sum + (teams[i]!.skills.includes(skill) ? n : 0), 0) >= count);
}

export function engage({ busy }: CellPlant, into: number[], crew: readonly number[]): void {
  crew.forEach((count, team) => {
    busy[team]! += count;
    into[team]! += count;
  });
}

export function disengage({ busy }: CellPlant, from: number[]): void {
  from.forEach((count, team) => {
    busy[team]! -= count;
    from[team] = 0;
  });
}

/** Draw of each utility by an activity [its unit per hour]: what it says, or what the unit draws in that state. */
export function drawsOf({ cell }: World, place: Place, state: PlaceState, work: Activity | null): number[] {
  if (work?.utilities) return cell.definition.utilities.map(({ id }) => work.utilities![id] ?? 0);
  if (state.stage === 'cleaning') return place.draws.cleaning;
  return ['start-up', 'loading', 'phases', 'production'].includes(state.stage) ? place.draws.execute : place.draws.idle;
}

const isLost = (world: World, utility: string): boolean => under(world, 'utility-loss').some((one) => one.utility === utility);

/** Whether what an activity draws is there beside what others have been promised. */
export function drawsFit(world: World, draws: readonly number[]): boolean {
  const { cell, plant } = world;
  return cell.definition.utilities.every(({ id, capacity }, u) => {
    if (draws[u] === 0) return true;
    if (isLost(world, id)) return false;
    const promised = plant.places.reduce((sum, { reserved }) => sum + reserved[u]!, 0);
    return capacity === null || promised + draws[u]! <= capacity * cell.factor(cell.utilities[u]!.capacity, plant.timeS) * (1 + 1e-12);
  });
}

/** Whether something that a place draws for its work has been lost. */
export const lacksUtility = (world: World, { reserved }: PlaceState): boolean =>
  world.plant.incidents.length > 0 && reserved.some((draw, u) => draw > 0 && isLost(world, world.cell.definition.utilities[u]!.id));
