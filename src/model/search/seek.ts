import type { Choice } from '../../engine/search/choice.js';
import { compromises, type Front } from '../../engine/search/front.js';
import { searchNumbers } from '../../engine/search/numbers.js';
import { searchCompromises } from '../../engine/search/pareto.js';
import { race } from '../../engine/search/race.js';
import { searchSchedule } from '../../engine/search/schedule.js';
import type { Replications, Search } from '../../engine/search/search.js';
import type { Aim } from './aim.js';
import type { Space } from './space.js';
import type { Week } from './week.js';

export type { Candidate, Evaluated } from '../../engine/search/search.js';

/** How much a search may take, and how sure it is to be. */
export interface Effort {
  /** replications of all points together */
  budget: number;
  /** of a point before anything is decided against it */
  first: number;
  /** of a point that is looked at, at most */
  most: number;
  confidence: number;
  seed: number;
}

/** What a search came to; null: it was stopped before it compared anything in the end. */
export type Outcome = { of: 'best'; choice: Choice | null } | { of: 'front'; front: Front | null };
export type Seek = Search<Outcome>;

/** Replications to ask for at once in a race: it keeps several workers busy, and decides nothing. */
const AT_ONCE = 16;
/** From so many replications on KN++ keeps its promise. */
const MANY = 20;
/** Replications of a point that a search for numbers begins with, and points that it compares in the end. */
const LEAST = 5;
const FINALISTS = 5;
/** Points of a generation of a search for compromises, and points that are weighed against each other in the end. */
const POPULATION = 16;
const COMPROMISES = 16;

/** The search for the best by one goal: all points race, or the best few that were found do. Throws a RangeError for a budget that is too small. */
export function seekBest({ goals, constraints }: Aim, space: Space, { budget, first, most, confidence, seed }: Effort): Seek {
  const options = { goal: goals[0]!, constraints, confidence, first, budget, method: first < MANY ? ('kn' as const) : ('kn++' as const), atOnce: AT_ONCE };
  if (space.every !== null) return toldAs(race(space.every, options), (choice) => ({ of: 'best', choice }));
  const search = searchNumbers({ ...options, factors: space.axes, seed, least: Math.min(LEAST, most), most, finalists: FINALISTS });
  return toldAs(search, ({ choice }) => ({ of: 'best', choice }));
}

/** The search for the best compromises between goals, likewise: all points are weighed against each other, or the best that were found. */
export function seekFront({ goals, constraints }: Aim, space: Space, { budget, first, most, confidence, seed }: Effort): Seek {
  const options = { goals, constraints, confidence, first, most: Math.max(first, most), budget };
  if (space.every !== null) return toldAs(compromises(space.every, options), (front) => ({ of: 'front', front }));
  const search = searchCompromises({ ...options, factors: space.axes, seed, population: POPULATION, rows: LEAST, finalists: COMPROMISES });
  return toldAs(search, ({ front }) => ({ of: 'front', front }));
}

/** The search for the best schedule: sequences, and releases of their orders, goals one after the other; likewise. */
export function seekSchedule({ goals, constraints }: Aim, week: Week, { budget, first, most, confidence, seed }: Effort): Seek {
  const search = searchSchedule({
    goals,
    constraints,
    confidence,
    first,
    most: Math.max(first, most),
    budget,
    orders: week.orders.length,
    starts: week.starts,
    releases: 1 + (week.later?.times ?? 0),
    seed,
    rows: LEAST,
    atOnce: AT_ONCE / 2,
    finalists: FINALISTS,
  });
  return toldAs(search, ({ front }) => ({ of: 'front', front }));
}

const toldAs = <Own>(search: Search<Own>, outcome: (own: Own) => Outcome): Seek => ({
  ask: () => search.ask(),
  tell: (results) => search.tell(results),
  outcome: () => outcome(search.outcome()),
});

/** The replications that the comparison rests on, of the point that had most of them; null: nothing was compared. */
export function restsOn(outcome: Outcome): Replications | null {
  const compared = outcome.of === 'best' ? outcome.choice?.contenders : outcome.front?.placed;
  const spans = compared?.map(({ replications }) => replications) ?? [];
  return spans.reduce<Replications | null>((most, span) => (most === null || span.count > most.count ? span : most), null);
}
