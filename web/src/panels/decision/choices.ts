import { valuesText } from '../../../../src/contract/factor-words.js';
import type { Run } from '../../../../src/contract/run.js';
import type { Formats } from '../../format/formats.js';
import { variantName, type Asked } from '../run/answer.js';
import { voiceOf } from '../search-answer/standing.js';

/** Something that can be decided for. */
export interface Choice {
  id: string;
  name: string;
}

/** Longer lists are no help: of a search its best points stand first. */
const MOST_POINTS = 200;

/** What can be decided for beside changing nothing: the variants of an answer, or the points of a search, those that it found good first. */
export function choicesOf({ result, request }: Pick<Run, 'result' | 'request'>, format: Formats): Choice[] {
  if (result === null) return [];
  if ('variants' in result) {
    const names = (request as Asked).variants ?? [];
    return result.variants.slice(1).map(({ id }) => ({ id, name: variantName({ id, name: names.find((variant) => variant.id === id)?.name }) }));
  }
  const { points, factors, optimum, front } = result;
  const good = new Set([
    ...[optimum?.chosen, front?.chosen].filter((id) => id !== null && id !== undefined),
    ...(front?.candidates ?? []).filter(({ place }) => place === 'front').map(({ point }) => point),
  ]);
  const ordered = [...points].sort((a, b) => Number(good.has(b.id)) - Number(good.has(a.id)));
  return ordered.slice(0, MOST_POINTS).map((point) => ({ id: point.id, name: `${point.id} (${valuesText(point.at, factors, voiceOf(format))})` }));
}
