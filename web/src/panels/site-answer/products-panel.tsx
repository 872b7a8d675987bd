import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.js';
import { FiguresCard } from './figures-card.js';
import { idsOf, type SiteView } from './site-view.js';

/** Batches, good items and lead time of each product. */
export function ProductsPanel({ view, file }: { view: SiteView; file: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const products = idsOf(view.variants, (variant) => variant.products.map(({ product }) => product));
  const rows = products.flatMap((id) => {
    const ofVariants = view.variants.map(({ variant }) => variant.products.find(({ product }) => product === id));
    const item = ofVariants.find((product) => product !== undefined)?.item;
    const name = (what: string) => t('siteRun.productRow', { product: view.names.product(id), what });
    return [
      { name: name(t('siteRun.productParts.lots')), unit: '', values: ofVariants.map((product) => product?.lots) },
      { name: name(item === undefined ? '' : format.item(item)), unit: '', values: ofVariants.map((product) => product?.items) },
      { name: name(t('siteRun.productParts.leadTimeH')), unit: 'h', values: ofVariants.map((product) => product?.leadTimeH) },
    ];
  });
  return <FiguresCard title={t('siteRun.products')} caption={t('siteRun.productsCaption')} view={view} file={`${file}-products`} rows={rows} />;
}
