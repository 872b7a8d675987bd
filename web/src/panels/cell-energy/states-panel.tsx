import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KpiAccount } from '../../../../src/contract/cell-kpi.js';
import type { LineAccountUse } from '../../../../src/contract/line-energy.js';
import { ChartCard } from '../../charts/chart-card.js';
import { ShareBars, type ShareRow } from '../../charts/share-bars.js';
import { ACCOUNT_SIGNS } from '../../format/account.js';
import { StateSwatch } from '../../parts/state-swatch.js';
import { useFormat } from '../../parts/use-format.js';
import { stateFill } from '../../theme/state-fill.js';
import type { EnergyView } from './energy-view.js';
import { amountOf, amountText, type Amount } from './measure.js';

/** Less than can be seen. */
const SEEN = 0.001;

/** A unit or machine, with what it used in each account of its time. */
export interface StatedUse extends Amount {
  source: string;
  kwh: number;
  accounts: readonly LineAccountUse[];
}

interface Props {
  units: readonly StatedUse[];
  /** what the file has beside them */
  others?: readonly StatedUse[];
  /** in this order the parts of all bars stand */
  accounts: readonly { account: KpiAccount }[];
  view: EnergyView;
  title: string;
  caption: string;
  foot: ReactNode;
}

/** What units used in each of their states, the unit that used most above. */
export function StatesPanel({ units: all, others = [], accounts: order, view: { names, measure, file }, title, caption, foot }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const units = all.filter(({ kwh }) => kwh > 0).sort((a, b) => b.kwh - a.kwh);
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
      title={title}
      caption={caption}
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
          ...[...all, ...others].flatMap(({ source, accounts }) =>
            accounts.map((each) => [source, each.account, each.seconds, each.kwh, each.costEur, each.co2eKg]),
          ),
        ],
      }}
      foot={foot}
    >
      <ShareBars measured rows={rows} label={caption} />
      <ul className="legend">
        {seen.map((account) => (
          <li key={account}>
            <StateSwatch family={ACCOUNT_SIGNS[account]} size={18} /> {t(`accounts.${account}`)}
          </li>
        ))}
      </ul>
    </ChartCard>
  );

  function partsOf({ accounts }: StatedUse) {
    // In one order in all bars: that of the account with the most energy of all units.
    return order.flatMap(({ account }) => {
      const own = accounts.find((each) => each.account === account);
      const value = (own && amountOf(own, measure)) ?? 0;
      return value > 0 ? [{ account, value }] : [];
    });
  }
}
