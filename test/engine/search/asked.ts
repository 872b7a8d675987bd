import type { Candidate, Row, Search } from '../../../src/engine/search/search.js';

/** All that a search asks for, and the point of each id, with the answers of this function. */
export function asked(search: Search<unknown>, simulate: (point: readonly number[], replication: number) => Row): Candidate[] {
  const all: Candidate[] = [];
  for (let now = search.ask(); now.length > 0; now = search.ask()) {
    all.push(...now);
    search.tell(
      now.map(({ id, point, replications: { from, count } }) => ({ id, values: Array.from({ length: count }, (_, i) => simulate(point, from + i)) })),
    );
  }
  return all;
}

export const pointOf = (all: readonly Candidate[], id: number | null): readonly number[] | undefined => all.find((candidate) => candidate.id === id)?.point;
