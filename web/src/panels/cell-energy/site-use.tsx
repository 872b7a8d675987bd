import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EnergyUse, SourceUse } from '../../../../src/contract/energy-use.js';
import { useFormat } from '../../parts/use-format.js';
import type { SiteEnergy } from './site-energy.js';
import { StatesPanel } from './states-panel.js';
import { WastePanel } from './waste-panel.js';

const isUnit = ({ kind, counts }: SourceUse) => counts && (kind === 'unit' || kind === 'machine');

/** What units of a site used while they made nothing and waited for nothing, and in each of their states. */
export function SiteUse({ use, site }: { use: EnergyUse; site: SiteEnergy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { waste, unitsKwh, outsideExecuteShare, recordFromUs } = use;
  const off = use.accounts.find(({ account }) => account === 'off');
  const amount = { kwh: format.kwh(waste.kwh), share: format.percent(waste.share), eur: format.eur(waste.costEur), co2e: format.co2e(waste.co2eKg) };
  return (
    <>
      <WastePanel
        sources={waste.sources}
        view={site}
        title={t('energy.waste')}
        caption={t('energy.wasteCaption')}
        sentence={waste.sources.length > 0 ? t('energy.wasteSentence', amount) : t(unitsKwh > 0 ? 'energy.noWaste' : 'energy.noRecord')}
        foot={
          <p className="minor sentence">
            <span>{t('energy.wasteFoot')}</span>
            {off !== undefined && off.kwh > 0 && (
              <b>{t('energy.offUse', { kwh: format.kwh(off.kwh), eur: format.eur(off.costEur), co2e: format.co2e(off.co2eKg) })}</b>
            )}
            <span>{t('energy.marginal')}</span>
          </p>
        }
        ask={(source) => (
          <Link
            to="/cells/$cell/what-if"
            params={{ cell: site.cell }}
            search={{ standby: source }}
            aria-label={t('charts.pair', { name: site.names.place(source), value: t('energy.askStandby') })}
          >
            {t('energy.askStandby')}
          </Link>
        )}
      />
      <StatesPanel
        units={use.sources.filter(isUnit)}
        others={use.sources.filter((source) => !isUnit(source))}
        accounts={use.accounts}
        view={site}
        title={t('energy.states')}
        caption={t('energy.statesCaption')}
        foot={
          <p className="minor sentence">
            {outsideExecuteShare !== null && <span>{t('energy.outsideExecute', { share: format.percent(outsideExecuteShare) })}</span>}
            {site.measure === 'eur' && <span>{t('energy.marginal')}</span>}
            {recordFromUs !== null && recordFromUs > use.fromUs && (
              <span className="late">{t('energy.recordFrom', { time: format.dayAndClock(recordFromUs, site.timezone) })}</span>
            )}
          </p>
        }
      />
    </>
  );
}
