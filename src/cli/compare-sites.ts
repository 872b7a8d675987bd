import { CELL_KPI_TREND, CELL_RUN_KPIS, type CellRunKpi, type CellScenarioResult, type CellVariantResult } from '../contract/cell-scenario.js';
import { judgeTables } from '../model/verdict.js';
import type { Format } from './compare-format.js';
import { csv, markdownTable, textTable } from './format.js';
import { CliFault, EXIT, type Lang } from './io.js';
import { siteComparisonRows, siteDetailRows, siteSummaryRows } from './site-tables.js';
import { WORDS } from './words.js';

export interface NamedSiteResult {
  name: string;
  result: CellScenarioResult;
}

interface Column {
  name: string;
  variant: CellVariantResult;
}

/** The variants of all answers beside the site as it is of the first, in the form asked for. Answers that cannot be paired end the command. */
export function compareSites(answers: readonly NamedSiteResult[], format: Format, lang: Lang): string {
  const { baseline, columns } = pair(answers);
  if (format === 'json') return JSON.stringify({ baseline, variants: columns.map(({ name, variant }) => ({ ...variant, id: name })) });
  if (format === 'csv') return csv(flatRows(baseline, columns)).trimEnd();
  const draw = (rows: string[][], left: number[] = []) => (format === 'md' ? markdownTable(rows) : textTable(rows, left));
  const detail = draw(siteDetailRows([{ name: WORDS[lang].baseline, variant: baseline }, ...columns], answers[0]!.result.horizonS, lang));
  const tables = columns.length === 0 ? [draw(siteSummaryRows(baseline, lang))] : columns.map((each) => drawPair(baseline, each, draw, lang));
  return [...tables, detail].join('\n\n');
}

const drawPair = (baseline: CellVariantResult, { name, variant }: Column, draw: (rows: string[][], left: number[]) => string, lang: Lang): string =>
  draw(siteComparisonRows(baseline, name, variant, lang), [4]);

/** Variants of all answers are judged together, by the KPIs and the least difference that the first asks for. */
function pair([first, ...others]: readonly NamedSiteResult[]): { baseline: CellVariantResult; columns: Column[] } {
  const { variants, matters, modelVersion } = first!.result;
  const baseline = variants[0]!;
  const columns: Column[] = variants.slice(1).map((variant) => ({ name: variant.id, variant }));
  if (others.length === 0) return { baseline, columns };
  for (const other of others) {
    demandPair(first!, other);
    const same = other.result.modelVersion === modelVersion;
    for (const variant of other.result.variants.slice(same ? 1 : 0)) columns.push({ name: `${other.name}:${variant.id}`, variant });
  }
  const judged = CELL_RUN_KPIS.filter((kpi) => columns.some(({ variant }) => variant.difference === null || variant.difference[kpi] !== null));
  const differences = judgeTables(judged, CELL_KPI_TREND, [baseline, ...columns.map(({ variant }) => variant)].map(valuesOf), matters);
  return { baseline, columns: columns.map(({ name, variant }, i) => ({ name, variant: { ...variant, difference: differences[i]! } })) };
}

const valuesOf = ({ kpis }: CellVariantResult) =>
  Object.fromEntries(CELL_RUN_KPIS.map((kpi) => [kpi, kpis[kpi]?.values ?? null])) as Record<CellRunKpi, number[] | null>;

/** Differences are paired by the random numbers: answers need the same start, horizon, seed and number of replications. */
function demandPair(a: NamedSiteResult, b: NamedSiteResult): void {
  const differ = (['cell', 'horizonS', 'seed', 'replications', 'engineVersion'] as const).filter((key) => a.result[key] !== b.result[key]) as string[];
  const same = a.result.modelVersion === b.result.modelVersion;
  if (same ? a.result.start.hash !== b.result.start.hash : a.result.start.atUs !== b.result.start.atUs) differ.push('start');
  if (differ.length > 0) throw new CliFault(EXIT.validation, `${a.name} and ${b.name} cannot be paired: they differ in ${differ.join(', ')}`);
}

function flatRows(baseline: CellVariantResult, columns: readonly Column[]): (string | number | null)[][] {
  const rows = [{ name: 'baseline', variant: baseline }, ...columns].flatMap(({ name, variant }) => [
    ...CELL_RUN_KPIS.map((kpi) => {
      const d = variant.difference?.[kpi] ?? null;
      const difference = [d?.mean ?? null, d?.low ?? null, d?.high ?? null, d?.corrected ?? null, d?.verdict ?? null, d?.moreRuns ?? null];
      return [name, kpi, variant.kpis[kpi]?.mean ?? null, ...difference];
    }),
    ...variant.carriers.flatMap(({ carrier, kwh, costEur, co2eKg, peakKw }) =>
      Object.entries({ kwh, costEur, co2eKg, peakKw }).map(([what, value]) => [
        name,
        `${carrier}.${what}`,
        value?.mean ?? null,
        null,
        null,
        null,
        null,
        null,
        null,
      ]),
    ),
  ]);
  return [['variant', 'kpi', 'mean', 'difference', 'low', 'high', 'chance', 'verdict', 'moreRuns'], ...rows];
}
