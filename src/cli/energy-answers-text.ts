import type { Cusum, EnergyBaseline, EnergySavings, ScenarioProof } from '../contract/enpi.js';
import type { Format } from './compare-format.js';
import { criterionRows, figureRows, flatBaseline, termRows, verdictText } from './energy-baseline-tables.js';
import { changeRows, flatPeriods, levelRows, proofRows, proofText, savingsRows, savingsText } from './energy-savings-tables.js';
import { leftOutLines } from './energy-text.js';
import { ENERGY_WORDS } from './energy-words.js';
import { csv, markdownTable, textTable } from './format.js';
import type { Lang } from './io.js';

/** Savings against a baseline. */
export interface SavingsAnswer {
  baseline: EnergyBaseline;
  savings: EnergySavings;
  cusum: Cusum;
  proof: ScenarioProof | null;
}

const draw = (format: Format, rows: string[][], left: number[] = []): string => (format === 'md' ? markdownTable(rows) : textTable(rows, left));

/** A baseline in the form asked for. */
export function baselineText(baseline: EnergyBaseline, format: Format, lang: Lang): string {
  if (format === 'json') return JSON.stringify(baseline);
  if (format === 'csv') return csv(flatBaseline(baseline)).trimEnd();
  const parts = [
    draw(format, termRows(baseline, lang), [3]),
    draw(format, figureRows(baseline, lang), [1]),
    draw(format, criterionRows(baseline, lang), [3, 4]),
    leftOutLines(baseline.leftOut, baseline.request, lang).join('\n'),
    verdictText(baseline, lang),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Savings in the form asked for. */
export function savingsAnswerText({ baseline, savings, cusum, proof }: SavingsAnswer, format: Format, lang: Lang): string {
  if (format === 'json') return JSON.stringify({ baseline, savings, cusum, proof });
  if (format === 'csv') return csv(flatPeriods(cusum)).trimEnd();
  const words = ENERGY_WORDS[lang];
  const { request } = baseline;
  const parts = [
    draw(format, savingsRows(savings, lang)),
    savingsText(savings, lang),
    leftOutLines(savings.leftOut, request, lang).join('\n'),
    ...(cusum.changes.length === 0 ? [words.noChange] : [draw(format, changeRows(cusum, request, lang)), draw(format, levelRows(cusum, request, lang), [1])]),
    ...(proof === null ? [] : [draw(format, proofRows(proof, lang)), proofText(proof, lang)]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
