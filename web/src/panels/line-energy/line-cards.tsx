import { useTranslation } from 'react-i18next';
import type { LineEnergy } from '../../../../src/contract/line-energy.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { EnergyFigure } from '../cell-energy/energy-figure.js';
import type { EnergyView } from '../cell-energy/energy-view.js';
import { highestPeak } from '../cell-energy/peaks-view.js';
import { againstBefore, type Held } from './against-before.js';

/** Of a short window the last readings, a moment ago, leave so much open. */
const KNOWN_SHARE = 0.99;
/** So many of those who made the peak are named. */
const MAKERS = 3;

/** What the window used, cost and emitted, its peak, its energy by good unit and while not producing, each beside the window before. */
export function LineCards({ energy, view, item }: { energy: LineEnergy; view: EnergyView; item: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { figures, missing, profile } = energy;
  const { names, timezone, measure } = view;
  const peak = highestPeak(profile);
  const isKnown = figures.knownShare >= KNOWN_SHARE;
  const before = (figure: Held, write: (value: number) => string) => <span className="below">{againstBefore(figure, energy, write, format, t)}</span>;
  const makers = peak?.makers.slice(0, MAKERS).map(({ source, kw }) => `${names.place(source)} ${format.kw(kw)}`);
  return (
    <Card title={t('energy.cards', { from: format.dayAndClock(figures.fromUs, timezone), to: format.dayAndClock(figures.toUs, timezone) })}>
      <dl className="energy-cards">
        <EnergyFigure name={t('energy.energy')} value={format.kwh(figures.kwh)} chosen={measure === 'kwh'}>
          {!isKnown ? t('lineEnergy.atLeast') : profile.pausedKwh > 0 ? t('energy.paused', { kwh: format.kwh(profile.pausedKwh) }) : t('lineEnergy.ofMachines')}
          {before('kwh', format.kwh)}
        </EnergyFigure>
        {figures.costEur !== null && (
          <EnergyFigure name={t('energy.measures.eur')} value={format.eur(figures.costEur)} chosen={measure === 'eur'}>
            {t('lineEnergy.tariffOf')}
            {before('costEur', format.eur)}
          </EnergyFigure>
        )}
        {figures.co2eKg !== null && (
          <EnergyFigure name={t('energy.co2e')} value={format.co2e(figures.co2eKg)} chosen={measure === 'co2e'}>
            {t('lineEnergy.factorOf')}
            {before('co2eKg', format.co2e)}
          </EnergyFigure>
        )}
        <EnergyFigure name={t('energy.peak')} value={format.kw(figures.peakKw)}>
          {peak ? t('lineEnergy.peakBy', { time: format.dayAndClock(peak.atUs, timezone), makers: makers!.join(', ') }) : t('lineEnergy.noPeak')}
          {before('peakKw', format.kw)}
        </EnergyFigure>
        <EnergyFigure name={t('lineEnergy.perThousand')} value={format.kwh(figures.perThousandGoodKwh)}>
          {figures.goodUnits === null ? t('lineEnergy.noGood') : t('lineEnergy.goodUnits', { units: format.count(figures.goodUnits, item) })}
          {!isKnown && <span className="below">{t('lineEnergy.ofKnown')}</span>}
          {before('perThousandGoodKwh', format.kwh)}
        </EnergyFigure>
        <EnergyFigure name={t('lineEnergy.notProducing')} value={format.percent(figures.notProducingShare)}>
          {t('lineEnergy.notProducingHint')}
          {before('notProducingShare', format.percent)}
        </EnergyFigure>
        <EnergyFigure name={t('lineEnergy.known')} value={format.percent(figures.knownShare)} late={!isKnown}>
          {missing.length > 0
            ? t('lineEnergy.missing', { machines: missing.map(names.place).join(', ') })
            : isKnown
              ? t('lineEnergy.knownHint')
              : t('energy.unknown', { share: format.percent(1 - figures.knownShare) })}
        </EnergyFigure>
      </dl>
    </Card>
  );
}
