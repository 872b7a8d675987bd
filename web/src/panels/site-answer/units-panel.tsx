import { useTranslation } from 'react-i18next';
import { ChartCard } from '../../charts/chart-card.js';
import { ShareBars } from '../../charts/share-bars.js';
import { StateSwatch } from '../../parts/state-swatch.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { LetteredSign } from '../../theme/palette.js';
import { stateFill } from '../../theme/state-fill.js';
import { ACCOUNTS_SHOWN, signShares, type Account, type SignShare } from './account-shares.js';
import { idsOf, type SiteView } from './site-view.js';

/** Where the time of each unit goes, as it is and in each variant, and which unit is used most. */
export function UnitsPanel({ view: { variants, names }, file }: { view: SiteView; file: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const units = idsOf(variants, (variant) => variant.units.map(({ unit }) => unit));
  const rows = units.flatMap((unit) =>
    variants.flatMap(({ name, variant }) => {
      const shares = variant.units.find((candidate) => candidate.unit === unit);
      return shares ? [{ unit, name, variant: variant.id, shares }] : [];
    }),
  );
  const words = (accounts: readonly Account[]) => accounts.map((account) => t(`accounts.${account}`)).join(', ');
  return (
    <ChartCard
      title={
        <>
          {t('siteRun.units')} <SimTag />
        </>
      }
      caption={t('siteRun.unitsCaption')}
      table={() => ({
        head: [t('charts.station'), t('siteRun.used'), ...ACCOUNTS_SHOWN.map((account) => t(`accounts.${account}`))],
        rows: rows.map(({ unit, name, shares }) => [
          t('siteRun.unitRow', { unit: names.source(unit), variant: name }),
          format.percent(shares.used.mean),
          ...ACCOUNTS_SHOWN.map((account) => format.percent(shares.shares[account] ?? 0)),
        ]),
      })}
      csv={{
        name: `${file}-units`,
        rows: () => [
          ['unit', 'variant', 'used', ...ACCOUNTS_SHOWN],
          ...rows.map(({ unit, variant, shares }) => [unit, variant, shares.used.mean, ...ACCOUNTS_SHOWN.map((account) => shares.shares[account] ?? 0)]),
        ],
      }}
      foot={<p className="minor">{t('siteRun.usedHint')}</p>}
    >
      <ul className="sentences">
        {variants.map(({ name, variant: { id, bottleneck } }) => (
          <li key={id}>
            {t(bottleneck.unit === null ? 'siteRun.bottleneckUnsure' : 'siteRun.bottleneck', { variant: name, unit: names.source(bottleneck.most) })}
          </li>
        ))}
      </ul>
      <ShareBars
        label={t('siteRun.unitsCaption')}
        rows={rows.map(({ unit, name, shares }, i) => ({
          station: names.source(unit),
          variant: name,
          first: rows[i - 1]?.unit !== unit,
          parts: signShares(shares.shares).map(({ sign, accounts, share }) => ({
            key: sign,
            fill: stateFill(sign),
            text: `${words(accounts)} ${format.percent(share)}`,
            share,
          })),
        }))}
      />
      <ul className="legend">
        {signsOf(rows.flatMap(({ shares }) => signShares(shares.shares))).map(([sign, accounts]) => (
          <li key={sign}>
            <StateSwatch family={sign} size={18} /> {words(accounts)}
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}

/** Every sign that is drawn, with the accounts that it stands for. */
function signsOf(parts: readonly SignShare[]): [LetteredSign, Account[]][] {
  const found = new Map<LetteredSign, Account[]>();
  for (const { sign, accounts } of parts) found.set(sign, [...new Set([...(found.get(sign) ?? []), ...accounts])]);
  return [...found];
}
