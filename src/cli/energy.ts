import { Option, type Command } from 'commander';
import type { Cusum, EnergyBaseline, EnergySavings, ScenarioProof } from '../contract/enpi.js';
import { fitBaseline, type BaselineModel } from '../model/enpi/baseline.js';
import { cusumOf } from '../model/enpi/cusum.js';
import { proofOf } from '../model/enpi/proof.js';
import { savingsOf } from '../model/enpi/savings.js';
import { FORMATS, type Format } from './compare-format.js';
import { readEnergyCase, type EnergyCase } from './energy-file.js';
import {
  changeRows,
  criterionRows,
  figureRows,
  flatBaseline,
  flatPeriods,
  leftOutLines,
  levelRows,
  noBaselineText,
  proofRows,
  savingsRows,
  savingsText,
  termRows,
} from './energy-tables.js';
import { addEnergyReport } from './energy-report.js';
import { ENERGY_WORDS } from './energy-words.js';
import { csv, markdownTable, textTable } from './format.js';
import { CliFault, EXIT, type Io, type Lang } from './io.js';

interface Options {
  format: Format;
}

/** Energy baselines (ISO 50006) and savings (IPMVP option C) of a file of periods, without a server. */
export function addEnergy(program: Command, io: Io): void {
  const energy = program.command('energy').description('where the energy of a site went; energy baselines and savings');
  addEnergyReport(energy, io);
  const format = () => new Option('--format <format>', 'csv: numbers in rows; json: the whole answer').choices(FORMATS).default('table');
  energy
    .command('baseline')
    .description('energy by period as a regression on production and degree-days, and whether it is fit for use (if not, exit code 5)')
    .argument('<file>', 'YAML that names a CSV of periods, or - for stdin')
    .addOption(format())
    .action(async (file: string, options: Options) => {
      const { baseline } = modelOf(await readEnergyCase(file, io), io.lang);
      io.out(baselineText(baseline, options.format, io.lang));
      if (baseline.verdict !== 'fit-for-use') throw new CliFault(EXIT.notMet, '');
    });
  energy
    .command('savings')
    .description('energy saved in a reporting time, CUSUM with its changes, and the proof of a prediction (if it cannot be told, exit code 5)')
    .argument('<file>', 'YAML that names a CSV of periods, or - for stdin')
    .addOption(format())
    .action(async (file: string, options: Options) => {
      const answer = savingsAnswer(await readEnergyCase(file, io), io.lang);
      io.out(answerText(answer, options.format, io.lang));
      if (answer.savings.verdict === 'cannot-be-told') throw new CliFault(EXIT.notMet, '');
    });
}

function modelOf({ request, baseline }: EnergyCase, lang: Lang): BaselineModel {
  const fitted = fitBaseline(request, baseline);
  if (fitted.ok) return fitted.model;
  const reasons = leftOutLines(fitted.reason.leftOut, request, lang);
  throw new CliFault(EXIT.notMet, [noBaselineText(fitted.reason, lang), ...reasons].join('\n'));
}

interface Answer {
  baseline: EnergyBaseline;
  savings: EnergySavings;
  cusum: Cusum;
  proof: ScenarioProof | null;
}

function savingsAnswer(asked: EnergyCase, lang: Lang): Answer {
  const words = ENERGY_WORDS[lang];
  if (asked.reporting === null) throw new CliFault(EXIT.validation, words.noReporting);
  const model = modelOf(asked, lang);
  const savings = savingsOf(model, asked.reporting);
  if (savings === null) throw new CliFault(EXIT.notMet, words.noneUsable);
  const { predicted } = asked;
  const proof = predicted === null ? null : proofOf(predicted, savings.savedKwhPerDay, predicted.within);
  return { baseline: model.baseline, savings, cusum: cusumOf(model, asked.all), proof };
}

const draw = (format: Format, rows: string[][], left: number[] = []): string => (format === 'md' ? markdownTable(rows) : textTable(rows, left));

function baselineText(baseline: EnergyBaseline, format: Format, lang: Lang): string {
  if (format === 'json') return JSON.stringify(baseline);
  if (format === 'csv') return csv(flatBaseline(baseline)).trimEnd();
  const parts = [
    draw(format, termRows(baseline, lang), [3]),
    draw(format, figureRows(baseline, lang), [1]),
    draw(format, criterionRows(baseline, lang), [3, 4]),
    leftOutLines(baseline.leftOut, baseline.request, lang).join('\n'),
    ENERGY_WORDS[lang].verdicts[baseline.verdict],
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function answerText({ baseline, savings, cusum, proof }: Answer, format: Format, lang: Lang): string {
  if (format === 'json') return JSON.stringify({ baseline, savings, cusum, proof });
  if (format === 'csv') return csv(flatPeriods(cusum)).trimEnd();
  const words = ENERGY_WORDS[lang];
  const { request } = baseline;
  const parts = [
    draw(format, savingsRows(savings, lang)),
    savingsText(savings, lang),
    leftOutLines(savings.leftOut, request, lang).join('\n'),
    ...(cusum.changes.length === 0 ? [words.noChange] : [draw(format, changeRows(cusum, request, lang)), draw(format, levelRows(cusum, request, lang), [1])]),
    ...(proof === null ? [] : [draw(format, proofRows(proof, lang)), words.proof[proof.verdict]]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
