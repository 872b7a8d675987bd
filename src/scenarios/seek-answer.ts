import type { SearchAnswer } from '../contract/search-result.js';
import type { Aim } from '../model/search/aim.js';
import { frontOf, optimumOf } from '../model/search/optimum.js';
import { pointResults } from '../model/search/points.js';
import type { Outcome } from '../model/search/seek.js';
import { namesOf, simulatedPoint } from '../model/search/tried.js';
import { searchHead } from './searching.js';
import { triedOf, type Book } from './seek-book.js';
import type { Seeking } from './seek-simulation.js';

/** What a search for the best tells of all that it tried. A point that was compared in the end is told by the replications of that comparison. */
export function seekAnswer<Variant>(seeking: Seeking<Variant>, book: Book<Variant>, aim: Aim, outcome: Outcome): SearchAnswer {
  const {
    request,
    told,
    sought: { isEvery, effort },
  } = seeking;
  const tried = triedOf(book);
  const names = namesOf(tried);
  const optimum = outcome.of === 'best' ? optimumOf(outcome.choice, aim, tried) : null;
  const front = outcome.of === 'front' ? frontOf(outcome.front, aim, tried, seeking.question.kind === 'schedule') : null;
  const spans = new Map((optimum ?? front!).candidates.map(({ point, replications }) => [point, replications]));
  const simulated = tried.map((point) => {
    const name = names.get(point.id)!;
    return simulatedPoint(point, name, book.baseline, spans.get(name) ?? null);
  });
  const how = {
    constraints: aim.constraints,
    method: isEvery ? ('every-point' as const) : ('search' as const),
    asked: { confidence: effort.confidence, budget: effort.budget + request.replications },
    spent: book.spent,
    refused: [...book.refused.values()],
  };
  return {
    ...searchHead(seeking, [...book.baseline.values()]),
    points: pointResults(simulated, told),
    tornado: null,
    optimum: optimum && { ...how, ...optimum },
    front: front && { ...how, ...front },
  };
}
