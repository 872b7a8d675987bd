import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EnergyBatches } from '../../../../src/contract/energy-batches.js';
import { FillLegend } from '../../charts/fill-legend.js';
import { ShareBars, type ShareRow } from '../../charts/share-bars.js';
import { ChartCard } from '../../charts/chart-card.js';
import { DataTable } from '../../parts/data-table.js';
import { useFormat } from '../../parts/use-format.js';
import type { SiteEnergy } from './site-energy.js';

const FILLS = { measuredKwh: 'var(--consumer-0)', allottedKwh: 'url(#unmetered)' } as const;
const PARTS = Object.keys(FILLS) as (keyof typeof FILLS)[];

/** Energy of each batch that ended, of all carriers: what its units measured, and its share of utilities and air. */
export function BatchesPanel({ batches: { lots, products, site: whole }, site: { cell, names, file } }: { batches: EnergyBatches; site: SiteEnergy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(0, ...lots.map(({ kwh }) => kwh));
  const sorted = products.flatMap(({ product }) => lots.filter((lot) => lot.product === product));
  const rows = sorted.map((lot): ShareRow => ({
    station: `${lot.lot}${lot.whole ? '' : ` (${t('energy.part')})`}`,
    variant: format.kwh(lot.kwh),
    first: true,
    length: most > 0 ? lot.kwh / most : 0,
    parts: PARTS.map((part) => ({ key: part, fill: FILLS[part], text: `${t(`energy.batchParts.${part}`)} ${format.kwh(lot[part])}`, share: lot[part] / most })),
  }));
  return (
    <ChartCard
      title={t('energy.batches')}
      caption={t('energy.batchesCaption')}
      table={() => ({
        head: [
          t('energy.batch'),
          t('energy.product'),
          t('energy.measures.kwh'),
          ...PARTS.map((part) => t(`energy.batchParts.${part}`)),
          t('energy.good'),
          t('energy.perThousand'),
        ],
        rows: sorted.map((lot) => [
          <Link to="/cells/$cell/lots/$lot" params={{ cell, lot: lot.lot }}>
            {lot.lot}
          </Link>,
          names.product(lot.product),
          format.kwh(lot.kwh),
          ...PARTS.map((part) => format.kwh(lot[part])),
          format.whole(lot.good),
          format.figure(lot.perThousandGoodKwh),
        ]),
      })}
      csv={{
        name: `${file}-batches`,
        rows: () => [
          ['lot', 'product', 'whole', 'kwh', ...PARTS, 'good', 'perThousandGoodKwh'],
          ...lots.map((lot) => [lot.lot, lot.product, String(lot.whole), lot.kwh, lot.measuredKwh, lot.allottedKwh, lot.good, lot.perThousandGoodKwh]),
        ],
      }}
      foot={<p className="minor">{t('energy.batchesFoot', { kwh: format.kwh(whole.kwh), perThousand: format.kwh(whole.perThousandGoodKwh) })}</p>}
    >
      {lots.length === 0 ? (
        <p className="minor">{t('energy.noBatches')}</p>
      ) : (
        <>
          <DataTable
            caption={t('energy.productsCaption')}
            head={[t('energy.product'), t('energy.batchCount'), t('energy.perBatch'), t('energy.perThousand'), t('energy.ofItMeasured')]}
            rows={products.map((product) => [
              names.product(product.product),
              product.notWhole > 0 ? t('energy.countAndNotWhole', { n: product.lots, notWhole: product.notWhole }) : format.whole(product.lots),
              format.kwh(product.perLotKwh),
              format.kwh(product.perThousandGoodKwh),
              format.percent(product.measuredShare),
            ])}
          />
          <ShareBars measured rows={rows} label={t('energy.batchesCaption')} />
          <FillLegend entries={PARTS.map((part) => ({ id: part, label: t(`energy.batchParts.${part}`), fill: FILLS[part] }))} />
        </>
      )}
    </ChartCard>
  );
}
