import type { MeterRow } from '../../../../src/contract/energy-meters.js';
import type { Formats } from '../../format/formats.js';

/** In what energy is told: as itself, by what it cost, by what it emitted. */
export const MEASURES = ['kwh', 'eur', 'co2e'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Amount {
  kwh: number | null;
  costEur: number | null;
  co2eKg: number | null;
}

const FIELDS = { kwh: 'kwh', eur: 'costEur', co2e: 'co2eKg' } as const satisfies Record<Measure, keyof Amount>;
export const MEASURE_UNITS = { kwh: 'kWh', eur: '€', co2e: 'kg CO₂e' } as const satisfies Record<Measure, string>;

/** What the server says of an energy in the measure that was chosen; null where it is not known. */
export const amountOf = (amount: Amount, measure: Measure): number | null => amount[FIELDS[measure]];

/** The same of what a meter counted and nothing below it did. */
export const remainderOf = ({ remainderKwh, remainderCostEur, remainderCo2eKg }: MeterRow, measure: Measure): number | null =>
  amountOf({ kwh: remainderKwh, costEur: remainderCostEur, co2eKg: remainderCo2eKg }, measure);

export const amountText = (format: Formats, value: number | null, measure: Measure): string => format[measure](value);
