import type { EnergyProfile, LoadPeriod, PeakMaker } from '../contract/energy-profile.js';
import { supplyNoteText } from '../contract/supply-note-text.js';
import type { Section } from './energy-report-tables.js';
import { REPORT_WORDS } from './energy-report-words.js';
import { figure, number } from './format.js';
import type { EnergySpeech } from './speech.js';

/** Load, peaks and bill of a carrier. */
export function loadSections(profile: Omit<EnergyProfile, 'cell'>, speech: EnergySpeech): Section[] {
  const { lang, names } = speech;
  const words = REPORT_WORDS[lang];
  if (profile.kwh === null) return [];
  const title = (section: string) => `${section}, ${names.carrier(profile.carrier)}`;
  const { period, kwh, hours, subscribed, peak, over, at, makers } = words.columns;
  const rows = profile.periods.filter((one) => one.hours > 0).flatMap((one) => periodRows(one, speech));
  const { loadFactor, carbon, bill } = profile;
  const load: Section = {
    title: title(words.sections.load),
    rows: [[period, hours, kwh, subscribed, over, peak, at, makers], ...rows],
    left: [6, 7],
    notes: [
      ...(loadFactor === null ? [] : [words.loadFactor(number(100 * loadFactor, 0, lang))]),
      ...(carbon === null || carbon.locationKg === null ? [] : [words.carbon(number(carbon.locationKg, 0, lang))]),
      ...profile.notes.map((note) => supplyNoteText(note, lang)),
    ],
  };
  return bill === null ? [load] : [load, { title: title(words.sections.bill), ...billOf(bill, speech), left: [] }];
}

/** A row for each peak of a period; its energy stands with the first. */
function periodRows({ label, kwh, hours, subscribedKw, stepsOver, peaks }: LoadPeriod, { lang, names, moment }: EnergySpeech): string[][] {
  const words = REPORT_WORDS[lang];
  const head = [
    label ?? words.allHours,
    number(hours, 1, lang),
    number(kwh, 1, lang),
    figure(subscribedKw, 0, lang),
    subscribedKw === null ? '–' : String(stepsOver),
  ];
  const maker = ({ source, kind, kw }: PeakMaker) =>
    `${kind === 'remainder' ? words.remainder(names.meter(source)) : names.place(source)} ${number(kw, 0, lang)}`;
  const peak = (one: LoadPeriod['peaks'][number]) => [number(one.kw, 1, lang), moment(one.atUs), one.makers.slice(0, 3).map(maker).join(', ')];
  const [first, ...rest] = peaks;
  return [[...head, ...(first === undefined ? ['–', '', ''] : peak(first))], ...rest.map((one) => ['', '', '', '', '', ...peak(one)])];
}

function billOf({ energyEur, networkEur, taxEur, totalEur, contract, notes }: NonNullable<EnergyProfile['bill']>, { lang }: EnergySpeech) {
  const { bill, columns } = REPORT_WORDS[lang];
  const row = (name: string, eur: number) => [name, number(eur, 2, lang)];
  return {
    rows: [
      [`${columns.part} (${contract})`, columns.eur],
      row(bill.energy, energyEur),
      row(bill.network, networkEur),
      row(bill.taxes, taxEur),
      row(bill.total, totalEur),
    ],
    notes: notes.map((note) => supplyNoteText(note, lang)),
  };
}
