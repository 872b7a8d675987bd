import type { Optimum, SearchResult } from '../contract/search-result.js';
import type { Format } from './compare-format.js';
import { csv, markdownTable, textTable } from './format.js';
import type { Lang } from './io.js';
import { chosenRows, contenderRows, verdictLines } from './optimum-tables.js';
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
  return shownKpis(result).map((kpi) => draw(pointRows(result, result.points, kpi, lang), [result.factors.length + 2]));
}

function optimumParts(result: SearchResult, optimum: Optimum, draw: Draw, lang: Lang): string[] {
  const words = SEARCH_WORDS[lang];
  const rows = contenderRows(result, optimum, lang);
  const chosen = result.points.find(({ id }) => id === optimum.chosen);
  const left = optimum.candidates.filter(({ fate }) => fate === 'left').length;
  return [
    verdictLines(result, optimum, lang).join('\n'),
    ...(rows.length > 1 ? [draw(rows, [rows[0]!.length - 1])] : []),
    ...(left > 0 ? [words.left(left)] : []),
    ...(chosen ? [draw(chosenRows(result, chosen, lang), [4])] : []),
  ];
}
