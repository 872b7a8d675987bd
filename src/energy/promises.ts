import type { CellScenarioResult } from '../contract/cell-scenario.js';
import type { CellSearchResult } from '../contract/search-result.js';
import type { Difference } from '../contract/verdict.js';

/** The energy that a variant of an answer, or a point of a search, promised against the baseline. */
export interface Promised {
  id: string;
  difference: Difference;
}

/** Why an answer promises nothing: where in the question, and a sentence. */
export interface NoPromise {
  pointer: '/run' | '/variant';
  detail: string;
}

/** Of more than so many points some are named. */
const MOST_NAMED = 10;

/** What an answer promised of a variant. `variant` null: its only one; of a search the point that it has chosen. */
export function promiseOf(answer: CellScenarioResult | CellSearchResult, variant: string | null): Promised | NoPromise {
  const told = 'points' in answer ? answer.points : answer.variants.filter(({ difference }) => difference !== null);
  const ids = told.map(({ id }) => id);
  if (told.every(({ difference }) => difference?.energyKwh === undefined))
    return { pointer: '/run', detail: 'the run tells no difference of energy: it is not among the indicators that it judged' };
  const asked = variant ?? usualOf(answer, ids);
  const found = told.find(({ id }) => id === asked);
  if (found === undefined)
    return { pointer: '/variant', detail: asked === null && 'points' in answer ? `the search has chosen no point: ${oneOf(ids)}` : oneOf(ids) };
  const difference = found.difference?.energyKwh ?? null;
  return difference === null ? { pointer: '/variant', detail: `the run does not know the energy of ${found.id}` } : { id: found.id, difference };
}

function usualOf(answer: CellScenarioResult | CellSearchResult, ids: readonly string[]): string | null {
  if ('points' in answer) return (answer.optimum ?? answer.front)?.chosen ?? null;
  return ids.length === 1 ? ids[0]! : null;
}

function oneOf(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED;
  return `expected one of ${ids.slice(0, MOST_NAMED).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}
