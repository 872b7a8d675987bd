import { useTranslation } from 'react-i18next';
import type { LineBatchEnergy } from '../../../../src/contract/line-energy.js';
import { BarRows } from '../../charts/bar-rows.js';
import { ChartCard } from '../../charts/chart-card.js';
import { useFormat } from '../../parts/use-format.js';
import type { EnergyView } from '../cell-energy/energy-view.js';
import { amountOf, amountText } from '../cell-energy/measure.js';

/** What each batch of the line used, and by 1,000 good units where all of it lies in the window. */
export function LineBatchesPanel({ batches, view: { measure, timezone, file } }: { batches: readonly LineBatchEnergy[]; view: EnergyView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = ({ batch, whole }: LineBatchEnergy) => (whole ? batch : `${batch} (${t('energy.part')})`);
  return (
    <ChartCard
      title={t('lineEnergy.batches')}
      caption={t('lineEnergy.batchesCaption')}
      table={() => ({
        head: [
          t('energy.batch'),
          t('lineEnergy.begin'),
          t('lineEnergy.end'),
          ...(['kwh', 'eur', 'co2e'] as const).map((each) => t(`energy.measures.${each}`)),
          t('energy.good'),
          t('energy.perThousand'),
        ],
        rows: batches.map((one) => [
          nameOf(one),
          format.dayAndClock(one.fromUs, timezone),
          format.dayAndClock(one.toUs, timezone),
          ...[format.kwh(one.kwh), format.eur(one.costEur), format.co2e(one.co2eKg)],
          format.whole(one.goodUnits),
          format.figure(one.perThousandGoodKwh),
        ]),
      })}
      csv={{
        name: `${file}-batches`,
        rows: () => [
          ['batch', 'from', 'to', 'whole', 'kwh', 'costEur', 'co2eKg', 'goodUnits', 'perThousandGoodKwh'],
          ...batches.map((one) => [
            ...[one.batch, new Date(one.fromUs / 1000).toISOString(), new Date(one.toUs / 1000).toISOString(), String(one.whole)],
            ...[one.kwh, one.costEur, one.co2eKg, one.goodUnits, one.perThousandGoodKwh],
          ]),
        ],
      }}
      foot={<p className="minor">{t('lineEnergy.batchesFoot')}</p>}
    >
      {batches.length === 0 ? (
        <p className="minor">{t('lineEnergy.noBatches')}</p>
      ) : (
        <BarRows
          rows={batches.map((one) => ({
            id: one.batch,
            name: nameOf(one),
            from: 0,
            to: amountOf(one, measure) ?? 0,
            fill: one.whole ? 'var(--consumer-0)' : 'url(#unmetered)',
            text: [amountText(format, amountOf(one, measure), measure), one.perThousandGoodKwh === null ? '' : `${format.kwh(one.perThousandGoodKwh)} / 1000`]
              .filter((part) => part !== '')
              .join(' · '),
          }))}
          most={Math.max(0, ...batches.map((one) => amountOf(one, measure) ?? 0))}
          label={t('lineEnergy.batchesCaption')}
        />
      )}
    </ChartCard>
  );
}
