import type {
  BaselineRequest,
  BaselineTerm,
  Criterion,
  Cusum,
  EnergyBaseline,
  EnergySavings,
  LeftOut,
  NoBaseline,
  Ranged,
  ScenarioProof,
} from '../contract/enpi.js';
import { ENERGY_WORDS, type EnergyWords } from './energy-words.js';
import { decimalsFor, figure, localMoment, number, signed } from './format.js';
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
    [words.effective, number(effectivePeriods, 0, lang)],
  ];
}

function baseText({ found, atEdge, low, high }: NonNullable<EnergyBaseline['heating']>, words: EnergyWords, lang: Lang): string {
  return !found ? words.given : atEdge ? words.atEdge : words.found(number(low, 1, lang), number(high, 1, lang));
}

/** Shares are told in per cent. */
const IN_PERCENT = new Set<Criterion['id']>(['coverage', 'cv-rmse', 'nmbe']);

/** What makes the baseline fit for use. */
export function criterionRows({ criteria, terms }: EnergyBaseline, lang: Lang): Rows {
  const words = ENERGY_WORDS[lang];
  const rows = criteria.map(({ id, term, value, limit, met, source }) => {
    const scale = IN_PERCENT.has(id) ? 100 : 1;
    const decimals = id === 'periods' ? 0 : id === 'r2' ? 3 : 1;
    const of = terms.find((each) => each.id === term);
    return [
      of === undefined ? words.criteria[id] : `${termName(of, words)}: ${words.criteria[id]}`,
      number(limit * scale, id === 'r2' ? 2 : 0, lang),
      figure(value === null ? null : value * scale, decimals, lang),
      words.met[met ? 'yes' : 'no'],
      words.sources[source],
    ];
  });
  return [[words.criterion, words.limit, words.value, '', words.source], ...rows];
}

const US_OF_S = 1e6;

/** The begin of a period by the clock of the site: a date, or of an hour its time too. */
const beginText = (us: number, { each, timezone }: BaselineRequest): string => localMoment(us, timezone).slice(0, each === 'hour' ? undefined : 10);

/** The end of a period: its last day, or of an hour when it ends. */
const endText = (us: number, request: BaselineRequest): string => beginText(request.each === 'hour' ? us : us - US_OF_S, request);

const MOST_NAMED = 10;

/** Periods that were not used, one a line. */
export function leftOutLines(leftOut: readonly LeftOut[], request: BaselineRequest, lang: Lang): string[] {
  const words = ENERGY_WORDS[lang];
  if (leftOut.length === 0) return [];
  const named = leftOut.slice(0, MOST_NAMED).map(({ fromUs, reason, driver }) => `  ${beginText(fromUs, request)} ${words.reasons[reason](driver ?? '')}`);
  return [words.leftOut, ...named, ...(leftOut.length > MOST_NAMED ? [`  ${words.andMore(leftOut.length - MOST_NAMED)}`] : [])];
}

/** Why there is no baseline. */
export function noBaselineText(reason: NoBaseline, lang: Lang): string {
  const words = ENERGY_WORDS[lang];
  if (reason.code === 'too-few') return words.tooFew(reason);
  const known: Record<string, string> = { ...words.terms, ...words.days };
  return words.collinear(
    known[reason.term] ?? reason.term,
    reason.of.map((id) => known[id] ?? id),
  );
}

/** What a reporting time used, was expected to use, and saved. */
export function savingsRows(savings: EnergySavings, lang: Lang): Rows {
  const words = ENERGY_WORDS[lang];
  const { savedKwh, savedKwhPerDay, savedShare, expectedKwh, actualKwh, fractionalUncertainty, fractionalUncertaintyAshrae14 } = savings;
  const decimals = decimalsFor((savedKwh.high - savedKwh.low) / 2);
  const percent = (share: number | null) => [figure(share === null ? null : share * 100, 0, lang), ''];
  return [
    [words.figure, words.value, words.interval],
    [words.expected, number(expectedKwh, decimals, lang), ''],
    [words.actual, number(actualKwh, decimals, lang), ''],
    [words.saved, ...rangedTexts(savedKwh, 1, lang)],
    [words.savedShare, ...(savedShare === null ? ['–', ''] : rangedTexts(savedShare, 100, lang))],
    [words.perDay, ...rangedTexts(savedKwhPerDay, 1, lang)],
    [words.fractional, ...percent(fractionalUncertainty)],
    [words.fractionalAshrae, ...percent(fractionalUncertaintyAshrae14)],
  ];
}

/** The verdict, with what stands against one. */
export function savingsText({ verdict, notes }: EnergySavings, lang: Lang): string {
  const words = ENERGY_WORDS[lang];
  return [words.savings[verdict], notes.map((note) => words.notes[note]).join(', ')].join(' ').trim();
}

const LEAST_CHANCE = 0.0001;

/** Where the level of actual less expected changed. */
export function changeRows({ changes }: Cusum, request: BaselineRequest, lang: Lang): Rows {
  const words = ENERGY_WORDS[lang];
  const day = (us: number) => beginText(us, request);
  const rows = changes.map(({ atUs, earliestUs, latestUs, chance, stepKwhPerDay }) => [
    day(atUs),
    `${day(earliestUs)} – ${day(latestUs)}`,
    ...rangedTexts(stepKwhPerDay, 1, lang),
    chance < LEAST_CHANCE ? `< ${number(LEAST_CHANCE, 4, lang)}` : number(chance, 4, lang),
  ]);
  return [[words.change, words.between, words.step, words.interval, words.chance], ...rows];
}

/** The stretches between changes. */
export function levelRows({ levels }: Cusum, request: BaselineRequest, lang: Lang): Rows {
  const words = ENERGY_WORDS[lang];
  const rows = levels.map(({ fromUs, toUs, excessKwhPerDay }) => [
    beginText(fromUs, request),
    endText(toUs, request),
    ...rangedTexts(excessKwhPerDay, 1, lang),
  ]);
  return [[words.from, words.to, words.level, words.interval], ...rows];
}

/** Prediction beside measurement. */
export function proofRows({ predictedKwhPerDay, measuredKwhPerDay, differenceKwhPerDay }: ScenarioProof, lang: Lang): Rows {
  const words = ENERGY_WORDS[lang];
  return [
    [words.figure, words.value, words.interval],
    [words.predicted, ...rangedTexts(predictedKwhPerDay, 1, lang)],
    [words.measured, ...rangedTexts(measuredKwhPerDay, 1, lang)],
    [words.difference, ...rangedTexts(differenceKwhPerDay, 1, lang)],
  ];
}

/** Value and interval with the decimals that its width allows. */
function rangedTexts({ mean, low, high }: Ranged, scale: number, lang: Lang, text = signed): string[] {
  const decimals = decimalsFor(((high - low) / 2) * scale);
  const [m, l, h] = [mean, low, high].map((value) => text(value * scale, decimals, lang));
  return [m!, `[${l}; ${h}]`];
}

type Flat = (string | number | null)[][];

/** The baseline as rows of numbers. */
export function flatBaseline({ terms, criteria, ...baseline }: EnergyBaseline): Flat {
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

/** Every period beside what was expected of it. */
export function flatPeriods({ periods }: Cusum): Flat {
  const utc = (us: number) => new Date(us / 1000).toISOString();
  return [
    ['from', 'to', 'actualKwh', 'expectedKwh', 'low', 'high', 'cusumKwh', 'outOfRange'],
    ...periods.map(({ fromUs, toUs, actualKwh, expectedKwh, low, high, cusumKwh, outOfRange }) => [
      utc(fromUs),
      utc(toUs),
      actualKwh,
      expectedKwh,
      low,
      high,
      cusumKwh,
      outOfRange.join(' '),
    ]),
  ];
}
