import { useTranslation } from 'react-i18next';
import type { BillPart, PeriodBill } from '../../../../src/contract/bill.js';
import type { CarrierEstimate } from '../../../../src/contract/cell-scenario.js';
import { FiguresCard, type FigureRow } from './figures-card.js';
import { idsOf, type SiteView } from './site-view.js';

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

/** The bill of each carrier that a contract prices, by part and by period. */
export function BillPanels({ view, file }: { view: SiteView; file: string }) {
  const { t } = useTranslation();
  return idsOf(view.variants, (variant) => variant.carriers.map(({ carrier }) => carrier)).map((id) => {
    const bills = view.variants.map(({ variant }) => variant.carriers.find(({ carrier }) => carrier === id)?.bill ?? null);
    if (bills.every((bill) => bill === null)) return null;
    const carrier = view.names.carrier(id);
    const contracts = [...new Set(bills.flatMap((bill) => bill?.contract ?? []))].join(', ');
    return (
      <FiguresCard
        key={id}
        title={t('siteRun.bill', { carrier })}
        caption={t('siteRun.billCaption', { carrier })}
        view={view}
        file={`${file}-bill-${id}`}
        rows={[
          ...billRows(
            bills,
            (part) => t(`siteRun.billParts.${part}`),
            (period, part) => t('siteRun.billPeriod', { period, what: t(`siteRun.billPeriodParts.${part}`) }),
          ),
        ]}
        foot={`${t('siteRun.billContract')} ${contracts}`}
      />
    );
  });
}

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
