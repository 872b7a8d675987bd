import type { Choice } from '../../engine/search/choice.js';
import { searchNumbers } from '../../engine/search/numbers.js';
import { race } from '../../engine/search/race.js';
import type { Replications, Search } from '../../engine/search/search.js';
import type { Aim } from './aim.js';
import type { Space } from './space.js';

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
export interface Outcome {
  choice: Choice | null;
}
export type Seek = Search<Outcome>;

/** Replications to ask for at once in a race: it keeps several workers busy, and decides nothing. */
const AT_ONCE = 16;
/** From so many replications on KN++ keeps its promise. */
const MANY = 20;
/** Replications of a point that a search for numbers begins with, and points that it compares in the end. */
const LEAST = 5;
const FINALISTS = 5;

/** The search for the best by one goal: all points race, or the best few that were found do. Throws a RangeError for a budget that is too small. */
export function seekBest({ goals, constraints }: Aim, space: Space, { budget, first, most, confidence, seed }: Effort): Seek {
  const options = { goal: goals[0]!, constraints, confidence, first, budget, method: first < MANY ? ('kn' as const) : ('kn++' as const), atOnce: AT_ONCE };
  if (space.every !== null) return toldAs(race(space.every, options), (choice) => ({ choice }));
  const search = searchNumbers({ ...options, factors: space.axes, seed, least: Math.min(LEAST, most), most, finalists: FINALISTS });
  return toldAs(search, ({ choice }) => ({ choice }));
}

const toldAs = <Own>(search: Search<Own>, outcome: (own: Own) => Outcome): Seek => ({
  ask: () => search.ask(),
  tell: (results) => search.tell(results),
  outcome: () => outcome(search.outcome()),
});

/** The replications that the comparison rests on, of the point that had most of them; null: nothing was compared. */
export function restsOn({ choice }: Outcome): Replications | null {
  const spans = choice?.contenders.map(({ replications }) => replications) ?? [];
  return spans.reduce<Replications | null>((most, span) => (most === null || span.count > most.count ? span : most), null);
}
