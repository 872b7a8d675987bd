import type { Distribution } from '../../../engine/distribution.js';
import type { CompiledCell, Place } from '../../cell/compile.js';
import type { CompiledStation } from '../../compile.js';
import type { Activity } from '../facts.js';
import { type Moments, momentsOfSum } from './moments.js';
import { lawsOf, type PowerTable, stationPower, unitPower } from './power.js';

/** A source that works: a unit or slot, or a machine of a flow segment. */
export interface Spot {
  source: string;
  place: Place;
  /** null: the unit itself */
  station: CompiledStation | null;
  stops: StopOf[];
  /** it may be kept ready to be loaded: then it is starved and must not go to standby */
  keptReady: boolean;
  /** by carrier */
  power: Map<string, { table: PowerTable; perItemKwh: number }>;
  /** laws that an activity may have; by batch */
  activities: Map<Activity, Moments[]>;
}

interface StopOf {
  id: string;
  /** StopReason/ID that it gives (docs/simulator.md) */
  reason: number;
  clock: 'operation' | 'time';
  every: Moments;
  /** from the stop to the end of the repair, once somebody is free */
  lasts: Moments;
}

/** What the findings of a cell need to know of it, worked out once. */
interface Plan {
  spots: Map<string, Spot>;
  /** the carrier whose facts tell the seconds of an account */
  clock: string;
  moments: Map<string, Moments>;
}

const plans = new WeakMap<CompiledCell, Plan>();

export function planOf(cell: CompiledCell): Plan {
  let plan = plans.get(cell);
  if (plan === undefined) plans.set(cell, (plan = make(cell)));
  return plan;
}

/** Moments of work that consists of these laws, remembered by key. */
export function momentsFor(plan: Plan, key: string, laws: readonly Distribution[]): Moments {
  let known = plan.moments.get(key);
  if (known === undefined) plan.moments.set(key, (known = momentsOfSum(laws)));
  return known;
}

const sourceOf = (place: Place): string => place.id.replace('/', '.');

export const ACTIVITIES: readonly Activity[] = ['set-up', 'start-up', 'changeover', 'cleaning', 'clearance', 'maintenance'];
const REASON = { failure: 257, 'micro-stop': 65, material: 33 } as const;

function make(cell: CompiledCell): Plan {
  const { carriers } = cell.definition;
  const spots = cell.places.flatMap((place) => [ofUnit(cell, place), ...(place.line?.stations ?? []).map((station) => ofStation(place, station))]);
  const clock = carriers.some(({ id }) => id === 'electricity') ? 'electricity' : (carriers[0]?.id ?? 'electricity');
  return { spots: new Map(spots.map((spot) => [spot.source, spot])), clock, moments: new Map() };
}

/** A failure of a unit that needs repair lasts its way and its work. */
function ofUnit(cell: CompiledCell, place: Place): Spot {
  const stops = place.stops.map((law, n): StopOf => {
    const kind = place.unit.stops[n]!.class;
    const laws = law.failure && place.response !== null ? [place.response, law.lasts] : [law.lasts];
    return { id: law.id, reason: REASON[kind] + n, clock: law.clock, every: momentsOfSum([law.every]), lasts: momentsOfSum(laws) };
  });
  const activities = ACTIVITIES.map((name) => {
    const works = lawsOf(place, name).map((index) => cell.activities[index]!);
    return [name, works.filter(({ per }) => per === 'batch').map(({ law }) => momentsOfSum([law]))] as const;
  });
  const power = new Map([['electricity', { table: unitPower(cell, place), perItemKwh: 0 }]]);
  return { source: sourceOf(place), place, station: null, stops, keptReady: isKeptReady(cell, place), power, activities: new Map(activities) };
}

const isKeptReady = (cell: CompiledCell, place: Place): boolean =>
  place.steps.some((step) => cell.steps[step - 1]?.product === cell.steps[step]!.product && cell.steps[step - 1]!.recipe.loads);

function ofStation(place: Place, station: CompiledStation): Spot {
  const defined = place.unit.flow!.stations[station.index]!;
  const stops = station.laws.map((law, n): StopOf => {
    const kind = defined.stops[n]!.class;
    return { id: law.id, reason: REASON[kind] + n, clock: law.clock, every: momentsOfSum([law.every]), lasts: momentsOfSum([law.lasts]) };
  });
  return { source: `${sourceOf(place)}.${station.id}`, place, station, stops, keptReady: false, power: stationPower(station), activities: new Map() };
}
