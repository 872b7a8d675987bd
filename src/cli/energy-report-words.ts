import type { MeterBalance } from '../contract/energy-meters.js';
import type { Lang } from './io.js';

/** What `twin energy report` says to people. */
interface ReportWords {
  head(cell: string, from: string, to: string): string;
  measured: string;
  sections: Record<'meters', string>;
  columns: Record<'meter' | 'kwh' | 'parts' | 'remainder' | 'balance' | 'unknown', string>;
  balances: Record<MeterBalance, string>;
  total: string;
  outside: string;
  missing(meter: string, parts: string): string;
  paused(kwh: string): string;
}

const en: ReportWords = {
  head: (cell, from, to) => `${cell}: energy from ${from} to ${to}, measured`,
  measured: 'measured',
  sections: { meters: 'Meters' },
  columns: { meter: 'meter', kwh: 'kWh', parts: 'below it [kWh]', remainder: 'remainder [kWh]', balance: 'balance', unknown: 'time unknown [%]' },
  balances: { balanced: 'adds up', unmetered: 'part unmetered', negative: 'NEGATIVE: check meters and file', unknown: 'a part not heard' },
  total: 'Total',
  outside: 'Outside all meters',
  missing: (meter, parts) => `${meter}: nothing was heard of ${parts}`,
  paused: (kwh) => `${kwh} kWh of it came over pauses of counters: measured, but not when`,
};

const fr: ReportWords = {
  head: (cell, from, to) => `${cell} : énergie du ${from} au ${to}, mesurée`,
  measured: 'mesuré',
  sections: { meters: 'Compteurs' },
  columns: { meter: 'compteur', kwh: 'kWh', parts: 'en dessous [kWh]', remainder: 'reste [kWh]', balance: 'bilan', unknown: 'temps inconnu [%]' },
  balances: {
    balanced: 'équilibré',
    unmetered: 'une part non comptée',
    negative: 'NÉGATIF : vérifier compteurs et fichier',
    unknown: 'une partie muette',
  },
  total: 'Total',
  outside: 'Hors compteurs',
  missing: (meter, parts) => `${meter} : aucune nouvelle de ${parts}`,
  paused: (kwh) => `dont ${kwh} kWh sur des pauses de compteurs : mesurés, mais sans savoir quand`,
};

export const REPORT_WORDS: Record<Lang, ReportWords> = { en, fr };
