import type { LineEnergy, LineEnergyFigures } from '../contract/line-energy.js';
import type { TableRow } from '../exchange/table.js';
import { loadRows, rowsOf, stateRows, wasteRows } from './energy-report-rows.js';
import type { EnergySpeech } from './speech.js';

/** All figures of the energy of a line as rows of a report, unrounded; null: not known. */
export function lineEnergyRows({ line, figures, before, machines, accounts, profile, waste, batches }: LineEnergy, speech: EnergySpeech): TableRow[] {
  const { fromUs, toUs } = figures;
  const window = { fromUs, toUs };
  return [
    ...figureRows('line', line, figures),
    ...figureRows('window-before', line, before),
    ...machines.flatMap(({ unit, kwh, costEur, co2eKg, pausedKwh, unknownShare, accounts: own }) => {
      const name = speech.names.place(unit);
      return [
        ...rowsOf({ section: 'machine', id: unit, name, ...window }, [
          ['energy', 'kWh', kwh],
          ['cost', 'EUR', costEur],
          ['emissionsLocationBased', 'kgCO2e', co2eKg],
          ['energyOverPauses', 'kWh', pausedKwh],
          ['timeUnknown', 'fraction', unknownShare],
        ]),
        ...own.flatMap(({ account, seconds, kwh: used, costEur: cost }) =>
          rowsOf({ section: 'machine-state', id: `${unit} ${account}`, name, ...window }, [
            ['time', 'h', seconds / 3600],
            ['energy', 'kWh', used],
            ['cost', 'EUR', cost],
          ]),
        ),
      ];
    }),
    ...accounts.flatMap((use) => stateRows(use, window, speech.lang)),
    ...wasteRows(waste, window),
    ...loadRows(profile, speech),
    ...batches.flatMap((one) =>
      rowsOf({ section: 'batch', id: one.batch, name: null, fromUs: one.fromUs, toUs: one.toUs }, [
        ['energy', 'kWh', one.whole ? one.kwh : null],
        ['good', 'items', one.whole ? one.goodUnits : null],
        ['energyPer1000Good', 'kWh/1000 items', one.perThousandGoodKwh],
      ]),
    ),
  ];
}

const figureRows = (section: string, line: string, { fromUs, toUs, ...of }: LineEnergyFigures): TableRow[] =>
  rowsOf({ section, id: line, name: null, fromUs, toUs }, [
    ['energy', 'kWh', of.kwh],
    ['cost', 'EUR', of.costEur],
    ['emissionsLocationBased', 'kgCO2e', of.co2eKg],
    ['peakPower', 'kW', of.peakKw],
    ['good', 'items', of.goodUnits],
    ['energyPer1000Good', 'kWh/1000 items', of.perThousandGoodKwh],
    ['notProducing', 'fraction', of.notProducingShare],
    ['timeKnown', 'fraction', of.knownShare],
  ]);
