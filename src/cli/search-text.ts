import type { Optimum, ParetoFront, SearchResult } from '../contract/search-result.js';
import type { Format } from './compare-format.js';
import { csv, markdownTable, textTable } from './format.js';
import type { Lang } from './io.js';
import { chosenRows, comparedRows, compromises, contenders, frontLines, verdictLines, type Compared } from './optimum-tables.js';
import { pointRows, searchCsvRows, shownKpis, tornadoRows } from './search-tables.js';
import { SEARCH_WORDS } from './search-words.js';

type Draw = (rows: string[][], left?: number[]) => string;

/** The answer of a search in the form asked for; `bytes`: the answer itself, for JSON. */
export function searchText(result: SearchResult, bytes: string, format: Format, lang: Lang): string {
  if (format === 'json') return bytes;
  if (format === 'csv') return csv(searchCsvRows(result)).trimEnd();
  const draw: Draw = (rows, left = []) => (format === 'md' ? markdownTable(rows) : textTable(rows, left));
  return partsOf(result, draw, lang).join('\n\n');
}

function partsOf(result: SearchResult, draw: Draw, lang: Lang): string[] {
  if (result.tornado) return result.tornado.map((each) => draw(tornadoRows(result, each, lang)));
  if (result.optimum) return optimumParts(result, result.optimum, draw, lang);
  if (result.front) return frontParts(result, result.front, draw, lang);
  return shownKpis(result).map((kpi) => draw(pointRows(result, result.points, kpi, lang), [result.factors.length + 2]));
}

function optimumParts(result: SearchResult, optimum: Optimum, draw: Draw, lang: Lang): string[] {
  const chosen = result.points.find(({ id }) => id === optimum.chosen);
  return [
    verdictLines(result, optimum, lang).join('\n'),
    ...comparedParts(result, { ...optimum, goals: [optimum.goal] }, contenders(optimum, lang), draw, lang),
    ...(chosen ? [draw(chosenRows(result, chosen, lang), [4])] : []),
  ];
}

const frontParts = (result: SearchResult, front: ParetoFront, draw: Draw, lang: Lang): string[] => [
  frontLines(front, lang).join('\n'),
  ...comparedParts(result, front, compromises(front, lang), draw, lang),
];

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
