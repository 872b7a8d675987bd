import { boundsText } from '../contract/bounds-text.js';
import { factorName, levelText, type FactorVoice } from '../contract/factor-words.js';
import type { SearchPoint, SearchResult, Tornado } from '../contract/search-result.js';
import { decimalsFor, headLines, number, plain, signed } from './format.js';
import type { Lang } from './io.js';
import { kpiName, kpiScale, kpisOf } from './search-kpis.js';
import { SEARCH_WORDS } from './search-words.js';
import { verdictOf } from './site-tables.js';
import { differenceText, meanText, UNKNOWN } from './tables.js';
import { WORDS } from './words.js';

type Rows = string[][];

/** How a language writes the values of factors. */
export const factorVoice = (lang: Lang): FactorVoice => ({ language: lang, number: (value) => plain(value, lang) });

/** The values of the factors at a point, a cell each; empty where it has none of one. */
export const levelCells = ({ factors }: SearchResult, at: SearchPoint['at'], lang: Lang): string[] =>
  factors.map((factor) => (factor.id in at ? levelText(at[factor.id], factor, factorVoice(lang)) : ''));

/** A head for each factor. */
export const factorHeads = ({ factors }: SearchResult): string[] => factors.map((factor) => headLines(factorName(factor)));

/** KPIs that are judged and known of the baseline. */
export const shownKpis = ({ judged, baseline }: SearchResult): string[] => judged.filter((kpi) => baseline.kpis[kpi] != null);

/** One KPI over all points: the value of each factor, mean, paired difference to the baseline with its 95 % interval, verdict. */
export function pointRows(result: SearchResult, points: readonly SearchPoint[], kpi: string, lang: Lang): Rows {
  const words = WORDS[lang];
  const scale = kpiScale(result, kpi);
  const rows = points.map(({ at, kpis, difference }) => {
    const [mean, judged] = [kpis[kpi] ?? null, difference[kpi]];
    return [
      ...levelCells(result, at, lang),
      meanText(mean, scale, lang),
      ...(judged ? [differenceText(judged, mean, scale, lang), verdictOf(judged, lang)] : [UNKNOWN, UNKNOWN]),
    ];
  });
  const asItIs = [...result.factors.map((_, i) => (i === 0 ? words.baseline : '')), meanText(result.baseline.kpis[kpi] ?? null, scale, lang), '', ''];
  return [[...factorHeads(result), kpiName(result, kpi, lang), words.difference, words.verdict], asItIs, ...rows];
}

/** What each factor alone does to a KPI, the widest first. */
export function tornadoRows(result: SearchResult, { kpi, bars }: Tornado, lang: Lang): Rows {
  const words = SEARCH_WORDS[lang];
  const scale = kpiScale(result, kpi);
  const factors = new Map(result.factors.map((factor) => [factor.id, factor]));
  const ends = (factor: string) =>
    result.points.filter(({ at }) => factor in at).map(({ at }) => levelText(at[factor], factors.get(factor), factorVoice(lang)));
  const rows = bars.map(({ factor, low, high, span }) => {
    const decimals = decimalsFor(((span.high - span.low) / 2) * scale);
    const [lowAt, highAt] = ends(factor);
    const [mean, least, most] = [span.mean, span.low, span.high].map((value) => number(value * scale, decimals, lang));
    const interval = `${mean} ${boundsText(least!, most!, lang)}`;
    const its = factors.get(factor);
    return [its ? factorName(its) : factor, lowAt ?? '', signed(low * scale, decimals, lang), highAt ?? '', signed(high * scale, decimals, lang), interval];
  });
  return [[kpiName(result, kpi, lang), words.low, words.change(words.low), words.high, words.change(words.high), words.span], ...rows];
}

/** Every KPI of every point, a row each, for programs. */
export function searchCsvRows(result: SearchResult): (string | number | null)[][] {
  const ids = result.factors.map(({ id }) => id);
  const all = [{ id: 'baseline', ...result.baseline, difference: null }, ...result.points];
  const rows = all.flatMap(({ id, at, replications, kpis, difference }) =>
    kpisOf(result).map((kpi) => {
      const estimate = kpis[kpi];
      const judged = difference?.[kpi] ?? null;
      return [
        id,
        ...ids.map((factor) => at[factor] ?? null),
        kpi,
        replications,
        ...[estimate?.mean, estimate?.low, estimate?.high].map((value) => value ?? null),
        ...[judged?.mean, judged?.low, judged?.high, judged?.corrected, judged?.verdict, judged?.moreRuns].map((value) => value ?? null),
      ];
    }),
  );
  const differences = ['difference', 'differenceLow', 'differenceHigh', 'chance', 'verdict', 'moreRuns'];
  return [['point', ...ids, 'kpi', 'replications', 'mean', 'low', 'high', ...differences], ...rows];
}
