import { CELL_KPI_TREND, CELL_RUN_KPIS, type CellRunKpi, type CellScenarioResult, type CellVariantResult } from '../contract/cell-scenario.js';
import { knownInEach, unknownOfSite } from '../contract/unknown-kpi.js';
import { judgeTables } from '../model/verdict.js';
import type { AnswerSpeech } from './answer-speech.js';
import type { Format } from './compare-format.js';
import { FLAT_HEAD, flatFigures, flatRow } from './flat-rows.js';
import { csv, drawing } from './format.js';
import { columnsOf, valuesOf, type Column, type VariantNames } from './paired.js';
import { judgedKpis, siteComparisonRows, siteDetailRows, siteKpiName, siteSummaryRows } from './site-tables.js';
import { SITE_WORDS } from './site-words.js';
import { WORDS } from './words.js';

export interface NamedSiteResult {
  name: string;
  result: CellScenarioResult;
  names: VariantNames;
}

/** The variants of all answers beside the site as it is of the first, in the form asked for. Answers that cannot be paired end the command. */
export function compareSites(answers: readonly NamedSiteResult[], format: Format, speech: AnswerSpeech): string {
  const { baseline, columns } = pair(answers);
  if (format === 'json') return JSON.stringify({ baseline, variants: columns.map(({ id, variant }) => ({ ...variant, id })) });
  if (format === 'csv') return csv(flatRows(baseline, columns), speech.lang).trimEnd();
  const draw = drawing(format);
  const { lang } = speech;
  const notes = answers.flatMap(({ result }) => result.notes);
  /** Why what is a dash in a table is not known. */
  const { replications, horizonS } = answers[0]!.result;
  const why = (kpis: readonly CellRunKpi[], shown: readonly Column<CellVariantResult>[]) =>
    kpis.flatMap((id) => {
      const knownIn = knownInEach(id, shown);
      return knownIn.length === 0 ? [] : [unknownOfSite({ id, name: siteKpiName(id, lang) }, notes, { knownIn, replications }, speech)];
    });
  const judged = judgedKpis(answers[0]!.result);
  const asItIs = { id: baseline.id, name: WORDS[lang].baseline, variant: baseline };
  const tables =
    columns.length === 0
      ? [draw(siteSummaryRows(baseline, lang), [], why(CELL_RUN_KPIS, [asItIs]))]
      : columns.map((each) => draw(siteComparisonRows(judged, baseline, each, lang), [4], why(judged, [asItIs, each])));
  const all = [asItIs, ...columns];
  const detail = draw(siteDetailRows(all, horizonS, speech), [], productLeadNotes(all, replications, speech));
  return [...tables, detail].join('\n\n');
}

/** In how many replications the lead time of a product is known, where some of them know it. */
function productLeadNotes(columns: readonly Column<CellVariantResult>[], replications: number, speech: AnswerSpeech): string[] {
  const ids = [...new Set(columns.flatMap(({ variant }) => variant.products.map(({ product }) => product)))];
  return ids.flatMap((id) => {
    const knownIn = knownInEach(
      'leadTimeH',
      columns.flatMap(({ name, variant }) =>
        variant.products.flatMap(({ product, leadTimeH, leadTimeKnown }) =>
          product === id ? [{ name, variant: { kpis: { leadTimeH }, known: leadTimeKnown === undefined ? undefined : { leadTimeH: leadTimeKnown } } }] : [],
        ),
      ),
    );
    const name = SITE_WORDS[speech.lang].lead(speech.names.product(id));
    return knownIn.some(({ known }) => known !== null && known > 0) ? [unknownOfSite({ id: 'leadTimeH', name }, [], { knownIn, replications }, speech)] : [];
  });
}

/** Variants of several answers are judged together, by the KPIs and the least difference that the first asks for. */
function pair(answers: readonly NamedSiteResult[]): { baseline: CellVariantResult; columns: Column<CellVariantResult>[] } {
  const { baseline, columns } = columnsOf(answers);
  if (answers.length === 1) return { baseline, columns };
  const tables = [baseline, ...columns.map(({ variant }) => variant)].map((variant) => valuesOf(CELL_RUN_KPIS, variant));
  const differences = judgeTables(judgedKpis(answers[0]!.result), CELL_KPI_TREND, tables, answers[0]!.result.matters);
  return { baseline, columns: columns.map((column, i) => ({ ...column, variant: { ...column.variant, difference: differences[i]! } })) };
}

function flatRows(baseline: CellVariantResult, columns: readonly Column<CellVariantResult>[]): (string | number | null)[][] {
  const rows = [{ id: baseline.id, variant: baseline }, ...columns].flatMap(({ id, variant }) => [
    ...CELL_RUN_KPIS.map((kpi) => flatRow(id, kpi, variant)),
    ...variant.carriers.flatMap(({ carrier, kwh, costEur, co2eKg, peakKw }) =>
      Object.entries({ kwh, costEur, co2eKg, peakKw }).map(([what, value]) => flatFigures(id, `${carrier}.${what}`, value)),
    ),
  ]);
  return [FLAT_HEAD, ...rows];
}
