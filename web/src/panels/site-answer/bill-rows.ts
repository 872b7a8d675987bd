import type { BillPart, PeriodBill } from '../../../../src/contract/bill.js';
import type { CarrierEstimate } from '../../../../src/contract/cell-scenario.js';
import type { FigureRow } from './figure-row.js';

const PERIOD_UNITS = { kwh: 'kWh', peakKw: 'kW', subscribedKw: 'kW', eur: 'EUR' } as const satisfies Partial<Record<keyof PeriodBill, string>>;
const PERIOD_PARTS = Object.keys(PERIOD_UNITS) as (keyof typeof PERIOD_UNITS)[];
const PARTS = Object.keys({
  supply: true,
  feedIn: true,
  fixed: true,
  capacity: true,
  networkEnergy: true,
  overrun: true,
  demand: true,
  excise: true,
  ofFixedNetwork: true,
  vat: true,
} satisfies Record<BillPart, true>) as BillPart[];

type ItsBill = NonNullable<CarrierEstimate['bill']>;

/** Parts that cost nothing in any variant, and periods without energy in any, are left out. */
export function billRows(
  bills: readonly (ItsBill | null)[],
  partName: (part: BillPart) => string,
  periodName: (label: string, part: (typeof PERIOD_PARTS)[number]) => string,
): FigureRow[] {
  const parts = PARTS.filter((part) => bills.some((bill) => (bill?.parts[part] ?? 0) !== 0));
  const labels = [...new Set(bills.flatMap((bill) => bill?.periods.filter(({ kwh }) => kwh > 0).map(({ label }) => label) ?? []))];
  const period = (bill: ItsBill | null, label: string) => bill?.periods.find((each) => each.label === label);
  return [
    ...parts.map((part) => ({ name: partName(part), unit: 'EUR', values: bills.map((bill) => bill?.parts[part]) })),
    ...labels.flatMap((label) =>
      PERIOD_PARTS.map((part) => ({ name: periodName(label, part), unit: PERIOD_UNITS[part], values: bills.map((bill) => period(bill, label)?.[part]) })),
    ),
  ];
}
