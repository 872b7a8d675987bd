import type { BaselineTerm, Criterion, EnergyBaseline, NoBaseline } from '../contract/enpi.js';
import { rangedTexts } from './energy-text.js';
import { ENERGY_WORDS, type EnergyWords } from './energy-words.js';
import { decimalsFor, figure, number } from './format.js';
import type { Lang } from './io.js';

type Rows = string[][];

/** The coefficients: value, interval, unit and t. */
export function termRows({ terms }: EnergyBaseline, lang: Lang): Rows {
  const words = ENERGY_WORDS[lang];
  const rows = terms.map((term) => {
    const { id, kind, value, low, high, t } = term;
    return [
      termName(term, words),
      ...rangedTexts({ mean: value, low, high }, 1, lang, number),
      kind === 'driver' ? words.perUnit(id) : words.units[kind],
      figure(t, 1, lang),
    ];
  });
  return [[words.term, words.value, words.interval, '', 't'], ...rows];
}

const termName = ({ id, kind }: Pick<BaselineTerm, 'id' | 'kind'>, words: EnergyWords): string =>
  kind === 'driver' ? id : kind === 'calendar' ? words.days[id]! : words.terms[kind];

/** How well it fits. */
export function figureRows(baseline: EnergyBaseline, lang: Lang): Rows {
  const words = ENERGY_WORDS[lang];
  const { request, periods, leftOut, meanKwh, r2, adjustedR2, residualSdKwh, cvRmse, nmbe, autocorrelation, effectivePeriods } = baseline;
  const percent = (share: number | null) => figure(share === null ? null : share * 100, 1, lang);
  const bases = (['heating', 'cooling'] as const).flatMap((of) => {
    const base = baseline[of];
    return base === null ? [] : [[words.base[of], `${number(base.baseC, 1, lang)} (${baseText(base, words, lang)})`]];
  });
  return [
    [words.figure, words.value],
    [words.each[request.each], words.used(periods, leftOut.length)],
    ...bases,
    [words.meanKwh, number(meanKwh, decimalsFor(residualSdKwh), lang)],
    [words.residualSd, number(residualSdKwh, decimalsFor(residualSdKwh), lang)],
    ['R²', figure(r2, 3, lang)],
    ['R² (adj.)', figure(adjustedR2, 3, lang)],
    ['CV(RMSE) [%]', percent(cvRmse)],
    [words.nmbe, figure(nmbe === null ? null : nmbe * 100, 3, lang)],
    [words.autocorrelation, number(autocorrelation, 2, lang)],
    [words.effective, fewText(effectivePeriods, lang)],
  ];
}

const FEW = 10;

/** A number of periods; of few with a decimal, and never 0 by rounding. */
function fewText(periods: number, lang: Lang): string {
  if (periods >= FEW) return number(periods, 0, lang);
  return periods > 0 && periods < 0.05 ? `< ${number(0.1, 1, lang)}` : number(periods, 1, lang);
}

function baseText({ found, atEdge, low, high }: NonNullable<EnergyBaseline['heating']>, words: EnergyWords, lang: Lang): string {
  return !found ? words.given : atEdge ? words.atEdge : words.found(number(low, 1, lang), number(high, 1, lang));
}

/** Shares are told in per cent. */
const IN_PERCENT = new Set<Criterion['id']>(['coverage', 'cv-rmse', 'nmbe']);

/** What makes the baseline fit for use. */
export function criterionRows({ criteria, terms }: EnergyBaseline, lang: Lang): Rows {
  const words = ENERGY_WORDS[lang];
  const rows = criteria.map((criterion) => {
    const { id, term, met, source } = criterion;
    const of = terms.find((each) => each.id === term);
    return [
      of === undefined ? words.criteria[id] : `${termName(of, words)}: ${words.criteria[id]}`,
      ...limitAndValue(criterion, lang),
      words.met[met ? 'yes' : 'no'],
      words.sources[source],
    ];
  });
  return [[words.criterion, words.limit, words.value, '', words.source], ...rows];
}

function limitAndValue({ id, value, limit }: Criterion, lang: Lang): [limit: string, value: string] {
  const scale = IN_PERCENT.has(id) ? 100 : 1;
  const decimals = id === 'periods' ? 0 : id === 'r2' ? 3 : 1;
  const text = value === null ? figure(null, 0, lang) : id === 'effective' ? fewText(value, lang) : number(value * scale, decimals, lang);
  return [number(limit * scale, id === 'r2' ? 2 : 0, lang), text];
}

/** Whether it is fit for use, and if not why; then what was asked for and could not be used. */
export function verdictText({ verdict, criteria, terms, periods, autocorrelation, unused }: EnergyBaseline, lang: Lang): string {
  const words = ENERGY_WORDS[lang];
  const unmet = criteria.flatMap((criterion) => {
    if (criterion.met) return [];
    const [limit, value] = limitAndValue(criterion, lang);
    const of = terms.find(({ id }) => id === criterion.term);
    return [words.unmet[criterion.id](value, limit, { term: of ? termName(of, words) : '', periods, autocorrelation: number(autocorrelation, 2, lang) })];
  });
  const why = unmet.join('; ');
  const sentence = why === '' ? words.verdicts[verdict] : `${words.verdicts[verdict]} ${why[0]!.toLocaleUpperCase(lang)}${why.slice(1)}.`;
  return [sentence, ...unused.map((id) => words.unused(idName(id, words)))].join('\n');
}

const idName = (id: string, { terms, days }: EnergyWords): string => {
  const known: Record<string, string> = { ...terms, ...days };
  return known[id] ?? id;
};

/** Why there is no baseline. */
export function noBaselineText(reason: NoBaseline, lang: Lang): string {
  const words = ENERGY_WORDS[lang];
  if (reason.code === 'too-few') return words.tooFew(reason);
  return words.collinear(
    idName(reason.term, words),
    reason.of.map((id) => idName(id, words)),
  );
}

/** The baseline as rows of numbers. */
export function flatBaseline({ terms, criteria, ...baseline }: EnergyBaseline): (string | number | null)[][] {
  const { periods, r2, adjustedR2, cvRmse, nmbe, residualSdKwh, meanKwh, autocorrelation, effectivePeriods, verdict } = baseline;
  const figures = { periods, meanKwh, residualSdKwh, r2, adjustedR2, cvRmse, nmbe, autocorrelation, effectivePeriods };
  return [
    ['kind', 'id', 'value', 'low', 'high', 'limit', 'met'],
    ...terms.map(({ id, value, low, high }) => ['term', id, value, low, high, null, null]),
    ...Object.entries(figures).map(([id, value]) => ['figure', id, value, null, null, null, null]),
    ...(['heating', 'cooling'] as const).flatMap((of) => {
      const base = baseline[of];
      return base === null ? [] : [['base', of, base.baseC, base.low, base.high, null, null]];
    }),
    ...criteria.map(({ id, term, value, limit, met }) => ['criterion', term === null ? id : `${id} ${term}`, value, null, null, limit, met ? 'yes' : 'no']),
    ['verdict', verdict, null, null, null, null, null],
  ];
}
