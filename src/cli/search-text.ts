import type { SearchResult } from '../contract/search-result.js';
import type { Format } from './compare-format.js';
import { csv, markdownTable, textTable } from './format.js';
import type { Lang } from './io.js';
import { pointRows, searchCsvRows, shownKpis, tornadoRows } from './search-tables.js';

/** The answer of a search in the form asked for; `bytes`: the answer itself, for JSON. */
export function searchText(result: SearchResult, bytes: string, format: Format, lang: Lang): string {
  if (format === 'json') return bytes;
  if (format === 'csv') return csv(searchCsvRows(result)).trimEnd();
  const draw = (rows: string[][], left: number[] = []) => (format === 'md' ? markdownTable(rows) : textTable(rows, left));
  const tables = result.tornado
    ? result.tornado.map((each) => draw(tornadoRows(result, each, lang)))
    : shownKpis(result).map((kpi) => draw(pointRows(result, result.points, kpi, lang), [result.factors.length + 2]));
  return tables.join('\n\n');
}
