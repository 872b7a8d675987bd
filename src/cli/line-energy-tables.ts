import type { LineEnergy, LineEnergyFigures } from '../contract/line-energy.js';
import { accountName } from './cell-now.js';
import { loadSections } from './energy-load-tables.js';
import type { Section } from './energy-report-tables.js';
import { figure, number } from './format.js';
import { LINE_ENERGY_WORDS } from './line-energy-words.js';
import type { EnergySpeech } from './speech.js';

/** Figures of a line beside those of the window before, its machines, states, load and peaks, and batches. */
export const lineEnergySections = (energy: LineEnergy, speech: EnergySpeech): Section[] => [
  figuresSection(energy, speech),
  machinesSection(energy, speech),
  statesSection(energy, speech),
  ...loadSections(energy.profile, speech),
  batchesSection(energy, speech),
];

/** Decimals, and what is told in per cent. */
const FIGURES = { kwh: 1, costEur: 2, co2eKg: 1, peakKw: 1, goodUnits: 0, perThousandGoodKwh: 2, notProducingShare: 1, knownShare: 1 } as const;
type Figure = keyof typeof FIGURES;
const ORDER: readonly Figure[] = ['kwh', 'costEur', 'co2eKg', 'peakKw', 'goodUnits', 'perThousandGoodKwh', 'notProducingShare', 'knownShare'];
const isShare = (of: Figure) => of === 'notProducingShare' || of === 'knownShare';

function figuresSection({ figures, before, missing }: LineEnergy, { lang, names }: EnergySpeech): Section {
  const words = LINE_ENERGY_WORDS[lang];
  const text = (of: Figure, from: LineEnergyFigures) => {
    const value = from[of];
    return figure(value === null || !isShare(of) ? value : 100 * value, FIGURES[of], lang);
  };
  return {
    title: words.sections.figures,
    rows: [[words.columns.figure, words.columns.now, words.columns.before], ...ORDER.map((of) => [words.figures[of], text(of, figures), text(of, before)])],
    left: [],
    notes: missing.length > 0 ? [words.missing(missing.map(names.place).join(', '))] : [],
  };
}

function machinesSection({ machines }: LineEnergy, { lang, names }: EnergySpeech): Section {
  const { columns, by: sources, sections } = LINE_ENERGY_WORDS[lang];
  return {
    title: sections.machines,
    rows: [
      [columns.machine, columns.by, columns.kwh, columns.eur, columns.unknown],
      ...machines.map(({ unit, by, kwh, costEur, unknownShare }) => [
        ...[names.place(unit), sources[by ?? 'none'], figure(kwh, 1, lang), figure(costEur, 2, lang), number(100 * unknownShare, 2, lang)],
      ]),
    ],
    left: [1],
    notes: [],
  };
}

function statesSection({ machines, accounts, waste }: LineEnergy, { lang, names }: EnergySpeech): Section {
  const words = LINE_ENERGY_WORDS[lang];
  const { columns, sections } = words;
  const whole = accounts.reduce((sum, { kwh }) => sum + kwh, 0);
  const percent = (share: number | null) => figure(share === null ? null : 100 * share, 1, lang);
  return {
    title: sections.states,
    rows: [
      [columns.machine, columns.state, columns.hours, columns.kwh, columns.share, columns.eur],
      ...machines.flatMap(({ unit, accounts: own }) =>
        own.map(({ account, seconds, kwh, costEur }, i) => [
          ...[i === 0 ? names.place(unit) : '', accountName(account, lang), number(seconds / 3600, 1, lang), number(kwh, 2, lang)],
          ...[percent(whole > 0 ? kwh / whole : null), figure(costEur, 2, lang)],
        ]),
      ),
    ],
    left: [1],
    notes: [words.waste(number(waste.kwh, 1, lang), percent(waste.share))],
  };
}

function batchesSection({ batches }: LineEnergy, { lang, moment }: EnergySpeech): Section {
  const words = LINE_ENERGY_WORDS[lang];
  const { columns, sections } = words;
  return {
    title: sections.batches,
    rows: [
      [columns.batch, columns.begin, columns.end, columns.kwh, columns.eur, columns.good, columns.perThousand],
      ...batches.map(({ batch, whole, fromUs, toUs, kwh, costEur, goodUnits, perThousandGoodKwh }) => [
        ...[whole ? batch : words.part(batch), moment(fromUs), moment(toUs), number(kwh, 1, lang), figure(costEur, 2, lang)],
        ...[figure(goodUnits, 0, lang), figure(perThousandGoodKwh, 2, lang)],
      ]),
    ],
    left: [1, 2],
    notes: [],
  };
}
