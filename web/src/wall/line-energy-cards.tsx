import type { LineView } from '../../../src/contract/stream.js';
import { SimTag } from './signs.js';
import { WallCard } from './board.js';
import { useSpeech } from './speech.js';

/** Energy of the shift, measured and expected. */
export function EnergyShiftCard({ view: { output } }: { view: LineView }) {
  const { t, format } = useSpeech();
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
  const { t, format } = useSpeech();
  const measured = view.order.flatMap((id) => {
    const { name, family, powerKw, expectedPowerKw } = view.units[id]!;
    return typeof powerKw?.value === 'number' ? [{ id, name, kw: family === 'unknown' ? null : powerKw.value, expectedKw: expectedPowerKw }] : [];
  });
  return (
    <WallCard title={t('energyStations')}>
      {measured.length === 0 && <p>{t('notMeasured')}</p>}
      <ul>
        {measured.map(({ id, name, kw, expectedKw }) => (
          <li key={id} className="wall-row">
            <span>{format.name(name)}</span>
            <span>
              <b>{kw === null ? t('notHeard') : format.kw(kw)}</b>{' '}
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
