import type { Lang } from './io.js';

/** What `twin energy report` says of a line, beside what it says of a site. */
interface LineEnergyWords {
  head(line: string, from: string, to: string): string;
  sections: Record<'figures' | 'machines' | 'states' | 'batches', string>;
  columns: Record<
    | 'figure'
    | 'now'
    | 'before'
    | 'machine'
    | 'by'
    | 'kwh'
    | 'eur'
    | 'unknown'
    | 'state'
    | 'hours'
    | 'share'
    | 'batch'
    | 'begin'
    | 'end'
    | 'good'
    | 'perThousand',
    string
  >;
  figures: Record<'kwh' | 'costEur' | 'co2eKg' | 'peakKw' | 'goodUnits' | 'perThousandGoodKwh' | 'notProducingShare' | 'knownShare', string>;
  by: Record<'counter' | 'power' | 'none', string>;
  missing(machines: string): string;
  waste(kwh: string, percent: string): string;
  part(batch: string): string;
}

const en: LineEnergyWords = {
  head: (line, from, to) => `${line}: energy from ${from} to ${to}, measured`,
  sections: { figures: 'Figures', machines: 'Machines', states: 'What machines were doing', batches: 'Batches' },
  columns: {
    ...{ figure: 'figure', now: 'window', before: 'window before', machine: 'machine', by: 'by', kwh: 'kWh', eur: 'EUR', unknown: 'time unknown [%]' },
    ...{ state: 'state', hours: 'h', share: 'share [%]', batch: 'batch', begin: 'begin', end: 'end', good: 'good units', perThousand: 'kWh/1,000 good' },
  },
  figures: {
    kwh: 'energy [kWh]',
    costEur: 'cost [EUR]',
    co2eKg: 'CO2e [kg]',
    peakKw: 'peak, mean of ten minutes [kW]',
    goodUnits: 'good units',
    perThousandGoodKwh: 'kWh/1,000 good',
    notProducingShare: 'used while not producing [%]',
    knownShare: 'time known, of all machines [%]',
  },
  by: { counter: 'counter', power: 'power', none: 'not heard' },
  missing: (machines) => `Nothing was heard of the energy of ${machines}: in no figure`,
  waste: (kwh, percent) => `Waiting, asleep and at rest: ${kwh} kWh, ${percent} % of the line`,
  part: (batch) => `${batch} (in part)`,
};

const fr: LineEnergyWords = {
  head: (line, from, to) => `${line} : énergie du ${from} au ${to}, mesurée`,
  sections: { figures: 'Chiffres', machines: 'Machines', states: 'Activité des machines', batches: 'Lots' },
  columns: {
    ...{ figure: 'chiffre', now: 'période', before: 'période précédente', machine: 'machine', by: 'par', kwh: 'kWh', eur: 'EUR', unknown: 'temps inconnu [%]' },
    ...{ state: 'état', hours: 'h', share: 'part [%]', batch: 'lot', begin: 'début', end: 'fin', good: 'bonnes', perThousand: 'kWh/1000 bonnes' },
  },
  figures: {
    kwh: 'énergie [kWh]',
    costEur: 'coût [EUR]',
    co2eKg: 'CO2e [kg]',
    peakKw: 'pointe, moyenne de dix minutes [kW]',
    goodUnits: 'unités bonnes',
    perThousandGoodKwh: 'kWh/1000 bonnes',
    notProducingShare: 'consommé hors production [%]',
    knownShare: 'temps connu, de toutes les machines [%]',
  },
  by: { counter: 'compteur', power: 'puissance', none: 'pas entendu' },
  missing: (machines) => `Rien n’a été entendu de l’énergie de ${machines} : dans aucun chiffre`,
  waste: (kwh, percent) => `En attente, en veille et au repos : ${kwh} kWh, ${percent} % de la ligne`,
  part: (batch) => `${batch} (en partie)`,
};

export const LINE_ENERGY_WORDS: Record<Lang, LineEnergyWords> = { en, fr };
