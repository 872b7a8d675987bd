import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../src/contract/stream.js';
import { SimTag } from '../parts/tag.js';
import { WallCard } from './board.js';
import { useWallFormat } from './wall-format.js';

/** Energy of the shift, measured and expected. */
export function EnergyShiftCard({ view: { output } }: { view: LineView }) {
  const { t } = useTranslation('wall');
  const format = useWallFormat();
  return (
    <WallCard title={t('energyShift')}>
      <p>
        {output.energyKwh === null ? t('notMeasured') : <b className="wall-figure">{format.kwh(output.energyKwh)}</b>}{' '}
        {output.expectedEnergyKwh !== null && (
          <>
            {t('powerExpected', { value: format.kwh(output.expectedEnergyKwh) })} <SimTag />
          </>
        )}
      </p>
    </WallCard>
  );
}

/** Power of each station that is measured, with what the model expects of it. */
export function StationPowerCard({ view }: { view: LineView }) {
  const { t } = useTranslation('wall');
  const format = useWallFormat();
  const measured = view.order.flatMap((id) => {
    const { name, powerKw, expectedPowerKw } = view.units[id]!;
    return typeof powerKw?.value === 'number' ? [{ id, name, kw: powerKw.value, expectedKw: expectedPowerKw }] : [];
  });
  return (
    <WallCard title={t('energyStations')}>
      {measured.length === 0 && <p>{t('notMeasured')}</p>}
      <ul>
        {measured.map(({ id, name, kw, expectedKw }) => (
          <li key={id} className="wall-row">
            <span>{format.name(name)}</span>
            <span>
              <b>{format.kw(kw)}</b>{' '}
              {expectedKw !== null && (
                <>
                  {t('powerExpected', { value: format.kw(expectedKw) })} <SimTag />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </WallCard>
  );
}
