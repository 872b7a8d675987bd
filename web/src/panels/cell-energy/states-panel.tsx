import { useTranslation } from 'react-i18next';
import type { EnergyUse, SourceUse } from '../../../../src/contract/energy-use.js';
import { ChartCard } from '../../charts/chart-card.js';
import { ShareBars, type ShareRow } from '../../charts/share-bars.js';
import { ACCOUNT_SIGNS } from '../../format/account.js';
import { StateSwatch } from '../../parts/state-swatch.js';
import { useFormat } from '../../parts/use-format.js';
import { stateFill } from '../../theme/state-fill.js';
import { amountOf, amountText } from './measure.js';
import type { SiteEnergy } from './site-energy.js';

/** Less than can be seen. */
const SEEN = 0.001;

/** What units used in each of their states, the unit that used most above. */
export function StatesPanel({ use, site: { names, measure, timezone, file } }: { use: EnergyUse; site: SiteEnergy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const units = use.sources.filter(({ kind, counts, kwh }) => counts && (kind === 'unit' || kind === 'machine') && kwh > 0).sort((a, b) => b.kwh - a.kwh);
  const valued = units.map((unit) => ({ unit, parts: partsOf(unit), total: amountOf(unit, measure) ?? 0 }));
  const most = Math.max(0, ...valued.map(({ total }) => total));
  if (most === 0) return null;
  const rows = valued.map(({ unit, parts, total }): ShareRow => ({
    station: names.place(unit.source),
    variant: amountText(format, total, measure),
    first: true,
    length: total / most,
    parts: parts.map(({ account, value }) => ({
      key: account,
      fill: stateFill(ACCOUNT_SIGNS[account]),
      text: `${t(`accounts.${account}`)} ${amountText(format, value, measure)}`,
      share: value / most,
    })),
  }));
  const seen = [...new Set(valued.flatMap(({ parts }) => parts.filter(({ value }) => value >= SEEN * most).map(({ account }) => account)))];
  return (
    <ChartCard
      title={t('energy.states')}
      caption={t('energy.statesCaption')}
      table={() => ({
        head: [t('energy.unit'), t('energy.state'), t('energy.time'), ...(['kwh', 'eur', 'co2e'] as const).map((each) => t(`energy.measures.${each}`))],
        rows: units.flatMap(({ source, accounts }) =>
          accounts.map((each) => [
            names.place(source),
            t(`accounts.${each.account}`),
            format.duration(each.seconds),
            format.kwh(each.kwh),
            format.eur(each.costEur),
            format.co2e(each.co2eKg),
          ]),
        ),
      })}
      csv={{
        name: `${file}-states`,
        rows: () => [
          ['source', 'account', 'seconds', 'kwh', 'costEur', 'co2eKg'],
          ...use.sources.flatMap(({ source, accounts }) => accounts.map((each) => [source, each.account, each.seconds, each.kwh, each.costEur, each.co2eKg])),
        ],
      }}
      foot={
        <p className="minor sentence">
          {use.outsideExecuteShare !== null && <span>{t('energy.outsideExecute', { share: format.percent(use.outsideExecuteShare) })}</span>}
          {measure === 'eur' && <span>{t('energy.marginal')}</span>}
          {use.recordFromUs !== null && use.recordFromUs > use.fromUs && (
            <span className="late">{t('energy.recordFrom', { time: format.dayAndClock(use.recordFromUs, timezone) })}</span>
          )}
        </p>
      }
    >
      <ShareBars measured rows={rows} label={t('energy.statesCaption')} />
      <ul className="legend">
        {seen.map((account) => (
          <li key={account}>
            <StateSwatch family={ACCOUNT_SIGNS[account]} size={18} /> {t(`accounts.${account}`)}
          </li>
        ))}
      </ul>
    </ChartCard>
  );

  function partsOf({ accounts }: SourceUse) {
    // In one order in all bars: that of the account with the most energy of all units.
    return use.accounts.flatMap(({ account }) => {
      const own = accounts.find((each) => each.account === account);
      const value = (own && amountOf(own, measure)) ?? 0;
      return value > 0 ? [{ account, value }] : [];
    });
  }
}
