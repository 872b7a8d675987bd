import { useTranslation } from 'react-i18next';
import type { CarrierEstimate } from '../../../../src/contract/cell-scenario.js';
import { FiguresCard } from './figures-card.js';
import { idsOf, type SiteView } from './site-view.js';

const UNITS = { kwh: 'kWh', peakKw: 'kW', costEur: 'EUR', co2eKg: 'kg' } as const satisfies Partial<Record<keyof CarrierEstimate, string>>;
const PARTS = Object.keys(UNITS) as (keyof typeof UNITS)[];

/** Energy, peak, cost and emissions of each carrier. */
export function CarriersPanel({ view, file }: { view: SiteView; file: string }) {
  const { t } = useTranslation();
  const carriers = idsOf(view.variants, (variant) => variant.carriers.map(({ carrier }) => carrier));
  const rows = carriers.flatMap((id) =>
    PARTS.map((part) => ({
      name: t('siteRun.carrierRow', { carrier: view.names.carrier(id), what: t(`siteRun.carrierParts.${part}`) }),
      unit: UNITS[part],
      values: view.variants.map(({ variant }) => variant.carriers.find(({ carrier }) => carrier === id)?.[part]),
    })),
  );
  return <FiguresCard title={t('siteRun.carriers')} caption={t('siteRun.carriersCaption')} view={view} file={`${file}-carriers`} rows={rows} />;
}
