import type { KpiAccount } from '../contract/cell-kpi.js';
import type { EnergyBatches } from '../contract/energy-batches.js';
import type { EnergyMeters } from '../contract/energy-meters.js';
import type { EnergyProfile, LoadPeriod } from '../contract/energy-profile.js';
import type { AccountUse, EnergyUse } from '../contract/energy-use.js';
import type { Micros } from '../contract/units.js';
import type { Column, TableRow } from '../exchange/table.js';
import { accountName } from './cell-now.js';
import type { Lang } from './io.js';
import type { EnergyReport } from './energy-report-data.js';
import { REPORT_WORDS } from './energy-report-words.js';
import type { EnergySpeech, Speech } from './speech.js';

/** A row holds one quantity of one thing over a time. */
export const REPORT_COLUMNS: readonly Column[] = [
  { name: 'section', type: 'text' },
  { name: 'id', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'carrier', type: 'text' },
  { name: 'from', type: 'time' },
  { name: 'to', type: 'time' },
  { name: 'quantity', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'value', type: 'number' },
];

export type Quantities = readonly (readonly [quantity: string, unit: string, value: number | null])[];

export interface Thing {
  section: string;
  id: string | null;
  name: string | null;
  /** none where not given */
  carrier?: string;
  fromUs: Micros | null;
  toUs: Micros;
}

/** Rows of one thing, one for each of its quantities. */
export const rowsOf = ({ section, id, name, carrier, fromUs, toUs }: Thing, quantities: Quantities): TableRow[] =>
  quantities.map(([quantity, unit, value]) => [section, id, name, carrier ?? null, fromUs, toUs, quantity, unit, value]);

const LOAD_STEP_US = 600e6;

/** All figures of a report, unrounded; null: not known. */
export function reportRows(report: EnergyReport, speech: Speech): TableRow[] {
  return [
    ...meterRows(report.meters, speech),
    ...report.profiles.flatMap((profile) => loadRows(profile, speech)),
    ...useRows(report.states, speech),
    ...batchRows(report.batches, speech),
  ];
}

function meterRows({ fromUs, toUs, carriers }: EnergyMeters, { lang, names }: Speech): TableRow[] {
  return carriers.flatMap(({ carrier, kwh, pausedKwh, unknownShare, outsideKwh, rows }) => [
    ...rowsOf({ section: 'carrier', id: carrier, name: names.carrier(carrier), carrier, fromUs, toUs }, [
      ['energy', 'kWh', kwh],
      ['energyOverPauses', 'kWh', pausedKwh],
      ['energyOutsideMeters', 'kWh', outsideKwh],
      ['timeUnknown', 'fraction', unknownShare],
    ]),
    ...rows.flatMap((row) =>
      rowsOf({ section: 'meter', id: row.id, name: row.name?.[lang] ?? names.place(row.id), carrier, fromUs, toUs }, [
        ['energy', 'kWh', row.kwh],
        ['energyOfParts', 'kWh', row.partsKwh],
        ['remainder', 'kWh', row.remainderKwh],
        ['energyOverPauses', 'kWh', row.pausedKwh],
        ['timeUnknown', 'fraction', row.unknownShare],
      ]),
    ),
  ]);
}

/** Load, peaks and bill of a carrier. */
export function loadRows({ carrier, fromUs, toUs, meanKw, loadFactor, carbon, periods, bill }: Omit<EnergyProfile, 'cell'>, speech: EnergySpeech): TableRow[] {
  const named = { name: speech.names.carrier(carrier), carrier, fromUs, toUs };
  return [
    ...rowsOf({ section: 'load', id: carrier, ...named }, [
      ['meanPower', 'kW', meanKw],
      ['loadFactor', 'fraction', loadFactor],
      ['emissionsLocationBased', 'kgCO2e', carbon?.locationKg ?? null],
      ['emissionsMarketBased', 'kgCO2e', carbon?.marketKg ?? null],
    ]),
    ...periods.flatMap((period) => periodRows(period, named, speech)),
    ...(bill === null
      ? []
      : [
          ...rowsOf({ section: 'bill', ...named, id: bill.contract }, [
            ['energyCost', 'EUR', bill.energyEur],
            ['networkCost', 'EUR', bill.networkEur],
            ['taxes', 'EUR', bill.taxEur],
            ['cost', 'EUR', bill.totalEur],
          ]),
          ...Object.entries(bill.parts).flatMap(([part, eur]) => rowsOf({ section: 'bill-part', ...named, id: part }, [['cost', 'EUR', eur]])),
        ]),
  ];
}

function periodRows(
  { label, kwh, hours, subscribedKw, stepsOver, peaks }: LoadPeriod,
  { carrier, fromUs, toUs }: { carrier: string; fromUs: Micros; toUs: Micros },
  { lang, names }: EnergySpeech,
): TableRow[] {
  const period = { id: label, name: label ?? REPORT_WORDS[lang].allHours, carrier };
  return [
    ...rowsOf({ section: 'tariff-period', ...period, fromUs, toUs }, [
      ['time', 'h', hours],
      ['energy', 'kWh', kwh],
      ['subscribedPower', 'kW', subscribedKw],
      ['stepsOverSubscribedPower', '10 min', subscribedKw === null ? null : stepsOver],
    ]),
    ...peaks.flatMap(({ atUs, kw, overKw, makers }) => {
      const during = { carrier, fromUs: atUs, toUs: atUs + LOAD_STEP_US };
      return [
        ...rowsOf({ section: 'peak', ...period, ...during }, [
          ['power', 'kW', kw],
          ['powerOverSubscribed', 'kW', overKw],
        ]),
        ...makers.flatMap(({ source, kind, kw: its }) => {
          const name = kind === 'remainder' ? REPORT_WORDS[lang].remainder(names.meter(source)) : names.place(source);
          return rowsOf({ section: 'peak-maker', id: source, name, ...during }, [['power', 'kW', its]]);
        }),
      ];
    }),
  ];
}

function useRows({ fromUs, toUs, accounts, waste, outsideExecuteShare, zones }: EnergyUse, { lang, names }: Speech): TableRow[] {
  const window = { fromUs, toUs };
  return [
    ...accounts.flatMap((use) => stateRows(use, window, lang)),
    ...wasteRows(waste, window),
    ...rowsOf({ section: 'units', id: null, name: null, ...window }, [['outsideExecute', 'fraction', outsideExecuteShare]]),
    ...zones.flatMap(({ zone, airKwh, unitsKwh }) =>
      rowsOf({ section: 'zone', id: zone, name: zone === null ? REPORT_WORDS[lang].noZone : names.zone(zone), ...window }, [
        ['energyOfAir', 'kWh', airKwh],
        ['energyOfUnits', 'kWh', unitsKwh],
      ]),
    ),
  ];
}

type Window = Pick<Thing, 'fromUs' | 'toUs'>;
type Used = Pick<AccountUse, 'seconds' | 'kwh' | 'costEur'>;

const usedOf = ({ seconds, kwh, costEur }: Used): Quantities => [
  ['time', 'h', seconds / 3600],
  ['energy', 'kWh', kwh],
  ['cost', 'EUR', costEur],
];

/** What was used in a state; of one source where it is named. */
export const stateRows = ({ account, ...used }: Used & { account: KpiAccount }, window: Window, lang: Lang): TableRow[] =>
  rowsOf({ section: 'state', id: account, name: accountName(account, lang), ...window }, usedOf(used));

export const wasteRows = ({ accounts, share, ...used }: Used & { accounts: readonly string[]; share: number | null }, window: Window): TableRow[] =>
  rowsOf({ section: 'waste', id: accounts.join(' '), name: null, ...window }, [...usedOf(used), ['shareOfUnits', 'fraction', share]]);

function batchRows({ cell, fromUs, toUs, products, lots, site }: EnergyBatches, { names }: Speech): TableRow[] {
  return [
    ...products.flatMap((one) =>
      rowsOf({ section: 'product', id: one.product, name: names.product(one.product), fromUs, toUs }, [
        ['batches', 'batches', one.lots],
        ['batchesNotWhole', 'batches', one.notWhole],
        ['energy', 'kWh', one.kwh],
        ['energyPerBatch', 'kWh/batch', one.perLotKwh],
        ['energyPer1000Good', 'kWh/1000 items', one.perThousandGoodKwh],
        ['measured', 'fraction', one.measuredShare],
      ]),
    ),
    ...lots.flatMap((one) =>
      rowsOf({ section: 'batch', id: one.lot, name: names.product(one.product), fromUs: one.begunUs, toUs: one.endedUs }, [
        ['energy', 'kWh', one.whole ? one.kwh : null],
        ['good', 'items', one.good],
        ['energyPer1000Good', 'kWh/1000 items', one.whole ? one.perThousandGoodKwh : null],
        ['measured', 'fraction', one.whole ? one.measuredShare : null],
      ]),
    ),
    ...rowsOf({ section: 'site', id: cell, name: null, fromUs, toUs }, [
      ['energy', 'kWh', site.kwh],
      ['unmetered', 'kWh', site.unmeteredKwh],
      ['good', 'items', site.good],
      ['energyPer1000Good', 'kWh/1000 items', site.perThousandGoodKwh],
    ]),
  ];
}
