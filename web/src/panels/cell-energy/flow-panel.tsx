import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarrierMeters } from '../../../../src/contract/energy-meters.js';
import type { EnergyUse } from '../../../../src/contract/energy-use.js';
import { ChartCard } from '../../charts/chart-card.js';
import { Sankey } from '../../charts/sankey.js';
import { useFormat } from '../../parts/use-format.js';
import { flowOf } from './flow.js';
import { amountText } from './measure.js';
import type { SiteEnergy } from './site-energy.js';

/** Where energy went: from the site by its meters to what draws it, and of units on to what they were doing. */
export function FlowPanel({ meters, use, site: { names, measure, file, carrier } }: { meters: CarrierMeters; use: EnergyUse; site: SiteEnergy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nodes, links } = useMemo(
    () =>
      flowOf(meters, use, measure, {
        site: names.carrier(carrier),
        row: (row) => (row.name ? format.name(row.name) : names.place(row.id)),
        unmetered: (row) => t('energy.unmeteredOf', { meter: row.name ? format.name(row.name) : row.id }),
        account: (account) => t(`accounts.${account}`),
      }),
    [meters, use, measure, names, carrier, format, t],
  );
  if (links.length === 0) return null;
  const nameOf = new Map(nodes.map(({ id, name }) => [id, name]));
  return (
    <ChartCard
      title={t('energy.flow')}
      caption={t('energy.flowCaption')}
      table={() => ({
        head: [t('energy.flowFrom'), t('energy.flowTo'), t(`energy.measures.${measure}`)],
        rows: links.map(({ from, to, value }) => [nameOf.get(from), nameOf.get(to), amountText(format, value, measure)]),
      })}
      csv={{ name: `${file}-flow`, rows: () => [['from', 'to', measure], ...links.map(({ from, to, value }) => [from, to, value])] }}
      foot={
        <p className="minor sentence">
          <span>{t('energy.flowFoot')}</span>
          {measure === 'eur' && <span>{t('energy.marginal')}</span>}
        </p>
      }
    >
      <Sankey label={t('energy.flowCaption')} nodes={nodes} links={links} write={(value) => amountText(format, value, measure)} hint={t('energy.flowHint')} />
    </ChartCard>
  );
}
