import { valuesText } from '../contract/factor-words.js';
import type { Holds, Optimum, ParetoFront, SearchPoint, SearchResult } from '../contract/search-result.js';
import { figure, plain } from './format.js';
import type { Lang } from './io.js';
import { kpiName, kpiScale } from './search-kpis.js';
import { factorHeads, factorVoice, levelCells } from './search-tables.js';
import { SEARCH_WORDS } from './search-words.js';
import { verdictOf } from './site-tables.js';
import { differenceText, meanText, UNKNOWN } from './tables.js';
import { WORDS } from './words.js';

type Rows = string[][];

/** The values of the factors at a point, as a sentence has them. */
const valuesOf = ({ factors }: SearchResult, { at }: SearchPoint, lang: Lang): string => valuesText(at, factors, factorVoice(lang));

const semicolon = (lang: Lang) => (lang === 'fr' ? ' ; ' : '; ');

/** What was chosen and with what right, a line each. */
export function verdictLines(result: SearchResult, { chosen, confidence, ended, spent, asked }: Optimum, lang: Lang): string[] {
  const words = SEARCH_WORDS[lang];
  const point = result.points.find(({ id }) => id === chosen);
  const head = point ? words.chosen(point.id, valuesOf(result, point, lang)) : ended === 'stopped' ? words.stopped : words.nothing;
  const percent =
    confidence && `${figure(Math.floor(confidence.value * 1000) / 10, confidence.value * 100 === Math.round(confidence.value * 100) ? 0 : 1, lang)} %`;
  return [`${head}${percent ? `${semicolon(lang)}${words.sure(percent, confidence.from)}` : ''}`, words.spent(spent, asked.budget)];
}

/** How many compromises there are, and how surely; of a schedule the one to take; a line each. */
export function frontLines(result: SearchResult, { candidates, asked, spent, ended, chosen }: ParetoFront, lang: Lang): string[] {
  const words = SEARCH_WORDS[lang];
  const confidence = `${figure(asked.confidence * 100, 0, lang)} %`;
  const front = candidates.filter(({ place }) => place === 'front');
  const sure = front.filter((each) => each.sure);
  const point = result.points.find(({ id }) => id === chosen);
  if (point === undefined && result.search === 'schedule') return [ended === 'stopped' ? words.stopped : words.nothing, words.spent(spent, asked.budget)];
  const head = point
    ? `${words.chosen(point.id, valuesOf(result, point, lang))}${semicolon(lang)}${sure.some((each) => each.point === chosen) ? words.sure(confidence, 'procedure') : words.notSurely(confidence)}`
    : words.front(front.length, sure.length, confidence);
  return [ended === 'stopped' && !point ? words.stopped : head, words.spent(spent, asked.budget)];
}

/** A point that was compared in the end. */
export interface Compared {
  point: string;
  holds: readonly Holds[];
  standing: string;
  isAhead: boolean;
}

/** Those of a search by one goal: the best is ahead. */
export const contenders = ({ candidates }: Optimum, lang: Lang): Compared[] =>
  candidates.flatMap(({ point, holds, fate, beatenBy }) => {
    const words = SEARCH_WORDS[lang];
    return fate === 'left' ? [] : [{ point, holds, standing: beatenBy === null ? words.fates[fate] : words.beatenBy(beatenBy), isAhead: fate === 'best' }];
  });

/** Those of a search for compromises: the front is ahead. */
export const compromises = ({ search }: SearchResult, { candidates, chosen }: ParetoFront, lang: Lang): Compared[] =>
  candidates.flatMap(({ point, holds, place, sure, dominatedBy }) => {
    const words = SEARCH_WORDS[lang];
    const isSchedule = search === 'schedule';
    const standing =
      dominatedBy !== null
        ? (isSchedule ? words.beatenBy : words.dominatedBy)(dominatedBy)
        : isSchedule && place === 'front'
          ? words.fates.best
          : sure
            ? words.surelyFront
            : words.places[place];
    return place === 'left' ? [] : [{ point, holds, standing, isAhead: chosen === null ? place === 'front' : point === chosen }];
  });

/** Points that were compared in the end: those ahead first, then by the first goal. Of each constraint the mean and how surely it is held; how many replications each has where that differs. */
export function comparedRows(
  result: SearchResult,
  { goals, constraints }: { goals: readonly Optimum['goal'][]; constraints: Optimum['constraints'] },
  compared: readonly Compared[],
  lang: Lang,
): Rows {
  const words = SEARCH_WORDS[lang];
  const points = new Map(result.points.map((point) => [point.id, point]));
  const mean = (point: SearchPoint, kpi: string) => meanText(point.kpis[kpi] ?? null, kpiScale(result, kpi), lang);
  const told = compared.map(({ point }) => points.get(point)!.replications);
  const isUnequal = new Set(told).size > 1;
  const rows = compared
    .map((each) => ({ ...each, its: points.get(each.point)! }))
    .sort((a, b) => Number(b.isAhead) - Number(a.isAhead) || merit(a.its, goals[0]!) - merit(b.its, goals[0]!))
    .map(({ its, holds, standing }) => [
      its.id,
      ...levelCells(result, its.at, lang),
      ...goals.map(({ kpi }) => mean(its, kpi)),
      ...constraints.flatMap(({ kpi }, i) => [mean(its, kpi), words.holds[holds[i]!]]),
      ...(isUnequal ? [String(its.replications)] : []),
      standing,
    ]);
  const bounds = constraints.flatMap(({ kpi, side, bound }) => [
    kpiName(result, kpi, lang),
    `${side === 'atLeast' ? '≥' : '≤'} ${plain(bound * kpiScale(result, kpi), lang)}`,
  ]);
  return [
    [words.point, ...factorHeads(result), ...goals.map(({ kpi }) => kpiName(result, kpi, lang)), ...bounds, ...(isUnequal ? ['n'] : []), words.fate],
    ...rows,
  ];
}

/** Less is better. */
const merit = ({ kpis }: SearchPoint, { kpi, better }: Optimum['goal']): number => (kpis[kpi]?.mean ?? Infinity) * (better === 'more' ? -1 : 1);

/** The chosen point beside the baseline: KPI, both means, paired difference with its 95 % interval, verdict. */
export function chosenRows(result: SearchResult, point: SearchPoint, lang: Lang): Rows {
  const words = WORDS[lang];
  const rows = result.judged.map((kpi) => {
    const scale = kpiScale(result, kpi);
    const [base, own, difference] = [result.baseline.kpis[kpi] ?? null, point.kpis[kpi] ?? null, point.difference[kpi]];
    const cells = [kpiName(result, kpi, lang), meanText(base, scale, lang), meanText(own, scale, lang)];
    return difference ? [...cells, differenceText(difference, own, scale, lang), verdictOf(difference, lang)] : [...cells, UNKNOWN, UNKNOWN];
  });
  return [[words.kpi, words.baseline, point.id, words.difference, words.verdict], ...rows];
}
