import { useTranslation } from 'react-i18next';
import type { CarrierMeters } from '../../../../src/contract/energy-meters.js';
import type { EnergyProfile } from '../../../../src/contract/energy-profile.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { EnergyFigure } from './energy-figure.js';
import { highestPeak } from './peaks-view.js';
import type { SiteEnergy } from './site-energy.js';

/** What the window used, cost and emitted, its peak against what is subscribed, and how much of it was metered. */
export function EnergyCards({ profile, meters, site }: { profile: EnergyProfile; meters: CarrierMeters; site: SiteEnergy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { bill, carbon, kwh, pausedKwh, unknownShare, loadFactor } = profile;
  const peak = highestPeak(profile);
  const margin = peak === null || peak.overKw === null || peak.subscribedKw === null ? null : peak;
  return (
    <Card title={t('energy.cards', { from: format.dayAndClock(profile.fromUs, site.timezone), to: format.dayAndClock(profile.toUs, site.timezone) })}>
      <dl className="energy-cards">
        <EnergyFigure name={t('energy.energy')} value={format.kwh(kwh)} chosen={site.measure === 'kwh'}>
          {pausedKwh > 0 ? t('energy.paused', { kwh: format.kwh(pausedKwh) }) : t('energy.measured')}
        </EnergyFigure>
        <EnergyFigure name={t('energy.cost')} value={format.eur(bill?.totalEur)} chosen={site.measure === 'eur'}>
          {bill ? t('energy.byContract', { contract: bill.contract }) : t('energy.noBill')}
        </EnergyFigure>
        <EnergyFigure name={t('energy.co2e')} value={format.co2e(carbon?.locationKg)} chosen={site.measure === 'co2e'}>
          {carbon?.locationKg == null ? t('energy.noFactor') : t('energy.byNetwork')}
        </EnergyFigure>
        <EnergyFigure name={t('energy.peak')} value={format.kw(peak?.kw)} late={(margin?.overKw ?? 0) > 0}>
          {peak && <span className="below">{format.dayAndClock(peak.atUs, site.timezone)}</span>}
          {margin === null
            ? t('energy.noSubscribed')
            : margin.overKw! > 0
              ? t('energy.over', { kw: format.kw(margin.overKw), subscribed: format.kw(margin.subscribedKw) })
              : t('energy.under', { subscribed: format.kw(margin.subscribedKw) })}
        </EnergyFigure>
        {loadFactor !== null && (
          <EnergyFigure name={t('energy.loadFactor')} value={format.percentWhole(loadFactor)}>
            {t('energy.loadFactorHint')}
          </EnergyFigure>
        )}
        <EnergyFigure name={t('energy.metered')} value={format.percent(meters.meteredShare)} late={unknownShare > 0.001}>
          {unknownShare > 0.001 ? t('energy.unknown', { share: format.percent(unknownShare) }) : t('energy.meteredHint')}
        </EnergyFigure>
      </dl>
    </Card>
  );
}
