import { useTranslation } from 'react-i18next';
import { ChartCard } from '../../charts/chart-card.js';
import { ShareBars } from '../../charts/share-bars.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { intervalTexts } from '../run/interval-text.js';
import type { SiteView } from './site-view.js';

const FILLS = { energyEur: 'var(--twin-muted)', networkEur: 'url(#simulated)', taxEur: 'var(--twin-card)' } as const;
const PARTS = Object.keys(FILLS) as (keyof typeof FILLS)[];

/** What energy costs in each variant: energy, network, taxes. */
export function CostPanel({ view: { variants }, file }: { view: SiteView; file: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = variants.flatMap(({ name, variant: { id, cost, kpis } }) => (cost === null ? [] : [{ id, name, cost, total: kpis.costEur }]));
  if (rows.length === 0) return null;
  const sum = ({ cost }: (typeof rows)[number]) => PARTS.reduce((total, part) => total + Math.max(0, cost[part].mean), 0);
  const most = Math.max(...rows.map(sum)) || 1;
  return (
    <ChartCard
      title={
        <>
          {t('siteRun.cost')} <SimTag />
        </>
      }
      caption={t('siteRun.costCaption')}
      table={() => {
        const columns = PARTS.map((part) =>
          intervalTexts(
            rows.map(({ cost }) => cost[part]),
            format,
            '€',
          ),
        );
        const totals = intervalTexts(
          rows.map(({ total }) => total),
          format,
          '€',
        );
        return {
          head: [t('siteRun.variant'), ...PARTS.map((part) => t(`siteRun.costParts.${part}`)), t('siteRun.total')],
          rows: rows.map(({ name }, i) => [name, ...columns.map((column) => column[i]!), totals[i]!]),
        };
      }}
      csv={{
        name: `${file}-cost`,
        rows: () => [
          ['variant', ...PARTS, 'totalEur'],
          ...rows.map(({ id, cost, total }) => [id, ...PARTS.map((part) => cost[part].mean), total?.mean ?? null]),
        ],
      }}
    >
      <ShareBars
        label={t('siteRun.costCaption')}
        rows={rows.map((row) => ({
          station: row.name,
          variant: `${format.whole(row.total?.mean)}\u202f€`,
          first: true,
          length: sum(row) / most,
          parts: PARTS.map((part) => ({
            key: part,
            fill: FILLS[part],
            text: `${t(`siteRun.costParts.${part}`)} ${format.whole(row.cost[part].mean)}\u202f€`,
            share: Math.max(0, row.cost[part].mean) / most,
          })),
        }))}
      />
      <ul className="legend">
        {PARTS.map((part) => (
          <li key={part}>
            <svg width="18" height="12" aria-hidden="true">
              <rect x="0.5" y="0.5" width="17" height="11" fill={FILLS[part]} stroke="var(--twin-outline)" />
            </svg>
            {t(`siteRun.costParts.${part}`)}
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}
