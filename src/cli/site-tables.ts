import { CELL_RUN_KPI_WORDS } from '../contract/cell-run-kpi-words.js';
import { CELL_RUN_KPIS, type CellRunKpi, type CellScenarioResult, type CellVariantResult } from '../contract/cell-scenario.js';
import { ACCOUNTS } from '../contract/cell-view.js';
import { verdictWord } from '../contract/verdict-words.js';
import type { Difference } from '../contract/verdict.js';
import type { AnswerSpeech } from './answer-speech.js';
import { figure, headLines } from './format.js';
import type { Lang } from './io.js';
import type { Column } from './paired.js';
import { SITE_WORDS } from './site-words.js';
import { differenceText, meanText, quantileTexts, UNKNOWN } from './tables.js';
import { WORDS } from './words.js';

type Rows = string[][];

/** With its unit: Lead time [h]. */
export function siteKpiName(kpi: CellRunKpi, lang: Lang): string {
  const { unit, ...name } = CELL_RUN_KPI_WORDS[kpi];
  return unit === null ? name[lang] : `${name[lang]} [${unit}]`;
}

/** Those that are judged, known or not; of an answer that does not tell them those that have a difference. */
export const judgedKpis = ({ judged, variants }: Pick<CellScenarioResult, 'judged' | 'variants'>): readonly CellRunKpi[] =>
  judged ?? CELL_RUN_KPIS.filter((kpi) => variants.length < 2 || variants.some(({ difference }) => difference !== null && difference[kpi] !== null));

/** A variant beside the site as it is: KPI, both means, paired difference with its 95 % interval, verdict; a dash for what is not known. */
export function siteComparisonRows(
  kpis: readonly CellRunKpi[],
  baseline: CellVariantResult,
  { name, variant }: Pick<Column<CellVariantResult>, 'name' | 'variant'>,
  lang: Lang,
): Rows {
  const words = WORDS[lang];
  const rows = kpis.map((kpi) => {
    const difference = variant.difference?.[kpi];
    const cells = [siteKpiName(kpi, lang), meanText(baseline.kpis[kpi], 1, lang), meanText(variant.kpis[kpi], 1, lang)];
    if (!difference) return [...cells, UNKNOWN, UNKNOWN];
    return [...cells, differenceText(difference, variant.kpis[kpi], 1, lang), verdictOf(difference, lang)];
  });
  return [[words.kpi, words.baseline, headLines(name), words.difference, words.verdict], ...rows];
}

/** A verdict in words; of too few runs how many more would tell. */
export const verdictOf = (difference: Difference, lang: Lang): string =>
  difference.verdict === 'too-few-runs' ? SITE_WORDS[lang].tooFew(difference.moreRuns ?? null) : WORDS[lang].verdicts[verdictWord(difference)];

/** A site alone: mean and quantiles of every KPI. */
export function siteSummaryRows(variant: CellVariantResult, lang: Lang): Rows {
  const words = WORDS[lang];
  const rows = CELL_RUN_KPIS.map((kpi) => {
    const estimate = variant.kpis[kpi];
    return [siteKpiName(kpi, lang), meanText(estimate, 1, lang), ...quantileTexts(estimate, 1, lang)];
  });
  return [[words.kpi, words.mean, 'P10', 'P50', 'P90'], ...rows];
}

/** What the figures are made of, a column for each variant: carriers, cost by part, products, and the hours of the units that are used most. */
export function siteDetailRows(columns: readonly Column<CellVariantResult>[], horizonS: number, { lang, names }: AnswerSpeech): Rows {
  const words = SITE_WORDS[lang];
  const means = (name: string, of: (variant: CellVariantResult) => number | null | undefined): Rows => {
    const values = columns.map(({ variant }) => of(variant) ?? null);
    if (values.every((value) => value === null)) return [];
    const decimals = Math.max(...values.map((value) => (value === null ? 0 : Math.abs(value) < 100 ? 1 : 0)));
    return [[name, ...values.map((value) => figure(value, decimals, lang))]];
  };
  const ids = (of: (variant: CellVariantResult) => string[]) => [...new Set(columns.flatMap(({ variant }) => of(variant)))];
  const carrier = (id: string) => (variant: CellVariantResult) => variant.carriers.find((each) => each.carrier === id);
  const product = (id: string) => (variant: CellVariantResult) => variant.products.find((each) => each.product === id);
  return [
    [words.detail, ...columns.map(({ name }) => headLines(name))],
    ...ids(({ carriers }) => carriers.map((each) => each.carrier)).flatMap((id) => [
      ...means(words.kwh(names.carrier(id)), (variant) => carrier(id)(variant)?.kwh.mean),
      ...means(words.peak(names.carrier(id)), (variant) => carrier(id)(variant)?.peakKw.mean),
      ...means(words.cost(names.carrier(id)), (variant) => carrier(id)(variant)?.costEur?.mean),
      ...means(words.co2(names.carrier(id)), (variant) => carrier(id)(variant)?.co2eKg?.mean),
    ]),
    ...means(words.energyCost, ({ cost }) => cost?.energyEur.mean),
    ...means(words.networkCost, ({ cost }) => cost?.networkEur.mean),
    ...means(words.taxCost, ({ cost }) => cost?.taxEur.mean),
    ...means(words.generated, ({ behindTheMeter }) => behindTheMeter.generatedKwh),
    ...means(words.fedIn, ({ behindTheMeter }) => behindTheMeter.fedInKwh),
    ...ids(({ products }) => products.map((each) => each.product)).flatMap((id) => [
      ...means(words.lots(names.product(id)), (variant) => product(id)(variant)?.lots.mean),
      ...means(words.items(names.product(id)), (variant) => product(id)(variant)?.items.mean),
      ...means(words.lead(names.product(id)), (variant) => product(id)(variant)?.leadTimeH?.mean),
    ]),
    [
      words.bottleneck,
      ...columns.map(({ variant: { bottleneck } }) =>
        bottleneck.unit === null ? words.notSure(names.source(bottleneck.most)) : names.source(bottleneck.unit),
      ),
    ],
    ...ids(({ bottleneck }) => [bottleneck.most]).flatMap((unit) =>
      ACCOUNTS.flatMap((account) =>
        means(words.hours(names.source(unit), WORDS[lang].accounts[account]), (variant) => {
          const share = variant.units.find((each) => each.unit === unit)?.shares[account];
          return share === undefined ? null : (share * horizonS) / 3600;
        }),
      ),
    ),
  ];
}

/** Every replication of every variant, a row each. */
export function siteReplicationRows({ variants, replications }: CellScenarioResult): (string | number | null)[][] {
  const rows = variants.flatMap(({ id, kpis }) =>
    Array.from({ length: replications }, (_, i) => [i, id, ...CELL_RUN_KPIS.map((kpi) => kpis[kpi]?.values[i] ?? null)]),
  );
  return [['replication', 'variant', ...CELL_RUN_KPIS], ...rows];
}
