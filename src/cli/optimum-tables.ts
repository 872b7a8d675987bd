import type { Optimum, SearchPoint, SearchResult } from '../contract/search-result.js';
import { figure } from './format.js';
import type { Lang } from './io.js';
import { kpiName, kpiScale } from './search-kpis.js';
import { levelText, shownKpis } from './search-tables.js';
import { SEARCH_WORDS } from './search-words.js';
import { verdictOf } from './site-tables.js';
import { differenceText, meanText } from './tables.js';
import { WORDS } from './words.js';

type Rows = string[][];

/** The values of the factors at a point, as a sentence has them. */
export const valuesText = ({ factors }: SearchResult, { at }: SearchPoint, lang: Lang): string =>
  factors.map(({ id }) => `${id} ${levelText(at[id], lang)}`).join(', ');

/** What was chosen and with what right, a line each. */
export function verdictLines(result: SearchResult, { chosen, confidence, ended, spent, asked }: Optimum, lang: Lang): string[] {
  const words = SEARCH_WORDS[lang];
  const point = result.points.find(({ id }) => id === chosen);
  const head = point ? words.chosen(point.id, valuesText(result, point, lang)) : ended === 'stopped' ? words.stopped : words.nothing;
  const percent = confidence && `${figure(Math.floor(confidence.value * 1000) / 10, confidence.value * 100 === Math.round(confidence.value * 100) ? 0 : 1, lang)} %`;
  return [`${head}${percent ? `; ${words.sure(percent, confidence!.from)}` : ''}`, words.spent(spent, asked.budget)];
}

/** Points that were compared in the end: the best first, the others by their goal. Of each constraint the mean and how surely it is held. */
export function contenderRows(result: SearchResult, { goal, constraints, candidates }: Optimum, lang: Lang): Rows {
  const words = SEARCH_WORDS[lang];
  const points = new Map(result.points.map((point) => [point.id, point]));
  const mean = (point: SearchPoint, kpi: string) => meanText(point.kpis[kpi] ?? null, kpiScale(result, kpi), lang);
  const compared = candidates
    .filter(({ fate }) => fate !== 'left')
    .map((candidate) => ({ ...candidate, its: points.get(candidate.point)! }))
    .sort((a, b) => rank(a, goal) - rank(b, goal));
  const rows = compared.map(({ its, holds, fate, beatenBy }) => [
    its.id,
    ...result.factors.map(({ id }) => levelText(its.at[id], lang)),
    mean(its, goal.kpi),
    ...constraints.flatMap(({ kpi }, i) => [mean(its, kpi), words.holds[holds[i]!]]),
    beatenBy === null ? words.fates[fate] : words.beatenBy(beatenBy),
  ]);
  const bounds = constraints.flatMap(({ kpi, side, bound }) => [
    kpiName(result, kpi, lang),
    `${side === 'atLeast' ? '≥' : '≤'} ${levelText(bound * kpiScale(result, kpi), lang)}`,
  ]);
  return [[words.point, ...result.factors.map(({ id }) => id), kpiName(result, goal.kpi, lang), ...bounds, words.fate], ...rows];
}

const rank = ({ its, fate }: { its: SearchPoint; fate: string }, { kpi, better }: Optimum['goal']): number => {
  if (fate === 'best') return -Infinity;
  const mean = its.kpis[kpi]?.mean ?? Infinity;
  return better === 'more' ? -mean : mean;
};

/** The chosen point beside the baseline: KPI, both means, paired difference with its 95 % interval, verdict. */
export function chosenRows(result: SearchResult, point: SearchPoint, lang: Lang): Rows {
  const words = WORDS[lang];
  const rows = shownKpis(result).map((kpi) => {
    const scale = kpiScale(result, kpi);
    const [base, own, difference] = [result.baseline.kpis[kpi] ?? null, point.kpis[kpi] ?? null, point.difference[kpi]];
    const cells = [kpiName(result, kpi, lang), meanText(base, scale, lang), meanText(own, scale, lang)];
    return difference ? [...cells, differenceText(difference, own, scale, lang), verdictOf(difference, lang)] : [...cells, '', words.unknown];
  });
  return [[words.kpi, words.baseline, point.id, words.difference, words.verdict], ...rows];
}
