import type { MeterBalance } from '../contract/energy-meters.js';
import type { Lang } from './io.js';

/** What `twin energy report` says to people. */
interface ReportWords {
  head(cell: string, from: string, to: string): string;
  sections: Record<'meters' | 'load' | 'bill' | 'states' | 'zones' | 'batches', string>;
  columns: Record<
    | 'meter' | 'kwh' | 'parts' | 'remainder' | 'balance' | 'unknown' | 'period' | 'hours' | 'subscribed' | 'peak' | 'over' | 'at' | 'makers'
    | 'part' | 'eur' | 'state' | 'share' | 'zone' | 'air' | 'units' | 'product' | 'lots' | 'perLot' | 'perThousand' | 'measured',
    string
  >; // prettier-ignore
  balances: Record<MeterBalance, string>;
  bill: Record<'energy' | 'network' | 'taxes' | 'total', string>;
  total: string;
  outside: string;
  remainder(meter: string): string;
  allHours: string;
  noZone: string;
  missing(meter: string, parts: string): string;
  paused(kwh: string): string;
  loadFactor(percent: string): string;
  carbon(kg: string): string;
  waste(kwh: string, percent: string, eur: string): string;
  outsideExecute(percent: string): string;
  site(kwh: string, good: string, perThousand: string): string;
  unmeteredOfSite(kwh: string): string;
  notWhole(lots: number): string;
}

const en: ReportWords = {
  head: (cell, from, to) => `${cell}: energy from ${from} to ${to}, measured`,
  sections: {
    meters: 'Meters',
    load: 'Load and peaks',
    bill: 'Bill of the window',
    states: 'What units were doing',
    zones: 'Zones',
    batches: 'Batches that ended',
  },
  columns: {
    meter: 'meter',
    kwh: 'kWh',
    parts: 'below it [kWh]',
    remainder: 'remainder [kWh]',
    balance: 'balance',
    unknown: 'time unknown [%]',
    period: 'period',
    hours: 'h',
    subscribed: 'subscribed [kW]',
    peak: 'peak [kW]',
    over: 'over it [10 min]',
    at: 'at',
    makers: 'made by',
    part: 'part',
    eur: 'EUR',
    state: 'units',
    share: 'share [%]',
    zone: 'zone',
    air: 'air [kWh]',
    units: 'units in it [kWh]',
    product: 'product',
    lots: 'batches',
    perLot: 'kWh/batch',
    perThousand: 'kWh/1,000 good',
    measured: 'of it measured [%]',
  },
  balances: { balanced: 'adds up', unmetered: 'part unmetered', negative: 'NEGATIVE: check meters and file', unknown: 'a part not heard' },
  bill: { energy: 'energy', network: 'network', taxes: 'taxes', total: 'total' },
  total: 'Total',
  outside: 'Outside all meters',
  remainder: (meter) => `${meter}, unmetered`,
  allHours: 'all hours',
  noZone: 'in none',
  missing: (meter, parts) => `${meter}: nothing was heard of ${parts}`,
  paused: (kwh) => `${kwh} kWh of it came over pauses of counters: measured, but not when`,
  loadFactor: (percent) => `Load factor ${percent} %`,
  carbon: (kg) => `${kg} kg CO2e by the average of the network, hour by hour`,
  waste: (kwh, percent, eur) => `Idle and standby: ${kwh} kWh, ${percent} % of the units, ${eur} EUR by what one kWh more cost`,
  outsideExecute: (percent) => `Outside production: ${percent} % of the energy of the units`,
  site: (kwh, good, perThousand) => `Site: ${kwh} kWh, ${good} good units, ${perThousand} kWh by 1,000 (all that was used, with what no batch used)`,
  unmeteredOfSite: (kwh) => `Of it ${kwh} kWh that a meter counted, and nothing below it`,
  notWhole: (lots) => `${lots} more ended that began before the record: they are in no figure`,
};

const fr: ReportWords = {
  head: (cell, from, to) => `${cell} : énergie du ${from} au ${to}, mesurée`,
  sections: {
    meters: 'Compteurs',
    load: 'Charge et pointes',
    bill: 'Facture de la période',
    states: 'Activité des équipements',
    zones: 'Zones',
    batches: 'Lots terminés',
  },
  columns: {
    meter: 'compteur',
    kwh: 'kWh',
    parts: 'en dessous [kWh]',
    remainder: 'reste [kWh]',
    balance: 'bilan',
    unknown: 'temps inconnu [%]',
    period: 'poste horosaisonnier',
    hours: 'h',
    subscribed: 'souscrite [kW]',
    peak: 'pointe [kW]',
    over: 'dépassements [10 min]',
    at: 'à',
    makers: 'causée par',
    part: 'part',
    eur: 'EUR',
    state: 'équipements',
    share: 'part [%]',
    zone: 'zone',
    air: 'air [kWh]',
    units: 'équipements dedans [kWh]',
    product: 'produit',
    lots: 'lots',
    perLot: 'kWh/lot',
    perThousand: 'kWh/1000 bons',
    measured: 'dont mesuré [%]',
  },
  balances: {
    balanced: 'équilibré',
    unmetered: 'une part non comptée',
    negative: 'NÉGATIF : vérifier compteurs et fichier',
    unknown: 'une partie muette',
  },
  bill: { energy: 'énergie', network: 'acheminement', taxes: 'taxes', total: 'total' },
  total: 'Total',
  outside: 'Hors compteurs',
  remainder: (meter) => `${meter}, non compté`,
  allHours: 'toutes heures',
  noZone: 'hors zone',
  missing: (meter, parts) => `${meter} : aucune nouvelle de ${parts}`,
  paused: (kwh) => `dont ${kwh} kWh sur des pauses de compteurs : mesurés, mais sans savoir quand`,
  loadFactor: (percent) => `Facteur de charge ${percent} %`,
  carbon: (kg) => `${kg} kg CO2e par la moyenne du réseau, heure par heure`,
  waste: (kwh, percent, eur) => `Sans ordre et en veille : ${kwh} kWh, ${percent} % des équipements, ${eur} EUR au prix du kWh de plus`,
  outsideExecute: (percent) => `Hors production : ${percent} % de l’énergie des équipements`,
  site: (kwh, good, perThousand) => `Site : ${kwh} kWh, ${good} unités bonnes, ${perThousand} kWh pour 1000 (tout, y compris ce qu’aucun lot n’a consommé)`,
  unmeteredOfSite: (kwh) => `Dont ${kwh} kWh qu’un compteur a comptés, et rien en aval de lui`,
  notWhole: (lots) => `${lots} de plus, commencés avant l’enregistrement : dans aucun chiffre`,
};

export const REPORT_WORDS: Record<Lang, ReportWords> = { en, fr };
