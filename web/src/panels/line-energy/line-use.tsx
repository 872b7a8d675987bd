import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LineEnergy } from '../../../../src/contract/line-energy.js';
import { useFormat } from '../../parts/use-format.js';
import type { EnergyView } from '../cell-energy/energy-view.js';
import { StatesPanel } from '../cell-energy/states-panel.js';
import { WastePanel } from '../cell-energy/waste-panel.js';

/** Less of the energy is told as nothing. */
const SEEN_SHARE = 0.001;

/** What machines used while they waited or rested, and in each of their states. */
export function LineUse({ energy: { line, figures, machines, accounts, waste }, view }: { energy: LineEnergy; view: EnergyView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const hasWorth = waste.costEur !== null && waste.co2eKg !== null;
  const amount = { kwh: format.kwh(waste.kwh), share: format.percent(waste.share), eur: format.eur(waste.costEur), co2e: format.co2e(waste.co2eKg) };
  const unknownKwh = accounts.find(({ account }) => account === 'unknown')?.kwh ?? 0;
  return (
    <>
      <WastePanel
        sources={waste.sources}
        view={view}
        title={t('lineEnergy.waste')}
        caption={t('lineEnergy.wasteCaption')}
        sentence={waste.sources.length === 0 ? t('lineEnergy.noWaste') : t(hasWorth ? 'lineEnergy.wasteWorth' : 'lineEnergy.wasteSentence', amount)}
        foot={<p className="minor">{t('lineEnergy.wasteFoot')}</p>}
        ask={(unit) => (
          <Link
            to="/lines/$line/what-if"
            params={{ line }}
            search={{ standby: unit }}
            aria-label={t('charts.pair', { name: view.names.place(unit), value: t('energy.askStandby') })}
          >
            {t('energy.askStandby')}
          </Link>
        )}
      />
      <StatesPanel
        units={machines.flatMap(({ unit, kwh, ...machine }) => (kwh === null ? [] : [{ source: unit, ...machine, kwh }]))}
        accounts={accounts}
        view={view}
        title={t('lineEnergy.states')}
        caption={t('lineEnergy.statesCaption')}
        foot={
          <p className="minor sentence">
            {figures.notProducingShare !== null && <span>{t('lineEnergy.statesFoot', { share: format.percent(figures.notProducingShare) })}</span>}
            {unknownKwh > SEEN_SHARE * (figures.kwh ?? 0) && <span className="late">{t('lineEnergy.unknownFoot', { kwh: format.kwh(unknownKwh) })}</span>}
          </p>
        }
      />
    </>
  );
}
