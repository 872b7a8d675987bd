import type { TFunction } from 'i18next';
import { CellSearchRequest } from '../../../../src/contract/search.js';
import { kindOf } from '../../../../src/contract/search-kind.js';
import { levelsOf } from '../../../../src/contract/search-factor.js';
import type { Formats } from '../../format/formats.js';

/** How much a search simulates, in a sentence; empty while something is wrong with it. */
export function searchReview(document: unknown, horizon: string, t: TFunction, format: Formats): string {
  const read = CellSearchRequest.safeParse(document);
  if (!read.success) return '';
  const request = read.data;
  const sought = request.optimise ?? request.pareto ?? request.schedule;
  if (sought) return t('searchAsk.reviewBudget', { budget: format.whole(sought.budget), n: format.whole(request.replications), horizon });
  const points =
    kindOf(request) === 'tornado' ? 2 * request.over.length : request.over.reduce((product, factor) => product * (levelsOf(factor)?.length ?? 1), 1);
  const all = format.whole((points + 1) * request.replications);
  return t('searchAsk.reviewPoints', { points: format.whole(points), n: format.whole(request.replications), all, horizon });
}
