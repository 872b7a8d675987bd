import type { EnergyBatches } from '../contract/energy-batches.js';
import type { EnergyUse } from '../contract/energy-use.js';
import { supplyNoteText } from '../contract/supply-note-text.js';
import { accountName } from './cell-now.js';
import type { Section } from './energy-report-tables.js';
import { REPORT_WORDS } from './energy-report-words.js';
import { figure, number } from './format.js';
import type { Speech } from './speech.js';

/** Energy by what units were doing, and by zone. */
export function useSections({ accounts, unitsKwh, waste, outsideExecuteShare, zones, notes }: EnergyUse, { lang, names }: Speech): Section[] {
  const words = REPORT_WORDS[lang];
  const { state, hours, kwh, share, eur, zone, air, units } = words.columns;
  const percent = (part: number | null) => figure(part === null ? null : 100 * part, 1, lang);
  const states = accounts.map((use) => [
    accountName(use.account, lang),
    number(use.seconds / 3600, 1, lang),
    number(use.kwh, 1, lang),
    percent(unitsKwh > 0 ? use.kwh / unitsKwh : null),
    figure(use.costEur, 2, lang),
  ]);
  return [
    {
      title: words.sections.states,
      rows: [[state, hours, kwh, share, eur], ...states],
      left: [],
      notes: [
        words.outsideExecute(percent(outsideExecuteShare)),
        words.waste(number(waste.kwh, 1, lang), percent(waste.share), figure(waste.costEur, 2, lang)),
        ...notes.map((note) => supplyNoteText(note, lang)),
      ],
    },
    {
      title: words.sections.zones,
      rows: [
        [zone, air, units],
        ...zones.map((one) => [one.zone === null ? words.noZone : names.zone(one.zone), number(one.airKwh, 1, lang), number(one.unitsKwh, 1, lang)]),
      ],
      left: [],
      notes: [],
    },
  ];
}

/** Energy of batches by product, and of the site by what it made. */
export function batchSection({ products, site }: EnergyBatches, { lang, names }: Speech): Section {
  const words = REPORT_WORDS[lang];
  const { product, lots, kwh, perLot, perThousand, measured } = words.columns;
  const rows = products.map((one) => [
    names.product(one.product),
    String(one.lots),
    number(one.kwh, 0, lang),
    figure(one.perLotKwh, 0, lang),
    figure(one.perThousandGoodKwh, 2, lang),
    figure(one.measuredShare === null ? null : 100 * one.measuredShare, 0, lang),
  ]);
  const notWhole = products.reduce((sum, one) => sum + one.notWhole, 0);
  return {
    title: words.sections.batches,
    rows: [[product, lots, kwh, perLot, perThousand, measured], ...rows],
    left: [],
    notes: [
      ...(notWhole > 0 ? [words.notWhole(notWhole)] : []),
      words.site(number(site.kwh, 0, lang), number(site.good, 0, lang), figure(site.perThousandGoodKwh, 2, lang)),
      ...(site.unmeteredKwh === null ? [] : [words.unmeteredOfSite(number(site.unmeteredKwh, 0, lang))]),
    ],
  };
}
