import type { BaselineRequest, Cusum, EnergySavings, ScenarioProof } from '../contract/enpi.js';
import { isoTime } from '../platform/iso-time.js';
import { beginText, endText, rangedTexts } from './energy-text.js';
import { ENERGY_WORDS } from './energy-words.js';
import { decimalsFor, figure, number } from './format.js';
import type { Lang } from './io.js';

type Rows = string[][];

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

/** Whether both agree, and why that cannot be told. */
export function proofText({ verdict, notes }: ScenarioProof, lang: Lang): string {
  const words = ENERGY_WORDS[lang];
  const why = notes.map((note) => words.notes[note]).join(', ');
  return why === '' ? words.proof[verdict] : `${words.proof[verdict]} ${why[0]!.toLocaleUpperCase(lang)}${why.slice(1)}.`;
}

/** Every period beside what was expected of it. */
export function flatPeriods({ periods }: Cusum): (string | number | null)[][] {
  return [
    ['from', 'to', 'actualKwh', 'expectedKwh', 'low', 'high', 'cusumKwh', 'outOfRange'],
    ...periods.map(({ fromUs, toUs, actualKwh, expectedKwh, low, high, cusumKwh, outOfRange }) => [
      isoTime(fromUs),
      isoTime(toUs),
      actualKwh,
      expectedKwh,
      low,
      high,
      cusumKwh,
      outOfRange.join(' '),
    ]),
  ];
}
