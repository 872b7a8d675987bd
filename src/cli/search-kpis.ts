import { CELL_RUN_KPIS, CellRunKpi } from '../contract/cell-scenario.js';
import { RUN_KPIS, RunKpi } from '../contract/scenario.js';
import type { SearchResult } from '../contract/search-result.js';
import { unknownOfLine, unknownOfSite } from '../contract/unknown-kpi.js';
import type { AnswerSpeech } from './answer-speech.js';
import type { Lang } from './io.js';
import { siteKpiName } from './site-tables.js';
import { scaleOf } from './tables.js';
import { WORDS } from './words.js';

/** How a KPI of an answer is called. */
export function kpiName(result: SearchResult, kpi: string, lang: Lang): string {
  const ofSite = CellRunKpi.safeParse(kpi);
  if ('cell' in result && ofSite.success) return siteKpiName(ofSite.data, lang);
  const ofLine = RunKpi.safeParse(kpi);
  return ofLine.success ? WORDS[lang].kpis[ofLine.data] : kpi;
}

/** By what it is multiplied for people. */
export function kpiScale(result: SearchResult, kpi: string): number {
  const ofLine = RunKpi.safeParse(kpi);
  return 'line' in result && ofLine.success ? scaleOf(ofLine.data) : 1;
}

/** KPIs in the order of answers. */
export const kpisOf = (result: SearchResult): readonly string[] => ('cell' in result ? CELL_RUN_KPIS : RUN_KPIS);

/** Points of a search do not tell in how many replications an indicator is known. */
const NOT_COUNTED = { knownIn: [], replications: 0 };

/** Why indicators that are judged are not known, of the baseline or of a point. */
export function unknownLines(result: SearchResult, speech: AnswerSpeech): string[] {
  const all = [result.baseline, ...result.points];
  return result.judged
    .filter((kpi) => all.some(({ kpis }) => kpis[kpi] == null))
    .flatMap((kpi) => {
      const name = kpiName(result, kpi, speech.lang);
      const ofSite = CellRunKpi.safeParse(kpi);
      if ('cell' in result) return ofSite.success ? [unknownOfSite({ id: ofSite.data, name }, result.notes, NOT_COUNTED, speech)] : [];
      const ofLine = RunKpi.safeParse(kpi);
      return ofLine.success ? [unknownOfLine({ id: ofLine.data, name }, NOT_COUNTED, speech.lang)] : [];
    });
}
