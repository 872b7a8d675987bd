import { areMeansApart } from '../contract/means-apart.js';
import type { Optimum, ParetoFront, SearchResult } from '../contract/search-result.js';
import type { Format } from './compare-format.js';
import type { AnswerSpeech } from './answer-speech.js';
import { csv, drawing, type Draw } from './format.js';
import type { Lang } from './io.js';
import { chosenRows, comparedRows, compromises, contenders, frontLines, verdictLines, type Compared } from './optimum-tables.js';
import { unknownLines } from './search-kpis.js';
import { pointRows, searchCsvRows, shownKpis, tornadoRows } from './search-tables.js';
import { SEARCH_WORDS } from './search-words.js';

/** The answer of a search in the form asked for; `bytes`: the answer itself, for JSON. */
export function searchText(result: SearchResult, bytes: string, format: Format, speech: AnswerSpeech): string {
  if (format === 'json') return bytes;
  if (format === 'csv') return csv(searchCsvRows(result), speech.lang).trimEnd();
  const unknown = unknownLines(result, speech).map((line) => (format === 'md' ? `- ${line}` : line));
  return [...partsOf(result, drawing(format), speech.lang), ...(unknown.length > 0 ? [unknown.join('\n')] : [])].join('\n\n');
}

function partsOf(result: SearchResult, draw: Draw, lang: Lang): string[] {
  if (result.tornado) return result.tornado.map((each) => draw(tornadoRows(result, each, lang)));
  if (result.optimum) return optimumParts(result, result.optimum, draw, lang);
  if (result.front) return frontParts(result, result.front, draw, lang);
  return shownKpis(result).map((kpi) => draw(pointRows(result, result.points, kpi, lang), [result.factors.length + 2]));
}

const optimumParts = (result: SearchResult, optimum: Optimum, draw: Draw, lang: Lang): string[] => [
  verdictLines(result, optimum, lang).join('\n'),
  ...comparedParts(result, { ...optimum, goals: [optimum.goal] }, contenders(optimum, lang), draw, lang),
  ...chosenParts(result, optimum, draw, lang),
];

const frontParts = (result: SearchResult, front: ParetoFront, draw: Draw, lang: Lang): string[] => [
  frontLines(result, front, lang).join('\n'),
  ...comparedParts(result, front, compromises(result, front, lang), draw, lang),
  ...chosenParts(result, front, draw, lang),
];

function chosenParts(result: SearchResult, { chosen }: { chosen: string | null }, draw: Draw, lang: Lang): string[] {
  const point = result.points.find(({ id }) => id === chosen);
  if (!point) return [];
  const { replications } = result.baseline;
  const unequal = areMeansApart(result, point) ? [SEARCH_WORDS[lang].unequal(replications, point.id, point.replications)] : [];
  return [draw(chosenRows(result, point, lang), [4]), ...unequal];
}

function comparedParts(
  result: SearchResult,
  sought: Pick<ParetoFront, 'goals' | 'constraints'>,
  compared: readonly Compared[],
  draw: Draw,
  lang: Lang,
): string[] {
  const rows = comparedRows(result, sought, compared, lang);
  const left = result.points.length - compared.length;
  return [...(compared.length > 0 ? [draw(rows, [rows[0]!.length - 1])] : []), ...(left > 0 ? [SEARCH_WORDS[lang].left(left)] : [])];
}
