import { useTranslation } from 'react-i18next';
import { billRows } from './bill-rows.js';
import { FiguresCard } from './figures-card.js';
import { idsOf, type SiteView } from './site-view.js';

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
