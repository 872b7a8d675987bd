import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EnergyUse } from '../../../../src/contract/energy-use.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { useFormat } from '../../parts/use-format.js';
import type { SiteEnergy } from './site-energy.js';

/** What units used while they made nothing and waited for nothing, what it cost, and the way to the question what standby would save. */
export function WastePanel({ use: { waste, unitsKwh }, site: { cell, names, file } }: { use: EnergyUse; site: SiteEnergy }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (waste.kwh === 0) {
    return (
      <Card title={t('energy.waste')}>
        <p className="minor">{t(unitsKwh > 0 ? 'energy.noWaste' : 'energy.noRecord')}</p>
      </Card>
    );
  }
  return (
    <Card
      title={t('energy.waste')}
      aside={
        <DownloadCsv
          name={`${file}-waste`}
          of={t('energy.waste')}
          rows={() => [
            ['source', 'seconds', 'kwh', 'costEur', 'co2eKg', 'meanKw', 'share'],
            ...waste.sources.map(({ source, seconds, kwh, costEur, co2eKg, meanKw, share }) => [source, seconds, kwh, costEur, co2eKg, meanKw, share]),
          ]}
        />
      }
    >
      <p>
        {t('energy.wasteSentence', {
          kwh: format.kwh(waste.kwh),
          share: format.percent(waste.share),
          eur: format.eur(waste.costEur),
          co2e: format.co2e(waste.co2eKg),
        })}
      </p>
      <DataTable
        caption={t('energy.wasteCaption')}
        head={[
          t('energy.unit'),
          t('energy.time'),
          t('energy.measures.kwh'),
          t('energy.measures.eur'),
          t('energy.measures.co2e'),
          t('energy.meanKw'),
          t('energy.shareOfUnit'),
          t('energy.ask'),
        ]}
        rows={waste.sources.map(({ source, seconds, kwh, costEur, co2eKg, meanKw, share }) => [
          names.place(source),
          format.duration(seconds),
          format.kwh(kwh),
          format.eur(costEur),
          format.co2e(co2eKg),
          format.kw(meanKw),
          format.percent(share),
          <Link
            to="/cells/$cell/what-if"
            params={{ cell }}
            search={{ standby: source }}
            aria-label={t('charts.pair', { name: names.place(source), value: t('energy.askStandby') })}
          >
            {t('energy.askStandby')}
          </Link>,
        ])}
      />
      <p className="minor sentence">
        <span>{t('energy.wasteFoot')}</span>
        <span>{t('energy.marginal')}</span>
      </p>
    </Card>
  );
}
