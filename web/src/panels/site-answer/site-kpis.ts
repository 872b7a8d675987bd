import { CELL_RUN_KPI_WORDS } from '../../../../src/contract/cell-run-kpi-words.js';
import type { CellRunKpi } from '../../../../src/contract/cell-scenario.js';
import type { Language } from '../../format/language.js';
import { unitText } from '../../format/unit-text.js';
import { knownKpis, type ShownKpi, type ShownVariant } from '../run/answer.js';

export const SITE_KPIS = Object.keys(CELL_RUN_KPI_WORDS) as CellRunKpi[];
export const isSiteKpi = (id: string): id is CellRunKpi => Object.hasOwn(CELL_RUN_KPI_WORDS, id);

/** An indicator of a site as screens write it. */
export function siteKpi(id: CellRunKpi, language: Language): ShownKpi {
  const { unit, ...name } = CELL_RUN_KPI_WORDS[id];
  return { id, name: unitText(name[language]), unit: unit === null ? '' : unitText(unit), factor: 1 };
}

/** What people call an indicator of a site, in both languages. */
export const siteKpiNames = (id: CellRunKpi): string[] => [CELL_RUN_KPI_WORDS[id].en, CELL_RUN_KPI_WORDS[id].fr];

/** Indicators that are known of a variant: first those that are judged, of an answer that is there whether known or not; all are judged where none are named. */
export function shownSiteKpis(variants: readonly ShownVariant[], judged: readonly CellRunKpi[] | undefined, language: Language, isThere: boolean): ShownKpi[] {
  const first = judged ?? [];
  const order = [...SITE_KPIS.filter((id) => first.includes(id)), ...SITE_KPIS.filter((id) => !first.includes(id))];
  const kpis = order.map((id) => siteKpi(id, language));
  const known = knownKpis(kpis, variants);
  return isThere ? kpis.filter((kpi) => known.includes(kpi) || (judged ?? SITE_KPIS).some((id) => id === kpi.id)) : known;
}
