import { Option, type Command } from 'commander';
import { fitBaseline, type BaselineModel } from '../model/enpi/baseline.js';
import { cusumOf } from '../model/enpi/cusum.js';
import { proofOf } from '../model/enpi/proof.js';
import { savingsOf } from '../model/enpi/savings.js';
import { FORMATS, type Format } from './compare-format.js';
import { readEnergyCase, type EnergyCase } from './energy-file.js';
import { baselineText, savingsAnswerText, type SavingsAnswer } from './energy-answers-text.js';
import { noBaselineText } from './energy-baseline-tables.js';
import { addEnergyReport } from './energy-report.js';
import {
  isSite,
  keepBaseline,
  keptBaselineText,
  siteSavings,
  siteSavingsText,
  siteSpeech,
  type SiteBaselineOptions,
  type SiteSavingsOptions,
} from './energy-site.js';
import { leftOutLines } from './energy-text.js';
import { ENERGY_WORDS } from './energy-words.js';
import { withServer } from './server.js';
import { withDatedStretch } from './stretch.js';
import { CALENDARS } from '../contract/enpi.js';
import { CliFault, EXIT, type Io, type Lang } from './io.js';

interface Options {
  format: Format;
  json?: true;
}

const OF = 'YAML that names a CSV of periods, - for stdin, or a site of --server';

/** Where the energy of a site went; energy baselines (ISO 50006) and savings (IPMVP option C) of a site, or of a file without a server. */
export function addEnergy(program: Command, io: Io): void {
  const energy = program.command('energy').description('where the energy of a site went; energy baselines and savings');
  addEnergyReport(energy, io);
  const command = (name: string, description: string) =>
    withServer(energy.command(name).description(description).argument('<of>', OF)).addOption(
      new Option('--format <format>', 'csv: numbers in rows; json: the whole answer').choices(FORMATS).default('table'),
    );
  command('baseline', 'energy by period as a regression on production and degree-days, and whether it is fit for use (if not, exit code 5)')
    .option('--from <day>', 'of a site: first day of the baseline')
    .option('--to <day>', 'of a site: last day')
    .addOption(new Option('--each <period>', 'of a site: day where not given').choices(['day', 'week', 'month']))
    .option('--carrier <carrier>', 'of a site: electricity where not given; all: all carriers together')
    .addOption(new Option('--calendar <calendar>', 'of a site: weekend where not given').choices(CALENDARS))
    .option('--no-production', 'of a site: without the good units as a driver')
    .option('--heating <base>', 'of a site: base of heating degree-days in °C, find, or none')
    .option('--cooling <base>', 'of a site: base of cooling degree-days in °C, find, or none')
    .option('--name <name>', 'of a site: what it is called')
    .action(async (of: string, options: Options & SiteBaselineOptions) => {
      const format = options.json ? 'json' : options.format;
      const { baseline, text } = isSite(of, io)
        ? await keepBaseline(of, options, io).then(async (kept) => ({
            baseline: kept.baseline,
            text: keptBaselineText(kept, format, await siteSpeech(of, options, io)),
          }))
        : await readEnergyCase(of, io).then((asked) => fileBaseline(asked, format, io.lang));
      io.out(text);
      if (baseline.verdict !== 'fit-for-use') throw new CliFault(EXIT.notMet, '');
    });
  withDatedStretch(
    command('savings', 'energy saved in a reporting time, CUSUM with its changes, and the proof of a prediction (if it cannot be told, exit code 5)'),
    'the end of the baseline',
  )
    .option('--baseline <id>', 'of a site: the newest one where not given')
    .option('--run <id>', 'of a site: the what-if that was carried out')
    .option('--variant <id>', 'of the run')
    .option('--carried-out <time>', 'when it was carried out')
    .action(async (of: string, options: Options & SiteSavingsOptions) => {
      const format = options.json ? 'json' : options.format;
      const { savings, text } = isSite(of, io)
        ? await siteSavings(of, options, io).then(async (answer) => ({
            savings: answer.savings,
            text: siteSavingsText(answer, format, await siteSpeech(of, options, io)),
          }))
        : await readEnergyCase(of, io).then((asked) => fileSavings(asked, format, io.lang));
      io.out(text);
      if (savings === null || savings.verdict === 'cannot-be-told') throw new CliFault(EXIT.notMet, '');
    });
}

function fileBaseline(asked: EnergyCase, format: Format, lang: Lang) {
  const { baseline } = modelOf(asked, lang);
  return { baseline, text: baselineText(baseline, format, lang) };
}

function fileSavings(asked: EnergyCase, format: Format, lang: Lang) {
  const answer = savingsAnswer(asked, lang);
  return { savings: answer.savings, text: savingsAnswerText(answer, format, lang) };
}

function modelOf({ request, baseline }: EnergyCase, lang: Lang): BaselineModel {
  const fitted = fitBaseline(request, baseline);
  if (fitted.ok) return fitted.model;
  const reasons = leftOutLines(fitted.reason.leftOut, request, lang);
  throw new CliFault(EXIT.notMet, [noBaselineText(fitted.reason, lang), ...reasons].join('\n'));
}

function savingsAnswer(asked: EnergyCase, lang: Lang): SavingsAnswer {
  const words = ENERGY_WORDS[lang];
  if (asked.reporting === null) throw new CliFault(EXIT.validation, words.noReporting);
  const model = modelOf(asked, lang);
  const savings = savingsOf(model, asked.reporting);
  if (savings === null) throw new CliFault(EXIT.notMet, words.noneUsable);
  const { predicted } = asked;
  const proof = predicted === null ? null : proofOf(predicted, savings, predicted.within);
  return { baseline: model.baseline, savings, cusum: cusumOf(model, asked.all), proof };
}
